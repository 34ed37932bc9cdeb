#include "limits/blocked_until.h"

namespace fornada {

void BlockedUntil::block(Moment until, WaitReason why)
{
    if (why == WaitReason::QuotaReset) {
        if (!m_reset || until.boot > m_reset->boot)
            m_reset = until;
    } else if (!m_wait || until.boot > *m_wait) {
        m_wait = until.boot;
    }
}

void BlockedUntil::clear()
{
    m_wait.reset();
    m_reset.reset();
}

Opening BlockedUntil::earliest(Moment now) const
{
    const Micros wait = m_wait ? *m_wait - now.boot : Micros(0);
    const Micros reset = m_reset ? std::min(m_reset->wall - now.wall, m_reset->boot - now.boot) : Micros(0);
    if (wait <= Micros(0) && reset <= Micros(0))
        return Opening::open();
    return reset >= wait ? Opening::closed(WaitReason::QuotaReset, now + reset)
                         : Opening::closed(WaitReason::ProviderWait, now + wait);
}

QJsonObject BlockedUntil::save() const
{
    QJsonObject state;
    if (m_wait)
        state.insert(QStringLiteral("wait"), toMicros(*m_wait));
    if (m_reset) {
        state.insert(QStringLiteral("resetBoot"), toMicros(m_reset->boot));
        state.insert(QStringLiteral("resetWall"), toMicros(m_reset->wall));
    }
    return state;
}

void BlockedUntil::restore(const QJsonObject &state, const BootShift &shift)
{
    clear();
    const auto time = [&](QLatin1String key) { return state[key].toInteger(); };
    if (state.contains(QLatin1String("wait")))
        m_wait = shift(bootFromMicros(time(QLatin1String("wait"))));
    if (state.contains(QLatin1String("resetWall")))
        m_reset = Moment{wallFromMicros(time(QLatin1String("resetWall"))),
                         shift(bootFromMicros(time(QLatin1String("resetBoot"))))};
}

} // namespace fornada
