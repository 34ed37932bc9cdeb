#include "integration/program.h"
#include "integration/small_disk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace fornada::test;
using namespace Qt::StringLiterals;

// Results are had elsewhere while a batch goes on: nothing is lost, nothing stops, and what follows goes there too.
class TestResultsMove : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whileABatchRuns()
    {
        Program program;
        QByteArray rows = "id,full_name,role\n";
        for (int row = 1; row <= 12; ++row)
            rows += QByteArray::number(row) + ",Ana " + QByteArray::number(row) + ",Baker\n";
        const auto ok = [&program](const QStringList &words) {
            const Ended ended = program.run(words);
            QVERIFY2(ended.code == 0, (words.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
        };
        ok({u"queue"_s, u"set"_s, u"portraits"_s, u"gap=none"_s, u"daily=none"_s, u"account=sandbox"_s,
            u"concurrency=2"_s});
        ok({u"batch"_s, u"create"_s, u"--recipe"_s, u"portrait"_s, u"--start"_s, u"--rows"_s,
            program.write(u"rows.csv"_s, rows)});
        const auto engine = program.start({u"run"_s, u"--until-idle"_s, u"--quiet"_s});
        const auto count = [&program](const QString &state) {
            return program.run({u"batch"_s, u"show"_s, u"1"_s, u"--json"_s}).json()[u"counts"][state].toInt();
        };
        QVERIFY(QTest::qWaitFor([&count] { return count(u"completed"_s) >= 2; }, 60'000));

        const QString disk = program.folder() + u"/disk"_s;
        ok({u"results"_s, u"move"_s, disk});
        QVERIFY(count(u"completed"_s) < 12);
        QVERIFY(QFileInfo(program.data() + u"/results"_s).isSymbolicLink());
        QCOMPARE(program.run({u"results"_s, u"show"_s, u"--json"_s}).json()[u"place"].toString(), disk);
        QVERIFY(engine->waitForFinished(120'000));
        QCOMPARE(engine->exitCode(), 0);
        QCOMPARE(count(u"completed"_s), 12);

        const QJsonArray jobs = program.run({u"job"_s, u"list"_s, u"--json"_s}).json()[u"jobs"].toArray();
        QCOMPARE(jobs.size(), 12);
        for (const QJsonValue &job : jobs) {
            const QJsonObject shown =
                program.run({u"job"_s, u"show"_s, QString::number(job[u"id"].toInteger()), u"--json"_s}).json();
            const QString path = shown[u"results"][0][u"path"].toString();
            QVERIFY2(QFileInfo(path).size() > 0, qPrintable(path));
            QVERIFY2(QFileInfo(path).canonicalFilePath().startsWith(disk), qPrintable(path));
        }
        ok({u"export"_s, u"verify"_s, exported(program)});

        // The disk goes away, comes back.
        QVERIFY(QDir().rename(disk, disk + u"-away"_s));
        const Ended refused = program.run({u"run"_s, u"--until-idle"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("disk"), refused.err.constData());
        QVERIFY(QDir().rename(disk + u"-away"_s, disk));
        ok({u"results"_s, u"move"_s, program.data()});
        QVERIFY(!QFileInfo(program.data() + u"/results"_s).isSymbolicLink());
        QVERIFY(!QFileInfo::exists(disk));
        ok({u"export"_s, u"verify"_s, exported(program)});
    }

    // The answers are safe where the data is; the program can be ended, and writes them out when there is room.
    void aFullDiskOfResultsHoldsNothingUp()
    {
        Program program;
        const QString disk = program.folder() + u"/disk"_s;
        SmallDisk small(disk, "16k");
        if (!small.isMounted())
            QSKIP("mounting a small disk needs root");
        const auto ok = [&program](const QStringList &words) {
            const Ended ended = program.run(words);
            QVERIFY2(ended.code == 0, (words.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
        };
        ok({u"queue"_s, u"set"_s, u"portraits"_s, u"gap=none"_s, u"daily=none"_s, u"account=sandbox"_s});
        ok({u"results"_s, u"move"_s, disk});
        ok({u"batch"_s, u"create"_s, u"--recipe"_s, u"portrait"_s, u"--start"_s, u"--rows"_s,
            program.write(u"rows.csv"_s, "id,full_name,role\n1,Ana,Baker\n2,Bo,Cook\n")});
        const auto engine = program.start({u"run"_s, u"--quiet"_s, u"--grace"_s, u"1"_s});
        const auto status = [&program]() -> QJsonObject {
            return program.run({u"status"_s, u"--json"_s}).json()[u"engine"].toObject();
        };
        QVERIFY(QTest::qWaitFor([&status] { return !status()[u"storeOk"].toBool(true); }, 60'000));
        QVERIFY2(status()[u"storage"][u"where"].toString().contains(u"incoming"_s),
                 qPrintable(status()[u"storage"][u"where"].toString()));
        engine->terminate();
        QVERIFY(engine->waitForFinished(60'000));
        QCOMPARE(engine->exitStatus(), QProcess::NormalExit);

        QVERIFY(small.grow("20m"));
        ok({u"run"_s, u"--until-idle"_s, u"--quiet"_s});
        const QJsonArray jobs = program.run({u"job"_s, u"list"_s, u"--json"_s}).json()[u"jobs"].toArray();
        QCOMPARE(jobs.size(), 2);
        for (const QJsonValue &job : jobs) {
            QCOMPARE(job[u"state"].toString(), u"completed"_s);
            QCOMPARE(job[u"attempts"].toInt(), 1); // paid once
        }
    }

private:
    static QString exported(Program &program)
    {
        return program.run({u"batch"_s, u"export"_s, u"1"_s, u"--json"_s, u"--to"_s, program.folder()})
            .json()[u"path"]
            .toString();
    }
};

QTEST_GUILESS_MAIN(TestResultsMove)
#include "test_results_move.moc"
