#include "base/inbox.h"
#include "store/reader.h"
#include "support/host_world.h"

#include <QTest>

#include <fcntl.h>
#include <future>
#include <sys/stat.h>
#include <unistd.h>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Many add a job at the very same moment: each has its answer before the scheduler is told of any, and nobody notices.
class TestAddedAtOnce : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<HostWorld>();
        m_rows = m_world->write(u"rows.csv"_s, "id,full_name,role\n1,Ann,Cook\n");
    }
    void cleanup() { m_world.reset(); }

    void whatIsAnsweredForIsFound();
    void whoeverLooksWhetherAllIsDoneWaitsForThem();
    void aFileThatCannotBeReadHoldsNobodyElse();

private:
    static constexpr int kMany = 200;
    using Then = std::function<void(qint64 batch, std::promise<bool> &done)>;
    // Orders for a batch of one row each, all before any of them is answered. True when all of them came to an end.
    bool addMany(const Then &then, int many = kMany);

    std::unique_ptr<HostWorld> m_world;
    QString m_rows;
};

bool TestAddedAtOnce::addMany(const Then &then, int many)
{
    std::vector<std::promise<bool>> ends{size_t(many)};
    const QJsonObject args{{u"recipe"_s, u"portrait"_s}, {u"rows"_s, m_rows}, {u"start"_s, true}};
    for (std::promise<bool> &end : ends)
        m_world->execute(u"batch.create"_s, args, [&end, then](const Result<QJsonObject> &added) {
            if (added)
                then(added->value("batch"_L1).toInteger(), end);
            else
                end.set_value(false);
        });
    bool all = true;
    for (std::promise<bool> &end : ends)
        all = end.get_future().get() && all;
    return all;
}

// Whoever has his answer may give the next order at once.
void TestAddedAtOnce::whatIsAnsweredForIsFound()
{
    QVERIFY(addMany([this](qint64 batch, std::promise<bool> &end) {
        m_world->execute(u"batch.pause"_s, {{u"batch"_s, batch}},
                         [&end](const Result<QJsonObject> &paused) { end.set_value(bool(paused)); });
    }));
    const auto reader = Reader::open(m_world->host().dataFolder());
    QVERIFY(reader);
    const auto batches = (*reader)->batches();
    QVERIFY(batches);
    QCOMPARE(batches->size(), kMany);
    for (const Batch &batch : *batches)
        QVERIFY(batch.state == BatchState::Paused || batch.state == BatchState::Finished);
}

// An engine that runs until nothing is left does not end with what was just accepted.
void TestAddedAtOnce::whoeverLooksWhetherAllIsDoneWaitsForThem()
{
    const QJsonObject open{{u"queue"_s, u"portraits"_s}, {u"limits"_s, QJsonObject{{u"concurrency"_s, 16}}}};
    QVERIFY(m_world->call(u"queue.set"_s, open));
    QVERIFY(addMany([](qint64, std::promise<bool> &end) { end.set_value(true); }));
    QTRY_VERIFY_WITH_TIMEOUT(m_world->host().isQuiet(), 60'000);
    const auto reader = Reader::open(m_world->host().dataFolder());
    QVERIFY(reader);
    const auto batches = (*reader)->batches();
    QVERIFY(batches);
    QCOMPARE(batches->size(), kMany);
    for (const Batch &batch : *batches)
        QCOMPARE(batch.state, BatchState::Finished);
}

// Rows on a disk that does not answer: here a pipe that nobody writes into.
void TestAddedAtOnce::aFileThatCannotBeReadHoldsNobodyElse()
{
    const QByteArray pipe = QFile::encodeName(m_world->host().dataFolder() + u"/pipe.jsonl"_s);
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    std::promise<bool> held;
    auto answered = held.get_future();
    m_world->execute(u"batch.create"_s,
                     {{u"recipe"_s, u"portrait"_s}, {u"rows"_s, QString::fromUtf8(pipe)}, {u"start"_s, true}},
                     [&held](const Result<QJsonObject> &added) { held.set_value(bool(added)); });
    const QJsonObject open{{u"queue"_s, u"portraits"_s}, {u"limits"_s, QJsonObject{{u"concurrency"_s, 16}}}};
    QVERIFY(m_world->call(u"queue.set"_s, open));
    constexpr int kSome = 32;
    QVERIFY(addMany([](qint64, std::promise<bool> &end) { end.set_value(true); }, kSome));
    const auto reader = Reader::open(m_world->host().dataFolder());
    QVERIFY(reader);
    const auto finished = [&reader] {
        const auto batches = (*reader)->batches();
        return batches ? std::count_if(batches->cbegin(), batches->cend(),
                                       [](const Batch &batch) { return batch.state == BatchState::Finished; })
                       : -1;
    };
    QTRY_COMPARE_WITH_TIMEOUT(finished(), kSome, 60'000);
    QVERIFY(answered.wait_for(0s) == std::future_status::timeout);
    // Whoever opens it for writing, and goes, lets the reader see that there is nothing; it looks more than once.
    const auto isLetGo = [&] {
        if (const int end = ::open(pipe.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC); end >= 0)
            ::close(end);
        return answered.wait_for(0s) == std::future_status::ready;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLetGo(), 60'000);
    QVERIFY(!answered.get());
}

QTEST_GUILESS_MAIN(TestAddedAtOnce)
#include "test_added_at_once.moc"
