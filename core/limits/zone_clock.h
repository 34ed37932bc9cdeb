#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QTimeZone>

#include <array>
#include <optional>

namespace fornada {

// A day of a zone, as an interval of true time.
struct ZoneDay {
    qint64 date = 0;    // local date, in days since 1970-01-01
    Wall lastCall = {}; // from here on the date may already read differently (differs from `ends` only where clocks are
                        // set back over midnight)
    Wall ends = {};     // the next date has begun for good
};

// Local time of one IANA zone, asked in UTC only, so that a local time that does not exist is never formed. Remembers
// the stretches between transitions it met last: asking is a subtraction. One thread.
class ZoneClock {
public:
    explicit ZoneClock(const QByteArray &zone = "UTC");

    // Local time minus UTC.
    Micros offsetAt(Wall time) const;
    std::optional<Wall> nextTransition(Wall after) const;
    qint64 dateAt(Wall time) const;
    ZoneDay dayAt(Wall time) const;
    // When the day of this time began for good.
    Wall dayBegan(Wall time) const;

private:
    struct Stretch { // of constant offset
        Wall from = Wall::max(), to = Wall::min();
        Micros offset{0};
    };
    struct KnownDay {
        Wall from = Wall::max();
        ZoneDay day;
    };
    const Stretch &stretchAt(Wall time) const;
    ZoneDay findDay(Wall time) const;
    // The transition within a few hours of `time` that sets the clock back to `date` or before, if there is one.
    std::optional<Wall> setBack(Wall time, qint64 date) const;
    Wall localMidnight(qint64 date, Micros offset) const;

    QTimeZone m_zone;
    // The latest few answers: today and the next day are asked for in turn, on both sides of a transition.
    mutable std::array<Stretch, 4> m_stretches;
    mutable std::array<KnownDay, 4> m_days;
    mutable size_t m_nextStretch = 0, m_nextDay = 0;
};

} // namespace fornada
