#include "store/store_writer.h"
#include "support/store_dump.h"
#include "support/store_world.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace fornada;
using namespace fornada::test;

namespace {

// A store whose disk fails when it is told to.
class FlakyStore final : public MemoryStore {
public:
    struct Plan {
        std::atomic<int> failingCommits{0}, failingBegins{0};
        ErrorKind kind = ErrorKind::DatabaseFailed;
        std::atomic<bool> reserveHelps{false}, hasRoom{true};
        std::atomic<int> released{0}, ensured{0}, closed{0}, commits{0};
    };

    explicit FlakyStore(Plan &plan)
        : m_plan(plan)
    {}
    ~FlakyStore() override { ++m_plan.closed; }
    Status begin() override
    {
        if (m_plan.failingBegins > 0) {
            --m_plan.failingBegins;
            return Error{m_plan.kind, {}, {}};
        }
        return MemoryStore::begin();
    }
    Status commit() override
    {
        ++m_plan.commits;
        if (m_plan.failingCommits > 0) {
            --m_plan.failingCommits;
            return Error{m_plan.kind, {}, {}};
        }
        return MemoryStore::commit();
    }
    void releaseReserve() override
    {
        ++m_plan.released;
        if (m_plan.reserveHelps)
            m_plan.failingCommits = 0;
    }
    Status ensureReserve() override
    {
        ++m_plan.ensured;
        return m_plan.hasRoom ? Status() : Status(Error{ErrorKind::DiskFull, {}, {}});
    }

private:
    Plan &m_plan;
};

Status put(Store &store, const QString &name)
{
    return store.setSetting(name, QStringLiteral("set"));
}

} // namespace

// The store thread: groups, order, isolation, failures, the end.
class TestStoreWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsQueuedGoesTogether();
    void whatComesMeanwhileGoesAlong();
    void whatComesLaterGoesNext();
    void whoJoinedIsIsolatedToo();
    void groupsAreLimited();
    void answersComeInOrderAfterTheCommit();
    void aRefusedTaskFailsAlone();
    void aHalfDoneTaskLeavesNothing();
    void aFailedCommitIsTriedOneByOne();
    void aFullDiskTakesTheReserve();
    void aFullDiskWithoutRoomFailsTheGroup();
    void aLockedStoreFailsWithoutWaitingForEach();
    void recoveryIsTold();
    void recoveryIsToldWhileBusy();
    void stopFinishesWhatIsQueued();
    void afterStopTasksAreRefused();
    void anOpeningErrorIsReturned();
    void aFullQueueMakesTheCallerWait();
    void callReturnsTheValue();
    void aRealDiskFullLosesNothingCommitted();
    void aFullDiskLeavesJobsAndSumsInStep();

private:
    // Unless a test asks for it, nobody joins a group that has begun: who is in it would depend on the machine.
    void open(StoreWriter::Options options = {}, std::chrono::microseconds joinWithin = {});
    // Holds the store thread in a task, so that what follows queues up.
    std::promise<void> block();
    void submit(const QString &name, std::function<Status(Store &)> work);
    QString setting(const QString &name);
    Status health(size_t index);

    FlakyStore::Plan m_plan;
    std::unique_ptr<StoreWriter> m_writer;
    std::mutex m_mutex;
    std::condition_variable m_told;
    QStringList m_answers; // guarded by m_mutex, as below
    std::vector<Status> m_health;
    int m_deliveries = 0;
};

void TestStoreWriter::init()
{
    m_answers.clear();
    m_health.clear();
    m_deliveries = 0;
    m_plan.failingCommits = m_plan.failingBegins = 0;
    m_plan.released = m_plan.ensured = m_plan.closed = m_plan.commits = 0;
    m_plan.kind = ErrorKind::DatabaseFailed;
    m_plan.reserveHelps = false;
    m_plan.hasRoom = true;
}

void TestStoreWriter::cleanup()
{
    m_writer.reset();
}

void TestStoreWriter::open(StoreWriter::Options options, std::chrono::microseconds joinWithin)
{
    options.joinWithin = joinWithin;
    m_writer = std::make_unique<StoreWriter>(
        [this]() -> Result<std::unique_ptr<Store>> { return std::unique_ptr<Store>(new FlakyStore(m_plan)); },
        [this](std::function<void()> work) {
            {
                const std::lock_guard lock(m_mutex);
                ++m_deliveries;
            }
            work();
        },
        [this](Status status) {
            {
                const std::lock_guard lock(m_mutex);
                m_health.push_back(status);
            }
            m_told.notify_all();
        },
        options);
    QVERIFY(m_writer->start());
}

