#include "models/minute_series.h"

#include <cmath>

namespace fornada {

namespace {

constexpr double kMinuteMs = 60'000;

// 60, 96 and 84 points.
qint64 minutesOfPoint(Span span)
{
    switch (span) {
    case Span::Hour:
        return 1;
    case Span::Day:
        return 15;
    case Span::Week:
        return 120;
    }
    return 1;
}

qint64 minutesOf(Span span)
{
    switch (span) {
    case Span::Hour:
        return 60;
    case Span::Day:
        return 24 * 60;
    case Span::Week:
        return 7 * 24 * 60;
    }
    return 60;
}

struct Bin {
    qint64 completed = 0, failed = 0;
    LatencyHistogram latency;
};

} // namespace

// On a whole point, so that points keep their content while time goes on.
qint64 firstMinuteOf(Span span, Wall now)
{
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    const qint64 step = minutesOfPoint(span);
    return minute / step * step - minutesOf(span) + step;
}

MinuteSeries seriesOf(const QList<MinuteMetric> &metrics, Span span, Wall now)
{
    const qint64 first = firstMinuteOf(span, now), step = minutesOfPoint(span);
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    const QList<Micros> bounds = Reader::latencyBounds();
    QList<Bin> bins(minutesOf(span) / step);
    MinuteSeries series;
    series.latency.bounds = bounds;
    series.from = double(first) * kMinuteMs;
    series.to = double(first + minutesOf(span)) * kMinuteMs;
    for (const MinuteMetric &metric : metrics) {
        const qint64 place = metric.minute - first;
        if (place < 0 || place / step >= bins.size())
            continue;
        Bin &bin = bins[place / step];
        bin.completed += metric.completed;
        bin.failed += metric.failed;
        bin.latency.bounds = bounds;
        bin.latency.add(metric.latencyBuckets);
        series.done += metric.completed;
        series.failures += metric.failed;
        series.sent += metric.sent;
        series.retried += metric.retried;
        series.complaints += metric.complaints;
        series.cost += metric.cost;
        series.latency.add(metric.latencyBuckets);
    }
    for (qsizetype i = 0; i < bins.size(); ++i) {
        const Bin &bin = bins.at(i);
        const qint64 from = first + i * step;
        const double passed = double(std::clamp<qint64>(minute - from + 1, 1, step)); // the last point is not whole yet
        const double x = double(from) * kMinuteMs;
        series.completed.append({x, double(bin.completed) / passed});
        series.failed.append({x, double(bin.failed) / passed});
        if (bin.latency.total() == 0)
            continue;
        series.typical.append({x, double(bin.latency.percentile(0.5).count()) / 1e6});
        series.slow.append({x, double(bin.latency.percentile(0.95).count()) / 1e6});
    }
    return series;
}

} // namespace fornada
