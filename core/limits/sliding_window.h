#pragma once

#include "limits/boot_shift.h"
#include "model/limit_config.h"
#include "model/wait_reason.h"

#include <QJsonArray>

#include <deque>

namespace fornada {

// Never more than `count` (requests, or their weights) in any stretch of `period`, wherever it starts. A place is free
// again a period and a margin after its send; the margin covers what the network adds or takes. Many sends are kept as
// about a thousand groups, each with the time of its latest, so the window errs to the safe side only. Pure.
class SlidingWindow {
public:
    explicit SlidingWindow(WaitReason reason)
        : m_reason(reason)
    {}
    // Keeps what was counted.
    void configure(const WindowConfig &config);

    // `ahead`: weight that is reserved and goes first. Heavier than the whole limit: closed for good.
    Opening earliest(Moment now, qint64 weight, qint64 ahead) const;
    void sent(Boot at, qint64 weight);
    void moved(Boot planned, Boot at, qint64 weight);
    void unsent(Boot planned, qint64 weight);
    // The true weight became known. A refund goes to the time of the send or before it, what was underestimated counts
    // from now: never more in a window than what was really used.
    void correct(Boot sentAt, qint64 estimated, qint64 actual, Boot now);
    void forgetOld(Boot now);

    qint64 used(Boot now) const;
    Micros holdTime() const; // period and margin
    size_t groupCount() const { return m_groups.size(); }

    QJsonArray save(Boot now) const;
    // perhapsLate: so much was under way, and may have left any time until now.
    void restore(const QJsonArray &state, Moment savedAt, const BootShift &shift, Boot now, qint64 alsoSent,
                 qint64 perhapsLate);

private:
    struct Group {
        Boot latest;
        qint64 weight;
    };
    std::deque<Group>::iterator holderOf(Boot at);
    void take(Boot at, qint64 weight);
    qint64 bucketOf(Boot at) const;

    WaitReason m_reason;
    WindowConfig m_config;
    Micros m_grain{1};          // sends this close together share a group
    Micros m_kept{0};           // the longest hold time there was: it may come back
    std::deque<Group> m_groups; // by time
    qint64 m_total = 0;
};

} // namespace fornada