std::promise<void> TestStoreWriter::block()
{
    std::promise<void> release;
    auto entered = std::make_shared<std::promise<void>>();
    auto again = std::make_shared<bool>(false); // a failed commit makes it run twice
    std::future<void> inside = entered->get_future();
    std::shared_future<void> gate = release.get_future().share();
    m_writer->submit({[gate, entered, again](Store &) -> Status {
                          if (!std::exchange(*again, true))
                              entered->set_value();
                          gate.wait();
                          return {};
                      },
                      {}});
    inside.wait();
    return release;
}

void TestStoreWriter::submit(const QString &name, std::function<Status(Store &)> work)
{
    m_writer->submit({std::move(work), [this, name](Status status) {
                          const std::lock_guard lock(m_mutex);
                          m_answers.append(name + (status ? QStringLiteral(" ok")
                                                          : QStringLiteral(" ") + toName(status.error().kind)));
                      }});
}

QString TestStoreWriter::setting(const QString &name)
{
    QString value;
    m_writer->submit({[&value, name](Store &store) -> Status {
                          value = *store.setting(name);
                          return {};
                      },
                      {}});
    m_writer->drain();
    return value;
}

// Waits for the health message with this index.
Status TestStoreWriter::health(size_t index)
{
    std::unique_lock lock(m_mutex);
    if (!m_told.wait_for(lock, std::chrono::seconds(30), [&] { return m_health.size() > index; }))
        return Error{ErrorKind::Timeout, {}, {}};
    return m_health.at(index);
}

void TestStoreWriter::whatIsQueuedGoesTogether()
{
    open();
    std::promise<void> release = block();
    for (int i = 0; i < 100; ++i)
        submit(QString::number(i), [i](Store &store) { return put(store, QString::number(i)); });
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_writer->commits(), 2); // the blocker's, and one for the hundred
    QCOMPARE(m_answers.size(), 100);
    QCOMPARE(m_deliveries, 2);
}

void TestStoreWriter::whatComesMeanwhileGoesAlong()
{
    open({}, std::chrono::hours(1));
    submit(QStringLiteral("first"), [this](Store &store) {
        submit(QStringLiteral("joined"), [](Store &other) { return put(other, QStringLiteral("joined")); });
        return put(store, QStringLiteral("first"));
    });
    m_writer->drain(); // whoever joined was done with it
    QCOMPARE(m_writer->commits(), 1);
    QCOMPARE(m_answers, QStringList({QStringLiteral("first ok"), QStringLiteral("joined ok")}));
    QCOMPARE(m_deliveries, 1);
}

void TestStoreWriter::whatComesLaterGoesNext()
{
    open();
    submit(QStringLiteral("first"), [this](Store &store) {
        submit(QStringLiteral("next"), [](Store &other) { return put(other, QStringLiteral("next")); });
        return put(store, QStringLiteral("first"));
    });
    m_writer->drain();
    m_writer->drain(); // the first one may have ended before the next one came
    QCOMPARE(m_writer->commits(), 2);
    QCOMPARE(m_answers, QStringList({QStringLiteral("first ok"), QStringLiteral("next ok")}));
}

void TestStoreWriter::whoJoinedIsIsolatedToo()
{
    open({}, std::chrono::hours(1));
    auto isFirstTime = std::make_shared<bool>(true);
    submit(QStringLiteral("first"), [this, isFirstTime](Store &store) {
        if (std::exchange(*isFirstTime, false))
            submit(QStringLiteral("joined"), [](Store &other) -> Status {
                (void)put(other, QStringLiteral("joined"));
                return Error{ErrorKind::NotAllowed, {}, {}};
            });
        return put(store, QStringLiteral("first"));
    });
    m_writer->drain();
    QCOMPARE(m_answers,
             QStringList({QStringLiteral("first ok"), QStringLiteral("joined ") + toName(ErrorKind::NotAllowed)}));
    QCOMPARE(setting(QStringLiteral("first")), QStringLiteral("set"));
    QCOMPARE(setting(QStringLiteral("joined")), QString());
}

void TestStoreWriter::groupsAreLimited()
{
    StoreWriter::Options options;
    options.groupLimit = 30;
    open(options);
    std::promise<void> release = block();
    for (int i = 0; i < 100; ++i)
        submit(QString::number(i), [i](Store &store) { return put(store, QString::number(i)); });
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_writer->commits(), 1 + 4);
}

