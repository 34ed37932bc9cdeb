#include "sim_reasons.h"

#include <algorithm>

namespace fornada::sim {

using namespace std::chrono_literals;

namespace {

constexpr qint64 kEach = 16;         // quiet moments
constexpr qint64 kEachLead = 256;    // of them, for what looks at all jobs
constexpr int kSample = 2;           // jobs
constexpr Micros kSoon = 20ms;       // so long before its moment a claim is made
constexpr Micros kRecheck = 60s;     // waits on the wall clock are looked at again after so long
constexpr Micros kLongest = 24h * 9; // no gate is shut for longer

// Of a job that waits for itself and not for others.
bool isOwn(WaitReason reason)
{
    return reason != WaitReason::Priority && reason != WaitReason::SameAsOther;
}

} // namespace

Reasons::Reasons(const Loop &loop, const SimClock &clock, Oracle &oracle, Store &store, bool littleMemory,
                 Complain complain)
    : m_loop(loop)
    , m_clock(clock)
    , m_oracle(oracle)
    , m_store(store)
    , m_littleMemory(littleMemory)
    , m_complain(std::move(complain))
{}

void Reasons::look(SimHost &host)
{
    if (m_loop.suspended() != m_suspended) { // timers stood still: what was known before is looked at within a minute
        m_awakeAt = m_loop.now() + (m_loop.suspended() - m_suspended) + kRecheck;
        m_suspended = m_loop.suspended();
    }
    if (std::exchange(m_offset, m_clock.offset()) != m_clock.offset())
        m_leadsFrom = m_loop.now() + kRecheck;
    const auto next = m_loop.next();
    const bool quiet = host.isReady() && !m_loop.isSuspended() && next && *next > m_loop.now() && host.isOnFile() &&
                       m_loop.now() >= m_awakeAt;
    if (!quiet || ++m_quiet % kEach != 0)
        return;
    m_host = &host;
    m_now = m_clock.now();
    const qint64 most = m_oracle.mostJobs();
    for (int looked = 0, tried = 0; looked < kSample && tried < 16 && most > 0; ++tried) {
        m_next = m_next % most + 1;
        const auto job = m_store.job(JobId{m_next});
        if (!job || (job->state != JobState::Queued && job->state != JobState::Blocked))
            continue;
        ++looked;
        check(*job, host.runtime().scheduler().explain(*job, m_now));
    }
    if (m_quiet % kEachLead == 0 && m_loop.now() >= m_leadsFrom)
        checkThatSomebodyLeads();
}

void Reasons::check(const Job &job, const Opening &why)
{
    const auto say = [&](const char *what) {
        m_complain(6, QStringLiteral("job %1 (%2) says %3, %4")
                          .arg(job.id.value)
                          .arg(toName(job.state), toName(why.reason), QLatin1String(what)));
    };
    if (why.isOpen() && !isPublishing())
        say("and nothing is under way for it");
    if (!why.isOpen() && !isTrue(job, why))
        say("which is not so");
    checkUntil(job, why);
}

bool Reasons::isTrue(const Job &job, const Opening &why)
{
    const Runtime &runtime = m_host->runtime();
    const auto batch = m_store.batch(job.batch);
    const auto queue = runtime.queues().constFind(job.queue);
    const auto account = runtime.accounts().constFind(job.account);
    switch (why.reason) {
    case WaitReason::Parent:
        return job.state == JobState::Blocked; // of which parents is another check
    case WaitReason::Backoff:
        return job.notBefore.has_value();
    case WaitReason::AllPaused:
        return runtime.isPaused();
    case WaitReason::BatchPaused:
        return batch && (batch->removed || !(openingOf(batch->state).isOpen() || batch->state == BatchState::Draft));
    case WaitReason::Draft:
        return batch && (batch->state == BatchState::Draft || batch->state == BatchState::Adding);
    case WaitReason::Pilot:
        return batch && !batch->pilot.isEmpty() && !batch->pilot.contains(job.rowNumber);
    case WaitReason::QueuePaused:
        return queue == runtime.queues().cend() || queue->paused;
    case WaitReason::AccountPaused:
        return account == runtime.accounts().cend() || account->paused;
    case WaitReason::BatchBudget:
    case WaitReason::DayBudget:
    case WaitReason::AccountBudget:
    case WaitReason::ClientBudget:
        return isPot(job, why.reason);
    case WaitReason::ClientCredit:
        return isOverCredit(job);
    case WaitReason::RowConcurrency:
        return isRowFull(job);
    case WaitReason::Priority:
        return isBehind(job);
    case WaitReason::SameAsOther: {
        const auto other = m_store.job(runtime.scheduler().sameAs(job.id));
        return other && other->id != job.id && (!isSettled(other->state) || isUnderWay(other->id) || isPublishing());
    }
    case WaitReason::Preparing: // or waits for the memory for it
        return m_host->isWorking() || runtime.isFetching() || m_littleMemory;
    case WaitReason::DiskFull:
        return !m_host->isStoreWell() || runtime.storageFault();
    case WaitReason::ClockUnsure: // what a daily cap says
        return m_clock.offset() != Micros(0) && isGateShut(job, WaitReason::DailyCap);
    case WaitReason::None:
    case WaitReason::EngineStopped:
        return false;
    default:
        return isGateShut(job, why.reason);
    }
}

QList<OpenHoursConfig> Reasons::hoursOf(const Job &job) const
{
    const Runtime &runtime = m_host->runtime();
    const Account account = runtime.accounts().value(job.account);
    QList<OpenHoursConfig> hours;
    for (const LimitSet &limits :
         {runtime.queues().value(job.queue).limits, account.limits, account.modelLimits.value(job.model)})
        if (limits.openHours)
            hours.append(*limits.openHours);
    return hours;
}

bool Reasons::isClosedHour(const Job &job) const
{
    const auto hours = hoursOf(job);
    return std::any_of(hours.begin(), hours.end(), [this](const OpenHoursConfig &one) {
        return !isOpenAt(one, m_now.wall + LimitJudge::kClockMargin) ||
               !isOpenAt(one, m_now.wall - LimitJudge::kClockMargin);
    });
}

// One of the gates that it must pass is shut for that.
bool Reasons::isGateShut(const Job &job, WaitReason gate)
{
    const Scheduler &scheduler = m_host->runtime().scheduler();
    const JobGates gates = scheduler.gates().known(job.queue, job.account, job.model);
    if (gate == WaitReason::Concurrency && scheduler.inFlight() == 0)
        return false; // nobody holds a place
    if (gate == WaitReason::OpenHours && m_clock.offset() == Micros(0) && !isClosedHour(job))
        return false;
    const auto facts = m_oracle.factsOf(job.id);
    // Until its request is there its batch's estimate stands for it.
    const auto weight = double(std::max(facts ? facts->tokens : 0, job.tokens));
    return std::any_of(gates.begin(), gates.end(), [&](const JobGates::Entry &entry) {
        const auto readings = entry.gates->readings(m_now);
        const bool shut = std::any_of(readings.begin(), readings.end(), [&](const GateReading &reading) {
            const bool tooHeavy = gate == WaitReason::TokenWindow && reading.used + weight > reading.allowed;
            return reading.kind == gate && (!reading.opening.isOpen() || tooHeavy);
        });
        // More permits do not run ahead of their sending.
        return shut || (gate == WaitReason::Pace && entry.gates->pending() >= 2);
    });
}

// Its money does not fit in there any more.
bool Reasons::isPot(const Job &job, WaitReason pot)
{
    const auto batch = m_store.batch(job.batch);
    if (!batch)
        return false;
    if (pot == WaitReason::BatchBudget)
        return batch->budget && batch->totals.counted() + job.reserve > *batch->budget;
    const Runtime &runtime = m_host->runtime();
    std::optional<Money> cap;
    LedgerScope scope = LedgerScope::Day;
    QString key;
    if (pot == WaitReason::DayBudget) {
        const auto text = m_store.setting(QStringLiteral("dayBudget"));
        cap = text ? moneyFromDecimal(*text) : std::nullopt;
    } else if (pot == WaitReason::AccountBudget) {
        scope = LedgerScope::Account;
        key = QString::number(job.account.value);
        cap = runtime.accounts().value(job.account).dayBudget;
    } else {
        scope = LedgerScope::Client;
        key = batch->client;
        const auto clients = m_store.clients();
        for (const Client &client : clients ? *clients : QList<Client>())
            if (client.name == key)
                cap = client.budget;
    }
    if (!cap)
        return false;
    if (job.reserve > *cap)
        return true;
    // The operator's day may be another one than the provider's, and than that of a clock that was set.
    const QDate today = m_oracle.lastDay();
    for (const int days : {0, 1, -1}) {
        const auto totals = m_store.ledgerTotals(today.addDays(days));
        for (const LedgerTotal &total : totals ? *totals : QList<LedgerTotal>())
            if (total.scope == scope && total.key == key && total.totals.counted() + job.reserve > *cap)
                return true;
    }
    return false;
}

bool Reasons::isOverCredit(const Job &job)
{
    const auto batch = m_store.batch(job.batch);
    const auto facts = m_oracle.factsOf(job.id);
    const auto clients = m_store.clients();
    for (const Client &client : clients ? *clients : QList<Client>())
        if (batch && facts && client.name == batch->client)
            return client.credits.value(Operation::HttpCall, facts->credits) < facts->credits;
    return false;
}

bool Reasons::any(const std::function<bool(const Job &)> &isMeant)
{
    for (qint64 id = 1; id <= m_oracle.mostJobs(); ++id)
        if (const auto job = m_store.job(JobId{id}); job && isMeant(*job))
            return true;
    return false;
}

bool Reasons::isRowFull(const Job &job)
{
    const auto limit = m_host->runtime().queues().value(job.queue).limits.rowConcurrency;
    int running = 0;
    return (limit && isPublishing()) ||
           (limit && any([&](const Job &other) {
                running += other.row == job.row && other.queue == job.queue && other.state == JobState::Running;
                return running >= *limit;
            }));
}

// Who was cancelled meanwhile has his answer coming.
bool Reasons::isUnderWay(JobId job) const
{
    const auto open = m_store.openAttempts();
    return open && std::any_of(open->cbegin(), open->cend(),
                               [job](const OpenAttempt &attempt) { return attempt.job.id == job; });
}

// What is on file is done for the others when its files are in their places too.
bool Reasons::isPublishing() const
{
    return m_host->runtime().scheduler().inFlight() > 0 && m_host->isWorking();
}

// There is somebody to go first, or it takes what is there and only its files are not yet, or it goes at the next look,
// which is due.
bool Reasons::isBehind(const Job &job)
{
    return m_host->isWorking() || *m_loop.next() <= m_loop.now() + kSoon || any([&](const Job &other) {
               const bool isThere = other.state == JobState::Queued || other.state == JobState::Running;
               return isThere && other.id != job.id && (other.queue == job.queue || other.account == job.account);
           });
}

void Reasons::checkUntil(const Job &job, const Opening &why)
{
    if (!why.until)
        return;
    const auto say = [&](const char *what) {
        m_complain(6, QStringLiteral("job %1 waits (%2) until a time that %3 (%4 s)")
                          .arg(job.id.value)
                          .arg(toName(why.reason), QLatin1String(what))
                          .arg(double((why.until->boot - m_now.boot).count()) / 1e6));
    };
    if (why.until->boot + kRecheck < m_now.boot)
        say("is past");
    if (why.until->boot > m_now.boot + kLongest)
        say("is too far away");
    if (why.reason == WaitReason::Backoff && m_clock.offset() == Micros(0) && job.notBefore &&
        std::chrono::abs(*job.notBefore - why.until->wall) > 1s)
        say("is not that of its retry");
    const auto opensThen = [&](const OpenHoursConfig &hours) {
        return isOpenAt(hours, why.until->wall + LimitJudge::kClockMargin) &&
               !isOpenAt(hours, why.until->wall - LimitJudge::kClockMargin);
    };
    const auto hours = why.reason == WaitReason::OpenHours ? hoursOf(job) : QList<OpenHoursConfig>();
    if (!hours.isEmpty() && m_clock.offset() == Micros(0) && std::none_of(hours.begin(), hours.end(), opensThen))
        say("is none of its opening times");
}

// Where nothing is under way, those who wait for others do not all wait for each other.
void Reasons::checkThatSomebodyLeads()
{
    const Scheduler &scheduler = m_host->runtime().scheduler();
    if (scheduler.inFlight() > 0 || m_host->isWorking() || m_host->runtime().isFetching())
        return;
    qint64 behind = 0;
    const bool leads = any([&](const Job &job) {
        const Opening why = job.state == JobState::Queued ? scheduler.explain(job, m_now) : Opening();
        behind += !why.isOpen() && !isOwn(why.reason);
        return !why.isOpen() && isOwn(why.reason);
    });
    if (!leads && behind > 0)
        m_complain(6, QStringLiteral("%1 jobs wait for somebody who goes first, and nobody does").arg(behind));
}

} // namespace fornada::sim
