#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along

#include "host/engine_host.h"
#include "store/reader.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A real engine with two workers of the test's own: what reaches them is what was sent.
struct Works {
    Works()
    {
        const auto failing = [](const SeenRequest &request) {
            if (request.body.contains("voice"))
                return ServerReply::answer(400, R"({"error":"no such voice"})");
            if (request.body.contains("size"))
                return ServerReply::answer(400, R"({"error":"wrong size"})");
            return ServerReply::answer(200, R"({"ok":true})");
        };
        server.setHandler(failing);
        other.setHandler([](const SeenRequest &) { return ServerReply::answer(200, R"({"ok":true})"); });
        HostOptions options;
        options.dataFolder = folder.filePath(u"data"_s);
        options.takeCommands = false;
        auto opened = EngineHost::open(options);
        if (!opened)
            qFatal("engine: %s", qPrintable(opened.error().detail));
        host = std::move(*opened);
        call(u"account.add"_s,
             {{u"account"_s, u"far"_s}, {u"kind"_s, u"worker"_s}, {u"url"_s, server.url().toString()}});
        call(u"account.add"_s,
             {{u"account"_s, u"near"_s}, {u"kind"_s, u"worker"_s}, {u"url"_s, other.url().toString()}});
        call(u"queue.set"_s,
             {{u"queue"_s, u"worker"_s}, {u"account"_s, u"far"_s}, {u"limits"_s, QJsonObject{{u"concurrency"_s, 4}}}});
        auto opening = Reader::open(host->dataFolder());
        reader = std::move(*opening);
    }
    ~Works()
    {
        reader.reset();
        host->stop(Micros(0));
    }

    Result<QJsonObject> tell(const QString &name, const QJsonObject &args)
    {
        return host->call({name, args, u"test"_s});
    }
    QJsonObject call(const QString &name, const QJsonObject &args)
    {
        const auto reply = tell(name, args);
        if (!reply)
            qFatal("%s: %s %s %s", qPrintable(name), qPrintable(toName(reply.error().kind)),
                   qPrintable(reply.error().subject), qPrintable(reply.error().detail));
        return *reply;
    }
    BatchId add(const QByteArray &rows, const QString &recipe = u"http-worker"_s, bool start = true)
    {
        QFile file(folder.filePath(u"rows.csv"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(rows) < 0)
            qFatal("rows");
        file.close();
        return BatchId{
            call(u"batch.create"_s, {{u"rows"_s, file.fileName()}, {u"recipe"_s, recipe}, {u"start"_s, start}})
                .value(u"batch"_s)
                .toInteger()};
    }
    StateCounts counts(BatchId batch) { return reader->batch(batch)->counts; }
    QString messageOf(const char *word)
    {
        const QList<FailureGroup> groups = *reader->failures({});
        for (const FailureGroup &group : groups)
            if (group.message.contains(QLatin1String(word)))
                return group.message;
        return {};
    }

    QTemporaryDir folder;
    SystemClock clock;
    HttpTestServer server{clock}, other{clock};
    std::unique_ptr<EngineHost> host;
    std::unique_ptr<Reader> reader;
};

const QByteArray kMixed = "id,what\n1,fine\n2,voice\n3,size\n4,voice\n5,fine\n6,voice\n";

} // namespace

