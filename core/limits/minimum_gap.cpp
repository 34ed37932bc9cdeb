#include "limits/minimum_gap.h"

namespace fornada {

Opening MinimumGap::earliest(Moment now, int ahead) const
{
    Boot next = m_recent.isEmpty() ? now.boot : std::max(now.boot, m_recent.last() + m_gap);
    next += ahead * m_gap;
    return next <= now.boot ? Opening::open() : Opening::closed(WaitReason::Gap, now + (next - now.boot));
}

void MinimumGap::sent(Boot at)
{
    m_recent.add(at);
    while (m_recent.isOverfull())
        m_recent.takeFirst();
}

void MinimumGap::moved(Boot planned, Boot at)
{
    m_recent.remove(planned);
    sent(at);
}

QJsonValue MinimumGap::save() const
{
    return m_recent.isEmpty() ? QJsonValue() : QJsonValue(toMicros(m_recent.last()));
}

void MinimumGap::restore(const QJsonValue &state, const BootShift &shift, Boot now, bool alsoSent)
{
    m_recent = {};
    if (state.isDouble())
        m_recent.add(shift(bootFromMicros(state.toInteger())));
    if (alsoSent)
        m_recent.add(now);
}

} // namespace fornada
