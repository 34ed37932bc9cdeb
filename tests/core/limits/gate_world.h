#pragma once

#include "limits/gate_set.h"

#include <QTimeZone>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <vector>

// A machine that sends through one GateSet the way the scheduler does (earliest, reserve, claim with a commit that may
// stall, earliestToSend, sent, finished) while its clocks, its power and its disk misbehave. Times inside are true
// time; what the GateSet sees are the machine's two clocks.
namespace fornada::test {

using namespace std::chrono_literals;

enum class Trouble {
    Stall,      // commits take this long for a while
    Idle,       // nothing to do
    Crash,      // killed and started again in the same boot
    Quit,       // the same, orderly
    Reboot,     // off for a while; the wall clock is right afterwards
    BackInTime, // off for a while, and the battery of the clock is flat: the wall clock starts in the past
    Suspend,    // frozen; both clocks go on
    WallStep,   // the wall clock jumps, later back
    Complaint,  // a 429
    DateHeader, // the provider says what time it is
};
struct Incident {
    Trouble what = Trouble::Stall;
    Micros after{0}; // since the one before
    Micros length{0};
};

struct Send {
    Micros at{0};   // true time
    Micros done{0}; // true time
    qint64 tokens = 0;
    bool recalled = false;
};

class GateWorld {
public:
    GateWorld(const LimitSet &limits, Wall start, quint64 seed);

    // Sending as fast as the gates allow.
    void run(Micros length, std::vector<Incident> incidents, size_t mostSends);
    std::function<qint64()> tokens = [] { return 0; };
    std::function<qint64(qint64)> actualTokens = [](qint64) { return -1; };
    Micros flightMost = 20s;
    Micros latenessMost{0};

