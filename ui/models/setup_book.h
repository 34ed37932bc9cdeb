#pragma once

#include "engine_link.h"
#include "models/read_desk.h"

#include <QTimer>

namespace fornada {

// A time when a provider complained and a limit went down.
struct PaceDrop {
    Wall at = {};
    QString scopeKey; // "queue:7", "account:2", "model:2:gemini-x"
    int percent = 100;
};

// Queues and accounts as they are stored, with their counts and the history of their limits; read again when the
// engine says that something changed. UI thread; owned by the page that shows it.
class SetupBook final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetupBook)
public:
    SetupBook(EngineLink &link, ReadDesk &reads, QObject *parent = nullptr);
    ~SetupBook() override;

    void refresh();
    bool isLoaded() const { return m_loaded; }
    const QList<Queue> &queues() const { return m_queues; } // by name
    const QList<Account> &accounts() const { return m_accounts; }
    const Queue *queue(const QString &name) const;
    const Account *account(const QString &name) const;
    const Account *account(AccountId id) const;
    StateCounts counts(QueueId queue) const { return m_counts.value(queue); }
    QStringList queuesOf(AccountId account) const;
    // Newest first; of the queue or account itself and, for an account, of its models.
    QList<PaceDrop> dropsOf(QueueId queue) const;
    QList<PaceDrop> dropsOf(AccountId account) const;

Q_SIGNALS:
    void refreshed();
    void failed(const fornada::Error &error);

private:
    struct Facts;
    void take(Facts facts);

    ReadDesk &m_reads;
    ReadTicket m_reading;
    QTimer m_coalesce{this};
    QList<Queue> m_queues;
    QList<Account> m_accounts;
    QHash<QueueId, StateCounts> m_counts;
    QList<PaceDrop> m_drops;
    bool m_loaded = false;
};

} // namespace fornada
