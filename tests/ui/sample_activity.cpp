#include "ui/sample_activity.h"

#include <cmath>

namespace fornada {

namespace {

using namespace std::chrono_literals;

Activity did(qint64 id, Wall at, const char *by, const char *command, BatchId batch, const char *subject,
             qint64 changed, QJsonObject previous = {}, bool undone = false)
{
    OperationRecord operation;
    operation.id = id;
    operation.at = at;
    operation.by = QString::fromLatin1(by);
    operation.command = QString::fromLatin1(command);
    operation.batch = batch;
    operation.subject = QString::fromUtf8(subject);
    operation.changed = changed;
    operation.previous = std::move(previous);
    operation.undone = undone;
    return {at, std::nullopt, operation};
}

Activity happened(Wall at, EventLevel level, const char *kind, BatchId batch, const char *subject, QJsonObject facts)
{
    return {at, Event{0, at, level, QString::fromLatin1(kind), batch, QString::fromUtf8(subject), std::move(facts)},
            std::nullopt};
}

QJsonObject wasAndNow(const QJsonObject &was, const QJsonObject &now)
{
    return {{QStringLiteral("was"), was}, {QStringLiteral("now"), now}};
}

QList<Activity> sampleActivity(Wall now)
{
    const QJsonObject running{{QStringLiteral("state"), QStringLiteral("running")}};
    const auto budget = [](const QJsonValue &money, int priority) {
        return QJsonObject{{QStringLiteral("budget"), money}, {QStringLiteral("priority"), priority}};
    };
    return {
        did(31, now - 4min, "window", "job.retry", BatchId{7}, "Avatars - spring campaign", 2),
        did(30, now - 6min, "window", "batch.start", BatchId{7}, "Avatars - spring campaign", 0,
            {{QStringLiteral("state"), QStringLiteral("draft")}}),
        did(29, now - 7min, "window", "batch.set", BatchId{7}, "Avatars - spring campaign", 0,
            wasAndNow(budget({}, 0), budget(QStringLiteral("5.00"), 10))),
        happened(now - 50min, EventLevel::NeedsYou, "scopeParked", BatchId{6}, "Gemini studio",
                 {{QStringLiteral("scope"), QStringLiteral("account:1")},
                  {QStringLiteral("message"), QStringLiteral("API key not valid. Please pass a valid API key.")}}),
        did(28, now - 62min, "fornadactl", "queue.set", {}, "portraits", 0, wasAndNow(budget({}, 1), budget({}, 2))),
        did(27, now - 3h, "window", "operation.undo", BatchId{5}, "Shorts voice-over, 10 scripts x 3 languages", 0,
            {{QStringLiteral("command"), QStringLiteral("batch.cancel")}}),
        did(26, now - 3h - 1min, "window", "batch.cancel", BatchId{5}, "Shorts voice-over, 10 scripts x 3 languages",
            49, running, true),
        did(25, now - 9h, "fornadactl", "engine.pause", {}, "", 0, {{QStringLiteral("paused"), false}}),
        happened(now - 14h, EventLevel::Info, "quotaSpent", BatchId{4}, "Gemini studio",
                 {{QStringLiteral("scope"), QStringLiteral("account:1")}, {QStringLiteral("until"), toIso(now - 6h)}}),
        happened(now - 25h, EventLevel::Info, "batchFinished", BatchId{4}, "Product texts pt-BR",
                 {{QStringLiteral("completed"), 480}, {QStringLiteral("failed"), 20}, {QStringLiteral("total"), 500}}),
        did(24, now - 26h, "window", "batch.create", {}, "Product texts pt-BR", 0),
        happened(now - 49h, EventLevel::NeedsYou, "recovered", {}, "",
                 {{QStringLiteral("inFlight"), 12},
                  {QStringLiteral("saved"), 9},
                  {QStringLiteral("unknown"), 2},
                  {QStringLiteral("possible"), QStringLiteral("0.08")},
                  {QStringLiteral("resent"), 1}}),
    };
}

} // namespace

void addSampleDay(MadeUpData &data, Wall now)
{
    data.activity = sampleActivity(now);
    if (!data.queues.isEmpty())
        data.queues.first().limits.window = WindowConfig{60, 1min, {}};
    for (MinuteMetric &metric : data.metrics) {
        metric.latencyBuckets = QList<qint64>(16, 0);
        metric.latencyBuckets[6] = metric.completed / 2;                        // up to 6.4 s
        metric.latencyBuckets[7] = metric.completed - metric.completed / 2 - 3; // up to 12.8 s
        metric.latencyBuckets[8] = 3;
    }
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    for (qint64 back = 30; back < 7 * 24 * 60; back += back < 60 ? 1 : 5) {
        MinuteMetric metric;
        metric.minute = minute - back;
        metric.queue = QueueId{1};
        metric.completed = std::max<qint64>(0, qint64(26 + 24 * std::sin(double(metric.minute) / 220.0)));
        metric.failed = back % 45 == 0 ? 6 : 0;
        metric.sent = metric.completed + metric.failed;
        metric.latencyBuckets = QList<qint64>(16, 0);
        metric.latencyBuckets[6] = metric.completed;
        metric.latencyBuckets[8] = metric.completed / 8;
        data.metrics.append(metric);
    }
    StateCounts counts;
    counts[JobState::Queued] = 6'882;
    counts[JobState::Running] = 10;
    counts[JobState::Completed] = 3'631;
    counts[JobState::Failed] = 35;
    data.queueCounts.insert(QueueId{1}, counts);
}

} // namespace fornada
