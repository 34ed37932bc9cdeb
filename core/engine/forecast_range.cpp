#include "engine/forecast_parts.h"

#include <cmath>

namespace fornada {

namespace {

constexpr int kWorlds = 9;
constexpr qsizetype kWorldJobs = 500; // played in each: more of them tell no more about the spread
// How wrong the usual time itself may be: it was measured lately, or only guessed by the recipe.
constexpr double kMeasured = 1.15, kGuessed = 1.5;

// The first rows, up to kWorldJobs jobs.
ForecastBatch sampleOf(const ForecastBatch &batch)
{
    ForecastBatch sample = batch;
    qsizetype jobs = 0, rows = 0;
    while (rows < batch.rows.size() && (rows == 0 || jobs + batch.rows.at(rows).jobs.size() <= kWorldJobs))
        jobs += batch.rows.at(rows++).jobs.size();
    sample.rows.resize(rows);
    return sample;
}

bool isMeasured(const ForecastWorld &world, const ForecastBatch &batch)
{
    for (const NewRow &row : batch.rows)
        for (const NewJob &job : row.jobs)
            if (!world.measured.contains(job.queue))
                return false;
    return true;
}

// values in order; part 0.1: a tenth of them lie below.
double percentile(const std::vector<double> &values, double part)
{
    const double place = part * double(values.size() - 1);
    const size_t below = size_t(place);
    const double above = values[std::min(below + 1, values.size() - 1)];
    return values[below] + (above - values[below]) * (place - double(below));
}

} // namespace

ForecastRange forecastRange(const ForecastWorld &world, const ForecastBatch &batch)
{
    if (batch.each > 1.0) {
        ForecastRange range = forecastRange(inParts(world, batch), inParts(batch));
        range.usual = ofAll(std::move(range.usual), batch.each);
        return range;
    }
    ForecastRange range{forecast(world, batch), {}};
    ForecastBatch sample = sampleOf(batch);
    const bool isWhole = sample.rows.size() == batch.rows.size();
    if (!range.usual.end || *range.usual.end <= world.now.wall || (!isWhole && range.usual.days.size() > 1))
        return range;
    const auto usual = isWhole ? range.usual.end : forecast(world, sample).end;
    const double off = isMeasured(world, sample) ? kMeasured : kGuessed;
    std::vector<double> lengths;
    for (int one = 0; one < kWorlds; ++one) {
        sample.seed = quint64(one) + 1;
        sample.slower = batch.slower * std::pow(off, 2.0 * (one + 0.5) / kWorlds - 1.0);
        const auto end = forecast(world, sample).end;
        if (!usual || *usual <= world.now.wall || !end)
            return range;
        lengths.push_back(double((*end - world.now.wall).count()) / double((*usual - world.now.wall).count()));
    }
    std::sort(lengths.begin(), lengths.end());
    range.spread = ForecastSpread{percentile(lengths, 0.1), percentile(lengths, 0.5), percentile(lengths, 0.9)};
    return range;
}

} // namespace fornada
