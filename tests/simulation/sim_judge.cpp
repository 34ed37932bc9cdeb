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

std::optional<QString> paceBroken(const PaceConfig &pace, const std::deque<Arrival> &past, Micros now)
{
    // A policing bucket, replayed over all that arrived.
    const double perMicro = double(pace.count) / double(pace.period.count());
    double tokens = pace.burst;
    Micros last{0};
    for (const Arrival &arrival : past) {
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

void LimitJudge::mayApply(const LimitSet &limits)
{
    m_inForce.append({limits, std::nullopt});
}

void LimitJudge::applies(const LimitSet &limits, Micros now)
{
    for (InForce &old : m_inForce)
        if (!old.until && !(old.limits == limits))
            old.until = now + kLongest;
    m_inForce.removeIf([&](const InForce &old) { return old.until && *old.until <= now; });
    if (m_inForce.isEmpty() || m_inForce.last().until)
        m_inForce.append({limits, std::nullopt});
}

std::optional<QString> LimitJudge::broken(const LimitSet &limits, const Arrival &arrival) const
{
    if (limits.concurrency && int(m_open.size()) + 1 > *limits.concurrency)
        return QStringLiteral("concurrency: %1 at once").arg(m_open.size() + 1);
    if (limits.rowConcurrency) {
        const qsizetype ofRow = std::count(m_open.begin(), m_open.end(), arrival.row);
        if (ofRow + 1 > *limits.rowConcurrency)
            return QStringLiteral("row concurrency: %1 at once").arg(ofRow + 1);
    }
    if (limits.minimumGap && !m_past.empty() && arrival.at - m_past.back().at + kJitter < *limits.minimumGap)
        return QStringLiteral("gap: %1 us").arg((arrival.at - m_past.back().at).count());
    if (limits.window) {
        const auto recent = std::count_if(m_past.begin(), m_past.end(), [&](const Arrival &past) {
            return arrival.at - past.at < limits.window->period;
        });
        if (recent + 1 > limits.window->count)
            return QStringLiteral("window: %1 in %2 s")
                .arg(recent + 1)
                .arg(double(limits.window->period.count()) / 1e6);
    }
    if (limits.dailyCap) {
        const QDate today = dateIn(limits.dailyCap->zone, arrival.wall);
        int count = 1;
        for (auto it = m_past.rbegin(); it != m_past.rend() && arrival.at - it->at < kLongest; ++it)
            count += dateIn(limits.dailyCap->zone, it->wall) == today;
        if (count > limits.dailyCap->count)
            return QStringLiteral("daily cap: %1 on %2").arg(count).arg(today.toString(Qt::ISODate));
    }
    return limits.pace ? paceBroken(*limits.pace, m_past, arrival.at) : std::nullopt;
}

std::optional<QString> LimitJudge::arrive(const Arrival &arrival)
{
    std::optional<QString> first;
    bool allowed = m_inForce.isEmpty();
    for (const InForce &entry : std::as_const(m_inForce)) {
        if (entry.until && *entry.until < arrival.at)
            continue;
        const auto fault = broken(entry.limits, arrival);
        allowed = allowed || !fault;
        if (fault && !first)
            first = fault;
    }
    m_past.push_back(arrival);
    m_open.insert(arrival.connection, arrival.row);
    if (allowed)
        return std::nullopt;
    return first;
}

void LimitJudge::leave(qint64 connection)
{
    m_open.remove(connection);
}

} // namespace fornada::sim
