#include "core/scheduler/scheduler_world.h"

// The toy store, lane and provider: how decisions are carried out.
namespace fornada::test {

namespace {

QString wordOf(JobEvent event)
{
    switch (event) {
    case JobEvent::Completed:
        return QStringLiteral("done");
    case JobEvent::NeedsReview:
        return QStringLiteral("review");
    case JobEvent::RetryScheduled:
        return QStringLiteral("again");
    case JobEvent::OutcomeLost:
        return QStringLiteral("unknown");
    default:
        return toName(event);
    }
}

} // namespace

void SchedulerWorld::on(const LoadHeads &d)
{
    ++m_loads;
    after(std::max(0us, m_turned - m_now.boot), [this, d] { tell(HeadsLoaded{d.lane, page(d)}); });
}

HeadPage SchedulerWorld::page(const LoadHeads &d) const
{
    HeadPage page;
    QList<Job> due;
    for (const auto &[id, job] : m_jobs) {
        if (job.state != JobState::Queued || LaneKey{job.queue, job.batch} != d.lane)
            continue;
        if (job.notBefore && *job.notBefore > d.now)
            page.nextDue = page.nextDue ? std::min(*page.nextDue, *job.notBefore) : *job.notBefore;
        else
            due.append(job);
    }
    std::stable_sort(due.begin(), due.end(), [](const Job &a, const Job &b) {
        return std::tie(b.priority, a.position) < std::tie(a.priority, b.position);
    });
    QHash<std::pair<AccountId, QString>, int> taken;
    for (const Job &job : due)
        if (++taken[{job.account, job.model}] <= d.limit)
            page.jobs.append(job);
    page.exhausted = page.jobs.size() == due.size();
    return page;
}

void SchedulerWorld::on(const Prepare &d)
{
    if (holdPrepared)
        return;
    after(0us, [this, d] {
        const QByteArray asked = asks.value(d.job.id);
        if (!asked.isEmpty() && m_made.contains(asked))
            return tell(ResultFound{d.job.id});
        m_built.insert(d.job.id);
        tell(Prepared{d.job.id, asked.isEmpty() ? QByteArray("hash") : asked, d.job.reserve, tokens.value(d.job.id),
                      !asked.isEmpty()});
    });
}

void SchedulerWorld::on(const TakeResult &d)
{
    note(QStringLiteral("take"), d.job);
    m_jobs.at(d.job).state = JobState::Completed;
}

void SchedulerWorld::on(const OpenAttemptNow &d)
{
    note(QStringLiteral("claim"), d.job.id);
    m_built.remove(d.job.id);
    const auto claim = [this, id = d.job.id] {
        Job &job = m_jobs.at(id);
        const bool isMade = asks.contains(id) && m_made.contains(asks.value(id));
        if (!m_storeOk || job.state != JobState::Queued || isMade) {
            tell(ClaimFailed{id, m_storeOk});
            return;
        }
        job.state = JobState::Running;
        job.currentAttempt = AttemptId{++m_attempts};
        tell(ClaimDone{id, job.currentAttempt, ++job.sends});
    };
    if (holdClaims)
        m_heldClaims.append(claim);
    else
        after(commit, claim);
}

void SchedulerWorld::on(const SendNow &d)
{
    m_lane.emplace(d.attempt, Held{d, d.at.boot});
    after(std::max(0us, d.at.boot - m_now.boot) + laneLate, [this, id = d.attempt] { laneSends(id); });
}

void SchedulerWorld::laneSends(AttemptId attempt)
{
    const auto held = m_lane.find(attempt);
    if (held == m_lane.end())
        return; // given back meanwhile
    const JobId id = held->second.send.job;
    m_lane.erase(held);
    note(QStringLiteral("send"), id);
    m_sends.append(nameOf(id));
    m_arrivals.append(m_now.boot);
    m_onWire.insert(attempt, id);
    m_mostAtOnce = std::max(m_mostAtOnce, int(m_onWire.size()));
    tell(SendHappened{attempt, m_now});
    const QStringList &script = m_scripts[id];
    const QString word = says.value(m_jobs.at(id).account, script.at(std::min(m_turns[id]++, script.size() - 1)));
    if (word != QLatin1String("hang"))
        after(latency, [this, attempt, id, word] { answer(attempt, id, word); });
}

void SchedulerWorld::answer(AttemptId attempt, JobId job, const QString &word)
{
    if (m_onWire.remove(attempt) == 0)
        return; // aborted meanwhile
    if (word != QLatin1String("lost") && word != QLatin1String("down"))
        tell(AnswerArrived{attempt});
    tell(digestOf(attempt, job, word));
}

Digested SchedulerWorld::digestOf(AttemptId attempt, JobId job, const QString &word) const
{
    struct Meaning {
        Outcome outcome;
        int status;
        Scope scope;
    };
    static const QHash<QString, Meaning> meanings{
        {QStringLiteral("500"), {Outcome::RetryBackoff, 500, Scope::Account}},
        {QStringLiteral("429"), {Outcome::RetryBackoff, 429, Scope::Account}},
        {QStringLiteral("wait"), {Outcome::RetryAfter, 429, Scope::Account}},
        {QStringLiteral("modelwait"), {Outcome::RetryAfter, 429, Scope::Model}},
        {QStringLiteral("now"), {Outcome::RetryAfter, 429, Scope::Account}},
        {QStringLiteral("bare"), {Outcome::RetryBackoff, 429, Scope::Model}},
        {QStringLiteral("quota"), {Outcome::QuotaUntil, 429, Scope::Model}},
        {QStringLiteral("key"), {Outcome::NeedsUser, 401, Scope::Account}},
        {QStringLiteral("gone"), {Outcome::NeedsUser, 404, Scope::Model}},
        {QStringLiteral("down"), {Outcome::NotSent, 0, Scope::Account}},
        {QStringLiteral("lost"), {Outcome::Lost, 0, Scope::Account}},
        {QStringLiteral("refused"), {Outcome::Refused, 200, Scope::Account}},
        {QStringLiteral("bad"), {Outcome::BadRequest, 400, Scope::Account}},
        {QStringLiteral("none"), {Outcome::NoOutput, 200, Scope::Account}},
    };
    const Meaning meaning = meanings.value(word, {Outcome::Done, 200, Scope::Account});
    const Money price = m_jobs.at(job).reserve;
    Digested digest;
    digest.attempt = attempt;
    digest.outcome = meaning.outcome;
    digest.httpStatus = meaning.status;
    digest.scope = meaning.scope;
    digest.message = word;
    digest.needsReview = word == QLatin1String("review");
    const bool costs = meaning.status == 200;
    digest.charge = costs ? Charge::actual(word == QLatin1String("dear") ? price * 2 : price) : Charge::none();
    if (meaning.outcome == Outcome::Lost)
        digest.charge = m_accounts.at(int(m_jobs.at(job).account.value)).free ? Charge::none() : Charge::maybe(price);
    if (meaning.outcome == Outcome::RetryAfter)
        digest.retryAfter = word == QLatin1String("now") ? 0s : 30s;
    digest.namesScope = word == QLatin1String("modelwait");
    digest.tooMany = word == QLatin1String("bare");
    if (meaning.outcome == Outcome::QuotaUntil)
        digest.resetAt = m_now.wall + 6h;
    return digest;
}

void SchedulerWorld::on(const AbortSend &d)
{
    const auto end = [this, &d](JobId id, const QString &word) {
        note(QStringLiteral("abort"), id);
        Digested digest = digestOf(d.attempt, id, word);
        digest.endedHere = true;
        tell(digest);
    };
    if (const auto held = m_lane.find(d.attempt); held != m_lane.end()) {
        const JobId id = held->second.send.job;
        m_lane.erase(held);
        end(id, QStringLiteral("down"));
    } else if (m_onWire.contains(d.attempt)) {
        end(m_onWire.take(d.attempt), QStringLiteral("lost"));
    }
}

void SchedulerWorld::on(const SettleNow &d)
{
    m_settled.append(d);
    QString more;
    if (d.event == JobEvent::RetryScheduled) {
        if (d.elsewhere)
            more = QStringLiteral(" elsewhere");
        if (d.notBefore)
            more = QStringLiteral(" in ") + QString::number(double((*d.notBefore - m_now.wall).count()) / 1e6);
        if (!d.attemptUsed)
            more += QStringLiteral(" unused");
    }
    if (d.charge.kind == ChargeKind::Maybe)
        more += QStringLiteral(" maybe ") + QString::number(d.charge.amount.micros);
    note(wordOf(d.event), d.job, more);
    after(commit, [this, d] { commitSettle(d); });
}

void SchedulerWorld::commitSettle(const SettleNow &settle)
{
    if (!m_storeOk) {
        m_unsettled.append(settle);
        tell(SettleFailed{settle.attempt});
        return;
    }
    Job &job = m_jobs.at(settle.job);
    const bool applied = job.state == JobState::Running && job.currentAttempt == settle.attempt;
    if (applied) {
        if (const auto to = fornada::after(job.state, settle.event))
            job.state = *to;
        if (settle.event == JobEvent::Completed && asks.contains(settle.job))
            m_made.insert(asks.value(settle.job));
        job.notBefore = settle.notBefore;
        job.attempts += settle.attemptUsed;
        job.age += settle.aged;
        job.noOutputs += settle.outcome == Outcome::NoOutput;
        const bool waits = settle.outcome == Outcome::RetryAfter || settle.outcome == Outcome::QuotaUntil;
        job.waitsInRow = waits ? job.waitsInRow + 1 : 0;
        if (settle.elsewhere)
            direct(job, *settle.elsewhere);
    }
    QList<LaneKey> woken;
    if (job.state == JobState::Queued)
        woken.append({job.queue, job.batch});
    tell(SettleDone{settle.job, settle.attempt, applied, woken});
}

void SchedulerWorld::direct(Job &job, const JobTarget &target)
{
    job.account = target.account;
    job.model = target.model;
    job.reserve = target.reserve;
    job.attempts = job.noOutputs = job.waitsInRow = 0;
}

void SchedulerWorld::on(const FailUnsent &d)
{
    note(QStringLiteral("unsent"), d.job);
    Job &job = m_jobs.at(d.job);
    if (const auto to = fornada::after(job.state, JobEvent::Failed))
        job.state = *to;
    job.message = d.message;
}

void SchedulerWorld::on(const TurnElsewhere &d)
{
    m_turned = m_now.boot + commit; // what is asked of the store behind it is done behind it
    after(commit, [this, d] {
        for (const JobId id : d.jobs)
            if (Job &job = m_jobs.at(id); job.state == JobState::Queued)
                direct(job, d.targets.value(job.step));
        tell(LaneWoken{d.lane});
    });
}

void SchedulerWorld::on(const PauseBatch &d)
{
    m_told.append(d.why.kind);
    pauseBatch(char(d.batch.value), true);
}

} // namespace fornada::test