void TestStoreWriter::answersComeInOrderAfterTheCommit()
{
    open();
    std::promise<void> release = block();
    QStringList expected;
    for (int i = 0; i < 50; ++i) {
        submit(QString::number(i), [this](Store &) -> Status {
            const std::lock_guard lock(m_mutex);
            return m_answers.isEmpty() ? Status() : Status(Error{ErrorKind::Timeout, {}, {}}); // answered too early
        });
        expected.append(QString::number(i) + QStringLiteral(" ok"));
    }
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_answers, expected);
}

void TestStoreWriter::aRefusedTaskFailsAlone()
{
    open();
    std::promise<void> release = block();
    submit(QStringLiteral("a"), [](Store &store) { return put(store, QStringLiteral("a")); });
    submit(QStringLiteral("b"), [](Store &store) { return store.removeBatch(BatchId{9}); });
    submit(QStringLiteral("c"), [](Store &store) { return put(store, QStringLiteral("c")); });
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_answers, (QStringList{QStringLiteral("a ok"), QStringLiteral("b notFound"), QStringLiteral("c ok")}));
    QCOMPARE(m_writer->commits(), 2); // still one group
    QCOMPARE(setting(QStringLiteral("c")), QStringLiteral("set"));
    QVERIFY(m_health.empty());
}

void TestStoreWriter::aHalfDoneTaskLeavesNothing()
{
    open();
    std::promise<void> release = block();
    submit(QStringLiteral("a"), [](Store &store) { return put(store, QStringLiteral("a")); });
    submit(QStringLiteral("b"), [](Store &store) -> Status {
        if (const Status done = put(store, QStringLiteral("b")); !done)
            return done;
        return store.removeBatch(BatchId{9});
    });
    submit(QStringLiteral("c"), [](Store &store) { return put(store, QStringLiteral("c")); });
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_answers, (QStringList{QStringLiteral("a ok"), QStringLiteral("b notFound"), QStringLiteral("c ok")}));
    QCOMPARE(setting(QStringLiteral("a")), QStringLiteral("set"));
    QCOMPARE(setting(QStringLiteral("b")), QString());
    QCOMPARE(setting(QStringLiteral("c")), QStringLiteral("set"));
}

void TestStoreWriter::aFailedCommitIsTriedOneByOne()
{
    open();
    std::promise<void> release = block();
    for (const QString &name : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")})
        submit(name, [name](Store &store) { return put(store, name); });
    // The blocker's own commit goes first; then the group's fails, then a's own.
    submit(QStringLiteral("d"), [this, once = std::make_shared<bool>(false)](Store &store) {
        if (!std::exchange(*once, true))
            m_plan.failingCommits = 2;
        return put(store, QStringLiteral("d"));
    });
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_answers, (QStringList{QStringLiteral("a databaseFailed"), QStringLiteral("b ok"), QStringLiteral("c ok"),
                                     QStringLiteral("d ok")}));
    QCOMPARE(setting(QStringLiteral("a")), QString());
    QCOMPARE(setting(QStringLiteral("b")), QStringLiteral("set"));
    QCOMPARE(m_health.size(), 1);
    QCOMPARE(m_health.front().error().kind, ErrorKind::DatabaseFailed);
}

void TestStoreWriter::aFullDiskTakesTheReserve()
{
    open();
    m_plan.kind = ErrorKind::DiskFull;
    m_plan.reserveHelps = true;
    m_plan.hasRoom = false;
    m_plan.failingCommits = 1'000;
    submit(QStringLiteral("a"), [](Store &store) { return put(store, QStringLiteral("a")); });
    m_writer->drain();
    QCOMPARE(m_answers, QStringList{QStringLiteral("a ok")}); // paid answers in flight are saved
    QCOMPARE(m_plan.released, 1);
    QCOMPARE(m_health.size(), 1);
    QCOMPARE(m_health.front().error().kind, ErrorKind::DiskFull); // and it says so
}

void TestStoreWriter::aFullDiskWithoutRoomFailsTheGroup()
{
    open();
    std::promise<void> release = block();
    m_plan.kind = ErrorKind::DiskFull;
    m_plan.hasRoom = false;
    for (const QString &name : {QStringLiteral("a"), QStringLiteral("b")})
        submit(name, [this, name](Store &store) {
            m_plan.failingCommits = 1'000;
            return put(store, name);
        });
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_answers, (QStringList{QStringLiteral("a diskFull"), QStringLiteral("b diskFull")}));
    QCOMPARE(m_plan.released, 1);
    QCOMPARE(m_plan.commits, 1 + 2); // the blocker, the group twice, nobody alone
    m_plan.failingCommits = 0;
    QCOMPARE(setting(QStringLiteral("a")), QString());
}

