#pragma once

#include "model/journal.h"
#include "model/queue.h"
#include "store/writes.h"

#include <array>

// The rows behind both stores, where they hold more than the model's values say.
namespace fornada {

struct JobRecord : Job {
    std::optional<JobState> cancelledFrom; // what undo needs to know
    qint64 cancelledBy = 0;                // the operation, when it is known
};

struct AttemptRecord : Attempt {
    QDate day; // the operator's local day its money is booked on
    QJsonObject usage;

    bool isOpen() const { return !settled; }
};

// What jobs were like before an action. Those next to each other that were alike share one.
struct UndoNote {
    qint64 id = 0;
    qint64 operation = 0;
    JobId first, last;
    QJsonObject was; // JobBefore
};

struct RowRecord {
    RowId id;
    BatchId batch;
    qint64 number = 0;
    QString key;
    QJsonObject fields;
    Wall created = {};
};

struct ResultRecord : ResultItem {
    int place = 0; // in its settlement
};

// What happened in a queue in one minute. The last latency bucket has no upper bound.
struct MetricRecord {
    static constexpr int buckets = 16;

    qint64 sent = 0, completed = 0, failed = 0, retried = 0, complaints = 0;
    Micros latency = {};
    Money cost;
    std::array<qint64, buckets> histogram = {};

    // 100 ms doubled for every bucket.
    static Micros upperBound(int bucket) { return std::chrono::milliseconds(100) * (1 << bucket); }
    void addLatency(Micros value);
    qint64 answers() const; // whose latency was measured
    MetricRecord &operator+=(const MetricRecord &other);
    friend bool operator==(const MetricRecord &, const MetricRecord &) = default;
};

// A setting's name in table meta, which holds marks of the store's own too.
QString settingName(const QString &name);
// Row numbers as they are stored: a JSON array, nothing for none.
QString rowListText(const QList<qint64> &rows);
QList<qint64> rowListFrom(const QString &text);

Totals &operator+=(Totals &sum, const Totals &change);

// Jobs an event is to be applied to.
// Why a fallback was skipped; ui/text has the words.
inline const QString kNotNeeded = QStringLiteral("notNeeded");

struct JobSelection {
    JobFilter filter;        // its states are not looked at
    QList<JobState> states;  // these are
    bool unsentOnly = false; // cancelled before anything was sent
    bool openBatchesOnly = false;
    qint64 cancelledBy = 0; // only what this operation cancelled; 0: any
};

} // namespace fornada
