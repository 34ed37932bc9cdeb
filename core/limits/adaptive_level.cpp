#include "limits/adaptive_level.h"

#include <cmath>

namespace fornada {

namespace {

constexpr double kShrink = 0.8;
constexpr double kLeast = 0.1;
constexpr double kRecoverPerMinute = 0.05;
constexpr Micros kEpisode = std::chrono::seconds(30);

} // namespace

double AdaptiveLevel::at(Boot now) const
{
    if (!m_shrunkAt)
        return 1.0;
    const auto clean = std::chrono::floor<std::chrono::minutes>(std::max(Micros(0), now - m_lastComplaint));
    const double level = m_level + kRecoverPerMinute * double(clean.count());
    // Twentieths do not add up exactly in binary: 0.8 + 4 x 0.05 must be 1.
    return std::min(1.0, std::round(level * 1e9) / 1e9);
}

bool AdaptiveLevel::complained(Boot now)
{
    m_level = at(now);
    m_lastComplaint = now;
    if (m_shrunkAt && now - *m_shrunkAt < kEpisode)
        return false;
    m_level = std::max(kLeast, m_level * kShrink);
    m_shrunkAt = now;
    return true;
}

std::optional<Boot> AdaptiveLevel::risesAt(Boot now) const
{
    if (isFull(now))
        return std::nullopt;
    const auto clean = std::chrono::floor<std::chrono::minutes>(std::max(Micros(0), now - m_lastComplaint));
    return m_lastComplaint + clean + std::chrono::minutes(1);
}

std::optional<Boot> AdaptiveLevel::fullAt() const
{
    if (!m_shrunkAt)
        return std::nullopt;
    const auto minutes = std::llround(std::ceil((1.0 - m_level) / kRecoverPerMinute - 1e-6));
    return m_lastComplaint + std::chrono::minutes(minutes);
}

QJsonObject AdaptiveLevel::save(Moment now) const
{
    if (isFull(now.boot))
        return {};
    return {{QStringLiteral("level"), m_level},
            {QStringLiteral("shrunkAt"), toMicros(*m_shrunkAt)},
            {QStringLiteral("lastComplaint"), toMicros(m_lastComplaint)}};
}

void AdaptiveLevel::restore(const QJsonObject &state, const BootShift &shift)
{
    *this = {};
    if (state.isEmpty())
        return;
    m_level = std::clamp(state[QLatin1String("level")].toDouble(1.0), kLeast, 1.0);
    m_shrunkAt = shift(bootFromMicros(state[QLatin1String("shrunkAt")].toInteger()));
    m_lastComplaint = shift(bootFromMicros(state[QLatin1String("lastComplaint")].toInteger()));
}

} // namespace fornada