void TestStoreWriter::aLockedStoreFailsWithoutWaitingForEach()
{
    open();
    std::promise<void> release = block();
    m_plan.kind = ErrorKind::DatabaseLocked;
    for (int i = 0; i < 20; ++i)
        submit(QString::number(i), [](Store &) { return Status(); });
    m_plan.failingBegins = 1'000; // the blocker has begun already
    release.set_value();
    m_writer->drain();
    QCOMPARE(m_answers.size(), 20);
    QVERIFY(m_answers.constLast().endsWith(QLatin1String("databaseLocked")));
    QCOMPARE(m_plan.failingBegins, 998); // the group's and the first one's
    m_plan.failingBegins = 0;
}

void TestStoreWriter::recoveryIsTold()
{
    StoreWriter::Options options;
    options.retryAfter = std::chrono::milliseconds(1);
    open(options);
    m_plan.kind = ErrorKind::DiskFull;
    m_plan.hasRoom = false;
    m_plan.failingCommits = 2;
    submit(QStringLiteral("a"), [](Store &store) { return put(store, QStringLiteral("a")); });
    QCOMPARE(health(0).error().kind, ErrorKind::DiskFull);
    m_plan.hasRoom = true;
    QVERIFY(health(1)); // well again, by itself
    QVERIFY(m_plan.ensured >= 1);
    submit(QStringLiteral("b"), [](Store &store) { return put(store, QStringLiteral("b")); });
    m_writer->drain();
    QCOMPARE(m_answers, (QStringList{QStringLiteral("a diskFull"), QStringLiteral("b ok")}));
}

void TestStoreWriter::recoveryIsToldWhileBusy()
{
    StoreWriter::Options options;
    options.retryAfter = std::chrono::milliseconds(0);
    options.groupLimit = 1;
    open(options);
    m_plan.failingCommits = 2;
    std::promise<void> release = block();
    for (int i = 0; i < 5; ++i)
        submit(QString::number(i), [](Store &) { return Status(); });
    release.set_value();
    m_writer->drain();
    QVERIFY(!health(0));
    QVERIFY(health(1));
}

