#pragma once

#include "store/data_folder.h"
#include "store/memory_store.h"
#include "store/sqlite_tables.h"
#include "store/store_rules.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <memory>

// Builders for store tests: a store of either kind with an account and a queue, batches of a few rows, short forms of
// the operations that a test is not about.
namespace fornada::test {

inline Wall at(qint64 seconds)
{
    return Wall(std::chrono::seconds(1'700'000'000 + seconds));
}

inline Money cents(qint64 n)
{
    return Money{n * 10'000};
}

// {"steps":[{"id":"a","after":[]}, ...]} from "a; b<a; c<a,b"; "d?<a" is a fallback, "e*2" costs two credits,
// "j+<a" joins what there is.
inline QJsonObject recipe(const QString &text)
{
    QJsonArray steps;
    const QStringList parts = text.split(u';');
    for (const QString &part : parts) {
        const QString parents = part.section(u'<', 1).trimmed();
        const QStringList names = parents.split(u',', Qt::SkipEmptyParts);
        QString id = part.section(u'<', 0, 0).trimmed();
        const bool fallback = id.endsWith(u'?');
        id.remove(u'?');
        const bool goesOn = id.endsWith(u'+');
        id.remove(u'+');
        const QString credits = id.section(u'*', 1);
        id = id.section(u'*', 0, 0);
        const QString whenFails = goesOn ? QStringLiteral("goOn") : QStringLiteral("skip");
        steps.append(QJsonObject{{QStringLiteral("id"), id},
                                 {QStringLiteral("whenParentFails"), whenFails},
                                 {QStringLiteral("fallback"), fallback},
                                 {QStringLiteral("operation"), QStringLiteral("image")},
                                 {QStringLiteral("credits"), credits.isEmpty() ? 1 : credits.toInt()},
                                 {QStringLiteral("after"), QJsonArray::fromStringList(names)}});
    }
    return {{QStringLiteral("steps"), steps}};
}

// As a writer at work marks it, and a crash leaves it.
inline bool isMarkedOpen(const QString &folder)
{
    auto sql = openForReading(folder);
    return sql && SqliteTables(std::move(*sql), {}).meta(SqliteStore::openMark()) == QLatin1String("1");
}

inline const QDate kDay(2023, 11, 14);

class World {
public:
    enum class Kind { Sqlite, Memory };

    explicit World(Kind kind)
        : m_kind(kind)
    {
        open();
        addSetup();
    }

    StoreRules &store() { return *m_store; }
    StoreRules *operator->() { return m_store.get(); }
    Tables &tables() { return m_store->tables(); }
    QString folder() const { return m_folder.path(); }
    SqliteStore &sqlite() { return static_cast<SqliteStore &>(*m_store); }

    // What a new process sees.
    void reopen()
    {
        if (m_kind == Kind::Memory)
            return;
        m_store.reset();
        open();
    }

    // Work in a transaction of its own.
    template<class F>
    auto write(F work)
    {
        if (!m_store->begin())
            qFatal("a test's transaction could not begin");
        struct Commit {
            Store &store;
            ~Commit()
            {
                if (!store.commit())
                    qFatal("a test's commit failed");
            }
        } commit{*m_store};
        return work(static_cast<Store &>(*m_store));
    }

    NewJob newJob(const QString &step, int pendingParents = 0, const QString &fanKey = {})
    {
        NewJob job;
        job.step = step;
        job.fanKey = fanKey;
        job.queue = queue;
        job.account = account;
        job.model = QStringLiteral("m");
        job.pendingParents = pendingParents;
        job.reserve = cents(4);
        return job;
    }

    // A batch in state draft or running with these jobs in every row.
    BatchId batch(const QString &steps, const QList<NewJob> &jobs, int rows = 1, bool start = true)
    {
        return write([&](Store &store) {
            Batch batch;
            batch.name = QStringLiteral("b");
            batch.client = QStringLiteral("Acme");
            batch.recipe = QStringLiteral("r");
            batch.created = batch.updated = at(0);
            batch.budget = cents(50'000);
            const BatchId id = *store.createBatch(batch, recipe(steps));
            QList<NewRow> list;
            for (int n = 1; n <= rows; ++n)
                list.append({n, QStringLiteral("row-%1").arg(n), {{QStringLiteral("n"), n}}, jobs});
            if (!store.addRows(id, list, at(0)) || !store.batchEvent(id, BatchEvent::RowsAdded, at(0)))
                qFatal("a test's batch could not be added");
            if (start && !store.batchEvent(id, BatchEvent::Started, at(1)))
                qFatal("a test's batch could not be started");
            return id;
        });
    }
    BatchId simpleBatch(int rows = 1) { return batch(QStringLiteral("a"), {newJob(QStringLiteral("a"))}, rows); }

    QList<Job> heads(BatchId id, int limit = 1'000, Wall now = at(10))
    {
        return write([&](Store &store) { return store.heads({queue, id}, limit, now)->jobs; });
    }
    Claim claimOf(JobId job, Wall now = at(10))
    {
        Claim claim;
        claim.job = job;
        claim.account = account;
        claim.model = QStringLiteral("m");
        claim.requestHash = QByteArray(32, 'h');
        claim.idempotencyKey = QStringLiteral("key-%1").arg(job.value);
        claim.reserved = cents(4);
        claim.day = kDay;
        claim.now = now;
        return claim;
    }
    AttemptId claim(JobId job, Wall now = at(10))
    {
        return write([&](Store &store) { return store.claim(claimOf(job, now))->attempt; });
    }
    Settle settleOf(JobId job, AttemptId attempt, JobEvent event, Outcome outcome, Charge charge, Wall now = at(20))
    {
        Settle settle;
        settle.job = job;
        settle.attempt = attempt;
        settle.event = event;
        settle.outcome = outcome;
        settle.charge = charge;
        settle.now = now;
        return settle;
    }
    Settled settle(const Settle &settle)
    {
        return write([&](Store &store) { return *store.settle(settle); });
    }
    // Claim and settlement in one.
    Settled finish(JobId job, JobEvent event = JobEvent::Completed, Charge charge = Charge::actual(cents(3)))
    {
        const Outcome outcome = event == JobEvent::OutcomeLost ? Outcome::Lost
                                : event == JobEvent::Failed    ? Outcome::Refused
                                                               : Outcome::Done;
        return settle(settleOf(job, claim(job), event, outcome, charge));
    }
    Job job(JobId id) { return *m_store->job(id); }
    JobState state(JobId id) { return job(id).state; }
    BatchState batchState(BatchId id) { return m_store->batch(id)->state; }
    StateCounts counts(BatchId id) { return m_store->batch(id)->counts; }
    Totals totals(LedgerScope scope, const QString &key, QDate day = {}) { return tables().totals(scope, key, day); }
    BulkResult apply(const JobFilter &filter, JobEvent event, int limit = 100, Wall now = at(30))
    {
        return write([&](Store &store) { return *store.apply(filter, event, limit, now); });
    }

    AccountId account;
    QueueId queue, otherQueue;

private:
    void addSetup()
    {
        write([this](Store &store) {
            Account main;
            main.name = QStringLiteral("main");
            main.url = QUrl(QStringLiteral("http://127.0.0.1:1"));
            account = *store.saveAccount(main);
            Queue lane;
            lane.name = QStringLiteral("images");
            lane.account = account;
            queue = *store.saveQueue(lane);
            lane.name = QStringLiteral("texts");
            otherQueue = *store.saveQueue(lane);
        });
    }
    void open()
    {
        if (m_kind == Kind::Memory) {
            m_store = std::make_unique<MemoryStore>();
            return;
        }
        OpenOptions options;
        options.folder = m_folder.path();
        auto opened = openStore(options);
        if (!opened)
            qFatal("a test's store could not be opened: %s", qPrintable(opened.error().detail));
        m_store = std::move(*opened);
    }

    const Kind m_kind;
    QTemporaryDir m_folder;
    std::unique_ptr<StoreRules> m_store;
};

} // namespace fornada::test

Q_DECLARE_METATYPE(fornada::test::World::Kind)
