#pragma once

#include "base/clock.h"
#include "sandbox/sandbox_config.h"

#include <QDate>

#include <deque>

namespace fornada::sandbox {

enum class Violation { None, Window, Pace, Day, Concurrency };

struct Verdict {
    Violation violation = Violation::None;
    Micros retryIn{0}; // real time until the broken limit would allow it
    qint64 limit = 0;
};

QByteArray violationName(Violation violation);

// Judges arrivals in their order against one set of limits, as exactly as a provider does. Pure: time comes in.
class LimitJudge final {
public:
    // Says whether a request arriving now breaks a limit; changes nothing. inFlight does not include it.
    Verdict judge(const TrueLimits &limits, double timeScale, Moment now, int inFlight);
    // Counts a request that was let in.
    void count(const TrueLimits &limits, double timeScale, Moment now);

private:
    QDate dayOf(const QByteArray &zone, Wall now);

    std::deque<Boot> m_arrivals; // within the window
    Boot m_theoretical = {};     // GCRA: when the bucket will be full again
    QDate m_day;
    qint64 m_today = 0;
    // The date of a zone changes on a whole minute, so one look a minute is enough.
    QByteArray m_dayZone;
    qint64 m_dayMinute = -1;
    QDate m_dayOfMinute;
};

} // namespace fornada::sandbox
