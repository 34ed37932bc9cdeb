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
// may have cost. Among all jobs of the given filters, whose states do not count. UI thread; lives while it is open.
class FailureDesk final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FailureDesk)
public:
    FailureDesk(const UiContext &context, const QList<JobFilter> &among, QWidget *parent);

Q_SIGNALS:
    void jobWanted(fornada::BatchId batch, fornada::JobId job);

private:
    struct Cause {
        FailureGroup group;
        QList<JobFilter> where; // exactly these jobs
    };
    struct Findings {
        QList<Cause> causes;
        QList<UnknownJob> unknowns;
        QStringList accounts, queues;
    };
    struct Deed {
        QString name;
        std::function<void()> act;
        QStringList accounts = {}, queues = {}; // a menu to choose where to; then act is not used
        QList<JobFilter> jobs = {};
    };

    void fillScopes();
    QString givenText() const;
    static bool areBatches(const QList<JobFilter> &among); // and nothing narrower
    QList<JobFilter> troubled() const;
    void refresh();
    void read();
    static Result<Findings> readAll(ReadPort &port, const QList<JobFilter> &among);
    void showFindings(const Findings &findings);
    void makeCards(const Findings &findings);
    QString signature(const Findings &findings) const;

    static constexpr qsizetype kMostUnknown = 1'000; // that are read one by one

    // cards (failure_cards.cpp)
    QWidget *makeCause(const Cause &cause, const Findings &findings);
    QWidget *makeUnknowns(const QList<UnknownJob> &unknowns);
    QWidget *makeCard(const QString &key, const QString &icon, QColor Colours::*colour, const QString &title,
                      const QString &text, const QList<Deed> &deeds);
    QPushButton *makeButton(const Deed &deed);
    QList<Deed> deedsFor(const Cause &cause, const Findings &findings);

    // deeds (failure_deeds.cpp)
    void send(const QString &command, const QList<JobFilter> &jobs, const QJsonObject &more = {});
    void tellDone(const QString &command, qint64 changed);
    void skip(const QList<JobFilter> &jobs, qint64 count);
    void editAndRetry(const Cause &cause);
    void raiseDeadline(JobId sample, std::function<void()> then = {});
    qint64 unknownCount() const;
    void resolve(const QString &how, const QList<JobFilter> &jobs, qint64 count);

    const UiContext m_context;
    const QList<JobFilter> m_given; // what it was opened for
    QList<JobFilter> m_among;       // what it is about now
    QString m_shown;                // signature of what is shown
    QTimer m_later;
    ReadTicket m_reading;
    bool m_again = false; // when the reading is done
    Banner *m_banner;
    QComboBox *m_scopes;
    QLabel *m_title, *m_nothing;
    QVBoxLayout *m_cards;
    QWidget *m_body;
};

} // namespace fornada
