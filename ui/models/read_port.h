#pragma once

#include "store/reader.h"

namespace fornada {

// Seam: what the window reads. StoreReadPort reads the data folder; tests and screenshots read made-up data.
// Made and used on one reader thread.
class ReadPort {
public:
    virtual ~ReadPort() = default;

    virtual Result<QList<Batch>> batches() = 0; // newest first
    virtual Result<QJsonObject> recipeSnapshot(BatchId id) = 0;
    virtual Result<QList<Queue>> queues() = 0;
    virtual Result<QList<Account>> accounts() = 0;
    virtual Result<QHash<QueueId, StateCounts>> queueCounts() = 0;
    virtual Result<QList<StoredRecipe>> recipes() = 0;
    virtual Result<QString> setting(const QString &name) = 0;
    virtual Result<QList<ClientStanding>> clients() = 0;

    virtual Result<QList<JobRow>> jobs(const JobQuery &query, JobId after, int limit,
                                       const std::atomic_bool &cancelled) = 0;
    virtual Result<QList<qint64>> jobIds(const JobQuery &query, const std::atomic_bool &cancelled) = 0;
    virtual Result<QList<JobRow>> jobsByIds(const QList<qint64> &ids) = 0;
    virtual Result<JobDetail> job(JobId id) = 0;
    virtual Result<Redo> redo(const JobFilter &filter) = 0;
    virtual Result<QByteArray> raw(AttemptId attempt) = 0;
    virtual Result<QList<JobRow>> lineage(JobId job) = 0;

    virtual Result<QList<GivenRow>> givenRows(BatchId batch, qint64 after, int limit) = 0;
    virtual Result<QStringList> fieldNames(BatchId batch, int amongFirst) = 0;
    virtual Result<QList<Delivery>> deliveries(BatchId batch, qint64 after, int limit) = 0;
    virtual Result<QList<qint64>> resultIds(const ResultQuery &query, const std::atomic_bool &cancelled) = 0;
    virtual Result<QList<ResultTile>> resultTiles(const QList<qint64> &ids) = 0;

    virtual Result<QList<FailureGroup>> failures(const JobFilter &among) = 0;
    virtual Result<QList<UnknownJob>> unknowns(const JobFilter &among, int limit) = 0;
    virtual Result<QList<MinuteMetric>> metrics(qint64 fromMinute) = 0;
    virtual Result<Totals> dayTotals(QDate day) = 0;
    virtual Result<Report> batchReport(BatchId batch) = 0;
    virtual Result<Report> periodReport(QDate from, QDate to) = 0;
    virtual Result<QList<Event>> events(qint64 before, int limit) = 0;             // newest first
    virtual Result<QList<Activity>> activity(ActivityPlace &place, int limit) = 0; // newest first
};

// The data folder, through the store's reader.
class StoreReadPort final : public ReadPort {
public:
    static Result<std::unique_ptr<ReadPort>> open(const QString &folder);

    Result<QList<Batch>> batches() override { return m_reader->batches(); }
    Result<QJsonObject> recipeSnapshot(BatchId id) override { return m_reader->recipeSnapshot(id); }
    Result<QList<Queue>> queues() override { return m_reader->queues(); }
    Result<QList<Account>> accounts() override { return m_reader->accounts(); }
    Result<QHash<QueueId, StateCounts>> queueCounts() override { return m_reader->queueCounts(); }
    Result<QList<StoredRecipe>> recipes() override { return m_reader->recipes(); }
    Result<QString> setting(const QString &name) override { return m_reader->setting(name); }
    Result<QList<ClientStanding>> clients() override { return m_reader->clients(); }
    Result<QList<JobRow>> jobs(const JobQuery &query, JobId after, int limit,
                               const std::atomic_bool &cancelled) override
    {
        return m_reader->jobs(query, after, limit, cancelled);
    }
    Result<QList<qint64>> jobIds(const JobQuery &query, const std::atomic_bool &cancelled) override
    {
        return m_reader->jobIds(query, cancelled);
    }
    Result<QList<JobRow>> jobsByIds(const QList<qint64> &ids) override { return m_reader->jobsByIds(ids); }
    Result<JobDetail> job(JobId id) override { return m_reader->job(id); }
    Result<Redo> redo(const JobFilter &filter) override { return m_reader->redo(filter); }
    Result<QByteArray> raw(AttemptId attempt) override { return m_reader->raw(attempt); }
    Result<QList<JobRow>> lineage(JobId job) override { return m_reader->lineage(job); }
    Result<QList<GivenRow>> givenRows(BatchId batch, qint64 after, int limit) override
    {
        return m_reader->givenRows(batch, after, limit);
    }
    Result<QStringList> fieldNames(BatchId batch, int amongFirst) override
    {
        return m_reader->fieldNames(batch, amongFirst);
    }
    Result<QList<Delivery>> deliveries(BatchId batch, qint64 after, int limit) override
    {
        return m_reader->deliveries(batch, after, limit);
    }
    Result<QList<qint64>> resultIds(const ResultQuery &query, const std::atomic_bool &cancelled) override
    {
        return m_reader->resultIds(query, cancelled);
    }
    Result<QList<ResultTile>> resultTiles(const QList<qint64> &ids) override { return m_reader->resultTiles(ids); }
    Result<QList<FailureGroup>> failures(const JobFilter &among) override { return m_reader->failures(among); }
    Result<QList<UnknownJob>> unknowns(const JobFilter &among, int limit) override
    {
        return m_reader->unknowns(among, limit);
    }
    Result<QList<MinuteMetric>> metrics(qint64 fromMinute) override { return m_reader->metrics(fromMinute); }
    Result<Totals> dayTotals(QDate day) override { return m_reader->dayTotals(day); }
    Result<Report> batchReport(BatchId batch) override { return m_reader->batchReport(batch); }
    Result<Report> periodReport(QDate from, QDate to) override { return m_reader->periodReport(from, to); }
    Result<QList<Event>> events(qint64 before, int limit) override { return m_reader->events(before, limit); }
    Result<QList<Activity>> activity(ActivityPlace &place, int limit) override
    {
        return m_reader->activity(place, limit);
    }

private:
    explicit StoreReadPort(std::unique_ptr<Reader> reader)
        : m_reader(std::move(reader))
    {}

    const std::unique_ptr<Reader> m_reader;
};

} // namespace fornada
