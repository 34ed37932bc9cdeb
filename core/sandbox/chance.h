#pragma once

#include "base/random.h"
#include "sandbox/sandbox_config.h"

#include <QHash>

#include <memory>

namespace fornada::sandbox {

// Draws what happens to each request: its fault and its latency. Deterministic in the seed and the order of arrival.
class Chance final {
public:
    explicit Chance(const SandboxConfig &config);
    // A script that did not change goes on where it is.
    void setConfig(const SandboxConfig &config);

    Fault nextFault(const QString &identity);
    Micros nextLatency(); // real time

private:
    double normal();

    SandboxConfig m_config;
    std::unique_ptr<Random> m_random;
    qsizetype m_scriptAt = 0;
    QHash<QString, qsizetype> m_jobScriptAt;
};

} // namespace fornada::sandbox
