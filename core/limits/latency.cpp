#include "limits/latency.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fornada {

void LatencyHistogram::add(const QList<qint64> &more)
{
    if (counts.size() < more.size())
        counts.resize(more.size());
    for (qsizetype i = 0; i < more.size(); ++i)
        counts[i] += more.at(i);
}

qint64 LatencyHistogram::total() const
{
    return std::accumulate(counts.cbegin(), counts.cend(), qint64(0));
}

Micros LatencyHistogram::percentile(double part) const
{
    const qint64 all = total();
    if (all == 0)
        return Micros(0);
    const double wanted = std::clamp(part, 0.0, 1.0) * double(all);
    double below = 0;
    for (qsizetype i = 0; i < counts.size() && i < bounds.size(); ++i) {
        const double inside = double(counts.at(i));
        if (inside > 0 && below + inside >= wanted) {
            const Micros from = i == 0 ? bounds.at(0) / 2 : bounds.at(i - 1);
            const Micros to = i + 1 < bounds.size() ? bounds.at(i) : from * 2;
            // The buckets double: the place inside one is read off on the same scale.
            const double place = (wanted - below) / inside;
            return Micros(qint64(double(from.count()) * std::pow(double(to.count()) / double(from.count()), place)));
        }
        below += inside;
    }
    return bounds.isEmpty() ? Micros(0) : bounds.at(std::max<qsizetype>(0, bounds.size() - 2));
}

} // namespace fornada
