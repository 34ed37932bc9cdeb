#pragma once

#include "limits/zone_clock.h"
#include "model/limit_config.h"
#include "model/wait_reason.h"

#include <QList>

namespace fornada {

// Open on some weekdays between local times of a zone. Works on stretches of constant offset, so an opening that falls
// into the hour that is skipped in spring happens at the jump. Pure.
class OpenHours {
public:
    void configure(const OpenHoursConfig &config);
    void setSkew(Micros skew) { m_skew = skew; }

    Opening earliest(Moment now) const;

private:
    struct Span {
        Micros from, to; // since Monday 00:00 local
    };
    // How long after this local time of the week it is open; 0: it is open.
    std::optional<Micros> waitFrom(Micros timeOfWeek) const;

    OpenHoursConfig m_config;
    ZoneClock m_zone;
    QList<Span> m_spans; // by time
    Micros m_skew{0};
};

} // namespace fornada
