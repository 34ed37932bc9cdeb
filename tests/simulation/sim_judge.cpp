#include "sim_judge.h"

#include <QDateTime>
#include <QTimeZone>

namespace fornada::sim {

namespace {

constexpr Micros kLongest = std::chrono::hours(26);

QDate dateIn(const QByteArray &zone, Wall wall)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(wall) / 1000, QTimeZone(zone)).date();
}

std::optional<QString> paceBroken(const PaceConfig &pace, const std::deque<Arrival> &past, Micros since, Micros now)
{
    // A policing bucket, replayed over all that arrived.
    const double perMicro = double(pace.count) / double(pace.period.count());
    double tokens = pace.burst;
    Micros last{0};
    for (const Arrival &arrival : past) {
        if (arrival.at < since)
            continue;
        tokens = std::min(double(pace.burst), tokens + double((arrival.at - last).count()) * perMicro) - 1;
        last = arrival.at;
    }
    tokens = std::min(double(pace.burst), tokens + double((now - last).count()) * perMicro);
    const double slack = 1.0 - double(LimitJudge::kJitter.count()) * perMicro - 1e-6;
    if (tokens >= slack)
        return std::nullopt;
    return QStringLiteral("pace: %1 tokens in the bucket").arg(tokens);
}

} // namespace

bool isOpenAt(const OpenHoursConfig &hours, Wall time)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000, QTimeZone(hours.zone));
    const int today = local.date().dayOfWeek();
    const int yesterday = today == 1 ? 7 : today - 1;
    const auto ofDay = std::chrono::milliseconds(local.time().msecsSinceStartOfDay());
    return std::any_of(hours.rules.begin(), hours.rules.end(), [&](const OpenHoursRule &rule) {
        const bool spansMidnight = rule.to < rule.from;
        if (rule.weekdays.contains(today) && ofDay >= rule.from && (spansMidnight || ofDay < rule.to))
            return true;
        return spansMidnight && rule.weekdays.contains(yesterday) && ofDay < rule.to;
    });
}

LimitJudge::InForce LimitJudge::inForce(const LimitSet &limits, Micros now) const
{
    InForce fresh{limits, now, now, now, now, now, false, 0, {}, now};
    for (const InForce &old : m_inForce) {
        if (old.asked)
            continue;
        if (old.limits.pace && limits.pace) {
            // Of a slower pace no more is remembered than the old one needed: after a restart all that is known is when
            // the old bucket was full again.
            const Micros step = limits.pace->period / limits.pace->count;
            const Micros oldStep = old.limits.pace->period / old.limits.pace->count;
            const Micros needed = oldStep * old.limits.pace->burst;
            fresh.pace = std::min(fresh.pace, step > oldStep ? std::max(old.pace, now - needed) : old.pace);
        }
        if (old.limits.minimumGap)
            fresh.gap = std::min(fresh.gap, old.gap);
        // Of a shorter window and of another zone's day no more is remembered than they needed.
        if (old.limits.window && limits.window)
            fresh.window = std::min(fresh.window, limits.window->period <= old.limits.window->period
                                                      ? old.window
                                                      : std::max(old.window, now - old.limits.window->period));
        if (old.limits.tokenWindow && limits.tokenWindow)
            fresh.tokenWindow =
                std::min(fresh.tokenWindow, limits.tokenWindow->period <= old.limits.tokenWindow->period
                                                ? old.tokenWindow
                                                : std::max(old.tokenWindow, now - old.limits.tokenWindow->period));
        if (old.limits.dailyCap && limits.dailyCap && old.limits.dailyCap->zone == limits.dailyCap->zone)
            fresh.dailyCap = std::min(fresh.dailyCap, old.dailyCap);
    }
    return fresh;
}

qint64 LimitJudge::mayApply(const LimitSet &limits, Micros now)
{
    const bool isFirst = m_inForce.isEmpty();
    m_inForce.append(inForce(limits, now));
    m_inForce.last().asked = !isFirst;
    m_inForce.last().order = ++m_asks;
    return m_asks;
}

void LimitJudge::applies(qint64 change, Micros now)
{
    const auto it = std::find_if(m_inForce.begin(), m_inForce.end(),
                                 [change](const InForce &entry) { return entry.asked && entry.order == change; });
    if (it == m_inForce.end()) // the first ones, which nobody had to ask for; or it is on file by now
        return;
    const LimitSet limits = it->limits;
    m_inForce.erase(it);
    applies(limits, change, now);
}

