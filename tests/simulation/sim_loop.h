#pragma once

#include "base/clock.h"
#include "base/random.h"

#include <functional>
#include <map>
#include <optional>
#include <tuple>

namespace fornada::sim {

// Whose event it is: the program's own die with it and stand still in suspend, the world's go on.
enum class Side { World, Program };

// Virtual time with one ordered queue of events. Events of the same microsecond run in an order drawn from the seed;
// those of one channel keep their order, as messages of one thread do.
class Loop {
public:
    using Work = std::function<void()>;

    explicit Loop(Random &random)
        : m_random(random)
    {}

    Micros now() const { return m_now; }
    qint64 steps() const { return m_steps; }
    // Events run without time going on: a busy loop when it grows.
    qint64 stepsAtOnce() const { return m_stepsAtOnce; }

    void at(Micros when, Side side, Work work);
    void after(Micros wait, Side side, Work work) { at(m_now + wait, side, std::move(work)); }
    // The same, never before an earlier event of that channel.
    void inOrder(Micros &channel, Micros wait, Side side, Work work);
    bool runOne();
    // The time of the next event.
    std::optional<Micros> next() const;
    bool hasProgramEvents() const;

    void killProgram();
    // The program and its clocks other than CLOCK_BOOTTIME stand still.
    void suspend(Micros length);
    bool isSuspended() const { return m_now < m_suspendedUntil; }
    Micros suspended() const { return m_suspended; } // in all

private:
    struct Event {
        Side side;
        Work work;
    };
    using Place = std::tuple<Micros, quint64, quint64>;

    Random &m_random;
    std::map<Place, Event> m_events;
    Micros m_now{0};
    Micros m_suspendedUntil{0};
    Micros m_suspended{0};
    quint64 m_count = 0;
    qint64 m_steps = 0;
    qint64 m_stepsAtOnce = 0;
};

// The program's clocks, which may be stepped (wall) or begin anew (boot).
class SimClock final : public Clock {
public:
    SimClock(const Loop &loop, Wall start)
        : m_loop(loop)
        , m_start(start)
    {}

    Moment now() const override
    {
        m_spent += m_perLook;
        return {trueWall() + m_offset + m_spent, Boot(m_loop.now() - m_bootedAt) + m_spent};
    }
    QString bootId() const override { return QStringLiteral("boot-%1").arg(m_boots); }

    Wall trueWall() const { return m_start + m_loop.now(); }
    Wall trueWallAt(Micros time) const { return m_start + time; }
    Micros offset() const { return m_offset; }
    // The virtual time of a moment on the boot clock.
    Micros timeOf(Boot boot) const { return boot.time_since_epoch() + m_bootedAt; }
    void step(Micros by) { m_offset += by; }
    // Time that passes by looking at it: the loop's own stands still within an event.
    void slowDown(Micros perLook) { m_perLook = perLook; }
    void reboot()
    {
        ++m_boots;
        m_bootedAt = m_loop.now() - std::chrono::seconds(10);
    }

private:
    const Loop &m_loop;
    const Wall m_start;
    Micros m_offset{0};
    Micros m_perLook{0};
    mutable Micros m_spent{0};
    Micros m_bootedAt = -std::chrono::hours(3);
    int m_boots = 1;
};

} // namespace fornada::sim
