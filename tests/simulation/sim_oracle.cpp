#include "sim_oracle.h"

#include "model/cache.h"
#include "store/step_graph.h"

#include <QJsonArray>

namespace fornada::sim {

Oracle::Oracle(Store &store, SimFiles &files, Complain complain)
    : m_store(store)
    , m_files(files)
    , m_complain(std::move(complain))
{}

std::optional<JobFacts> Oracle::factsOf(JobId id)
{
    const auto known = m_facts.constFind(id);
    if (known != m_facts.cend())
        return *known;
    const auto input = m_store.jobInput(id);
    if (!input)
        return std::nullopt;
    JobFacts facts;
    facts.job = input->job;
    facts.rowKey = input->rowKey;
    facts.price = input->job.reserve;
    if (const auto queues = m_store.queues())
        for (const Queue &queue : *queues)
            if (queue.id == input->job.queue)
                facts.queue = queue.name;
    if (const auto accounts = m_store.accounts())
        for (const Account &account : *accounts)
            if (account.id == input->job.account) {
                facts.account = account.name;
                facts.freeAccount = account.free;
            }
    const QString client = input->client;
    if (const auto snapshot = m_store.recipeSnapshot(input->job.batch))
        for (const QJsonValue &step : (*snapshot)[QLatin1String("steps")].toArray())
            if (step[QLatin1String("id")].toString() == input->job.step) {
                facts.credits = client.isEmpty() ? 0 : step[QLatin1String("credits")].toInteger(1);
                facts.cacheTtl = std::chrono::seconds(step[QLatin1String("cacheTtl")].toInteger());
                facts.resultLink = step[QLatin1String("parameters")][QLatin1String("resultLink")].toString();
                if (step[QLatin1String("operation")].toString() == toName(Operation::Text)) // as the adapter has it
                    facts.tokens =
                        1 + (facts.rowKey.size() + 1 + input->fields[QLatin1String("more")].toString().size()) / 3 +
                        step[QLatin1String("parameters")][QLatin1String("maxOutputTokens")].toInteger();
                facts.review = step[QLatin1String("review")].toBool();
                facts.output =
                    fromName<OutputKind>(step[QLatin1String("output")].toString()).value_or(OutputKind::Json);
            }
    m_facts.insert(id, facts);
    return facts;
}

std::optional<JobFacts> Oracle::factsOf(const WireRequest &request)
{
    return factsOf(jobBehind(request));
}

// By its own key, else by the attempt that it is.
JobId Oracle::jobBehind(const WireRequest &request) const
{
    const JobId named = jobOf(request);
    const auto attempt = m_attempts.find(AttemptId{request.id});
    return named.isValid() || attempt == m_attempts.end() ? named : attempt->second.job;
}

QList<Job> Oracle::allJobs()
{
    QList<Job> jobs;
    for (qint64 id = 1; id <= m_mostJobs + m_largestHole; ++id) {
        const auto job = m_store.job(JobId{id});
        if (!job)
            continue;
        jobs.append(*job);
        m_mostJobs = std::max(m_mostJobs, id);
    }
    return jobs;
}

void Oracle::onFact(const StoreFact &fact)
{
    std::visit([this](const auto &f) { on(f); }, fact);
}

void Oracle::on(const CreditFact &fact)
{
    if (fact.operation == Operation::HttpCall)
        m_credits = fact.remaining;
}

void Oracle::on(const ClaimFact &fact)
{
    const JobId job = fact.claim.job;
    m_lastDay = fact.claim.day;
    if (const auto last = m_last.constFind(job); last != m_last.cend())
        checkReclaim(job, m_attempts[*last]);
    m_facts.remove(job); // it may go to another account than last time
    const auto facts = factsOf(job);
    AttemptBook attempt;
    attempt.job = job;
    attempt.batch = facts ? facts->job.batch : BatchId{};
    attempt.account = fact.claim.account;
    attempt.reserved = fact.claim.reserved;
    attempt.freeAccount = facts && facts->freeAccount;
    const auto batch = m_store.batch(attempt.batch);
    if (facts && batch && !batch->pilot.isEmpty() && !batch->pilot.contains(facts->job.rowNumber))
        m_complain(8, QStringLiteral("job %1 is claimed, but its row is not in the pilot").arg(job.value));
    if (batch && batch->state == BatchState::Adding)
        m_complain(1, QStringLiteral("job %1 is claimed, but its batch is half-added").arg(job.value));
    attempt.hash = fact.claim.requestHash;
    attempt.credits = facts ? facts->credits : 0;
    if (m_credits && (*m_credits -= attempt.credits) < 0)
        m_complain(5, QStringLiteral("job %1 is claimed without credit").arg(job.value));
    if (facts && facts->cacheTtl > Micros(0))
        checkEquals(fact, attempt, *facts);
    m_attempts[fact.claimed.attempt] = attempt;
    m_last[job] = fact.claimed.attempt;
    m_released.remove(job);
    for (const QString &over : fact.overCaps)
        m_complain(5, QStringLiteral("%1, after the claim of job %2").arg(over).arg(job.value));
}

// What is being made, or was made, for one job of a batch is not bought a second time for another.
void Oracle::checkEquals(const ClaimFact &fact, const AttemptBook &attempt, const JobFacts &facts)
{
    const auto complain = [&](const QString &what) {
        m_complain(2, QStringLiteral("attempt %1 of job %2 (row %3) asks for what %4")
                          .arg(fact.claimed.attempt.value)
                          .arg(attempt.job.value)
                          .arg(facts.rowKey, what));
    };
    for (const auto &[other, known] : m_attempts)
        if (known.open && known.batch == attempt.batch && known.hash == attempt.hash && known.job != attempt.job)
            complain(QStringLiteral("attempt %1 is asking for").arg(other.value));
    const auto &kept = fact.equal;
    if (kept && kept->batch == attempt.batch && kept->job != attempt.job &&
        mayServe(*kept, facts.cacheTtl, facts.review, fact.claim.now))
        complain(QStringLiteral("job %1 has").arg(kept->job.value));
}

void Oracle::on(const UnsentFact &fact)
{
    if (fact.settled.state != JobState::Completed && fact.settled.state != JobState::Review)
        return;
    if (fact.settled.resultPaths.isEmpty())
        m_complain(3, QStringLiteral("job %1 is done without a result").arg(fact.job.value));
    m_taken.insert(fact.job, fact.settled.resultPaths);
}

void Oracle::checkReclaim(JobId job, const AttemptBook &last)
{
    const auto say = [&](int promise, const char *what) {
        m_complain(promise, QStringLiteral("job %1 is claimed again: %2").arg(job.value).arg(QLatin1String(what)));
    };
    if (last.open) {
        say(2, "its last attempt is open");
        return;
    }
    const bool released = m_released.contains(job);
    switch (last.event) {
    case JobEvent::Completed:
    case JobEvent::NeedsReview:
        if (!released)
            say(3, "it has its answer");
        break;
    case JobEvent::OutcomeLost:
        if (!released)
            say(2, "its outcome is unknown and nobody allowed it");
        break;
    case JobEvent::Failed:
        if (!released)
            say(2, "it has failed and nobody allowed it");
        break;
    default:
        break;
    }
}

void Oracle::on(const SettleFact &fact)
{
    const AttemptId id = fact.settle.attempt;
    const auto it = m_attempts.find(id);
    if (it == m_attempts.end()) {
        m_complain(2, QStringLiteral("attempt %1 is settled but was never claimed").arg(id.value));
        return;
    }
    AttemptBook &attempt = it->second;
    if (!attempt.open) {
        if (fact.settled.applied)
            m_complain(2, QStringLiteral("attempt %1 is settled twice").arg(id.value));
        return;
    }
    attempt.open = false;
    attempt.charge = fact.settle.charge;
    attempt.outcome = fact.settle.outcome;
    attempt.event = fact.settled.applied ? fact.settle.event : JobEvent::Cancelled;
    attempt.results = fact.settle.results;
    attempt.paths = fact.settled.resultPaths;
    if (fact.settled.applied)
        checkResend(fact, attempt);
    const bool unanswered =
        attempt.outcome == Outcome::Lost || attempt.outcome == Outcome::NotSent || attempt.outcome == Outcome::Recalled;
    if ((attempt.raw || attempt.delivered) && unanswered)
        m_complain(
            3, QStringLiteral("attempt %1 had its answer and ends as %2").arg(id.value).arg(toName(attempt.outcome)));
    if (attempt.outcome == Outcome::Recalled && attempt.sends > 0)
        m_complain(2, QStringLiteral("attempt %1 was sent and ends as recalled").arg(id.value));
    const bool gave = attempt.event == JobEvent::Completed || attempt.event == JobEvent::NeedsReview;
    if (m_credits && !gave)
        *m_credits += attempt.credits;
    checkResults(fact, attempt);
}

// A possible double charge needs the operator's limit.
void Oracle::checkResend(const SettleFact &fact, const AttemptBook &attempt)
{
    const Settle &settle = fact.settle;
    if (settle.event != JobEvent::RetryScheduled || settle.charge.kind != ChargeKind::Maybe ||
        settle.charge.amount.isZero() || attempt.freeAccount)
        return;
    if (settle.resendAccepted < settle.charge.amount) {
        m_complain(
            2, QStringLiteral("attempt %1 is re-sent, its possible charge is not counted").arg(settle.attempt.value));
        return;
    }
    const auto batch = m_store.batch(attempt.batch);
    if (!batch)
        return;
    Money &sum = m_resent[attempt.batch];
    sum += settle.resendAccepted;
    if (settle.resendAccepted > batch->resendPerJob ||
        sum > Money{qint64(double(batch->estimate.micros) * batch->resendPart)})
        m_complain(2, QStringLiteral("batch %1: %2 of possible double charges are over its re-send limit")
                          .arg(attempt.batch.value)
                          .arg(toDecimal(sum)));
}

void Oracle::checkResults(const SettleFact &fact, const AttemptBook &attempt)
{
    const auto facts = factsOf(attempt.job);
    if (fact.settle.outcome != Outcome::Done || !facts)
        return;
    if (facts->output != OutputKind::None && fact.settle.results.isEmpty())
        m_complain(3, QStringLiteral("job %1 is done without a result").arg(attempt.job.value));
    for (qsizetype i = 0; i < fact.settle.results.size(); ++i) {
        const ResultItem &item = fact.settle.results.at(i);
        QByteArray bytes = item.text.toUtf8();
        if (!item.path.isEmpty()) {
            const auto file = m_files.read(QStringLiteral("results/.incoming/%1-%2.%3")
                                               .arg(fact.settle.attempt.value)
                                               .arg(i)
                                               .arg(item.path.section(QLatin1Char('.'), -1)));
            bytes = file ? *file : QByteArray();
        }
        if (!bytes.contains(facts->rowKey.toUtf8()))
            m_complain(
                7, QStringLiteral("the result of job %1 is not of row %2").arg(attempt.job.value).arg(facts->rowKey));
    }
}

void Oracle::on(const RawFact &fact)
{
    m_attempts[fact.attempt].raw = true;
}

void Oracle::on(const ApplyFact &fact)
{
    for (const JobId job : fact.result.jobs)
        m_acted.insert(job, m_attempts.empty() ? AttemptId{} : m_attempts.rbegin()->first);
    switch (fact.event) {
    case JobEvent::CountedCharged:
        for (auto &[id, attempt] : m_attempts)
            if (attempt.charge.kind == ChargeKind::Maybe && !attempt.countedBy &&
                fact.result.jobs.contains(attempt.job))
                attempt.countedBy = fact.operation;
        break;
    case JobEvent::Retried:
    case JobEvent::RetriedBlocked:
    case JobEvent::Resent:
    case JobEvent::ResentBlocked:
    case JobEvent::Restored:
    case JobEvent::Rerolled:
    case JobEvent::RerolledBlocked:
        for (const JobId job : fact.result.jobs) {
            m_released.insert(job);
            m_cancelled.remove(job);
        }
        break;
    default:
        break;
    }
}

// What an undo took back needs a new word from the operator before it goes again.
void Oracle::on(const TakenBackFact &fact)
{
    for (const Job &job : fact.jobs) {
        m_cancelled.remove(job.id);
        m_released.remove(job.id);
        for (auto &[id, attempt] : m_attempts)
            if (attempt.job == job.id && attempt.countedBy == fact.operation)
                attempt.countedBy.reset();
        checkTakenBack(job);
    }
    for (const Job &job : fact.waitAgain)
        if (job.state == JobState::Queued && hasOpenParent(job)) // the last of them may have come back done
            m_complain(2, QStringLiteral("job %1 goes before its parent, which was taken back").arg(job.id.value));
}

bool Oracle::hasOpenParent(const Job &child)
{
    const auto snapshot = m_store.recipeSnapshot(child.batch);
    const QStringList parents = StepGraph(snapshot ? *snapshot : QJsonObject()).parentsOf(child.step);
    const QList<Job> all = allJobs();
    return std::any_of(all.begin(), all.end(), [&](const Job &job) {
        const bool isOver = job.state == JobState::Completed || job.state == JobState::Failed ||
                            job.state == JobState::Skipped || job.state == JobState::Cancelled;
        return job.row == child.row && parents.contains(job.step) && !isOver;
    });
}

// It is as the answer it had left it: nothing was sent for it since.
void Oracle::checkTakenBack(const Job &job)
{
    const AttemptId since = m_acted.value(job.id);
    const AttemptBook *last = lastSent(job.id);
    const auto say = [&](const char *what) {
        m_complain(2, QStringLiteral("job %1 is %2 again after an undo: %3")
                          .arg(job.id.value)
                          .arg(toName(job.state), QLatin1String(what)));
    };
    if (wasSent(job.id, since))
        say("it was sent since");
    const bool answered = last && last->outcome == Outcome::Done;
    const bool hasResult = job.state == JobState::Completed || job.state == JobState::Review;
    if (hasResult && !answered && !m_taken.contains(job.id))
        say("it has no answer");
    if (job.state == JobState::Unknown && (!last || last->event != JobEvent::OutcomeLost))
        say("its outcome is known");
    const auto now = m_store.job(job.id);
    const bool waitedFor = job.state == JobState::Review || job.state == JobState::Unknown;
    if (waitedFor && now && now->state == job.state) // nobody has acted again at once
        checkChildrenWait(job, since);
}

// Those that wait for it do so again, and none of them has gone in between.
void Oracle::checkChildrenWait(const Job &parent, AttemptId since)
{
    const auto snapshot = m_store.recipeSnapshot(parent.batch);
    const StepGraph graph(snapshot ? *snapshot : QJsonObject());
    for (const Job &child : allJobs()) {
        if (child.row != parent.row || !graph.childrenOf(parent.step).contains(child.step))
            continue;
        if (wasSent(child.id, since) || child.state == JobState::Queued)
            m_complain(2, QStringLiteral("job %1 is %2, and its child %3 has gone or goes on")
                              .arg(parent.id.value)
                              .arg(toName(parent.state))
                              .arg(child.id.value));
    }
}

bool Oracle::wasSent(JobId job, AttemptId since) const
{
    for (auto it = m_attempts.upper_bound(since); it != m_attempts.end(); ++it)
        if (it->second.job == job && (it->second.open || it->second.outcome != Outcome::Recalled))
            return true;
    return false;
}

const AttemptBook *Oracle::lastSent(JobId job) const
{
    for (auto it = m_attempts.rbegin(); it != m_attempts.rend(); ++it)
        if (it->second.job == job && (it->second.open || it->second.outcome != Outcome::Recalled))
            return &it->second;
    return nullptr;
}

void Oracle::on(const RowsFact &fact)
{
    m_mostJobs += fact.jobs;
    if (fact.jobs > m_largestHole)
        m_rows[fact.batch] += fact.jobs;
}

void Oracle::on(const RemovedFact &fact)
{
    m_largestHole += m_rows.take(fact.batch);
    std::erase_if(m_attempts, [&](const auto &entry) { return entry.second.batch == fact.batch; });
    m_added.erase(fact.batch);
}

void Oracle::onSent(const WireRequest &request)
{
    const auto it = m_attempts.find(AttemptId{request.id});
    const JobId job = jobBehind(request);
    if (it == m_attempts.end() || !it->second.open || it->second.job != job) {
        m_complain(2, QStringLiteral("job %1 is sent without an open, durable claim").arg(job.value));
        return;
    }
    AttemptBook &attempt = it->second;
    if (++attempt.sends > 1)
        m_complain(2, QStringLiteral("attempt %1 goes on the wire twice").arg(request.id));
    const auto facts = factsOf(job);
    if (!facts)
        return;
    for (const QString &scope :
         {QStringLiteral("all"), QStringLiteral("queue:") + facts->queue, QStringLiteral("account:") + facts->account,
          QStringLiteral("batch:%1").arg(attempt.batch.value)})
        if (m_paused.contains(scope))
            m_complain(8, QStringLiteral("job %1 is sent while %2 is paused").arg(job.value).arg(scope));
    if (m_cancelled.contains(job))
        m_complain(8, QStringLiteral("job %1 is sent after its cancel").arg(job.value));
}

void Oracle::onAnswered(qint64 attempt)
{
    m_attempts[AttemptId{attempt}].delivered = true;
}

void Oracle::onCrash()
{
    for (auto &[id, attempt] : m_attempts)
        attempt.delivered = false; // what was not saved is gone
    m_half.clear();
    const auto batches = m_store.batches();
    for (const Batch &batch : batches ? *batches : QList<Batch>())
        if (batch.state == BatchState::Adding)
            m_half.insert(batch.id);
}

// All of a batch or nothing, and whose was taken out is told.
void Oracle::onRecovered(const QList<BatchId> &halfAdded)
{
    if (QSet<BatchId>(halfAdded.begin(), halfAdded.end()) != m_half)
        m_complain(
            1,
            QStringLiteral("%1 half-added batches are told, there were %2").arg(halfAdded.size()).arg(m_half.size()));
    const auto batches = m_store.batches();
    for (const Batch &batch : batches ? *batches : QList<Batch>()) {
        const qint64 ordered = m_ordered.value(batch.name, batch.counts.total());
        if (batch.state == BatchState::Adding || m_half.contains(batch.id) || batch.counts.total() != ordered)
            m_complain(1, QStringLiteral("batch %1 is half-added and there after a start, %2 of %3 jobs, %4")
                              .arg(batch.id.value)
                              .arg(batch.counts.total())
                              .arg(ordered)
                              .arg(toName(batch.state)));
    }
}

void Oracle::cancelled()
{
    for (const Job &job : allJobs())
        if (job.state == JobState::Cancelled)
            m_cancelled.insert(job.id);
}

void Oracle::paused(const QString &scope, int resumesBefore)
{
    if (m_resumes.value(scope) == resumesBefore)
        m_paused.insert(scope);
}

void Oracle::resumed(const QString &scope)
{
    ++m_resumes[scope];
    m_paused.remove(scope);
}

} // namespace fornada::sim
