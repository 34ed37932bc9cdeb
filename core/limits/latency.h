#pragma once

#include "base/clock.h"

#include <QList>

namespace fornada {

// How long requests took, as counts by upper bound; the last bucket has none. What the minute metrics hold.
struct LatencyHistogram {
    QList<qint64> counts;
    QList<Micros> bounds;

    void add(const QList<qint64> &more);
    qint64 total() const;
    // The time that this part (0 to 1) of the requests did not exceed, read off inside its bucket; 0 without any.
    Micros percentile(double part) const;
};

} // namespace fornada
