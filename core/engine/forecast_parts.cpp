#include "engine/forecast_parts.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace fornada {

namespace {

int fewer(int count, double each)
{
    return std::max(1, int(std::lround(count / each)));
}

Micros longer(Micros time, double times)
{
    return Micros(qint64(double(time.count()) * times));
}

// least: of what goes through one by one. The rate is exact whatever the rounding.
WindowConfig scaled(WindowConfig window, double each, qint64 least)
{
    const qint64 count = std::max(least, qint64(std::llround(double(window.count) / each)));
    window.period = longer(window.period, double(count) * each / double(window.count));
    window.count = count;
    return window;
}

LimitSet scaled(LimitSet limits, double each, qint64 tokens)
{
    if (limits.pace) {
        limits.pace->period = longer(limits.pace->period, each);
        limits.pace->burst = fewer(limits.pace->burst, each);
    }
    if (limits.minimumGap)
        limits.minimumGap = longer(*limits.minimumGap, each);
    if (limits.window)
        limits.window = scaled(*limits.window, each, 1);
    if (limits.tokenWindow)
        limits.tokenWindow = scaled(*limits.tokenWindow, each, std::max<qint64>(1, tokens));
    if (limits.dailyCap)
        limits.dailyCap->count = fewer(limits.dailyCap->count, each);
    return limits;
}

// Of a window: how long ago, how many, in turn.
QJsonArray fewer(const QJsonArray &sent, double each)
{
    QJsonArray kept;
    double owed = 0;
    for (qsizetype i = 0; i + 1 < sent.size(); i += 2) {
        owed += double(sent.at(i + 1).toInteger()) / each;
        const qint64 whole = qint64(owed);
        owed -= double(whole);
        if (whole > 0) {
            kept.append(sent.at(i));
            kept.append(whole);
        }
    }
    return kept;
}

// What was let through lately and today.
QJsonObject scaled(QJsonObject state, double each)
{
    for (const QLatin1String window : {QLatin1String("window"), QLatin1String("tokenWindow")})
        if (state.contains(window))
            state.insert(window, fewer(state.value(window).toArray(), each));
    QJsonObject day = state.value(QLatin1String("dailyCap")).toObject();
    for (const QLatin1String count : {QLatin1String("count"), QLatin1String("steadyCount")})
        if (day.contains(count))
            day.insert(count, int(std::lround(day.value(count).toInt() / each)));
    if (!day.isEmpty())
        state.insert(QStringLiteral("dailyCap"), day);
    return state;
}

qint64 mostTokens(const ForecastBatch &batch)
{
    qint64 most = 0;
    for (const NewRow &row : batch.rows)
        for (const NewJob &job : row.jobs)
            most = std::max(most, qint64(job.tokens));
    return most;
}

} // namespace

ForecastWorld inParts(ForecastWorld world, const ForecastBatch &batch)
{
    const double each = batch.each;
    const qint64 tokens = mostTokens(batch);
    for (Account &account : world.accounts)
        account.limits = scaled(account.limits, each, tokens);
    for (Queue &queue : world.queues)
        queue.limits = scaled(queue.limits, each, tokens);
    for (StoredGate &gate : world.gates)
        gate.state = scaled(gate.state, each);
    for (ForecastOther &other : world.others) {
        const StateCounts &counts = other.batch.counts;
        const qint64 left = std::max(qint64(other.jobs.size()), counts[JobState::Queued] + counts[JobState::Blocked]);
        const qsizetype part = std::max<qsizetype>(1, std::lround(double(left) / each));
        other.jobs.resize(std::min(part, other.jobs.size()));
        for (Job &job : other.jobs)
            job.reserve.micros = std::llround(double(job.reserve.micros) * each);
    }
    return world;
}

ForecastBatch inParts(ForecastBatch batch)
{
    batch.slower *= batch.each;
    for (NewRow &row : batch.rows)
        for (NewJob &job : row.jobs)
            job.reserve.micros = std::llround(double(job.reserve.micros) * batch.each);
    batch.each = 1.0;
    return batch;
}

Forecast ofAll(Forecast forecast, double each)
{
    for (ForecastDay &day : forecast.days)
        day.requests = int(std::lround(day.requests * each));
    forecast.done = std::llround(double(forecast.done) * each);
    return forecast;
}

} // namespace fornada
