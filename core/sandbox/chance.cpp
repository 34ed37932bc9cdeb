#include "sandbox/chance.h"

#include <cmath>
#include <numbers>

namespace fornada::sandbox {

Chance::Chance(const SandboxConfig &config)
    : m_config(config)
    , m_random(std::make_unique<SeededRandom>(config.seed))
{}

void Chance::setConfig(const SandboxConfig &config)
{
    if (config.seed != m_config.seed)
        m_random = std::make_unique<SeededRandom>(config.seed);
    if (config.script != m_config.script)
        m_scriptAt = 0;
    if (config.jobScripts != m_config.jobScripts)
        m_jobScriptAt.clear();
    m_config = config;
}

Fault Chance::nextFault(const QString &identity)
{
    if (const auto script = m_config.jobScripts.constFind(identity); script != m_config.jobScripts.cend()) {
        qsizetype &at = m_jobScriptAt[identity];
        if (at < script->size())
            return script->at(at++);
    }
    if (m_scriptAt < m_config.script.size())
        return m_config.script.at(m_scriptAt++);
    if (m_config.mix.isEmpty())
        return Fault::Ok;
    double left = m_random->unit();
    for (auto it = m_config.mix.cbegin(); it != m_config.mix.cend(); ++it) {
        left -= it.value();
        if (left < 0)
            return it.key();
    }
    return Fault::Ok;
}

Micros Chance::nextLatency()
{
    const SandboxLatency &latency = m_config.latency;
    double micros = 0;
    switch (latency.kind) {
    case LatencyKind::Fixed:
        micros = double(latency.fixed.count());
        break;
    case LatencyKind::Uniform:
        micros = double(latency.min.count()) + m_random->unit() * double((latency.max - latency.min).count());
        break;
    case LatencyKind::LogNormal:
        micros = double(latency.median.count()) * std::exp(latency.sigma * normal());
        break;
    }
    constexpr double longest = 24.0 * 3600 * 1e6; // the tail of a wide lognormal must stay a time
    return Micros(std::llround(std::min(micros, longest) / m_config.timeScale));
}

// Box-Muller; 1 - u is never 0.
double Chance::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - m_random->unit()));
    return radius * std::cos(2.0 * std::numbers::pi * m_random->unit());
}

} // namespace fornada::sandbox
