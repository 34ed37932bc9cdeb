#pragma once

#include "models/read_port.h"
#include "window/ui_context.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace fornada {

// What failed, by cause, with the repair that fits; and what nobody knows the outcome of, with what it may have cost.
// UI thread; lives while it is open.
class FailureDesk final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FailureDesk)
public:
    FailureDesk(const UiContext &context, BatchId batch, QWidget *parent);

private:
    struct Findings {
        QList<FailureGroup> groups;
        QList<UnknownJob> unknowns;
    };

    void fillBatches();
    void read();
    void showFindings(const Findings &findings);
    static QString signature(const Findings &findings);
    QWidget *makeGroup(const FailureGroup &group);
    QWidget *makeUnknowns(const QList<UnknownJob> &unknowns);
    QWidget *makeCard(const QString &icon, QColor Colours::*colour, const QString &title, const QString &text,
                      const QList<std::pair<QString, std::function<void()>>> &buttons);
    void retry(const FailureGroup &group);
    void resolve(const QString &how, const QList<JobId> &jobs);

    const UiContext m_context;
    BatchId m_batch;
    QString m_shown; // signature of what is shown
    QTimer m_later;
    ReadTicket m_reading;
    QComboBox *m_batches;
    QLabel *m_title, *m_nothing;
    QVBoxLayout *m_cards;
    QWidget *m_body;
};

} // namespace fornada
