#include "store/store_rules.h"

// From waiting to sent.
namespace fornada {

namespace {

// Delayed jobs that fall due are moved to the ready ones at most so many at a time: a page stays cheap after a long
// stop. The earliest go first.
constexpr int kMostPromoted = 5'000;

// To so many of each account and model; true: there were more.
bool cutTo(QList<Job> &jobs, int limit)
{
    QHash<std::pair<AccountId, QString>, int> kept;
    return jobs.removeIf([&](const Job &job) { return ++kept[{job.account, job.model}] > limit; }) > 0;
}

Error noJob(JobId id)
{
    return {ErrorKind::NotFound, QStringLiteral("job"), QString::number(id.value)};
}

Error noAttempt(AttemptId id)
{
    return {ErrorKind::NotFound, QStringLiteral("attempt"), QString::number(id.value)};
}

} // namespace

Result<HeadPage> StoreRules::heads(LaneKey lane, int limit, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (limit <= 0)
        return Error{ErrorKind::BadArgument, QStringLiteral("limit"), {}};
    const int promoted = m_tables->promoteDue(lane, now, kMostPromoted);
    HeadPage page;
    const auto batch = m_tables->batch(lane.batch);
    page.jobs = batch && !batch->pilot.isEmpty() ? m_tables->readyJobs(lane, batch->pilot, limit + 1)
                                                 : m_tables->readyJobs(lane, limit + 1);
    const bool isCut = cutTo(page.jobs, limit);
    page.exhausted = !isCut && promoted < kMostPromoted;
    page.nextDue = m_tables->nextDelayed(lane);
    return checked(std::move(page));
}

Result<QList<LaneKey>> StoreRules::lanes()
{
    return checked(m_tables->lanesWithQueued());
}

Result<Job> StoreRules::job(JobId id)
{
    const auto job = m_tables->job(id);
    if (const Status good = checked(); !good)
        return good.error();
    if (!job)
        return noJob(id);
    return Job(*job);
}

// The scheduler has looked; but a settlement before this one may have failed, and its money is still reserved here.
Status StoreRules::fitsBudgets(const Batch &batch, const Claim &claim)
{
    if (claim.reserved.isZero())
        return {};
    const auto fits = [&](std::optional<Money> cap, LedgerScope scope, const QString &key, QDate day) {
        return !cap || m_tables->totals(scope, key, day).counted() + claim.reserved <= *cap;
    };
    if (!fits(batch.budget, LedgerScope::Batch, QString::number(batch.id.value), {}))
        return Error{ErrorKind::BudgetTooSmall, QStringLiteral("batch"), batch.name};
    if (!fits(claim.accountDayCap, LedgerScope::Account, QString::number(claim.account.value), claim.day))
        return Error{ErrorKind::BudgetTooSmall, QStringLiteral("account"), QString::number(claim.account.value)};
    const auto dayCap = moneyFromDecimal(m_tables->meta(settingName(QStringLiteral("dayBudget"))));
    const auto clientCap = batch.client.isEmpty() ? std::nullopt : m_tables->clientBudget(batch.client);
    if (!fits(clientCap, LedgerScope::Client, batch.client, {}))
        return Error{ErrorKind::BudgetTooSmall, QStringLiteral("client"), batch.client};
    if (!fits(dayCap, LedgerScope::Day, {}, claim.day))
        return Error{ErrorKind::BudgetTooSmall, QStringLiteral("day"), claim.day.toString(Qt::ISODate)};
    return {};
}

Result<Claimed> StoreRules::claim(const Claim &claim)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    auto job = m_tables->job(claim.job);
    if (!job)
        return noJob(claim.job);
    const auto to = after(job->state, JobEvent::Claimed);
    if (!to)
        return Error{ErrorKind::NotAllowed, QStringLiteral("job"), toName(job->state)};
    if (job->account != claim.account || job->model != claim.model)
        return Error{ErrorKind::NotAllowed, QStringLiteral("job"), QStringLiteral("was sent elsewhere meanwhile")};
    // The batch's own state counts: its jobs follow a cancel later.
    const auto batch = m_tables->batch(job->batch);
    if (!batch || batch->state != BatchState::Running)
        return Error{ErrorKind::NotAllowed, QStringLiteral("batch"), batch ? toName(batch->state) : QString()};
    if (!batch->pilot.isEmpty() && !batch->pilot.contains(job->rowNumber)) // its release was undone meanwhile
        return Error{ErrorKind::NotAllowed, QStringLiteral("batch"), QStringLiteral("its pilot comes first")};
    if (claim.cache.ttl > Micros(0))
        if (const auto kept = m_tables->cached(claim.requestHash); kept && cameSince(*kept, claim.cache, claim.now))
            return Error{ErrorKind::NotAllowed, QStringLiteral("job"), QStringLiteral("its result came meanwhile")};
    if (const Status fits = fitsBudgets(*batch, claim); !fits)
        return fits.error();
    if (const Status taken = takeCredits(*batch, job->step); !taken)
        return taken.error();
    AttemptRecord attempt;
    attempt.job = claim.job;
    attempt.number = job->sends + 1;
    attempt.account = claim.account;
    attempt.model = claim.model;
    attempt.requestHash = claim.requestHash;
    attempt.idempotencyKey = claim.idempotencyKey;
    attempt.reserved = claim.reserved;
    attempt.claimed = claim.now;
    attempt.sendAt = claim.sendAt;
    attempt.day = claim.day;
    attempt.id = m_tables->addAttempt(attempt);
    job->sends = attempt.number;
    job->currentAttempt = attempt.id;
    job->notBefore.reset();
    if (!job->firstAttempt)
        job->firstAttempt = claim.now;
    Effects effects;
    moveJob(*job, *to, claim.now, effects);
    book(job->batch, claim.account, claim.day, {claim.reserved, {}, {}, {}});
    for (const StoredGate &gate : claim.gates)
        m_tables->putGate(gate);
    return checked(Claimed{attempt.id, attempt.number});
}

