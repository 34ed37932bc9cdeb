#include "sim_store.h"

#include "sim_caps.h"

namespace fornada::sim {

namespace {

bool isLogical(const Status &status)
{
    if (status)
        return false;
    switch (status.error().kind) {
    case ErrorKind::NotFound:
    case ErrorKind::NotAllowed:
    case ErrorKind::BadArgument:
    case ErrorKind::AlreadyExists:
        return true;
    default:
        return false;
    }
}

constexpr size_t kMostInGroup = 512;

} // namespace

Status WatchedStore::begin()
{
    m_facts.clear();
    return m_inner->begin();
}

Status WatchedStore::commit()
{
    const Status done = m_inner->commit();
    const QList<StoreFact> facts = std::exchange(m_facts, {});
    if (done && m_watch)
        for (const StoreFact &fact : facts)
            m_watch(fact);
    if (done && m_committed)
        m_committed();
    return done;
}

void WatchedStore::rollback()
{
    m_facts.clear();
    m_inner->rollback();
}

Status WatchedStore::addRows(BatchId batch, const QList<NewRow> &rows, Wall now)
{
    const Status done = m_inner->addRows(batch, rows, now);
    qint64 jobs = 0;
    for (const NewRow &row : rows)
        jobs += row.jobs.size();
    if (done)
        m_facts.append(RowsFact{batch, rows.size(), jobs});
    return done;
}

Status WatchedStore::removeBatch(BatchId batch)
{
    const Status done = m_inner->removeBatch(batch);
    if (done)
        m_facts.append(RemovedFact{batch});
    return done;
}

Status WatchedStore::setCredit(const QString &client, Operation operation, std::optional<qint64> remaining)
{
    const Status set = m_inner->setCredit(client, operation, remaining);
    if (set)
        m_facts.append(CreditFact{operation, remaining});
    return set;
}

Result<Claimed> WatchedStore::claim(const Claim &claim)
{
    auto done = m_inner->claim(claim);
    if (!done)
        return done;
    const auto equal = m_inner->cached(claim.requestHash);
    m_facts.append(ClaimFact{claim, *done, equal ? *equal : std::nullopt, overCaps(*m_inner, claim)});
    return done;
}

Status WatchedStore::saveRaw(AttemptId attempt, const QByteArray &answer)
{
    const Status done = m_inner->saveRaw(attempt, answer);
    if (done)
        m_facts.append(RawFact{attempt});
    return done;
}

Result<Settled> WatchedStore::settle(const Settle &settle)
{
    auto done = m_inner->settle(settle);
    if (done)
        m_facts.append(SettleFact{settle, *done});
    return done;
}

Result<Settled> WatchedStore::settleUnsent(JobId job, JobEvent event, const QString &message,
                                           const QList<ResultItem> &results, Wall now)
{
    auto done = m_inner->settleUnsent(job, event, message, results, now);
    if (done)
        m_facts.append(UnsentFact{job, *done});
    return done;
}

Result<BulkResult> WatchedStore::apply(const JobFilter &filter, JobEvent event, int limit, Wall now, qint64 operation)
{
    auto done = m_inner->apply(filter, event, limit, now, operation);
    if (done)
        m_facts.append(ApplyFact{event, *done, operation});
    return done;
}

Result<BulkResult> WatchedStore::takeBack(qint64 operation, int limit, Wall now)
{
    auto done = m_inner->takeBack(operation, limit, now);
    const auto record = m_inner->operation(operation);
    if (!done || !record || record->command == u"job.priority")
        return done;
    TakenBackFact fact{operation, {}, {}}; // as they are now, whatever the rest of the group does
    for (const JobId id : std::as_const(done->jobs))
        if (const auto job = m_inner->job(id))
            fact.jobs.append(*job);
    for (const JobId id : std::as_const(done->waitAgain))
        if (const auto job = m_inner->job(id))
            fact.waitAgain.append(*job);
    m_facts.append(fact);
    return done;
}

void SimStorePort::submit(Task task)
{
    m_waiting.push_back(std::move(task));
    if (m_busy)
        return;
    m_busy = true;
    m_loop.after(Micros(m_dice.between(5, 200)), Side::Program, [this] { writeGroup(); });
}

void SimStorePort::writeGroup()
{
    QList<Task> group;
    while (!m_waiting.empty() && group.size() < qsizetype(kMostInGroup)) {
        group.append(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    const QList<Status> ends = runGroup(group);
    const Micros sync(m_dice.chance(m_faults.commitStall) ? m_dice.between(20'000, 3'000'000)
                                                          : m_dice.between(100, 2'000));
    const bool trouble = std::exchange(m_tellTrouble, false);
    m_loop.inOrder(m_channel, sync, Side::Program, [this, group, ends, trouble] {
        m_around([&] {
            for (qsizetype i = 0; i < group.size(); ++i)
                if (group.at(i).done)
                    group.at(i).done(ends.at(i));
            if (trouble)
                m_health(false);
        });
        m_busy = false;
        if (!m_waiting.empty()) {
            m_busy = true;
            m_loop.after(Micros(m_dice.between(5, 200)), Side::Program, [this] { writeGroup(); });
        }
    });
}

// As the real writer: what is at fault fails alone, a full disk takes the reserve first and then fails everybody.
QList<Status> SimStorePort::runGroup(const QList<Task> &group)
{
    QList<bool> bad;
    for (qsizetype i = 0; i < group.size(); ++i)
        bad.append(m_dice.chance(m_faults.failedWrite));
    bool failed = false;
    QList<Status> ends = tryGroup(group, bad, &failed);
    if (!failed)
        return ends;
    noteTrouble();
    if (m_faults.diskFull) {
        m_store.releaseReserve();
        if (m_reserve-- <= 0)
            return ends;
    }
    for (qsizetype i = 0; i < group.size(); ++i) {
        bool oneFailed = false;
        ends[i] = tryGroup({group.at(i)}, {bad.at(i)}, &oneFailed).first();
    }
    return ends;
}

QList<Status> SimStorePort::tryGroup(const QList<Task> &group, const QList<bool> &bad, bool *failed)
{
    const auto all = [&](const Error &error) {
        *failed = true;
        m_store.rollback();
        return QList<Status>(group.size(), Status(error));
    };
    const Error full{ErrorKind::DiskFull, {}, QStringLiteral("SQLITE_FULL")};
    const Error broken{ErrorKind::DatabaseFailed, {}, QStringLiteral("I/O error")};
    const bool isFull = m_faults.diskFull && (m_well || m_reserve < 0);
    const bool fillsByItself = m_store.fillDisk(isFull);
    if (const Status begun = m_store.begin(); !begun)
        return all(begun.error());
    QList<Status> ends;
    for (qsizetype i = 0; i < group.size(); ++i) {
        const Status end = group.at(i).run(m_store);
        if (bad.at(i)) // the write happened and is taken back with everything else
            return all(broken);
        if (!end && !isLogical(end))
            return all(end.error());
        ends.append(end);
    }
    if (isFull && !fillsByItself)
        return all(full);
    if (m_dice.chance(m_faults.failedCommit))
        return all(broken);
    if (const Status done = m_store.commit(); !done)
        return all(done.error());
    return ends;
}

void SimStorePort::noteTrouble()
{
    m_tellTrouble = true;
    if (std::exchange(m_well, false))
        probeLater();
}

void SimStorePort::probeLater()
{
    m_loop.after(std::chrono::seconds(5), Side::Program, [this] {
        if (m_faults.diskFull) {
            probeLater();
            return;
        }
        m_well = true;
        m_reserve = kReserve;
        m_loop.inOrder(m_channel, Micros(10), Side::Program, [this] { m_health(true); });
    });
}

} // namespace fornada::sim
