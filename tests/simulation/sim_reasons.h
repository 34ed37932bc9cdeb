#pragma once

#include "sim_host.h"
#include "sim_oracle.h"

namespace fornada::sim {

// Promise 6 while the world runs: who waits says why, and it is true at that moment, as the books and the limits on
// file show it. A few jobs at a time, each in its turn: nothing is drawn for it.
class Reasons {
public:
    using Complain = std::function<void(int promise, const QString &what)>;

    Reasons(const Loop &loop, const SimClock &clock, Oracle &oracle, Store &store, bool littleMemory,
            Complain complain);

    // After each step; it looks only when nothing is on its way to the scheduler.
    void look(SimHost &host);

private:
    void check(const Job &job, const Opening &why);
    bool isTrue(const Job &job, const Opening &why);
    QList<OpenHoursConfig> hoursOf(const Job &job) const;
    bool isClosedHour(const Job &job) const;
    bool isGateShut(const Job &job, WaitReason gate);
    bool isPot(const Job &job, WaitReason pot);
    bool isOverCredit(const Job &job);
    bool isRowFull(const Job &job);
    bool isUnderWay(JobId job) const;
    bool isPublishing() const;
    bool isBehind(const Job &job);
    void checkUntil(const Job &job, const Opening &why);
    void checkThatSomebodyLeads();
    bool any(const std::function<bool(const Job &)> &isMeant);

    const Loop &m_loop;
    const SimClock &m_clock;
    Oracle &m_oracle;
    Store &m_store;
    const bool m_littleMemory; // for built requests
    const Complain m_complain;
    SimHost *m_host = nullptr; // while it looks
    Moment m_now;
    Micros m_suspended{0}, m_awakeAt{0};
    Micros m_offset{0}, m_leadsFrom{0}; // after a clock step all are looked at again within a minute
    qint64 m_quiet = 0;
    qint64 m_next = 0; // job
};

} // namespace fornada::sim
