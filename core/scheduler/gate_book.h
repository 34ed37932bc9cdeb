#pragma once

#include "limits/gate_set.h"
#include "model/job.h"
#include "model/lane.h"
#include "model/queue.h"

#include <QList>

#include <array>
#include <map>
#include <memory>

namespace fornada {

// The gate sets that one job must pass: its queue's, its account's and its model's, in that order. Pointers stay valid.
class JobGates {
public:
    struct Entry {
        Scope scope;
        QString key;
        GateSet *gates = nullptr;
    };

    void add(Entry entry) { m_entries[m_count++] = std::move(entry); }
    const Entry *begin() const { return m_entries.data(); }
    const Entry *end() const { return m_entries.data() + m_count; }
    // The set of a scope; the account's when there is no model.
    const Entry &at(Scope scope) const;
    // The token window that never lets so many through at once.
    std::optional<WindowConfig> tooSmallFor(qint64 tokens) const;

private:
    std::array<Entry, 3> m_entries;
    size_t m_count = 0;
};

// All live gate sets by scope. Part of the scheduler; pure.
class GateBook {
public:
    // isStored: the states it saves are kept; nobody keeps those of a forecast.
    explicit GateBook(QString bootId, bool isStored = true)
        : m_bootId(std::move(bootId))
        , m_isStored(isStored)
    {}

    void setQueue(const Queue &queue);
    void setAccount(const Account &account);
    void setSkew(AccountId account, Micros skew);
    void restore(const StoredGate &stored, Moment now);

    // Stays valid too.
    const JobGates &of(QueueId queue, AccountId account, const QString &model);
    // The same, to look at only: a model without limits that no job has met has no gates of its own.
    JobGates known(QueueId queue, AccountId account, const QString &model) const;
    QList<StoredGate> save(const JobGates &gates, Moment now) const;
    StoredGate saveOne(const QString &key, Moment now) const;
    QList<GateReading> readings(const QString &key, Moment now) const;
    // Of the models that jobs have met, or that have limits.
    QStringList modelKeys() const;
    void unpark(QueueId queue, AccountId account);

    static QString queueKey(QueueId queue);
    static QString accountKey(AccountId account);
    static QString modelKey(AccountId account, const QString &model);

private:
    GateSet &set(const QString &key);
    void configureQueue(QueueId queue);
    void configureModel(const QString &key);
    int mostUnsaid() const;
    JobGates made(QueueId queue, AccountId account, const QString &model);

    const QString m_bootId;
    const bool m_isStored;
    std::map<QString, std::unique_ptr<GateSet>> m_sets;
    std::map<std::tuple<QueueId, AccountId, QString>, JobGates> m_ofJobs; // asked for at every turn of every job
    QHash<QueueId, LimitSet> m_queues;
    QHash<AccountId, Account> m_accounts;
    QHash<AccountId, Micros> m_skews;
};

} // namespace fornada
