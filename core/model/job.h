#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/money.h"
#include "model/job_state.h"
#include "model/outcome.h"
#include "model/recipe.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace fornada {

// One step for one row (and fan-out key): one request, one result.
struct Job {
    JobId id;
    BatchId batch;
    RowId row;
    qint64 rowNumber = 0; // 1-based place among the rows that were given
    QString step;
    QString fanKey; // variation, language ...; empty without fan-out
    QueueId queue;
    AccountId account;
    QString model;
    qint64 position = 0; // order in the batch: row, then step, then fan key
    int priority = 0;    // above the batch's when higher
    JobState state = JobState::Queued;
    int pendingParents = 0;
    int attempts = 0;         // used up
    int sends = 0;            // attempts opened, used up or not: the next attempt's number is sends + 1
    AttemptId currentAttempt; // the fence: only its settle may change the job
    std::optional<Wall> notBefore;
    std::optional<Wall> firstAttempt;
    Micros age = {};    // spent in attempts and back-off waits; time behind closed gates is not counted
    Micros rowAge = {}; // of its row when its turn came, where the recipe limits that: its parents' and theirs
    int noOutputs = 0;  // attempts that ended with nothing usable
    int waitsInRow = 0; // provider-asked waits since the last attempt that counted
    Money reserve;      // worst case of one attempt
    qint64 tokens = 0;  // estimated weight for token windows
    QString message;    // last error in one line; kept until a retry succeeds
    Wall created = {}, updated = {};
};

// Where a job goes, and what it costs there at worst.
struct JobTarget {
    AccountId account;
    QString model;
    Money reserve;
    qint64 tokens = 0;
};

// One sending of a job's request.
struct Attempt {
    AttemptId id;
    JobId job;
    int number = 0;
    AccountId account;
    QString model;
    QByteArray requestHash; // SHA-256 of what is asked
    QString idempotencyKey; // stable across the job's attempts
    Money reserved;
    std::optional<Outcome> outcome; // none while open
    Charge charge;
    int httpStatus = 0;
    QString message; // one line, redacted
    Wall claimed = {};
    std::optional<Wall> sent, received, settled;
    Boot sendAt = {}; // planned, on the boot clock
};

// What a job produced. Text and JSON up to 64 KB stay in the database (text), the rest are files (path).
struct ResultItem {
    ResultId id;
    JobId job;
    AttemptId attempt;
    OutputKind kind = OutputKind::None;
    QString mime;
    QString path; // relative to the results folder
    QString text;
    qint64 bytes = 0;
    QByteArray sha256;
    bool picked = true; // the variant that counts
    Wall created = {};

    // A long text: it lies in its file alone.
    bool isTextInFile() const { return (kind == OutputKind::Text || kind == OutputKind::Json) && !path.isEmpty(); }
};

} // namespace fornada
