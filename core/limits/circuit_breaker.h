#pragma once

#include "limits/boot_shift.h"
#include "model/wait_reason.h"

#include <QJsonObject>

#include <optional>

namespace fornada {

// After so many failures in a row nothing goes for a while; then one request probes, and its outcome decides. Pure.
class CircuitBreaker {
public:
    void configure(int threshold, Micros probeAfter);

    Opening earliest(Moment now, int pending, int inFlight) const;
    Opening earliestToSend(Moment now, int inFlight) const { return earliest(now, 0, inFlight); }
    void sent(Boot at);
    void unsent() { m_probeSent.reset(); }

    void succeeded();
    void failed(Boot now);
    // A refusal is an answer: whoever refuses can be reached.
    void complained();
    void reset() { succeeded(); }

    int failuresInRow() const { return m_failures; }
    // The probe failed too: it was no passing trouble.
    bool isDown() const { return m_closedUntil && m_probeFailed; }
    QJsonObject save() const;
    void restore(const QJsonObject &state, const BootShift &shift);

private:
    int m_threshold = 0; // 0: no breaker
    Micros m_probeAfter{0};
    int m_failures = 0;
    std::optional<Boot> m_closedUntil; // while the circuit is open; from then on one may probe
    std::optional<Boot> m_probeSent;
    bool m_probeFailed = false;
};

} // namespace fornada
