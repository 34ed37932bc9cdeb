#pragma once

#include "engine/control_command.h"
#include "engine/runtime.h"
#include "intake/field_mapping.h"
#include "intake/row_source.h"
#include "recipes/planner.h"

#include <QJsonArray>

#include <memory>

namespace fornada {

// What a batch is made from.
struct BatchOrder {
    Batch batch;
    Recipe recipe;
    QString rowsPath;
    QString sheet, query;    // of a workbook; over a database
    QList<QJsonObject> rows; // used when there is no path
    FieldMapping mapping;
    bool start = false;
    bool rehearsal = false; // everything goes to a free sandbox, without the queues' limits
};

// What an order would become, without anything being stored.
struct PlannedBatch {
    struct Calls {
        StepTarget target;
        qint64 count = 0;
    };
    Batch batch;
    Recipe recipe;
    qint64 rows = 0, jobs = 0, rejected = 0;
    Money worst;
    QJsonArray rejections;       // the first ones
    QHash<QString, Calls> calls; // by step
    QList<NewRow> first;         // rows, up to kMostForeseen jobs
};

// Reads rows, plans their jobs and adds them, a chunk at a time; nothing runs before all of it is in.
// Engine thread; reading and planning happen on the pool.
class BatchAdder {
public:
    BatchAdder(Runtime &runtime, Seams seams);

    // Replies {"batch": id, "rows": n, "jobs": n, "rejected": n, "rejections": [{"line","reason"}]}.
    void add(BatchOrder order, CommandReply reply);

    static constexpr qint64 kMostForeseen = 20'000;
    // The same, read to its end and forgotten.
    void plan(BatchOrder order, std::function<void(Result<PlannedBatch>)> done);

    // Where the jobs of each step would go, and what one costs at worst.
    Result<QHash<QString, StepTarget>> targetsFor(const BatchOrder &order) const;

private:
    struct Work;
    Result<std::shared_ptr<Work>> begin(BatchOrder order) const;
    Result<Money> worstCaseOf(const Step &step, const Account &account, const QString &model, const Batch &batch) const;
    void storeChunk(std::shared_ptr<Work> work);
    void goOn(std::shared_ptr<Work> work);
    void finish(std::shared_ptr<Work> work);
    void giveUp(std::shared_ptr<Work> work, const Error &error);

    Runtime &m_runtime;
    Seams m_seams;
};

} // namespace fornada