void TestStoreWriter::stopFinishesWhatIsQueued()
{
    open();
    std::promise<void> release = block();
    for (int i = 0; i < 1'000; ++i)
        submit(QString::number(i), [i](Store &store) { return put(store, QString::number(i)); });
    release.set_value();
    m_writer->stop();
    QCOMPARE(m_answers.size(), 1'000);
    QVERIFY(!m_answers.filter(QStringLiteral(" ok")).isEmpty());
    QCOMPARE(m_answers.filter(QStringLiteral(" ok")).size(), 1'000);
    QCOMPARE(m_plan.closed, 1);
}

void TestStoreWriter::afterStopTasksAreRefused()
{
    open();
    m_writer->stop();
    submit(QStringLiteral("late"), [](Store &) { return Status(); });
    m_writer->drain();
    QCOMPARE(m_answers, QStringList{QStringLiteral("late cancelled")});
    m_writer->stop(); // again is harmless
}

void TestStoreWriter::anOpeningErrorIsReturned()
{
    StoreWriter writer(
        []() -> Result<std::unique_ptr<Store>> {
            return Error{ErrorKind::DatabaseTooNew, {}, {}};
        },
        [](const std::function<void()> &work) { work(); }, {});
    const Status started = writer.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::DatabaseTooNew);
    std::optional<Status> answer;
    writer.submit({[](Store &) { return Status(); }, [&answer](Status status) { answer = status; }});
    QVERIFY(answer && !*answer);
    writer.drain();
}

void TestStoreWriter::aFullQueueMakesTheCallerWait()
{
    StoreWriter::Options options;
    options.queueLimit = 5;
    open(options);
    std::promise<void> release = block();
    std::atomic<int> submitted{0};
    std::atomic<bool> finished{false};
    std::thread caller([&] {
        for (int i = 0; i < 6; ++i) {
            submit(QString::number(i), [](Store &) { return Status(); });
            ++submitted;
        }
        finished = true;
    });
    QTRY_COMPARE(submitted.load(), 5);
    const bool waited = !finished; // the sixth waits for room
    release.set_value();
    caller.join();
    QVERIFY(waited);
    m_writer->drain();
    QCOMPARE(m_answers.size(), 6);
}

void TestStoreWriter::callReturnsTheValue()
{
    open();
    std::optional<Result<QString>> answer;
    m_writer->call<QString>(
        [](Store &store) -> Result<QString> {
            if (const Status done = put(store, QStringLiteral("x")); !done)
                return done.error();
            return store.setting(QStringLiteral("x"));
        },
        [&answer](Result<QString> value) { answer = std::move(value); });
    m_writer->drain();
    QVERIFY(answer && *answer);
    QCOMPARE(**answer, QStringLiteral("set"));
}

// SQLite itself runs out of pages, at every page in turn: each task is either answered ok and there after reopening, or
// answered with the reason and not there.
void TestStoreWriter::aRealDiskFullLosesNothingCommitted()
{
    int whole = 0, broken = 0;
    for (int room = 0; room < 24; ++room) {
        init();
        const QTemporaryDir folder;
        const auto opener = [&folder, room]() -> Result<std::unique_ptr<Store>> {
            OpenOptions options;
            options.folder = folder.path();
            auto opened = openStore(options);
            if (!opened)
                return opened.error();
            SqlConnection &sql = (*opened)->connection();
            qint64 pages = 0;
            const auto row = sql.once(QStringLiteral("PRAGMA page_count"));
            if (row->next())
                *row >> pages;
            if (const Status set = sql.execute(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + room)); !set)
                return set.error();
            return std::unique_ptr<Store>(std::move(*opened));
        };
        m_writer = std::make_unique<StoreWriter>(
            opener, [](const std::function<void()> &work) { work(); },
            [this](Status status) {
                const std::lock_guard lock(m_mutex);
                m_health.push_back(status);
            });
        QVERIFY(m_writer->start());
        const QString big(3'000, QLatin1Char('x'));
        for (int i = 0; i < 20; ++i) {
            submit(QString::number(i), [i, big](Store &store) { return store.setSetting(QString::number(i), big); });
            if (i % 3 == 0)
                m_writer->drain();
        }
        m_writer->stop();
        m_writer.reset();
        QVERIFY(!isMarkedOpen(folder.path()) || room < 2);
        OpenOptions options;
        options.folder = folder.path();
        const auto opened = openStore(options);
        QVERIFY(opened);
        QCOMPARE(m_answers.size(), 20);
        bool failed = false;
        for (const QString &answer : std::as_const(m_answers)) {
            const QString name = answer.section(u' ', 0, 0);
            const bool isThere = !(*opened)->setting(name)->isEmpty();
            QCOMPARE(isThere, answer.endsWith(QLatin1String(" ok")));
            failed = failed || !isThere;
            QVERIFY(isThere || answer.endsWith(QLatin1String(" diskFull")));
        }
        QCOMPARE(!m_health.empty(), failed);
        if (failed)
            QCOMPARE(m_health.front().error().kind, ErrorKind::DiskFull);
        ++(failed ? broken : whole);
    }
    QVERIFY2(whole > 0 && broken > 0, "the limits tried were all on one side");
}

// The same in the middle of jobs: what was answered is so, and jobs, counters and money agree.
void TestStoreWriter::aFullDiskLeavesJobsAndSumsInStep()
{
    int failures = 0;
    for (int room = 0; room < 12; ++room) {
        World world(World::Kind::Sqlite);
        const BatchId batch = world.simpleBatch(40);
        SqlConnection &sql = world.sqlite().connection();
        qint64 pages = 0;
        {
            const auto row = sql.once(QStringLiteral("PRAGMA page_count"));
            if (row->next())
                *row >> pages;
        }
        QVERIFY(sql.execute(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + room)));
        QSet<JobId> completed;
        const QList<Job> jobs = world.write([&](Store &store) {
            return store.heads({world.queue, batch}, 40, at(1))->jobs;
        });
        for (const Job &job : jobs) {
            Store &store = world.store();
            QVERIFY(store.begin());
            Status status;
            if (const auto claimed = store.claim(world.claimOf(job.id))) {
                Settle settle = world.settleOf(job.id, claimed->attempt, JobEvent::Completed, Outcome::Done,
                                               Charge::actual(cents(3)));
                settle.usage = {{QStringLiteral("words"), QString(1'500, QLatin1Char('u'))}};
                const auto settled = store.settle(settle);
                status = settled ? store.commit() : Status(settled.error());
            } else {
                status = claimed.error();
            }
            if (status) {
                completed.insert(job.id);
                continue;
            }
            QCOMPARE(status.error().kind, ErrorKind::DiskFull);
            store.rollback();
            ++failures;
        }
        world.reopen();
        for (const Job &job : jobs)
            QCOMPARE(world.state(job.id) == JobState::Completed, completed.contains(job.id));
        QCOMPARE(faults(world.tables()), QStringList());
    }
    QVERIFY(failures > 0);
}

QTEST_GUILESS_MAIN(TestStoreWriter)
#include "test_store_writer.moc"
