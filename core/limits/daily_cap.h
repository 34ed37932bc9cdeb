#pragma once

#include "limits/boot_shift.h"
#include "limits/zone_clock.h"
#include "model/limit_config.h"
#include "model/wait_reason.h"

#include <QJsonObject>

#include <optional>

namespace fornada {

// So many a day, the day turning at midnight of the provider's zone. What is in flight at midnight counts in both days,
// and nothing goes within two seconds of it. Pure.
//
// A wall clock can be wrong before a step or after it. Sends are therefore counted twice: by the wall clock, where the
// latest day ever seen stays the day, and by a steady clock (boot time, tied to the wall when counting began). Both
// must allow a send. A Date header from the provider is evidence: after it the wall is believed again.
class DailyCap {
public:
    void configure(const DailyCapConfig &config);
    // Provider time minus ours, just measured.
    void setSkew(Micros skew, bool measured);

    // `ahead` requests go first; inFlight: sent and not finished.
    Opening earliest(Moment now, int ahead, int inFlight) const;
    // Must be told the time before inFlight changes: that is when a new day takes over what is in flight.
    void roll(Moment now, int inFlight);
    // The cap begins while these are under way, the last of them planned for then: they may yet arrive, and count.
    void beginWith(int inFlight, Boot lastPlanned);
    void sent(Moment at, int inFlight);
    void unsent();

    int used(Moment now, int inFlight) const;

    QJsonObject save() const;
    // pending and inFlight of the saved state: they may have been with the provider across a midnight since.
    void restore(const QJsonObject &state, Moment savedAt, bool sameBoot, Moment now, int pending, int inFlight);

private:
    struct Ledger {
        std::optional<qint64> date; // local date it counts
        int count = 0;
    };
    struct Room {
        bool open = false;
        Micros wait{0};
    };
    bool isStepped(Moment now) const;
    Wall wallTime(Moment now) const { return now.wall + m_skew; }
    Wall steadyTime(Moment now) const { return Wall(now.boot.time_since_epoch()) + *m_offset; }
    bool isOutlived(const Ledger &ledger, qint64 date, Boot now) const;
    bool isNewDay(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot) const;
    int countOn(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int inFlight) const;
    void turn(Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int inFlight) const;
    Room room(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int ahead, int inFlight) const;
    Micros waitForLaterDate(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot) const;
    void believeWall(Moment now, int inFlight);

    DailyCapConfig m_config;
    ZoneClock m_wallZone{m_config.zone}, m_steadyZone{m_config.zone};
    Micros m_skew{0};
    bool m_measured = false;
    Ledger m_byWall, m_bySteady;
    std::optional<Micros> m_offset; // steady wall time minus boot time
    Boot m_lastSent = {};
};

} // namespace fornada
