#pragma once

#include "base/money.h"
#include "model/journal.h"
#include "model/wait_reason.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QSet>

namespace fornada {

// What is worth a word before anything stands still: a provider's quota that has been nearly used up for a while, a
// day's budget, a queue that is too full, a batch whose finish slips. Each is told once an episode, also across
// restarts; what goes on stands until it is over. Pure; one thread.
class Watch {
public:
    // A counting limit that a provider puts on an account or one of its models.
    struct Quota {
        QString key, account, model;
        WaitReason kind = WaitReason::None;
        double used = 0, allowed = 0;
    };
    // A day's budget: of an account, or (without a name) of everything.
    struct Purse {
        QString account;
        Money counted, cap;
    };
    // Of a queue that its operator wants to be told of.
    struct Crowd {
        QueueId queue;
        QString name;
        qint64 waiting = 0, alertAt = 0;
    };
    // A daily cap, whoever puts it: of a queue, an account or one of its models.
    struct Day {
        QString key, name; // of its gate; of the queue or account
        double used = 0, allowed = 0;
        bool isBusy = false; // some of what it let through is under way
    };
    struct Finish {
        BatchId batch;
        QString name;
        Wall started = {}, end = {};
    };

    QList<Event> lookAtQuotas(const QList<Quota> &quotas, Wall now);
    QList<Event> lookAtPurses(const QList<Purse> &purses, QDate day, Wall now);
    QList<Event> lookAtCrowds(const QList<Crowd> &crowds, Wall now);
    // Told once a day, when the last of its requests has come home.
    QList<Event> lookAtDays(const QList<Day> &days, Wall now);
    // The first end that was foreseen is the promised one.
    QList<Event> lookAtFinish(const Finish &finish, Wall now);
    // Only these are still at work.
    void keepBatches(const QList<BatchId> &running);

    // The episodes that go on, in a stable order.
    QList<Event> standing() const { return m_standing.values(); }

    QJsonObject save() const;
    void restore(const QJsonObject &state);

private:
    void begin(const QString &key, Event event, QList<Event> &fresh);

    QHash<QString, Wall> m_highSince; // quotas, by key
    QHash<BatchId, Wall> m_promised;
    QSet<QString> m_fullDays; // caps that were told of
    QMap<QString, Event> m_standing;
    QDate m_day; // that purses were told of
};

} // namespace fornada
