#pragma once

#include "model/limit_config.h"
#include "sim_loop.h"

#include <QHash>
#include <QSet>

#include <deque>

namespace fornada::sim {

// What arrived at the provider, as far as limits are concerned.
struct Arrival {
    qint64 connection = 0;
    Micros at{0};
    Wall wall = {};        // the provider's own clock
    QString row;           // for limits per row
    qint64 tokens = 0;     // what it comes to with its answer
    bool isClosed = false; // hung up before it was there: it takes nobody's place
};

// Local time in its zone, as a calendar has it.
bool isOpenAt(const OpenHoursConfig &hours, Wall time);

// Judges arrivals by one scope's true limits. While the operator changes a limit the old one and the new one may both
// be in force: an arrival is wrong when it breaks every one that may be. From the answer on only one is.
class LimitJudge {
public:
    // Network jitter that the client cannot know.
    static constexpr Micros kJitter = std::chrono::milliseconds(4);
    // What was handed to the network before a change was acknowledged is there by then, however late its lane is.
    static constexpr Micros kOnItsWay = std::chrono::milliseconds(500);

    // Date headers name whole seconds: what time it is there is known no better.
    static constexpr Micros kClockMargin = std::chrono::milliseconds(1500);

    // From now on this may be in force, beside what was before. Returns the number of this change.
    qint64 mayApply(const LimitSet &limits, Micros now);
    // The change is acknowledged: what was before is over.
    void applies(qint64 change, Micros now);
    // It is refused: what was before stays in force alone.
    void refused(qint64 change);
    // The program was started again, and nobody will answer what was asked before: this is on file.
    void isOnFile(const LimitSet &limits, Micros now);

    // Nobody told the client what the true day is: a queue has no provider whose Date header does.
    void ignoreDays() { m_days = m_hours = false; }
    // Nor what time it is, until an answer says so.
    void ignoreHours() { m_hours = false; }
    // What is broken, or nothing.
    std::optional<QString> arrive(const Arrival &arrival);
    void leave(qint64 connection);
    int atOnce() const { return int(m_open.size()); }

private:
    // A kind of limit counts from when there is one; changing its numbers keeps what was counted.
    struct InForce {
        LimitSet limits;
        Micros pace{0}, gap{0}, window{0}, tokenWindow{0}, dailyCap{0};
        bool asked = false;          // not yet answered
        qint64 order = 0;            // in which it was asked for
        std::optional<Micros> ended; // what was counted under it is remembered
        Micros began{0};
    };
    InForce inForce(const LimitSet &limits, Micros now) const;
    void applies(const LimitSet &limits, qint64 change, Micros now);
    std::optional<QString> broken(const InForce &entry, const Arrival &arrival) const;

    bool m_days = true, m_hours = true;
    qint64 m_asks = 0;
    QList<InForce> m_inForce;
    std::deque<Arrival> m_past;    // newest last
    QHash<qint64, QString> m_open; // connection -> row
};

} // namespace fornada::sim
