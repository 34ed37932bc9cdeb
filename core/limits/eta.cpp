#include "limits/eta.h"

#include "limits/zone_clock.h"

#include <cmath>
#include <map>

namespace fornada {

namespace {

constexpr qint64 kFewestMeasured = 3;
constexpr double kSlower = 0.75;               // the late estimate reckons with the third quartile
constexpr qint64 kMostDays = qint64(10) * 366; // of a daily cap; after that a date says nothing
constexpr double kWeek = 7 * 24 * 60;          // minutes

// What one request of a scope costs in time, at least; nothing when no limit says.
std::optional<double> spacing(const LimitSet &limits, std::optional<double> seconds)
{
    std::optional<double> slowest;
    const auto atLeast = [&slowest](double value) { slowest = std::max(slowest.value_or(0), value); };
    const auto perRequest = [](Micros period, double count) { return double(period.count()) / 1e6 / count; };
    if (limits.pace && limits.pace->count > 0)
        atLeast(perRequest(limits.pace->period, limits.pace->count));
    if (limits.window && limits.window->count > 0)
        atLeast(perRequest(limits.window->period, double(limits.window->count)));
    if (limits.minimumGap)
        atLeast(double(limits.minimumGap->count()) / 1e6);
    if (limits.concurrency && *limits.concurrency > 0 && seconds)
        atLeast(*seconds / *limits.concurrency);
    return slowest;
}

double openPart(const LimitSet &limits)
{
    if (!limits.openHours || limits.openHours->rules.isEmpty())
        return 1;
    double minutes = 0;
    for (const OpenHoursRule &rule : limits.openHours->rules) {
        double length = double((rule.to - rule.from).count());
        length += length <= 0 ? 24 * 60 : 0;
        minutes += length * double(rule.weekdays.size());
    }
    return std::clamp(minutes / kWeek, 0.01, 1.0);
}

// The end of work that takes this long when the clock never stops, and so many sends under a daily cap.
Wall behindCap(const LimitSet &limits, double used, double sends, double seconds, Wall now)
{
    const auto plain = [](double length) { return Micros(qint64(std::min(length, 3e9) * 1e6)); };
    if (!limits.dailyCap || limits.dailyCap->count <= 0)
        return now + plain(seconds);
    const double cap = limits.dailyCap->count;
    const double today = std::max(0.0, cap - used);
    if (sends <= today)
        return now + plain(seconds);
    const double days = std::ceil((sends - today) / cap);
    const double lastPart = (sends - today - (days - 1) * cap) / std::max(1.0, sends);
    const Wall reset = ZoneClock(limits.dailyCap->zone).dayAt(now).ends;
    const Micros whole = std::chrono::hours(24) * std::min(qint64(days) - 1, kMostDays);
    return std::max(now + plain(seconds), reset + whole + plain(seconds * lastPart));
}

class Estimate {
public:
    Estimate(const EtaFacts &facts, Wall now)
        : m_facts(facts)
        , m_now(now)
    {}

    // Nothing: it cannot be said. cautious: the late one.
    std::optional<Wall> endOf(const std::map<QueueId, double> &jobs, const Batch &batch, bool cautious) const;

private:
    std::optional<double> secondsOf(QueueId queue, bool cautious) const;

