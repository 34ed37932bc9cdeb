#include "store/result_name.h"
#include "store/store_rules.h"

// How attempts end: the fence, the money, the results.
namespace fornada {

namespace {

// What settling moves between the sums of every scope.
Totals changeOf(const Settle &settle, Money reserved)
{
    Totals change;
    change.reserved = Money{} - reserved;
    if (settle.charge.kind == ChargeKind::Actual) {
        change.spent = settle.charge.amount;
        change.wasted = gaveResult(settle.event) ? Money{} : settle.charge.amount;
    } else if (settle.charge.kind == ChargeKind::Maybe) {
        change.maybe = settle.charge.amount;
    }
    return change;
}

qint64 minuteOf(Wall at)
{
    return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
}

} // namespace

void StoreRules::book(BatchId id, AccountId account, QDate day, const Totals &change)
{
    if (change == Totals{})
        return;
    m_tables->addTotals(LedgerScope::Batch, QString::number(id.value), {}, change);
    m_tables->addTotals(LedgerScope::Account, QString::number(account.value), day, change);
    m_tables->addTotals(LedgerScope::Day, QString(), day, change);
    const auto batch = m_tables->batch(id);
    if (batch && !batch->client.isEmpty())
        m_tables->addTotals(LedgerScope::Client, batch->client, {}, change);
}

void StoreRules::closeAttempt(AttemptRecord &attempt, const Settle &settle)
{
    attempt.outcome = settle.outcome;
    attempt.charge = settle.charge;
    attempt.httpStatus = settle.httpStatus;
    attempt.message = settle.message;
    if (settle.sent)
        attempt.sent = settle.sent;
    attempt.received = settle.received;
    attempt.settled = settle.now;
    attempt.usage = settle.usage;
    m_tables->putAttempt(attempt);
}

void StoreRules::advanceJob(JobRecord &job, const Settle &settle)
{
    if (settle.attemptUsed)
        ++job.attempts;
    if (settle.outcome == Outcome::RetryAfter || settle.outcome == Outcome::QuotaUntil)
        ++job.waitsInRow;
    else if (settle.outcome != Outcome::Recalled) // never sent: it says nothing about the provider
        job.waitsInRow = 0;
    if (settle.outcome == Outcome::NoOutput)
        ++job.noOutputs;
    job.age += settle.aged;
    job.currentAttempt = {};
    job.notBefore.reset();
    if (settle.event == JobEvent::RetryScheduled)
        job.notBefore = settle.notBefore;
    if (settle.event == JobEvent::RetryScheduled && settle.elsewhere)
        direct(job, *settle.elsewhere, true);
    if (settle.event == JobEvent::Completed)
        job.message.clear();
    else if (settle.event == JobEvent::NeedsReview || !settle.message.isEmpty())
        job.message = settle.message; // of a result to look at: why, when it is not its recipe that asks
}

// Its time goes on: the limit on how long it is tried is the job's own, wherever it goes.
void StoreRules::direct(JobRecord &job, const JobTarget &target, bool anew)
{
    job.account = target.account;
    job.model = target.model;
    job.reserve = target.reserve;
    job.tokens = target.tokens;
    if (anew)
        job.attempts = job.noOutputs = job.waitsInRow = 0;
}

void StoreRules::addResents(BatchId id, Money accepted, Wall now)
{
    auto batch = accepted.isZero() ? std::nullopt : m_tables->batch(id);
    if (!batch)
        return;
    batch->resentSoFar += accepted;
    batch->updated = now;
    m_tables->putBatch(*batch);
}

// The wish itself when nobody has it, else the next number that is free.
QString StoreRules::reservePath(const QString &wish)
{
    const QString folded = foldedPath(wish);
    const auto copies = m_tables->pathCopies(folded);
    if (!copies) {
        m_tables->putPath(folded, 1);
        return wish;
    }
    int number = *copies;
    QString path;
    do {
        path = numberedPath(wish, ++number);
    } while (m_tables->pathCopies(foldedPath(path)));
    m_tables->putPath(folded, number);
    m_tables->putPath(foldedPath(path), 1);
    return path;
}

QStringList StoreRules::keepResults(JobId job, AttemptId attempt, const QList<ResultItem> &results, bool picked,
                                    Wall now)
{
    QStringList paths;
    if (picked && !results.isEmpty())
        m_tables->unpickResults(job); // the newest variant counts until a person picks another
    for (const ResultItem &item : results) {
        ResultRecord record;
        static_cast<ResultItem &>(record) = item;
        record.job = job;
        record.attempt = attempt;
        record.place = int(paths.size());
        record.picked = item.picked && picked;
        if (item.created == Wall{})
            record.created = now;
        if (!item.path.isEmpty())
            record.path = reservePath(item.path);
        m_tables->addResult(record);
        paths.append(record.path);
    }
    return paths;
}

void StoreRules::measure(const Settle &settle, const AttemptRecord &attempt, QueueId queue)
{
    MetricRecord change;
    change.sent = attempt.sent ? 1 : 0;
    change.completed = gaveResult(settle.event) ? 1 : 0;
    change.failed = settle.event == JobEvent::Failed ? 1 : 0;
    change.retried = settle.event == JobEvent::RetryScheduled ? 1 : 0;
    const bool complaint = settle.outcome == Outcome::RetryAfter || settle.outcome == Outcome::QuotaUntil;
    change.complaints = complaint || settle.httpStatus == 429 ? 1 : 0;
    if (settle.charge.kind == ChargeKind::Actual)
        change.cost = settle.charge.amount;
    if (attempt.sent && attempt.received)
        change.addLatency(std::max(Micros(0), *attempt.received - *attempt.sent));
    if (change != MetricRecord{})
        m_tables->addMetric(minuteOf(settle.now), queue, change);
}

// The same settlement again, after its caller had reason to doubt: nothing is booked twice.
Settled StoreRules::repeated(const AttemptRecord &attempt, const JobRecord &job)
{
    Settled settled;
    settled.state = job.state;
    if (auto paths = resultPaths(attempt.id))
        settled.resultPaths = std::move(*paths);
    return settled;
}

Result<Settled> StoreRules::settle(const Settle &settle)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    auto attempt = m_tables->attempt(settle.attempt);
    auto job = m_tables->job(settle.job);
    if (const Status good = checked(); !good)
        return good.error();
    if (!attempt || !job || attempt->job != settle.job)
        return Error{ErrorKind::NotFound, QStringLiteral("attempt"), QString::number(settle.attempt.value)};
    if (!attempt->isOpen())
        return checked(repeated(*attempt, *job));
    Settled settled;
    settled.applied = job->state == JobState::Running && job->currentAttempt == settle.attempt;
    const auto to = after(JobState::Running, settle.event);
    if (!to || settle.event == JobEvent::Cancelled)
        return Error{ErrorKind::BadArgument, QStringLiteral("event"), toName(settle.event)};
    closeAttempt(*attempt, settle);
    book(job->batch, attempt->account, attempt->day, changeOf(settle, attempt->reserved));
    measure(settle, *attempt, job->queue);
    settled.resultPaths = keepResults(settle.job, settle.attempt, settle.results,
                                      settled.applied && gaveResult(settle.event), settle.now);
    if (settled.applied && gaveResult(settle.event))
        keepCached(settle, *attempt, job->batch, settled.resultPaths);
    else
        giveCreditsBack(job->batch, job->step);
    for (const StoredGate &gate : settle.gates)
        m_tables->putGate(gate);
    settled.state = job->state;
    if (settled.applied) {
        advanceJob(*job, settle);
        addResents(job->batch, settle.resendAccepted, settle.now);
        Effects effects;
        moveJob(*job, *to, settle.now, effects);
        followBatches(effects, settle.now);
        settled.state = *to;
        settled.woken = sorted(effects.woken);
        settled.batchFinished = !effects.finished.isEmpty();
        settled.pilotDone = endsPilot(*job);
    }
    return checked(std::move(settled));
}

