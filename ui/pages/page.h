#pragma once

#include "window/ui_context.h"

#include <QWidget>

namespace fornada {

// One place of the rail. UI thread; owned by the main window.
class Page : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Page)
public:
    explicit Page(QWidget *parent = nullptr)
        : QWidget(parent)
    {
        setProperty("role", QStringLiteral("page"));
        setAttribute(Qt::WA_StyledBackground);
    }

    virtual void setSearch(const QString &) {}
    virtual Selection selection() const { return {}; }
    // Is there something to inspect here?
    virtual bool wantsInspector() const { return true; }
    // What copying means here.
    virtual QString copyText() const { return {}; }

Q_SIGNALS:
    void selectionChanged();
};

} // namespace fornada
