#pragma once

#include "window/ui_context.h"

#include <QFocusEvent>
#include <QWidget>

#include <functional>

class QHeaderView;

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

    // What its list is narrowed to by words: each page has its own.
    const QString &searchText() const { return m_search; }
    void search(const QString &text)
    {
        if (text == m_search)
            return;
        m_search = text;
        setSearch(text);
        Q_EMIT searchChanged();
    }
    virtual Selection selection() const { return {}; }
    // Is there something to inspect here?
    virtual bool wantsInspector() const { return true; }
    // Is there a list that words narrow down?
    virtual bool wantsSearch() const { return true; }
    // What copying means here; it may have to be read first.
    virtual QString copyText() const { return {}; }
    virtual void copy(const std::function<void(const QString &)> &then) { then(copyText()); }
    // Of its list, whose columns can be chosen; nothing where there is none.
    virtual QHeaderView *header() const { return nullptr; }

Q_SIGNALS:
    void selectionChanged();
    void searchChanged();

protected:
    virtual void setSearch(const QString &) {}
    // What the focus goes to when the page is shown. No focus proxy: with one the Tab key would pass over what stands
    // before it on the page.
    void setMain(QWidget *widget) { m_main = widget; }
    void focusInEvent(QFocusEvent *event) override
    {
        if (m_main)
            m_main->setFocus(event->reason());
    }

private:
    QWidget *m_main = nullptr;
    QString m_search;
};

} // namespace fornada