// The commands behind the failure desk and the job list, over the real engine.
class TestRepairCommands final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactlyTheFailedOfACauseAreTriedAgain()
    {
        Works w;
        const BatchId batch = w.add(kMixed);
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Failed], 4, 20'000);
        QCOMPARE(w.server.count(), 6);
        const QString voice = w.messageOf("voice");
        QVERIFY(!voice.isEmpty());
        w.call(u"job.retry"_s, {{u"message"_s, voice}, {u"states"_s, QJsonArray{u"failed"_s}}});
        QTRY_COMPARE(w.server.count(), 9);
        QTRY_COMPARE(w.counts(batch)[JobState::Failed], 4);
        for (int i = 6; i < 9; ++i)
            QVERIFY(w.server.requests().at(i).body.contains("voice"));
    }

    void aFilterCanNameNothingOnlyOnPurpose()
    {
        Works w;
        const auto refused = w.tell(u"job.cancel"_s, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::BadArgument);
        const BatchId batch = w.add(kMixed, u"http-worker"_s, false);
        QCOMPARE(w.call(u"job.cancel"_s, {{u"text"_s, u"nobody"_s}}).value(u"changed"_s).toInt(), 0);
        QCOMPARE(w.call(u"job.cancel"_s, {{u"states"_s, QJsonArray{u"completed"_s}}}).value(u"changed"_s).toInt(), 0);
        QCOMPARE(w.call(u"job.cancel"_s, {{u"text"_s, u"2"_s}}).value(u"changed"_s).toInt(), 1);
        QCOMPARE(w.call(u"job.cancel"_s, {{u"all"_s, true}}).value(u"changed"_s).toInt(), 5);
        QCOMPARE(w.counts(batch)[JobState::Cancelled], 6);
    }

    void aDatabaseTakenAwayStopsTheWorkUntilItIsBack()
    {
        Works w;
        const BatchId batch = w.add(kMixed, u"http-worker"_s, false);
        const QString here = w.host->dataFolder() + u"/fornada.db"_s, aside = w.folder.filePath(u"aside.db"_s);
        QVERIFY(QFile::rename(here, aside));
        QVERIFY(QFile::copy(aside, here)); // as a restore by hand would
        const auto refused = w.tell(u"batch.start"_s, {{u"batch"_s, batch.value}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::FileMissing);
        const auto storage = [&w] { return w.call(u"engine.status"_s, {}).value(u"storage"_s).toObject(); };
        QTRY_COMPARE(storage().value(u"reason"_s).toString(), u"fileMissing"_s);
        QCOMPARE(storage().value(u"where"_s).toString(), here);
        QCOMPARE(w.server.count(), 0);
        QVERIFY(QFile::remove(here));
        QVERIFY(QFile::rename(aside, here));
        QTRY_VERIFY_WITH_TIMEOUT(storage().isEmpty(), 15'000);
        w.call(u"batch.start"_s, {{u"batch"_s, batch.value}});
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Failed], 4, 20'000);
        QCOMPARE(w.server.count(), 6);
    }

    void skippedJobsEndTheBatchAndAreLeftAlone()
    {
        Works w;
        const BatchId batch = w.add(kMixed);
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Failed], 4, 20'000);
        QCOMPARE(w.call(u"job.skip"_s, {{u"batch"_s, batch.value}, {u"message"_s, w.messageOf("voice")}})
                     .value(u"changed"_s)
                     .toInt(),
                 3);
        QCOMPARE(w.counts(batch)[JobState::Skipped], 3);
        QCOMPARE(w.counts(batch)[JobState::Failed], 1);
        QCOMPARE(w.reader->batch(batch)->state, BatchState::Finished);
        QCOMPARE(w.call(u"batch.retryFailed"_s, {{u"batch"_s, batch.value}}).value(u"changed"_s).toInt(), 1);
        QTRY_COMPARE(w.server.count(), 7);
    }

    void failedJobsGoToAnotherAccount()
    {
        Works w;
        const BatchId batch = w.add(kMixed);
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Failed], 4, 20'000);
        const auto nowhere = w.tell(u"job.move"_s, {{u"batch"_s, batch.value}, {u"toAccount"_s, u"nobody"_s}});
        QVERIFY(!nowhere);
        const QJsonObject moved = w.call(u"job.move"_s, {{u"batch"_s, batch.value},
                                                         {u"states"_s, QJsonArray{u"failed"_s}},
                                                         {u"toAccount"_s, u"near"_s},
                                                         {u"retry"_s, true}});
        QCOMPARE(moved.value(u"changed"_s).toInt(), 4);
        QCOMPARE(moved.value(u"retried"_s).toInt(), 4);
        QTRY_COMPARE(w.counts(batch)[JobState::Completed], 6);
        QCOMPARE(w.other.count(), 4);
        QCOMPARE(w.server.count(), 6);
    }

    void aPromptIsEditedAndTheFailedTriedAgain()
    {
        Works w;
        const BatchId batch = w.add("id,full_name,role\n1,Ana,Baker\n2,Bia,Nurse\n", u"portrait"_s, false);
        const auto edit = [&](const QString &prompt) {
            return w.tell(u"batch.editStep"_s,
                          {{u"batch"_s, batch.value}, {u"step"_s, u"portrait"_s}, {u"prompt"_s, prompt}});
        };
        QVERIFY2(!edit(u"Portrait of {{full_name"_s), "a template with a mistake");
        QVERIFY2(!edit(u"Portrait of {{nickname}}"_s), "a field that no row has");
        const QString failing = u"Portrait of {{full_name}}{{#role}}, called {{nickname}}{{/role}}"_s;
        QVERIFY(edit(failing));
        w.call(u"batch.start"_s, {{u"batch"_s, batch.value}});
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Failed], 2, 20'000);
        QVERIFY(edit(u"Portrait of {{full_name}}, smiling"_s));
        w.call(u"job.retry"_s, {{u"batch"_s, batch.value}});
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Completed], 2, 20'000);
        const QJsonArray steps = w.reader->recipeSnapshot(batch)->value(u"steps"_s).toArray();
        QCOMPARE(steps.at(0)[u"prompt"_s].toString(), u"Portrait of {{full_name}}, smiling"_s);
        QString before;
        const QList<OperationRecord> operations = *w.reader->operations(0, 20);
        for (const OperationRecord &operation : operations)
            if (operation.command == u"batch.editStep"_s && before.isEmpty())
                before = operation.previous.value(u"prompt"_s).toString();
        QCOMPARE(before, failing);
    }

    void afterPauseNothingIsSent()
    {
        Works w;
        QByteArray rows = "id,what\n";
        for (int i = 1; i <= 200; ++i)
            rows += QByteArray::number(i) + ",fine\n";
        const BatchId batch = w.add(rows);
        QTRY_VERIFY(w.server.count() > 3);
        w.call(u"engine.pause"_s, {});
        const int sent = w.server.count();
        // What was on its way comes home; nothing follows it.
        QTRY_COMPARE(w.counts(batch)[JobState::Running], 0);
        QCOMPARE(w.counts(batch)[JobState::Completed] + w.counts(batch)[JobState::Queued], 200);
        QVERIFY(w.server.count() <= sent + 4);
        QCOMPARE(w.counts(batch)[JobState::Completed], w.server.count());
    }

    // A program that ends soon sends nothing; at its next start it goes on.
    void aPauseForNowIsNotKept()
    {
        Works w;
        const QJsonObject forNow{{u"forNow"_s, true}};
        const auto paused = [&w] { return w.call(u"engine.status"_s, {}).value(u"paused"_s).toBool(); };
        w.call(u"engine.pause"_s, forNow);
        QVERIFY(paused());
        QCOMPARE(*w.reader->setting(u"paused"_s), QString());
        QVERIFY(w.reader->operations(0, 1)->first().command != u"engine.pause"_s);
        const BatchId batch = w.add(kMixed);
        w.call(u"engine.resume"_s, forNow);
        QVERIFY(!paused());
        QTRY_COMPARE_WITH_TIMEOUT(w.counts(batch)[JobState::Failed], 4, 20'000);
        w.call(u"engine.pause"_s, {});
        QCOMPARE(*w.reader->setting(u"paused"_s), u"yes"_s);
    }

    void columnsAreReadAsMapped()
    {
        Works w;
        QFile file(w.folder.filePath(u"people.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Nome,Cargo\nAna,Baker\n");
        file.close();
        const QJsonObject mapping{{u"full_name"_s, u"Nome"_s}, {u"role"_s, u"Cargo"_s}};
        const QJsonObject added = w.call(
            u"batch.create"_s, {{u"rows"_s, file.fileName()}, {u"recipe"_s, u"portrait"_s}, {u"mapping"_s, mapping}});
        const auto rows = w.reader->givenRows(BatchId{added.value(u"batch"_s).toInteger()}, 0, 10);
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1);
        QCOMPARE(rows->first().fields.value(u"full_name"_s).toString(), u"Ana"_s);
        QCOMPARE(rows->first().fields.value(u"role"_s).toString(), u"Baker"_s);
    }
};

QTEST_GUILESS_MAIN(TestRepairCommands)
#include "test_repair_commands.moc"
