#pragma once

#include "model/fan_key.h"
#include "store/step_graph.h"
#include "store/tables.h"

#include <QJsonDocument>
#include <QStringList>

#include <map>

// The whole state of a store as lines of text, and what must hold in every state.
namespace fornada::test {

inline QString show(const std::optional<Wall> &time)
{
    return time ? QString::number(toMicros(*time)) : QStringLiteral("-");
}

inline QString show(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

inline QString show(const Totals &t)
{
    return QStringLiteral("%1/%2/%3/%4")
        .arg(t.reserved.micros)
        .arg(t.spent.micros)
        .arg(t.maybe.micros)
        .arg(t.wasted.micros);
}

inline QString show(const StateCounts &counts)
{
    QStringList parts;
    for (const qint64 n : counts.byState)
        parts.append(QString::number(n));
    return parts.join(u' ');
}

inline QString show(const QHash<QString, qint64> &numbers)
{
    QStringList parts;
    for (auto it = numbers.cbegin(); it != numbers.cend(); ++it)
        parts.append(it.key() + u'=' + QString::number(it.value()));
    parts.sort();
    return parts.join(u' ');
}

// Ids are looked at until so many in a row are not there: more than one batch takes with it when it is removed.
constexpr int kLongestGap = 60;

template<class Record, class Read>
QList<Record> allById(Read read)
{
    QList<Record> records;
    int gap = 0;
    for (qint64 id = 1; gap < kLongestGap; ++id) {
        const std::optional<Record> record = read(id);
        gap = record ? 0 : gap + 1;
        if (record)
            records.append(*record);
    }
    return records;
}

inline QList<JobRecord> allJobs(Tables &tables)
{
    return allById<JobRecord>([&tables](qint64 id) { return tables.job(JobId{id}); });
}

inline QList<AttemptRecord> allAttempts(Tables &tables)
{
    return allById<AttemptRecord>([&tables](qint64 id) { return tables.attempt(AttemptId{id}); });
}

inline QString line(const JobRecord &j)
{
    QStringList parts{QStringLiteral("job"),
                      QString::number(j.id.value),
                      QString::number(j.batch.value),
                      QString::number(j.row.value),
                      QString::number(j.rowNumber),
                      j.step,
                      j.fanKey,
                      QString::number(j.queue.value),
                      QString::number(j.account.value),
                      j.model,
                      QString::number(j.position),
                      QString::number(j.priority),
                      toName(j.state),
                      QString::number(j.pendingParents),
                      QString::number(j.attempts),
                      QString::number(j.sends),
                      QString::number(j.currentAttempt.value),
                      show(j.notBefore),
                      show(j.firstAttempt),
                      QString::number(j.age.count()),
                      QString::number(j.rowAge.count()),
                      QString::number(j.noOutputs),
                      QString::number(j.waitsInRow),
                      QString::number(j.reserve.micros),
                      QString::number(j.tokens),
                      j.message,
                      show(j.created),
                      show(j.updated),
                      j.cancelledFrom ? toName(*j.cancelledFrom) : QString(),
                      QString::number(j.cancelledBy)};
    return parts.join(u'|');
}

inline QString line(const AttemptRecord &a)
{
    QStringList parts{QStringLiteral("attempt"),
                      QString::number(a.id.value),
                      QString::number(a.job.value),
                      QString::number(a.number),
                      QString::number(a.account.value),
                      a.model,
                      QString::fromLatin1(a.requestHash),
                      a.idempotencyKey,
                      QString::number(a.reserved.micros),
                      a.outcome ? toName(*a.outcome) : QString(),
                      toName(a.charge.kind),
                      QString::number(a.charge.amount.micros),
                      QString::number(int(a.charge.estimated)),
                      QString::number(a.httpStatus),
                      a.message,
                      show(a.claimed),
                      show(a.sent),
                      show(a.received),
                      show(a.settled),
                      QString::number(toMicros(a.sendAt)),
                      a.day.toString(Qt::ISODate),
                      show(a.usage)};
    return parts.join(u'|');
}

inline QString line(const Batch &b)
{
    QStringList parts{QStringLiteral("batch"),
                      QString::number(b.id.value),
                      b.name,
                      b.client,
                      b.owner,
                      b.recipe,
                      QString::number(b.account.value),
                      show(b.parameters),
                      QString::number(b.priority),
                      b.budget ? QString::number(b.budget->micros) : QStringLiteral("-"),
                      toName(b.state),
                      QString::number(b.resendPerJob.micros),
                      QString::number(b.resendPart),
                      QString::number(b.resentSoFar.micros),
                      QString::number(b.estimate.micros),
                      show(b.created),
                      show(b.updated),
                      show(b.started),
                      show(b.finished),
                      show(b.removed)};
    return parts.join(u'|');
}

inline QString line(const ResultRecord &r)
{
    QStringList parts{QStringLiteral("result"),
                      QString::number(r.id.value),
                      QString::number(r.job.value),
                      QString::number(r.attempt.value),
                      QString::number(r.place),
                      toName(r.kind),
                      r.mime,
                      r.path,
                      r.text,
                      QString::number(r.bytes),
                      QString::number(int(r.picked)),
                      show(r.created)};
    return parts.join(u'|');
}

inline QString line(const CacheEntry &e)
{
    QStringList parts{QStringLiteral("cache"),
                      QString::fromLatin1(e.key),
                      QString::number(e.job.value),
                      QString::number(e.attempt.value),
                      QString::number(e.batch.value),
                      e.place,
                      show(e.facts),
                      e.miss ? toName(e.miss->why) : QStringLiteral("-"),
                      toName(e.standing),
                      show(e.created),
                      show(e.expires)};
    for (const ResultItem &item : e.results)
        parts.append(toName(item.kind) + item.path + item.text);
    return parts.join(u'|');
}

inline QStringList dump(Tables &tables)
{
    QStringList lines;
    for (const Batch &batch : tables.batches())
        lines << line(batch) << show(tables.snapshot(batch.id)) << show(tables.counts(batch.id))
              << QString::number(tables.lastRowNumber(batch.id)) << QString::number(tables.hasOpenAttempts(batch.id));
    for (const Queue &queue : tables.queues())
        lines << queue.name << QString::number(queue.account.value) << show(tables.counts(queue.id));
    for (const JobRecord &job : allJobs(tables)) {
        lines << line(job);
        const auto row = tables.row(job.row);
        lines << (row ? row->key + show(row->fields) : QStringLiteral("no row"));
        for (const ResultRecord &result : tables.resultsOf(job.id))
            lines << line(result);
    }
    for (const AttemptRecord &attempt : allAttempts(tables))
        lines << line(attempt) << QString::fromLatin1(tables.raw(attempt.id).toHex());
    for (const AttemptRecord &attempt : tables.openAttempts())
        lines << QStringLiteral("open %1").arg(attempt.id.value);
    for (const LedgerTotal &total : tables.totals())
        lines << QStringLiteral("ledger %1 %2 %3 %4")
                     .arg(toName(total.scope), total.key, total.day.toString(Qt::ISODate), show(total.totals));
    for (int key = 0; key < 10; ++key)
        if (const auto entry = tables.cached(QByteArray::number(key)))
            lines << line(*entry);
    for (int place = 0; place < 3; ++place)
        if (const auto entry = tables.cachedAt(QStringLiteral("place %1").arg(place), JobId{place}))
            lines << line(*entry);
    for (const Client &client : tables.clients())
        lines << QStringLiteral("client %1 %2 %3")
                     .arg(client.name)
                     .arg(client.budget ? client.budget->micros : -1)
                     .arg(client.credits.value(Operation::Image, -1));
    for (const Batch &batch : tables.batches())
        lines << tables.answeredKeys(batch.id).join(u',') << show(tables.waitingSteps(batch.id));
    for (const Account &account : tables.accounts())
        lines << QString::number(tables.batchUsing(account.id).value);
    for (const StoredGate &gate : tables.gates())
        lines << gate.key + u'=' + QString::fromUtf8(QJsonDocument(gate.state).toJson(QJsonDocument::Compact));
    for (qint64 id = 1; const auto operation = tables.operation(id); ++id)
        lines << QStringLiteral("operation %1 %2 %3 %4 %5")
                     .arg(operation->command, operation->subject)
                     .arg(operation->batch.value)
                     .arg(operation->changed)
                     .arg(operation->undone);
    lines << QStringLiteral("last attempt %1").arg(tables.lastAttempt().value);
    for (qint64 id = 1; tables.operation(id); ++id)
        for (const UndoNote &note : tables.undoNotes(id, 1'000))
            lines << QStringLiteral("note %1 %2-%3 ").arg(id).arg(note.first.value).arg(note.last.value) +
                         show(note.was);
    for (const LaneKey &lane : tables.lanesWithQueued()) {
        lines << QStringLiteral("lane %1 %2").arg(lane.queue.value).arg(lane.batch.value);
        for (const Job &job : tables.readyJobs(lane, 1'000))
            lines << QString::number(job.id.value);
        lines << show(tables.nextDelayed(lane));
    }
    return lines;
}

// What holds in every committed state, worked out anew from the jobs and attempts. Empty when all is well.
inline QStringList faults(Tables &tables)
{
    QStringList faults;
    const QList<JobRecord> jobs = allJobs(tables);
    std::map<BatchId, StateCounts> counted;
    std::map<QueueId, StateCounts> countedByQueue;
    std::map<JobId, JobRecord> byId;
    std::map<BatchId, StepGraph> graphs;
    for (const JobRecord &job : jobs) {
        ++counted[job.batch][job.state];
        ++countedByQueue[job.queue][job.state];
        byId[job.id] = job;
        graphs.try_emplace(job.batch, StepGraph(tables.snapshot(job.batch)));
    }
    for (const Batch &batch : tables.batches()) {
        const StateCounts counts = tables.counts(batch.id);
        if (counts != counted[batch.id])
            faults << QStringLiteral("counts of batch %1: %2").arg(batch.id.value).arg(show(counts));
        const bool allSettled = counts.settled() == counts.total();
        if (batch.state == BatchState::Finished && !allSettled)
            faults << QStringLiteral("batch %1 is finished with work left").arg(batch.id.value);
        if (batch.state == BatchState::Running && allSettled)
            faults << QStringLiteral("batch %1 runs with nothing left").arg(batch.id.value);
    }
    for (const Queue &queue : tables.queues())
        if (tables.counts(queue.id) != countedByQueue[queue.id])
            faults << QStringLiteral("counts of queue %1: %2").arg(queue.id.value).arg(show(tables.counts(queue.id)));
    std::map<BatchId, Totals> sums;
    Money reserved;
    std::map<JobId, int> open;
    for (const AttemptRecord &attempt : allAttempts(tables)) {
        Totals &sum = sums[byId[attempt.job].batch];
        if (attempt.isOpen()) {
            ++open[attempt.job];
            sum.reserved += attempt.reserved;
            reserved += attempt.reserved;
        } else if (attempt.charge.kind == ChargeKind::Actual) {
            sum.spent += attempt.charge.amount;
        } else if (attempt.charge.kind == ChargeKind::Maybe) {
            sum.maybe += attempt.charge.amount;
        }
    }
    Money dayReserved;
    for (const LedgerTotal &total : tables.totals()) {
        if (total.scope == LedgerScope::Day)
            dayReserved += total.totals.reserved;
        if (total.scope != LedgerScope::Batch)
            continue;
        Totals expected = sums[BatchId{total.key.toLongLong()}];
        expected.wasted = total.totals.wasted; // known only when it was booked
        if (total.totals != expected || total.totals.wasted > total.totals.spent)
            faults
                << QStringLiteral("money of batch %1: %2, not %3").arg(total.key, show(total.totals), show(expected));
    }
    if (dayReserved != reserved)
        faults << QStringLiteral("reserved %1, in flight %2").arg(dayReserved.micros).arg(reserved.micros);
    const auto isDead = [](JobState s) {
        return s == JobState::Failed || s == JobState::Skipped || s == JobState::Cancelled;
    };
    for (const JobRecord &job : jobs) {
        int pending = 0;
        bool deadParent = false, aliveParent = false;
        for (const JobRecord &parent : jobs) {
            const bool related = parent.batch == job.batch && parent.row == job.row &&
                                 graphs[job.batch].parentsOf(job.step).contains(parent.step) &&
                                 isSameFan(parent.fanKey, job.fanKey);
            pending += related && parent.state != JobState::Completed;
            deadParent = deadParent || (related && isDead(parent.state));
            aliveParent = aliveParent || (related && parent.state != JobState::Completed && !isDead(parent.state));
        }
        const auto fault = [&](const QString &what) { faults << what + QStringLiteral(": ") + line(job); };
        if (pending != job.pendingParents)
            fault(QStringLiteral("%1 parents are pending").arg(pending));
        const bool goesOn = graphs[job.batch].goesOn(job.step);
        if (job.state == JobState::Blocked && (goesOn ? !aliveParent : pending == 0 || deadParent))
            fault(QStringLiteral("blocked for nothing"));
        if (job.state == JobState::Queued && goesOn && aliveParent)
            fault(QStringLiteral("queued while a parent may yet be done"));
        const bool hadItsTurn = job.sends > 0 || !job.message.isEmpty(); // dismissed by a person
        if (job.state == JobState::Skipped && !deadParent && !hadItsTurn)
            fault(QStringLiteral("skipped for nothing"));
        if (job.state == JobState::Running && (open[job.id] < 1 || !job.currentAttempt.isValid()))
            fault(QStringLiteral("running without an attempt"));
        if (job.state == JobState::Queued && job.currentAttempt.isValid())
            fault(QStringLiteral("queued with an attempt"));
    }
    return faults;
}

} // namespace fornada::test
