#include "limits/circuit_breaker.h"

namespace fornada {

void CircuitBreaker::configure(int threshold, Micros probeAfter)
{
    m_threshold = threshold;
    m_probeAfter = probeAfter;
    if (threshold == 0)
        reset();
}

Opening CircuitBreaker::earliest(Moment now, int pending, int inFlight) const
{
    if (!m_closedUntil)
        return Opening::open();
    // Asked ahead of the time: whoever goes then is the one probe, and the others wait for what it finds.
    if (pending > 0)
        return Opening::closed(WaitReason::CircuitOpen);
    if (m_probeSent) {
        if (inFlight > 0)
            return Opening::closed(WaitReason::CircuitOpen);
        // The probe ended without a verdict (it was the account's quota, say): another may go after a while.
        const Boot again = *m_probeSent + m_probeAfter;
        if (now.boot < again)
            return Opening::closed(WaitReason::CircuitOpen, now + (again - now.boot));
    }
    if (now.boot < *m_closedUntil)
        return Opening::closed(WaitReason::CircuitOpen, now + (*m_closedUntil - now.boot));
    return Opening::open();
}

void CircuitBreaker::sent(Boot at)
{
    if (m_closedUntil)
        m_probeSent = at;
}

void CircuitBreaker::succeeded()
{
    m_failures = 0;
    m_closedUntil.reset();
    m_probeSent.reset();
    m_probeFailed = false;
}

void CircuitBreaker::failed(Boot now)
{
    if (m_threshold == 0)
        return;
    ++m_failures;
    // Failures of what was in flight when the circuit opened say nothing new.
    if (m_closedUntil ? now < *m_closedUntil : m_failures < m_threshold)
        return;
    m_probeFailed = m_closedUntil.has_value();
    m_closedUntil = now + m_probeAfter;
    m_probeSent.reset();
}

void CircuitBreaker::complained()
{
    if (m_closedUntil)
        succeeded();
}

QJsonObject CircuitBreaker::save() const
{
    if (m_failures == 0)
        return {};
    QJsonObject state{{QStringLiteral("failures"), m_failures}};
    if (m_closedUntil)
        state.insert(QStringLiteral("until"), toMicros(*m_closedUntil));
    if (isDown())
        state.insert(QStringLiteral("down"), true);
    return state;
}

void CircuitBreaker::restore(const QJsonObject &state, const BootShift &shift)
{
    reset();
    m_failures = state[QLatin1String("failures")].toInt();
    if (state.contains(QLatin1String("until")))
        m_closedUntil = shift(bootFromMicros(state[QLatin1String("until")].toInteger()));
    m_probeFailed = state[QLatin1String("down")].toBool();
    if (m_threshold == 0)
        reset();
}

} // namespace fornada