    const EtaFacts &m_facts;
    const Wall m_now;
};

std::optional<double> Estimate::secondsOf(QueueId queue, bool cautious) const
{
    const auto pace = m_facts.paces.constFind(queue);
    if (pace == m_facts.paces.cend() || pace->latency.total() < kFewestMeasured)
        return std::nullopt;
    return double(pace->latency.percentile(cautious ? kSlower : 0.5).count()) / 1e6;
}

std::optional<Wall> Estimate::endOf(const std::map<QueueId, double> &jobs, const Batch &batch, bool cautious) const
{
    double longest = 0, sum = 0;
    Wall end = m_now;
    std::map<AccountId, double> ofAccount;
    for (const auto &[id, count] : jobs) {
        const Queue queue = m_facts.queues.value(id);
        const AccountId accountId = batch.account.isValid() ? batch.account : queue.account;
        const Account account = m_facts.accounts.value(accountId);
        const EtaPace pace = m_facts.paces.value(id);
        const double tries =
            cautious && pace.settled >= kFewestMeasured ? std::max(1.0, double(pace.sent) / double(pace.settled)) : 1.0;
        const double sends = count * tries;
        const auto seconds = secondsOf(id, cautious);
        const auto own = spacing(queue.limits, seconds), shared = spacing(account.limits, seconds);
        if (!own && !shared)
            return std::nullopt;
        const double each = std::max(own.value_or(0), shared.value_or(0));
        double length = sends * each + seconds.value_or(0);
        if (cautious)
            length /= std::min(openPart(queue.limits), openPart(account.limits));
        longest = std::max(longest, length);
        sum += length;
        ofAccount[accountId] += sends;
        end = std::max(end, behindCap(queue.limits, m_facts.usedToday.value(QStringLiteral("queue:") + queue.name),
                                      sends, length, m_now));
        end =
            std::max(end, behindCap(account.limits, m_facts.usedToday.value(QStringLiteral("account:") + account.name),
                                    ofAccount[accountId], length, m_now));
    }
    const double total = cautious ? sum : longest;
    return std::max(end, m_now + Micros(qint64(std::min(total, 3e9) * 1e6)));
}

// Unfinished jobs by queue: its steps share them evenly, as every row has each of them.
void addLeft(const Batch &batch, const EtaFacts &facts, std::map<QueueId, double> &jobs)
{
    const double left = double(batch.counts.toDo());
    const QList<EtaStep> steps = facts.steps.value(batch.id);
    for (const EtaStep &step : steps)
        jobs[step.queue] += left / double(steps.size());
}

bool isHeld(const Batch &batch, const EtaFacts &facts)
{
    const auto steps = facts.steps.value(batch.id);
    for (const EtaStep &step : steps) {
        const Queue queue = facts.queues.value(step.queue);
        const Account account = facts.accounts.value(batch.account.isValid() ? batch.account : queue.account);
        if (queue.paused || account.paused)
            return true;
    }
    return false;
}

// Of these no time and no other job opens it.
bool needsPerson(const Opening &opening)
{
    switch (opening.reason) {
    case WaitReason::NeedsUser:
    case WaitReason::BatchBudget:
    case WaitReason::ClientBudget:
    case WaitReason::ClientCredit:
        return true;
    case WaitReason::DayBudget:
    case WaitReason::AccountBudget:
        return !opening.until;
    default:
        return false;
    }
}

// What is in flight may leave some of what was set aside for it.
WaitReason heldNow(const Batch &batch, const QList<LaneWait> &waits)
{
    for (const LaneWait &lane : waits)
        if (batch.counts[JobState::Running] == 0 && needsPerson(lane.opening))
            return lane.opening.reason;
    return WaitReason::None;
}

// Not before all of its lanes are open again.
Eta known(Wall early, Wall late, const QList<LaneWait> &waits)
{
    for (const LaneWait &lane : waits)
        if (lane.opening.until)
            early = std::max(early, lane.opening.until->wall);
    return {EtaKind::Known, early, std::max(early, late)};
}

// What no limit of ours says: the work of a lane that the provider has shut comes after it.
Micros shutByProvider(const QList<LaneWait> &waits, Wall now)
{
    Micros longest(0);
    for (const auto &[queue, opening] : waits)
        if (opening.until && (opening.reason == WaitReason::QuotaReset || opening.reason == WaitReason::ProviderWait))
            longest = std::max(longest, opening.until->wall - now);
    return longest;
}

} // namespace

QHash<BatchId, ForeseenEnd> foreseenEnds(const QJsonArray &ends)
{
    QHash<BatchId, ForeseenEnd> foreseen;
    for (const QJsonValue &end : ends)
        foreseen.insert(BatchId{end[QLatin1String("batch")].toInteger()},
                        {wallFromIso(end[QLatin1String("early")].toString()),
                         wallFromIso(end[QLatin1String("late")].toString()),
                         fromName<WaitReason>(end[QLatin1String("held")].toString()).value_or(WaitReason::None)});
    return foreseen;
}

Eta etaOf(const Batch &batch, const EtaFacts &facts, Wall now)
{
    if (batch.state == BatchState::Draft || batch.state == BatchState::Adding)
        return {EtaKind::NotStarted, {}, {}};
    if (batch.state == BatchState::Finished || batch.state == BatchState::Cancelled || batch.counts.toDo() == 0)
        return {EtaKind::Done, {}, {}};
    if (batch.state == BatchState::Paused || !facts.running || isHeld(batch, facts))
        return {EtaKind::Paused, {}, {}};
    if (!batch.pilot.isEmpty())
        return {EtaKind::Pilot, {}, {}};
    const QList<LaneWait> waits = facts.waits.value(batch.id);
    const auto end = facts.foreseen.constFind(batch.id);
    const bool isForeseen = end != facts.foreseen.cend();
    const WaitReason foreseen = isForeseen ? end->held : WaitReason::None;
    const WaitReason held = heldNow(batch, waits);
    if (held != WaitReason::None || foreseen != WaitReason::None)
        return {EtaKind::Held, {}, {}, held != WaitReason::None ? held : foreseen};
    if (isForeseen)
        return known(std::max(now, end->early), std::max(now, end->late), waits);
    std::map<QueueId, double> own, before;
    addLeft(batch, facts, own);
    if (own.empty())
        return {EtaKind::NotMeasured, {}, {}};
    before = own;
    for (const Batch &other : facts.batches) {
        if (other.id == batch.id || other.state != BatchState::Running || other.priority < batch.priority)
            continue;
        std::map<QueueId, double> theirs;
        addLeft(other, facts, theirs);
        for (const auto &[queue, jobs] : theirs)
            if (own.contains(queue)) // equals take turns: at most as many of theirs go before the last of ours
                before[queue] += other.priority > batch.priority ? jobs : std::min(jobs, own[queue]);
    }
    const Estimate estimate(facts, now);
    const auto early = estimate.endOf(own, batch, false);
    const auto late = estimate.endOf(before, batch, true);
    if (!early || !late)
        return {EtaKind::NotMeasured, {}, {}};
    return known(*early, *late + shutByProvider(waits, now), waits);
}

Eta etaOfAll(const EtaFacts &facts, Wall now)
{
    Eta all{EtaKind::Done, {}, {}};
    for (const Batch &batch : facts.batches) {
        const Eta one = etaOf(batch, facts, now);
        if ((one.kind == EtaKind::Paused || one.kind == EtaKind::Held) && all.kind == EtaKind::Done)
            all = one;
        if (one.kind == EtaKind::NotMeasured)
            return one;
        if (one.kind != EtaKind::Known)
            continue;
        const bool first = all.kind != EtaKind::Known;
        all = {EtaKind::Known, first ? one.early : std::max(all.early, one.early),
               first ? one.late : std::max(all.late, one.late)};
    }
    return all;
}

} // namespace fornada
