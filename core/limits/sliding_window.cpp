#include "limits/sliding_window.h"

#include <algorithm>

namespace fornada {

namespace {

constexpr qint64 kGroups = 1000;
constexpr size_t kSavedGroups = 100;
constexpr Micros kMostMargin = std::chrono::milliseconds(300);

} // namespace

void SlidingWindow::configure(const WindowConfig &config)
{
    m_config = config;
    m_grain = config.count > kGroups ? std::max(Micros(1), Micros(config.period.count() / kGroups)) : Micros(1);
    m_kept = std::max(m_kept, holdTime());
}

Micros SlidingWindow::holdTime() const
{
    return m_config.period + m_config.margin.value_or(std::min(Micros(m_config.period.count() / 200), kMostMargin));
}

Opening SlidingWindow::earliest(Moment now, qint64 weight, qint64 ahead) const
{
    if (weight > m_config.count)
        return Opening::closed(m_reason);
    qint64 tooMuch = m_total + ahead + weight - m_config.count;
    if (tooMuch <= 0)
        return Opening::open();
    const auto at = [&](Boot open) {
        return open <= now.boot ? Opening::open() : Opening::closed(m_reason, now + (open - now.boot));
    };
    for (const Group &group : m_groups) {
        tooMuch -= group.weight;
        if (tooMuch <= 0)
            return at(group.latest + holdTime());
    }
    // Those ahead fill the window by themselves: after the first of them has come and gone.
    const Boot first = m_groups.empty() ? now.boot : std::max(now.boot, m_groups.front().latest + holdTime());
    return at(first + holdTime());
}

qint64 SlidingWindow::bucketOf(Boot at) const
{
    return std::chrono::floor<Micros>(at.time_since_epoch()).count() / m_grain.count();
}

// The first group that is not before this time: the one that holds a send of this time.
std::deque<SlidingWindow::Group>::iterator SlidingWindow::holderOf(Boot at)
{
    return std::lower_bound(m_groups.begin(), m_groups.end(), at,
                            [](const Group &group, Boot time) { return group.latest < time; });
}

void SlidingWindow::sent(Boot at, qint64 weight)
{
    if (weight <= 0)
        return;
    m_total += weight;
    const auto next = holderOf(at);
    if (next != m_groups.end() && bucketOf(next->latest) == bucketOf(at)) {
        next->weight += weight;
        return;
    }
    if (next != m_groups.begin() && bucketOf(std::prev(next)->latest) == bucketOf(at)) {
        std::prev(next)->latest = at;
        std::prev(next)->weight += weight;
        return;
    }
    m_groups.insert(next, {at, weight});
}

void SlidingWindow::take(Boot at, qint64 weight)
{
    const auto holder = holderOf(at);
    if (holder == m_groups.end() || bucketOf(holder->latest) != bucketOf(at))
        return; // forgotten by now: what came later is not its
    const qint64 taken = std::min(weight, holder->weight);
    // An emptied group stays in its place: the next refund of the same time must not fall to a later group.
    holder->weight -= taken;
    m_total -= taken;
}

void SlidingWindow::moved(Boot planned, Boot at, qint64 weight)
{
    take(planned, weight);
    sent(at, weight);
}

void SlidingWindow::unsent(Boot planned, qint64 weight)
{
    take(planned, weight);
}

void SlidingWindow::correct(Boot sentAt, qint64 estimated, qint64 actual, Boot now)
{
    if (actual > estimated)
        sent(now, actual - estimated);
    else if (sentAt + holdTime() > now)
        take(sentAt, estimated - actual);
}

void SlidingWindow::forgetOld(Boot now)
{
    while (!m_groups.empty() && m_groups.front().latest + m_kept <= now) {
        m_total -= m_groups.front().weight;
        m_groups.pop_front();
    }
}

qint64 SlidingWindow::used(Boot now) const
{
    qint64 used = m_total;
    for (const Group &group : m_groups) {
        if (group.latest + holdTime() > now)
            break;
        used -= group.weight;
    }
    return used;
}

QJsonArray SlidingWindow::save(Boot now) const
{
    // The state is written with every claim: coarser groups keep it small. The later time again, so only safer.
    const size_t perEntry = (m_groups.size() + kSavedGroups - 1) / kSavedGroups;
    QJsonArray state;
    qint64 weight = 0;
    for (size_t i = 0; i < m_groups.size(); ++i) {
        weight += m_groups[i].weight;
        if ((i + 1) % perEntry != 0 && i + 1 < m_groups.size())
            continue;
        if (weight == 0)
            continue;
        state.append(qint64((now - m_groups[i].latest).count()));
        state.append(weight);
        weight = 0;
    }
    return state;
}

// Which of them had not gone yet is not known. Taking the oldest for those that went last is safe whichever they were.
void SlidingWindow::restore(const QJsonArray &state, Moment savedAt, const BootShift &shift, Boot now, qint64 alsoSent,
                            qint64 perhapsLate)
{
    m_groups.clear();
    m_total = 0;
    for (qsizetype i = 0; i + 1 < state.size(); i += 2)
        sent(shift(savedAt.boot - Micros(state[i].toInteger())), state[i + 1].toInteger());
    while (perhapsLate > 0 && !m_groups.empty()) {
        Group &oldest = m_groups.front();
        const qint64 moved = std::min(perhapsLate, oldest.weight);
        oldest.weight -= moved;
        m_total -= moved;
        perhapsLate -= moved;
        alsoSent += moved;
        if (oldest.weight == 0)
            m_groups.pop_front();
    }
    sent(now, alsoSent);
}

} // namespace fornada
