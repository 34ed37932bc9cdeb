#pragma once

#include "engine/added_batches.h"
#include "engine/row_intake.h"

namespace fornada {

// What the operator has set for all new batches; the batch's own usual values otherwise.
void takeResendLimits(Batch &batch, const QString &perJob, const QString &part);

// Reads rows, plans their jobs and adds them, a chunk at a time; nothing runs before all of it is in.
// Engine thread; reading and planning happen on the pool.
class BatchAdder {
public:
    BatchAdder(Runtime &runtime, Seams seams);

    // Replies {"batch": id, "rows": n, "jobs": n, "duplicates": n, "rejected": n, "rejections": [{"line","reason"}]}.
    // The record is written down with the end of it: both or neither.
    void add(BatchOrder order, const OperationRecord &record, CommandReply reply);

    // The same, read to its end and forgotten; with what the cache has of it.
    void plan(BatchOrder order, std::function<void(Result<PlannedBatch>)> done);

    // What is answered for is made known to the scheduler before anything is done with it.
    void tellAdded() { m_added.tellAll(); }
    bool isQuiet() const { return m_added.isQuiet(); }

    // Where the jobs of each step would go, and what one costs at worst.
    Result<QMap<QString, StepTarget>> targetsFor(const BatchOrder &order) const;

private:
    struct Work;
    Result<std::shared_ptr<Work>> begin(BatchOrder order) const;
    // What starts at once for a client that may not have everything takes turns: each sees what the one before took.
    void takeTurn(std::shared_ptr<Work> work);
    void endTurn(const QString &client);
    void addNow(std::shared_ptr<Work> work);
    void readFirst(std::shared_ptr<Work> work);
    Batch newBatch(const Work &work) const;
    const QJsonObject &snapshotOf(const Recipe &recipe);
    static Result<QJsonObject> answerOf(const Work &work, const Batch &batch);
    void addWhole(std::shared_ptr<Work> work);
    void addBatch(std::shared_ptr<Work> work);
    // The end of both, with its record.
    static Result<Batch> close(Store &store, BatchId id, const Work &work, Wall now);
    Result<QMap<QString, StepTarget>> elsewhereFor(const BatchOrder &order) const;
    Status hasKey(const Account &account) const;
    void storeChunk(std::shared_ptr<Work> work);
    void goOn(std::shared_ptr<Work> work);
    void finish(std::shared_ptr<Work> work);
    void giveUp(std::shared_ptr<Work> work, const Error &error);

    Runtime &m_runtime;
    Seams m_seams;
    AddedBatches m_added;
    Recipe m_lastRecipe;                                  // one batch after another is mostly of the same:
    QJsonObject m_lastSnapshot;                           // what is kept of it
    const std::shared_ptr<PictureHashes> m_pictures;      // with the orders that are being read
    QHash<QString, QList<std::shared_ptr<Work>>> m_turns; // by client: the first is being added
};

} // namespace fornada
