#include "engine/virtual_run.h"

#include "model/fan_key.h"

#include <QDateTime>

#include <cmath>

namespace fornada {

namespace {

using namespace std::chrono_literals;

constexpr Micros kCommit = 5ms;
constexpr Micros kHorizon = std::chrono::hours(24 * 366 * 3);

constexpr double kMostFailing = 0.3; // a queue that fails more often is broken: no forecast helps

// As long as one of the answers that were measured, whichever chance says.
Micros drawn(const MetricRecord &metric, Random &chance)
{
    qint64 left = qint64(chance.below(quint64(metric.answers())));
    int bucket = 0;
    while (bucket < MetricRecord::buckets - 1 && left >= metric.histogram[size_t(bucket)])
        left -= metric.histogram[size_t(bucket++)];
    const Micros low = bucket == 0 ? Micros(0) : MetricRecord::upperBound(bucket - 1);
    const Micros high = MetricRecord::upperBound(bucket);
    return low + Micros(qint64(double((high - low).count()) * chance.unit()));
}

Money part(Money whole, double share)
{
    return Money{std::llround(double(whole.micros) * share)};
}

} // namespace

VirtualRun::VirtualRun(const ForecastWorld &world, const ForecastBatch &batch)
    : m_scheduler(m_random, world.bootId, false)
    , m_now(world.now)
    , m_latest(world.now.wall + kHorizon)
    , m_measured(world.measured)
    , m_parts(batch.parts)
{
    if (batch.seed)
        m_chance.emplace(*batch.seed);
    turnDay();
    addWorld(world);
    Batch running = batch.batch;
    running.state = BatchState::Running;
    addBatch(running);
    for (const NewRow &row : batch.rows)
        addRow(row, batch);
    m_asked = qint64(m_jobs.size());
    for (const ForecastOther &other : world.others)
        addOther(other, batch.slower);
    for (const auto &[lane, ready] : m_ready)
        tell(LaneWoken{lane});
}

void VirtualRun::addBatch(const Batch &batch)
{
    tell(BatchSet{batch});
    tell(BatchTotalsLoaded{batch.id, batch.totals});
}

void VirtualRun::addWorld(const ForecastWorld &world)
{
    for (const Account &account : world.accounts)
        tell(AccountSet{account});
    for (const Queue &queue : world.queues)
        tell(QueueSet{queue});
    for (const StoredGate &gate : world.gates)
        tell(GateRestored{gate});
    tell(DayCapSet{world.dayCap});
    for (const Client &client : world.clients)
        tell(ClientCapSet{client.name, client.budget});
    for (const LedgerTotal &sum : world.spent) {
        if (sum.scope == LedgerScope::Client)
            tell(ClientTotalsLoaded{sum.key, sum.totals});
        else if (sum.scope == LedgerScope::Account)
            tell(AccountTotalsLoaded{AccountId{sum.key.toLongLong()}, sum.totals});
        else if (sum.scope == LedgerScope::Day)
            tell(DayTotalsLoaded{sum.totals});
    }
}

// Of the sums, so that roundings do not add up.
void VirtualRun::sumDays()
{
    for (auto day = m_reserved.cbegin(); day != m_reserved.cend(); ++day)
        for (auto step = day->cbegin(); step != day->cend(); ++step)
            m_forecast.days[day.key()].cost += part(*step, m_parts.value(step.key(), 1.0));
}

Micros VirtualRun::lengthOf(QueueId queue, Micros usual, double slower)
{
    const auto metric = m_measured.constFind(queue);
    Micros length = metric == m_measured.cend() ? usual : Micros(metric->latency / metric->answers());
    if (m_chance && metric != m_measured.cend())
        length = drawn(*metric, *m_chance);
    else if (m_chance)
        length = Micros(qint64(double(length.count()) * (0.7 + 0.6 * m_chance->unit())));
    return Micros(qint64(double(length.count()) * slower));
}

// Once a job at most, as often as requests were tried again lately.
bool VirtualRun::fails(const Job &job)
{
    const auto metric = m_measured.constFind(job.queue);
    if (!m_chance || metric == m_measured.cend() || job.attempts > 0)
        return false;
    const qint64 settled = metric->completed + metric->failed;
    const double share = settled > 0 ? double(metric->retried) / double(settled + metric->retried) : 0.0;
    return m_chance->unit() < std::min(share, kMostFailing);
}

void VirtualRun::addOther(const ForecastOther &other, double slower)
{
    addBatch(other.batch);
    for (Job job : other.jobs) {
        job.id = JobId{qint64(m_jobs.size()) + 1};
        job.batch = other.batch.id;
        job.position = job.id.value;
        makeReady(job);
        m_jobs.push_back({job, lengthOf(job.queue, 10s, slower), other.parts.value(job.step, 1.0), {}});
    }
}

void VirtualRun::addRow(const NewRow &row, const ForecastBatch &batch)
{
    const size_t first = m_jobs.size();
    for (const NewJob &planned : row.jobs) {
        const Step *step = stepNamed(batch.recipe, planned.step);
        if (step && step->fallback)
            continue; // nobody plans for failures
        const Micros usual = step ? std::chrono::seconds(step->expectedSeconds) : 10s;
        VirtualJob entry;
        entry.isJoin = step && step->operation == Operation::Join;
        entry.length = lengthOf(planned.queue, usual, batch.slower);
        entry.part = m_parts.value(planned.step, 1.0);
        Job &job = entry.job;
        job.id = JobId{qint64(m_jobs.size()) + 1};
        job.batch = batch.batch.id;
        job.row = RowId{row.number};
        job.rowNumber = row.number;
        job.step = planned.step;
        job.fanKey = planned.fanKey;
        job.queue = planned.queue;
        job.account = planned.account;
        job.model = planned.model;
        job.position = job.id.value;
        job.reserve = planned.reserve;
        job.tokens = planned.tokens;
        job.pendingParents = planned.pendingParents;
        // Its parents stand before it in the row.
        for (size_t i = first; step && i < m_jobs.size(); ++i)
            if (step->after.contains(m_jobs[i].job.step) && isSameFan(m_jobs[i].job.fanKey, job.fanKey))
                m_jobs[i].children.push_back(m_jobs.size());
        if (job.pendingParents == 0)
            makeReady(job);
        m_jobs.push_back(std::move(entry));
    }
}

void VirtualRun::makeReady(const Job &job)
{
    readyOf(job).insert({job.position, job.id});
}

void VirtualRun::tell(const SchedulerEvent &event)
{
    m_scheduler.absorb(event, m_now);
    m_pump = true;
}

void VirtualRun::turnDay()
{
    m_day = localDay(m_now.wall);
    m_midnight = startOf(m_day.addDays(1)); // asked once a day: local time is slow to reckon
    tell(DayTurned{m_day, m_midnight});
}

Forecast VirtualRun::run()
{
    while (m_forecast.done < m_asked && step()) {}
    sumDays();
    if (m_forecast.done == m_asked)
        m_forecast.end = m_now.wall;
    else
        for (const auto &[lane, targets] : m_ready)
            for (const auto &[target, ready] : targets)
                if (!ready.empty() && isAsked(ready.begin()->second) && m_forecast.held.isOpen())
                    m_forecast.held = m_scheduler.explain(at(ready.begin()->second).job, m_now);
    return std::move(m_forecast);
}

// On to whatever comes next: our events of one moment, the scheduler's own wake, or midnight. False: nothing comes any
// more.
bool VirtualRun::step()
{
    pump();
    const auto wake = m_scheduler.nextWake();
    if ((m_due.empty() && !wake) || m_now.wall > m_latest)
        return false;
    Boot next = wake ? std::max(wake->boot, m_now.boot + Micros(1)) : Boot::max();
    if (!m_due.empty())
        next = std::min(next, m_due.top().at);
    if (next - m_now.boot >= m_midnight - m_now.wall) {
        m_now = m_now + (m_midnight - m_now.wall);
        turnDay();
        return true;
    }
    m_now = m_now + (next - m_now.boot);
    m_pump = true;
    while (!m_due.empty() && m_due.top().at <= m_now.boot) {
        const Due due = m_due.top();
        m_due.pop();
        happens(due);
    }
    return true;
}

void VirtualRun::pump()
{
    while (std::exchange(m_pump, false)) {
        const QList<SchedulerDecision> decisions = m_scheduler.pump(m_now);
        for (const SchedulerDecision &decision : decisions)
            std::visit([this](const auto &d) { on(d); }, decision);
    }
}

void VirtualRun::on(const LoadHeads &d)
{
    m_due.push({m_now.boot, ++m_order, Due::What::Heads, {}, d.lane, d.limit});
}

void VirtualRun::on(const Prepare &d)
{
    after({}, Due::What::Prepared, d.job.id);
}

void VirtualRun::on(const OpenAttemptNow &d)
{
    after(kCommit, Due::What::Claimed, d.job.id);
}

void VirtualRun::on(const SendNow &d)
{
    after(std::max(Micros(0), d.at.boot - m_now.boot), Due::What::Sent, d.job);
}

void VirtualRun::on(const SettleNow &d)
{
    VirtualJob &entry = at(d.job);
    entry.job.attempts += d.attemptUsed;
    if (d.event != JobEvent::Completed) // called back unsent, or tried again later
        entry.again = d.notBefore.value_or(m_now.wall);
    after(kCommit, Due::What::Settled, d.job);
}

// No gate, no attempt, no money.
void VirtualRun::on(const TakeResult &d)
{
    const Job &job = at(d.job).job;
    readyOf(job).erase({job.position, job.id});
    after(kCommit, Due::What::Joined, d.job);
}

void VirtualRun::happens(const Due &due)
{
    switch (due.what) {
    case Due::What::Heads:
        return loadHeads(due.lane, due.limit);
    case Due::What::Prepared: {
        const Job &job = at(due.job).job;
        if (at(due.job).isJoin)
            return tell(ResultFound{job.id});
        return tell(Prepared{job.id, "hash", job.reserve, job.tokens});
    }
    case Due::What::Claimed:
        return claim(at(due.job));
    case Due::What::Sent:
        return send(at(due.job));
    case Due::What::Answered:
        return answer(at(due.job));
    case Due::What::Settled:
        return settle(at(due.job));
    case Due::What::Joined:
        for (const LaneKey &lane : complete(at(due.job)))
            tell(LaneWoken{lane});
        return;
    case Due::What::Again: {
        const Job &job = at(due.job).job;
        makeReady(job);
        return tell(LaneWoken{{job.queue, job.batch}});
    }
    }
}

void VirtualRun::loadHeads(LaneKey lane, int limit)
{
    HeadPage page;
    for (const auto &[target, ready] : m_ready[lane]) {
        page.exhausted = page.exhausted && qsizetype(ready.size()) <= limit;
        int left = limit;
        for (auto it = ready.begin(); it != ready.end() && left > 0; ++it, --left)
            page.jobs.append(at(it->second).job);
    }
    tell(HeadsLoaded{lane, std::move(page)});
}

void VirtualRun::claim(VirtualJob &entry)
{
    Job &job = entry.job;
    readyOf(job).erase({job.position, job.id});
    job.state = JobState::Running;
    job.currentAttempt = AttemptId{++m_attempts};
    ++job.sends;
    tell(ClaimDone{job.id, job.currentAttempt, job.sends});
}

void VirtualRun::send(const VirtualJob &entry)
{
    if (isAsked(entry.job.id)) {
        ++m_forecast.days[m_day].requests;
        m_reserved[m_day][entry.job.step] += entry.job.reserve;
    }
    tell(SendHappened{entry.job.currentAttempt, m_now});
    after(entry.length, Due::What::Answered, entry.job.id);
}

void VirtualRun::answer(const VirtualJob &entry)
{
    Digested digest;
    digest.attempt = entry.job.currentAttempt;
    digest.httpStatus = 200;
    digest.charge = Charge::actual(part(entry.job.reserve, entry.part));
    if (fails(entry.job)) {
        digest.outcome = Outcome::RetryBackoff;
        digest.httpStatus = 503;
        digest.charge = Charge::none();
    }
    digest.tokens = entry.job.tokens;
    tell(AnswerArrived{digest.attempt});
    tell(digest);
}

void VirtualRun::settle(VirtualJob &entry)
{
    Job &job = entry.job;
    QList<LaneKey> woken;
    if (const auto again = std::exchange(entry.again, {})) {
        job.state = JobState::Queued;
        after(std::max(Micros(0), *again - m_now.wall), Due::What::Again, job.id);
    } else {
        woken = complete(entry);
    }
    tell(SettleDone{job.id, job.currentAttempt, true, woken});
}

// The lanes of what waited for it.
QList<LaneKey> VirtualRun::complete(VirtualJob &entry)
{
    QList<LaneKey> woken;
    entry.job.state = JobState::Completed;
    m_forecast.done += isAsked(entry.job.id) ? 1 : 0;
    for (const size_t child : entry.children) {
        Job &next = m_jobs[child].job;
        if (--next.pendingParents > 0)
            continue;
        makeReady(next);
        woken.append({next.queue, next.batch});
    }
    return woken;
}

Forecast forecast(const ForecastWorld &world, const ForecastBatch &batch)
{
    return VirtualRun(world, batch).run();
}

} // namespace fornada
