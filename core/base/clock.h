#pragma once

#include <QDate>
#include <QString>

#include <chrono>

namespace fornada {

using Micros = std::chrono::microseconds;

// UTC wall time: can be stepped by the user, NTP or a virtual machine. Days and open hours use it.
using Wall = std::chrono::time_point<std::chrono::system_clock, Micros>;

// Time since boot including suspend (CLOCK_BOOTTIME): never steps. Pace, gaps and windows use it.
struct BootClock {
    using duration = Micros;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
};
using Boot = BootClock::time_point;

// One reading of both clocks.
struct Moment {
    Wall wall = {};
    Boot boot = {};

    friend bool operator==(const Moment &, const Moment &) = default;
    Moment operator+(Micros d) const { return {wall + d, boot + d}; }
};

inline qint64 toMicros(Wall t)
{
    return t.time_since_epoch().count();
}
inline qint64 toMicros(Boot t)
{
    return t.time_since_epoch().count();
}
inline Wall wallFromMicros(qint64 us)
{
    return Wall(Micros(us));
}
inline Boot bootFromMicros(qint64 us)
{
    return Boot(Micros(us));
}

// The operator's day, in the machine's own zone, and when it begins.
QDate localDay(Wall time);
Wall startOf(QDate day);

// Seam: where the program reads time.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Moment now() const = 0;
    // Differs after every boot; boot times of different boots must not be compared.
    virtual QString bootId() const = 0;
};

// The machine's clocks. Any thread.
class SystemClock final : public Clock {
public:
    Moment now() const override;
    QString bootId() const override;
};

// ISO 8601 UTC with milliseconds ("2026-11-21T10:00:00.000Z"), and back.
QString toIso(Wall time);
Wall wallFromIso(const QString &text, bool *ok = nullptr);

} // namespace fornada
