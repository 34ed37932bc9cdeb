#include "integration/program.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace fornada::test;

// What is over and old goes by itself, when that was asked for.
class TestUpkeep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oldBatchesAreRemovedByThemselves();
    void removedBatchesGoForGoodAfterAWeek();

private:
    void ok(const QStringList &arguments)
    {
        const Ended ended = m_program.run(arguments);
        QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
    }
    QStringList batches()
    {
        QStringList names;
        const QJsonArray all =
            m_program.run(words(QStringLiteral("batch list --json"))).json()[QLatin1String("batches")].toArray();
        for (const QJsonValue &batch : all)
            names.append(batch[QLatin1String("name")].toString());
        names.sort();
        return names;
    }
    // As if nothing had happened to these batches for 40 days.
    void age(const QString &which)
    {
        sql(QStringLiteral("UPDATE batch SET updated = updated - 40 * 86400000000 WHERE %1").arg(which));
    }
    int sql(const QString &statement)
    {
        int first = 0;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("age"));
            database.setDatabaseName(m_program.data() + QStringLiteral("/fornada.db"));
            if (!database.open())
                QTest::qFail("the database does not open", __FILE__, __LINE__);
            QSqlQuery query(database);
            if (!query.exec(statement))
                QTest::qFail(qPrintable(statement), __FILE__, __LINE__);
            if (query.next())
                first = query.value(0).toInt();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("age"));
        return first;
    }

    Program m_program;
};

void TestUpkeep::oldBatchesAreRemovedByThemselves()
{
    const QString rows = m_program.write(QStringLiteral("rows.csv"), "id,full_name,role\n1,Ana,Chef\n");
    const auto create = [this, &rows](const QString &name, bool start) {
        ok(words(QStringLiteral("batch create --recipe portrait --name %1 --rows").arg(name))
           << rows << (start ? QStringList{QStringLiteral("--start")} : QStringList()));
    };
    create(QStringLiteral("old"), true);
    create(QStringLiteral("new"), true);
    ok(words(QStringLiteral("run --until-idle --quiet")));
    create(QStringLiteral("gone"), false);
    ok(words(QStringLiteral("batch cancel gone")));
    create(QStringLiteral("draft"), false);
    age(QStringLiteral("name <> 'new'"));
    const QStringList all{QStringLiteral("draft"), QStringLiteral("gone"), QStringLiteral("new"),
                          QStringLiteral("old")};
    QCOMPARE(batches(), all);

    QCOMPARE(m_program.run(words(QStringLiteral("setting set keepBatchesDays 0"))).code, 2);
    ok(words(QStringLiteral("setting set keepBatchesDays 30")));
    const QString fetched = m_program.data() + QStringLiteral("/fetched/");
    QVERIFY(QDir().mkpath(fetched));
    for (const int days : {1, 40}) {
        QFile file(fetched + QString::number(days));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime));
    }
    const auto upkeep = [this](const QStringList &left) {
        const auto engine = m_program.start(words(QStringLiteral("run --quiet")));
        QVERIFY(QTest::qWaitFor([this, &left] { return batches() == left; }, 60'000));
        engine->terminate();
        QVERIFY(engine->waitForFinished(30'000));
    };
    const QStringList young{QStringLiteral("draft"), QStringLiteral("new")};
    upkeep(young);
    QCOMPARE(QDir(fetched).entryList(QDir::Files), QStringList(QStringLiteral("1")));
    const QString results = m_program.data() + QStringLiteral("/results");
    QVERIFY2(QDir(results).entryList(QDir::Dirs | QDir::NoDotAndDotDot).contains(QStringLiteral("1 old")),
             "result files stay");

    // The last deed of a person is the setting; what was done by itself is undone by its number.
    ok(words(QStringLiteral("undo")));
    QCOMPARE(batches(), young);
    const auto kept = [this]() -> QJsonValue {
        return m_program.run(words(QStringLiteral("setting list --json"))).json()[QLatin1String("keepBatchesDays")];
    };
    QVERIFY(kept().isNull());
    ok(words(QStringLiteral("setting set keepBatchesDays 30")));
    QCOMPARE(kept().toString(), QStringLiteral("30"));
    qint64 removal = 0;
    const QJsonArray activity =
        m_program.run(words(QStringLiteral("activity --json"))).json()[QLatin1String("activity")].toArray();
    for (const QJsonValue &entry : activity)
        if (entry[QLatin1String("kind")].toString() == u"batch.remove" &&
            entry[QLatin1String("subject")].toString() == u"old") {
            QCOMPARE(entry[QLatin1String("by")].toString(), QStringLiteral("Fornada"));
            removal = entry[QLatin1String("id")].toInteger();
        }
    QVERIFY(removal > 0);
    ok(words(QStringLiteral("undo %1").arg(removal)));
    const QStringList back{QStringLiteral("draft"), QStringLiteral("new"), QStringLiteral("old")};
    QCOMPARE(batches(), back);
    create(QStringLiteral("late"), false);
    ok(words(QStringLiteral("batch cancel late")));
    age(QStringLiteral("name = 'late'"));
    upkeep(back); // what was brought back stays
}

// Until then its removal can be undone; then nothing of it is left in the database, and its files are.
void TestUpkeep::removedBatchesGoForGoodAfterAWeek()
{
    const QString rows = m_program.write(QStringLiteral("rows.csv"), "id,full_name,role\n1,Ana,Chef\n");
    ok(words(QStringLiteral("batch create --recipe portrait --name week --start --rows")) << rows);
    ok(words(QStringLiteral("run --until-idle --quiet")));
    ok(words(QStringLiteral("batch remove week")));
    const QString count = QStringLiteral("SELECT (SELECT count(*) FROM batch WHERE name = 'week') + (SELECT count(*) "
                                         "FROM job WHERE batch_id NOT IN (SELECT id FROM batch WHERE name <> 'week'))");
    QCOMPARE(sql(count), 2);
    const auto removedDaysAgo = [this](double days) {
        sql(QStringLiteral("UPDATE batch SET removed = %1 WHERE name = 'week'")
                .arg((QDateTime::currentMSecsSinceEpoch() - qint64(days * 86'400'000)) * 1'000));
        ok(words(QStringLiteral("run --until-idle --quiet")));
    };
    removedDaysAgo(6.9);
    QCOMPARE(sql(count), 2);
    removedDaysAgo(7.1);
    QCOMPARE(sql(count), 0);
    const QStringList left = QDir(m_program.data() + QStringLiteral("/results")).entryList(QDir::Dirs);
    QVERIFY(left.filter(QStringLiteral("week")).size() == 1);
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "test_upkeep.moc"
