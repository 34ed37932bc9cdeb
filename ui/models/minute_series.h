#pragma once

#include "limits/latency.h"
#include "store/reader.h"

#include <QPointF>

namespace fornada {

// How far back the dashboard looks.
enum class Span { Hour, Day, Week };
FORNADA_ENUM_NAMES(Span, QLatin1String("hour"), QLatin1String("day"), QLatin1String("week"));

// What happened in a span, as points to draw (at most 120 a line, in milliseconds since the epoch) and as sums.
struct MinuteSeries {
    QList<QPointF> completed, failed; // a minute, on average over the point's time
    QList<QPointF> typical, slow;     // seconds: median and 95th percentile; only where something was measured
    double from = 0, to = 1;          // what is drawn, in milliseconds since the epoch
    qint64 done = 0, failures = 0, sent = 0, retried = 0, complaints = 0;
    Money cost;
    LatencyHistogram latency;
};

qint64 firstMinuteOf(Span span, Wall now);
MinuteSeries seriesOf(const QList<MinuteMetric> &metrics, Span span, Wall now);

} // namespace fornada