Status StoreRules::saveRaw(AttemptId id, const QByteArray &answer)
{
    if (const Status ready = writable(); !ready)
        return ready;
    if (!m_tables->attempt(id))
        return noAttempt(id);
    m_tables->putRaw(id, answer);
    return checked();
}

Result<QByteArray> StoreRules::raw(AttemptId attempt)
{
    return checked(m_tables->raw(attempt));
}

Result<QStringList> StoreRules::resultPaths(AttemptId id)
{
    QStringList paths;
    const auto attempt = isTaken(id) ? std::nullopt : m_tables->attempt(id);
    const JobId job = isTaken(id) ? JobId{-id.value} : attempt ? attempt->job : JobId{};
    for (const ResultRecord &result : job.isValid() ? m_tables->resultsOf(job) : QList<ResultRecord>()) {
        if (result.attempt != id)
            continue;
        while (paths.size() <= result.place)
            paths.append(QString());
        paths[result.place] = result.path; // of a job that took results twice, the newest
    }
    return checked(paths);
}

Result<QList<OpenAttempt>> StoreRules::openAttempts()
{
    QList<OpenAttempt> open;
    const QList<AttemptRecord> attempts = m_tables->openAttempts();
    for (const AttemptRecord &attempt : attempts)
        if (const auto job = m_tables->job(attempt.job))
            open.append({attempt, *job, m_tables->hasRaw(attempt.id)});
    return checked(std::move(open));
}

Result<int> StoreRules::requeueRunningWithoutAttempt(Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    Effects effects;
    const QList<JobId> stranded = m_tables->runningWithoutAttempt();
    for (const JobId id : stranded) {
        auto job = m_tables->job(id);
        const auto to = job ? after(job->state, JobEvent::Recalled) : std::nullopt;
        if (!to)
            continue;
        job->currentAttempt = {};
        moveJob(*job, *to, now, effects);
    }
    followBatches(effects, now);
    return checked(int(stranded.size()));
}

} // namespace fornada