void LimitJudge::applies(const LimitSet &limits, qint64 change, Micros now)
{
    // What was asked for later may be answered sooner.
    if (std::any_of(m_inForce.begin(), m_inForce.end(),
                    [change](const InForce &other) { return !other.asked && !other.ended && other.order > change; }))
        return;
    m_inForce.removeIf([now](const InForce &old) { return old.ended && *old.ended + kLongest <= now; });
    // A kind that is new counts from here: before, and for what was on the wire, nobody was told of such a limit.
    InForce fresh = inForce(limits, now + kJitter);
    fresh.order = change;
    m_inForce.removeIf([&limits](const InForce &old) { return !old.asked && !old.ended && old.limits == limits; });
    for (InForce &old : m_inForce)
        if (!old.asked && !old.ended)
            old.ended = now;
    m_inForce.append(fresh);
}

void LimitJudge::refused(qint64 change)
{
    m_inForce.removeIf([change](const InForce &entry) { return entry.asked && entry.order == change; });
}

void LimitJudge::isOnFile(const LimitSet &limits, Micros now)
{
    // What was taken away before anything went under it has counted nothing, and is on no file: it begins anew.
    m_inForce.removeIf([this](const InForce &entry) {
        return entry.asked || (entry.ended && (m_past.empty() || m_past.back().at < entry.began));
    });
    applies(limits, ++m_asks, now);
}

std::optional<QString> LimitJudge::broken(const InForce &entry, const Arrival &arrival) const
{
    const LimitSet &limits = entry.limits;
    if (limits.concurrency && !arrival.isClosed && int(m_open.size()) + 1 > *limits.concurrency)
        return QStringLiteral("concurrency: %1 at once").arg(m_open.size() + 1);
    if (limits.rowConcurrency && !arrival.isClosed) {
        const qsizetype ofRow = std::count(m_open.begin(), m_open.end(), arrival.row);
        if (ofRow + 1 > *limits.rowConcurrency)
            return QStringLiteral("row concurrency: %1 at once").arg(ofRow + 1);
    }
    const bool any = !m_past.empty() && m_past.back().at >= entry.gap;
    if (limits.minimumGap && any && arrival.at - m_past.back().at + kJitter < *limits.minimumGap)
        return QStringLiteral("gap: %1 us").arg((arrival.at - m_past.back().at).count());
    if (limits.window) {
        const auto recent = std::count_if(m_past.begin(), m_past.end(), [&](const Arrival &past) {
            return past.at >= entry.window && arrival.at - past.at < limits.window->period;
        });
        if (recent + 1 > limits.window->count)
            return QStringLiteral("window: %1 in %2 s")
                .arg(recent + 1)
                .arg(double(limits.window->period.count()) / 1e6);
    }
    if (limits.dailyCap && m_days) {
        const QDate today = dateIn(limits.dailyCap->zone, arrival.wall);
        int count = 1;
        for (auto it = m_past.rbegin(); it != m_past.rend() && arrival.at - it->at < kLongest; ++it)
            count += it->at >= entry.dailyCap && dateIn(limits.dailyCap->zone, it->wall) == today;
        if (count > limits.dailyCap->count)
            return QStringLiteral("daily cap: %1 on %2").arg(count).arg(today.toString(Qt::ISODate));
    }
    if (limits.tokenWindow) {
        qint64 sum = arrival.tokens;
        for (auto it = m_past.rbegin(); it != m_past.rend() && arrival.at - it->at < limits.tokenWindow->period; ++it)
            sum += it->at >= entry.tokenWindow ? it->tokens : 0;
        if (sum > limits.tokenWindow->count)
            return QStringLiteral("token window: %1 in %2 s")
                .arg(sum)
                .arg(double(limits.tokenWindow->period.count()) / 1e6);
    }
    if (limits.openHours && m_hours && !isOpenAt(*limits.openHours, arrival.wall) &&
        !isOpenAt(*limits.openHours, arrival.wall - kClockMargin) &&
        !isOpenAt(*limits.openHours, arrival.wall + kClockMargin))
        return QStringLiteral("open hours: closed at %1 UTC").arg(toIso(arrival.wall));
    return limits.pace ? paceBroken(*limits.pace, m_past, entry.pace, arrival.at) : std::nullopt;
}

std::optional<QString> LimitJudge::arrive(const Arrival &arrival)
{
    std::optional<QString> last; // the newest limits' fault says most
    bool allowed = m_inForce.isEmpty();
    for (const InForce &entry : std::as_const(m_inForce)) {
        if (entry.ended && *entry.ended + kOnItsWay < arrival.at)
            continue;
        const auto fault = broken(entry, arrival);
        allowed = allowed || !fault;
        if (fault)
            last = fault;
    }
    m_past.push_back(arrival);
    m_open.insert(arrival.connection, arrival.row);
    if (allowed)
        return std::nullopt;
    return last;
}

void LimitJudge::leave(qint64 connection)
{
    m_open.remove(connection);
}

} // namespace fornada::sim
