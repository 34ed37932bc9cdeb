#include "limits/pace.h"

#include <cmath>

namespace fornada {

namespace {

constexpr qint64 kNever = INT64_MIN / 2;
constexpr qint64 kBunching = 5'000'000; // ns: how much nearer to each other requests may arrive than they left

qint64 toNanos(Boot time)
{
    return toMicros(time) * 1000;
}

qint64 ceilToMicros(qint64 nanos)
{
    return nanos / 1000 + (nanos % 1000 > 0 ? 1 : 0);
}

} // namespace

void Pace::configure(const PaceConfig &config)
{
    if (m_config == config)
        return;
    m_config = config;
    const Boot last = m_recent.isEmpty() ? m_restoredAt : m_recent.first();
    m_before = std::min(m_before, toNanos(last) + m_config.burst * interval(1.0));
}

qint64 Pace::interval(double level) const
{
    const double nanos = double(m_config.period.count()) * 1000.0 / (double(m_config.count) * level);
    return std::max<qint64>(1, qint64(std::ceil(nanos)));
}

int Pace::usableBurst() const
{
    if (m_config.burst < 2)
        return 1;
    const qint64 bunching = kBunching / interval(1.0) + 1;
    const qint64 wished = qint64(std::ceil(m_config.reserve * m_config.burst));
    return int(std::max<qint64>(1, m_config.burst - std::max(bunching, wished)));
}

qint64 Pace::fullAgain(double level) const
{
    const qint64 step = interval(level);
    qint64 full = m_before;
    for (const Boot at : m_recent)
        full = std::max(full, toNanos(at)) + step;
    return full;
}

Opening Pace::earliest(Moment now, int ahead, double level) const
{
    const qint64 step = interval(level);
    qint64 full = fullAgain(level);
    if (ahead > 0)
        full = std::max(full, toNanos(now.boot)) + ahead * step;
    // The burst stays one of the configured rate: a slower one would make the same debt look like fewer tokens.
    const Boot open = bootFromMicros(ceilToMicros(full - (usableBurst() - 1) * interval(1.0)));
    if (open <= now.boot)
        return Opening::open();
    return Opening::closed(WaitReason::Pace, now + (open - now.boot));
}

void Pace::sent(Boot at, double level)
{
    m_recent.add(at);
    while (m_recent.isOverfull())
        m_before = std::max(m_before, toNanos(m_recent.takeFirst())) + interval(level);
}

void Pace::moved(Boot planned, Boot at, double level)
{
    m_recent.remove(planned);
    sent(at, level);
}

void Pace::unsent(Boot planned)
{
    m_recent.remove(planned);
}

double Pace::perSecond(double level) const
{
    return 1e9 / double(interval(level));
}

double Pace::used(Boot now, double level) const
{
    const qint64 debt = fullAgain(level) - toNanos(now);
    return std::max(0.0, double(debt) / double(interval(level)));
}

QJsonValue Pace::save(double level) const
{
    const qint64 full = fullAgain(level);
    return full <= kNever ? QJsonValue() : QJsonValue(ceilToMicros(full));
}

void Pace::restore(const QJsonValue &state, const BootShift &shift, Boot now, int alsoSent)
{
    m_recent = {};
    m_before = state.isDouble() ? toNanos(shift(bootFromMicros(state.toInteger()))) : kNever;
    m_restoredAt = now;
    for (int i = 0; i < std::min(alsoSent, int(SendHistory::kKept)); ++i)
        m_recent.add(now);
}

} // namespace fornada
