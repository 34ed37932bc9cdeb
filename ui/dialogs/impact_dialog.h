#pragma once

#include "window/ui_context.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace fornada {

class Banner;

// Which results of a batch are of an older wording, and the offer to make just these again. Sends nothing before its
// button is pressed. UI thread; lives while it is open.
class ImpactDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImpactDialog)
public:
    ImpactDialog(const UiContext &context, BatchId batch, const QString &batchName, QWidget *parent);

    // Looks first, and opens only when there is something to offer.
    static void offer(const UiContext &context, BatchId batch, const QString &batchName, QWidget *parent);
    void ask();
    void tell(const QJsonObject &impact);

private:
    void makeList();
    void list(const QJsonObject &impact);
    void remake();

    const UiContext m_context;
    const BatchId m_batch;
    Banner *m_banner;
    QLabel *m_title, *m_about, *m_more;
    QTableWidget *m_list;
    QPushButton *m_remake;
    QString m_most; // what the operator was shown
};

} // namespace fornada
