#pragma once

#include "limits/boot_shift.h"
#include "limits/send_history.h"
#include "model/limit_config.h"
#include "model/wait_reason.h"

#include <QJsonValue>

namespace fornada {

// A steady rate that may burst: the generic cell rate algorithm in integer nanoseconds of boot time. Recent sends are
// kept, so one that turns out to be late, or unsent, corrects the account exactly. Pure.
//
// A bucket of two or more keeps a token in hand, and more the faster it fills: packets that left evenly may arrive
// bunched, and a server that polices the bucket must never see it empty.
class Pace {
public:
    // A changed limit keeps what was sent, but an old slow rate leaves no debt above a full bucket of the new one.
    void configure(const PaceConfig &config);

    // `ahead` requests go first; level: the part of the rate in force.
    Opening earliest(Moment now, int ahead, double level) const;
    void sent(Boot at, double level);
    void moved(Boot planned, Boot at, double level);
    void unsent(Boot planned);

    double perSecond(double level) const;
    // Tokens of the whole bucket that are out now.
    double used(Boot now, double level) const;

    QJsonValue save(double level) const; // when the bucket is full again
    // alsoSent: requests that may have gone unrecorded; they count as sent now.
    void restore(const QJsonValue &state, const BootShift &shift, Boot now, int alsoSent);

private:
    qint64 interval(double level) const; // ns
    // The theoretical arrival time: when the bucket is full again.
    qint64 fullAgain(double level) const; // ns
    int usableBurst() const;

    PaceConfig m_config;
    SendHistory m_recent;
    qint64 m_before = INT64_MIN / 2; // theoretical arrival time before the recent ones, ns
    Boot m_restoredAt = {};          // no unremembered send is later
};

} // namespace fornada