Result<Settled> StoreRules::settleUnsent(JobId id, JobEvent event, const QString &message,
                                         const QList<ResultItem> &results, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    auto job = m_tables->job(id);
    if (!job)
        return Error{ErrorKind::NotFound, QStringLiteral("job"), QString::number(id.value)};
    if (!gaveResult(event) && event != JobEvent::Failed)
        return Error{ErrorKind::BadArgument, QStringLiteral("event"), toName(event)};
    const auto to = after(job->state, event);
    if (!to || job->state != JobState::Queued)
        return Error{ErrorKind::NotAllowed, QStringLiteral("job"), toName(job->state)};
    Settled settled;
    settled.resultPaths = keepResults(id, takenBy(id), results, gaveResult(event), now);
    job->notBefore.reset();
    job->message = message;
    Effects effects;
    moveJob(*job, *to, now, effects);
    followBatches(effects, now);
    settled.applied = true;
    settled.state = *to;
    settled.woken = sorted(effects.woken);
    settled.batchFinished = !effects.finished.isEmpty();
    settled.pilotDone = endsPilot(*job);
    return checked(std::move(settled));
}

// Was this the last one of its batch's pilot? One that waits for a person counts as done: there is something to see.
bool StoreRules::endsPilot(const Job &job)
{
    const auto batch = m_tables->batch(job.batch);
    if (!batch || !batch->pilot.contains(job.rowNumber))
        return false;
    const QList<JobId> all = m_tables->jobsOfRows(job.batch, batch->pilot);
    return std::none_of(all.begin(), all.end(), [this](JobId id) {
        const auto other = m_tables->job(id);
        return other && (other->state == JobState::Queued || other->state == JobState::Running);
    });
}

} // namespace fornada
