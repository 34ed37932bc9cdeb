#pragma once

#include "models/read_port.h"
#include "window/ui_context.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class Banner;

// What failed, by cause, newest first, with the repair that fits; and what nobody knows the outcome of, with what it
// may have cost. UI thread; lives while it is open.
class FailureDesk final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FailureDesk)
public:
    FailureDesk(const UiContext &context, BatchId batch, QWidget *parent);

Q_SIGNALS:
    void jobWanted(fornada::BatchId batch, fornada::JobId job);

private:
    struct Findings {
        QList<FailureGroup> groups;
        QList<UnknownJob> unknowns;
        QStringList accounts, queues;
    };
    struct Deed {
        QString name;
        std::function<void()> act;
        QStringList accounts = {}, queues = {}; // a menu to choose where to; then act is not used
        JobFilter filter = {};
    };

    void fillBatches();
    void read();
    void showFindings(const Findings &findings);
    QString signature(const Findings &findings) const;

    static constexpr qsizetype kMostUnknown = 1'000; // that are read one by one

    // cards (failure_cards.cpp)
    QWidget *makeGroup(const FailureGroup &group, const Findings &findings);
    QWidget *makeUnknowns(const QList<UnknownJob> &unknowns);
    QWidget *makeCard(const QString &icon, QColor Colours::*colour, const QString &title, const QString &text,
                      const QList<Deed> &deeds);
    QPushButton *makeButton(const Deed &deed);
    QList<Deed> deedsFor(const FailureGroup &group, const Findings &findings);

    // deeds (failure_deeds.cpp)
    JobFilter filterOf(const FailureGroup &group) const;
    void send(const QString &command, const JobFilter &filter, const QJsonObject &more = {});
    void tellDone(const QString &command, const QJsonObject &reply);
    void skip(const JobFilter &filter, qint64 count);
    void editAndRetry(const FailureGroup &group);
    void raiseDeadline(JobId sample, std::function<void()> then = {});
    qint64 unknownCount() const;
    void resolve(const QString &how, const JobFilter &filter, qint64 count);

    const UiContext m_context;
    BatchId m_batch;
    QString m_shown; // signature of what is shown
    QTimer m_later;
    ReadTicket m_reading;
    Banner *m_banner;
    QComboBox *m_batches;
    QLabel *m_title, *m_nothing;
    QVBoxLayout *m_cards;
    QWidget *m_body;
};

} // namespace fornada
