#pragma once

#include "model/batch.h"
#include "model/lane_waits.h"
#include "model/outcome.h"

#include <QDate>
#include <QList>

namespace fornada {

// Sums of what was done: of a step, a batch, a day, or of all a report is about.
struct ReportLine {
    QString name;  // of the step or the batch
    BatchId batch; // it is about, when it is about one
    QDate day;     // the same
    StateCounts jobs;
    qint64 requests = 0; // that left this machine
    Money spent, maybe, wasted;
    Micros processing = {}; // from sending to the answer, of all requests together
    std::optional<Wall> firstSent, lastAnswer;
    // Of batches in some days: how they stand in all, whenever their jobs were asked for.
    std::optional<StateCounts> whole = {};
    // Why what is left waits, and until when: whoever asked for the report knows. The same in words.
    QList<LaneWait> waits = {};
    QString note = {};

    qint64 answered() const { return jobs[JobState::Completed] + jobs[JobState::Failed]; }
    qint64 left() const { return whole ? whole->total() - whole->settled() : jobs.total() - jobs.settled(); }
    ReportLine &operator+=(const ReportLine &other);
};

// Jobs that failed for one reason.
struct ReportCause {
    Outcome outcome = Outcome::BadRequest;
    QString message;
    qint64 jobs = 0;
    JobId sample; // the newest
};

// What a batch did from its start on, or what all batches did in some days. Everything in it was counted in rows that
// are there; what was removed for good is in the costs of its days only.
struct Report {
    std::optional<Batch> batch; // it is about; else about the days
    QDate from, to;             // both included
    qint64 rows = 0;
    ReportLine total;
    QList<ReportLine> steps;   // of the batch, in their order
    QList<ReportLine> batches; // of the days: what each did then; jobs count where their last request was
    QList<ReportLine> days;    // with at least one request, in order
    QList<ReportCause> causes; // most frequent first
    Money removed;             // what batches cost that were removed for good
};

// Keys are stable: docs/fornadactl.md.
QJsonObject toJson(const Report &report);

} // namespace fornada