    const std::vector<Send> &sends() const { return m_sends; }
    Wall trueWall(Micros at) const { return m_start + at; }
    Micros elapsed() const { return m_time; }
    int mostAtOnce() const { return m_mostAtOnce; }
    // A gate named a time again and again and was not open then.
    bool isSpinning() const { return m_turns > 20'000; }

private:
    struct Claim {
        Micros ready;
        qint64 tokens;
    };
    struct Flight {
        qint64 tokens;
        qint64 actual;
        Moment planned;
        Moment late; // when it really went, reported then
        bool reported;
        size_t send;
    };
    Moment now() const;
    bool mayRunAhead() const { return m_gates.pending() < std::min(m_gates.runAhead(m_ahead), 64); }
    Micros between(Micros least, Micros most);
    void claim();
    void sendClaimed();
    void finishDue();
    void reportLate();
    void save();
    void apply(const Incident &incident);
    void recallWhatHasNotGone();
    void restart(bool orderly, Micros off, bool sameBoot);
    Micros nextEvent(Micros limit) const;

    const LimitSet m_limits;
    const Wall m_start;
    std::mt19937_64 m_random;
    GateSet m_gates;
    const Micros m_ahead = between(20ms, 420ms); // as long as claims lately took
    Micros m_time{0};
    Micros m_bootedAt{0};
    Micros m_wallError{0}, m_storedError{0};
    Micros m_wallFixedAt = Micros::max();
    int m_boot = 1;
    bool m_bootedWrong = false;
    Micros m_stall{0}, m_stallUntil{0}, m_idleUntil{0};
    qint64 m_nextTokens = 0; // of the job at the head
    std::deque<Claim> m_claims;
    std::multimap<Micros, Flight> m_flights; // by end
    QJsonObject m_stored;                    // what a restart finds
    struct Write {
        Micros ready;
        QJsonObject state;
        Micros wallError;
    };
    std::vector<Write> m_writes; // claims on their way to the disk
    std::vector<Send> m_sends;
    int m_mostAtOnce = 0;
    bool m_mayRestart = true; // otherwise nobody will read what is stored
    size_t m_turns = 0;       // since the last send
};

inline GateWorld::GateWorld(const LimitSet &limits, Wall start, quint64 seed)
    : m_limits(limits)
    , m_start(start)
    , m_random(seed)
    , m_gates(limits)
    , m_bootedAt(-1h)
{
    m_gates.succeeded(now()); // it saw the right time once
    save();
}

inline Moment GateWorld::now() const
{
    return {trueWall(m_time) + m_wallError, Boot(m_time - m_bootedAt)};
}

inline Micros GateWorld::between(Micros least, Micros most)
{
    return least +
           Micros(std::uniform_int_distribution<qint64>(0, std::max<qint64>(0, (most - least).count()))(m_random));
}

inline void GateWorld::save()
{
    m_stored = m_gates.save(now(), QString::number(m_boot));
    m_storedError = m_wallError;
}

inline void GateWorld::claim()
{
    while (m_time >= m_idleUntil && mayRunAhead()) {
        const qint64 weight = m_nextTokens;
        const Opening opening = m_gates.earliest(now(), weight, m_ahead);
        if (!opening.isOpen() && !(opening.until && opening.until->boot <= now().boot + m_ahead))
            return;
        m_gates.reserve(now(), weight);
        const Micros commit = m_time < m_stallUntil ? between(0us, m_stall) : between(200us, 5ms);
        // The disk keeps the order of its writes.
        const Micros ready = std::max(m_time + commit, m_claims.empty() ? Micros(0) : m_claims.back().ready);
        m_claims.push_back({ready, weight});
        if (m_mayRestart)
            m_writes.push_back({ready, m_gates.save(now(), QString::number(m_boot)), m_wallError});
        m_nextTokens = tokens();
    }
}

inline void GateWorld::sendClaimed()
{
    while (!m_writes.empty() && m_writes.front().ready <= m_time) {
        m_stored = m_writes.front().state;
        m_storedError = m_writes.front().wallError;
        m_writes.erase(m_writes.begin());
    }
    while (!m_claims.empty() && m_claims.front().ready <= m_time) {
        const Claim claim = m_claims.front();
        const Opening opening = m_gates.earliestToSend(now(), claim.tokens);
        Moment at = now();
        if (!opening.isOpen()) {
            if (!opening.until || opening.until->boot > now().boot + 20ms)
                return;
            at = *opening.until; // handed to the network a little ahead
        }
        m_claims.pop_front();
        m_turns = 0;
        m_gates.sent(at, claim.tokens);
        if (between(0us, 99us) == 0us) {
            m_gates.unsent(at, claim.tokens); // recalled, and given up
            m_gates.release(claim.tokens);
            continue;
        }
        const Micros late = between(0us, latenessMost);
        const Micros went = m_time + (at.boot - now().boot) + late;
        const Micros done = went + between(50ms, flightMost);
        const qint64 actual = actualTokens(claim.tokens);
        m_sends.push_back({went, done, actual < 0 ? claim.tokens : actual});
        m_flights.emplace(done, Flight{claim.tokens, actual, at, at + late, late == 0us, m_sends.size() - 1});
        m_mostAtOnce = std::max(m_mostAtOnce, int(m_flights.size()));
    }
}

inline void GateWorld::reportLate()
{
    for (auto &[done, flight] : m_flights) {
        if (flight.reported || flight.late.boot > now().boot)
            continue;
        flight.reported = true;
        m_gates.sentLate(flight.planned, flight.late);
    }
}

inline void GateWorld::finishDue()
{
    while (!m_flights.empty() && m_flights.begin()->first <= m_time) {
        const Flight flight = m_flights.begin()->second;
        m_flights.erase(m_flights.begin());
        m_gates.took(std::max(0us, now().boot - flight.planned.boot));
        const bool later = flight.actual % 2 == 0; // some learn their weight only when the answer is read
        m_gates.finished(now(), flight.tokens, later ? -1 : flight.actual);
        if (later)
            m_gates.correctTokens(flight.planned, flight.tokens, flight.actual, now());
        m_gates.succeeded(now());
        if (m_mayRestart && m_writes.empty())
            save();
    }
}

// A frozen or dead process sends nothing, also not what was handed over for a moment ahead.
inline void GateWorld::recallWhatHasNotGone()
{
    for (auto it = m_flights.begin(); it != m_flights.end();) {
        if (m_sends[it->second.send].at <= m_time) {
            ++it;
            continue;
        }
        m_sends[it->second.send].recalled = true;
        m_gates.unsent(it->second.reported && it->second.late.boot <= now().boot ? it->second.late : it->second.planned,
                       it->second.tokens);
        m_gates.release(it->second.tokens);
        it = m_flights.erase(it);
    }
}

inline void GateWorld::restart(bool orderly, Micros off, bool sameBoot)
{
    recallWhatHasNotGone();
    if (orderly) {
        while (m_gates.pending() > 0)
            m_gates.release();
        save();
    }
    // What was in flight stays with the provider; nobody here waits for it any more.
    m_claims.clear();
    m_writes.clear();
    m_flights.clear();
    m_time += off;
    if (!sameBoot) {
        m_bootedWrong = m_wallError != 0us;
        ++m_boot;
        m_bootedAt = m_time - 10s;
    }
    m_gates = GateSet(m_limits);
    m_gates.restore(m_stored, now(), QString::number(m_boot));
    save();
}

inline void GateWorld::apply(const Incident &incident)
{
    switch (incident.what) {
    case Trouble::Stall:
        m_stall = incident.length;
        m_stallUntil = m_time + 4 * incident.length;
        break;
    case Trouble::Idle:
        m_idleUntil = m_time + incident.length;
        break;
    case Trouble::Crash:
        restart(false, std::min<Micros>(incident.length, 10s), true);
        break;
    case Trouble::Quit:
        restart(true, incident.length, true);
        break;
    case Trouble::Reboot:
        // How long the machine was off is known by its wall clock only: if that lies, nobody can know.
        restart(false, incident.length, m_wallError != 0us || m_storedError != 0us);
        break;
    case Trouble::BackInTime:
        if (m_wallError == 0us && m_storedError == 0us) {
            m_wallError = -48h - incident.length;
            m_wallFixedAt = m_time + incident.length + 2h;
            restart(false, incident.length, false);
        }
        break;
    case Trouble::Suspend:
        recallWhatHasNotGone();
        m_time += incident.length;
        break;
    case Trouble::WallStep:
        // Both clocks wrong at once: nobody could know.
        if (m_bootedWrong)
            break;
        m_wallError = m_wallError == 0us ? (incident.length.count() % 2 ? 1 : -1) * incident.length * 4 : Micros(0);
        break;
    case Trouble::Complaint:
        m_gates.complained(now());
        break;
    case Trouble::DateHeader:
        m_gates.setClockSkew(-m_wallError);
        m_gates.succeeded(now()); // it came with an answer
        break;
    }
}

inline Micros GateWorld::nextEvent(Micros limit) const
{
    Micros next = std::min(limit, m_time + 1min); // as the scheduler does: look again once a minute
    const auto consider = [&](Micros at) {
        if (at > m_time)
            next = std::min(next, at);
    };
    const auto considerGate = [&](const Opening &opening, Micros lead) {
        if (opening.until)
            consider(m_time + std::max(Micros(1), opening.until->boot - now().boot - lead));
    };
    if (!m_flights.empty())
        consider(m_flights.begin()->first);
    for (const auto &[done, flight] : m_flights)
        if (!flight.reported)
            consider(m_time + (flight.late.boot - now().boot));
    if (!m_claims.empty()) {
        consider(m_claims.front().ready);
        considerGate(m_gates.earliestToSend(now(), m_claims.front().tokens), 0us);
    }
    if (mayRunAhead())
        considerGate(m_gates.earliest(now(), m_nextTokens, m_ahead), 0us);
    consider(m_idleUntil);
    return next;
}

inline void GateWorld::run(Micros length, std::vector<Incident> incidents, size_t mostSends)
{
    const Micros end = m_time + length;
    m_nextTokens = tokens();
    m_mayRestart = !incidents.empty();
    size_t next = 0;
    Micros due = incidents.empty() ? Micros::max() : m_time + incidents.front().after;
    while (m_time < end && m_sends.size() < mostSends && !isSpinning()) {
        ++m_turns;
        if (m_time >= due) {
            apply(incidents[next++]);
            m_mayRestart = next < incidents.size();
            due = next < incidents.size() ? m_time + incidents[next].after : Micros::max();
        }
        if (m_time >= m_wallFixedAt) {
            m_wallError = 0us;
            m_wallFixedAt = Micros::max();
        }
        reportLate();
        finishDue();
        sendClaimed();
        claim();
        m_time = std::max(m_time + 1us, nextEvent(std::min(end, due)));
    }
}

} // namespace fornada::test
