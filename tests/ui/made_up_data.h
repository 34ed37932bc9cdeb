#pragma once

#include "models/read_port.h"

#include <QMutex>

#include <functional>
#include <memory>

namespace fornada {

// Data without a database: what batches and jobs the window is to show. Shared by the reader threads.
struct MadeUpData {
    QList<Batch> batches;
    QList<JobRow> jobs; // ids count from 1, in order
    QHash<JobId, JobDetail> details;
    QList<StoredRecipe> recipes;
    QList<Queue> queues;
    QList<Account> accounts;
    QHash<QueueId, StateCounts> queueCounts;
    QList<Event> events; // newest first
    QHash<QString, QString> settings;
    QList<ClientStanding> clients; // by name
    QList<FailureGroup> failures;
    QList<UnknownJob> unknowns;
    QList<MinuteMetric> metrics;
    Totals today;
    Report report;
    QString dayBudget;
    QJsonObject recipe;
    QList<Activity> activity;             // newest first
    QByteArray raw;                       // of every attempt that has none of its own
    QHash<AttemptId, QByteArray> raws;    // of these
    std::optional<Error> fault;           // of the database, while it lasts
    int failuresRead = 0;                 // so often
    std::function<void()> beforeFailures; // are read; on the reader thread, unguarded
    qint64 virtualResults = 0;            // more results than the details have: texts, made when they are asked for
    qint64 virtualJobs = 0;               // more jobs than listed: made when they are asked for
    mutable QMutex mutex;                 // guards all of it
    std::function<void()> onLongReading;  // what a reading that may take long does first, while nothing is locked
    QMutex scans;                         // held by a test: whole lists of jobs keep one waiting
};

JobRow madeUpJob(qint64 id);

class MadeUpPort final : public ReadPort {
public:
    explicit MadeUpPort(std::shared_ptr<MadeUpData> data)
        : m_data(std::move(data))
    {}

    Result<QList<Batch>> batches() override;
    Result<QJsonObject> recipeSnapshot(BatchId id) override;
    Result<QList<Queue>> queues() override;
    Result<QList<Account>> accounts() override;
    Result<QHash<QueueId, StateCounts>> queueCounts() override;
    Result<QList<StoredRecipe>> recipes() override;
    Result<QString> setting(const QString &name) override;
    Result<QList<ClientStanding>> clients() override;
    Result<QList<JobRow>> jobs(const JobQuery &query, JobId after, int limit,
                               const std::atomic_bool &cancelled) override;
    Result<QList<qint64>> jobIds(const JobQuery &query, const std::atomic_bool &cancelled) override;
    Result<QList<JobRow>> jobsByIds(const QList<qint64> &ids) override;
    Result<JobDetail> job(JobId id) override;
    Result<Redo> redo(const JobFilter &filter) override;
    Result<QByteArray> raw(AttemptId) override;
    Result<QList<JobRow>> lineage(JobId job) override;
    Result<QList<GivenRow>> givenRows(BatchId batch, qint64 after, int limit) override;
    Result<QStringList> fieldNames(BatchId batch, int amongFirst) override;
    Result<QList<Delivery>> deliveries(BatchId batch, qint64 after, int limit) override;
    Result<QList<qint64>> resultIds(const ResultQuery &query, const std::atomic_bool &cancelled) override;
    Result<QList<ResultTile>> resultTiles(const QList<qint64> &ids) override;
    Result<QList<FailureGroup>> failures(const JobFilter &among) override;
    Result<QList<UnknownJob>> unknowns(const JobFilter &among, int limit) override;
    Result<QList<MinuteMetric>> metrics(qint64 fromMinute) override;
    Result<Totals> dayTotals(QDate day) override;
    Result<Report> batchReport(BatchId batch) override;
    Result<Report> periodReport(QDate from, QDate to) override;
    Result<QList<Event>> events(qint64 before, int limit) override;
    Result<QList<Activity>> activity(ActivityPlace &place, int limit) override;

private:
    void beginLongReading() const;
    QList<qint64> idsOf(const JobQuery &query, const std::atomic_bool &cancelled) const;

    const std::shared_ptr<MadeUpData> m_data;
};

} // namespace fornada
