#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Undo as a person meets it, from the command line: what was done, and that it is as it was.
class TestUndo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aCancelledBatchComesBackPaused();
    void onlyWhatThisCancelTookComesBack();
    void aClearedQueueComesBack();
    void aRemovedBatchIsHiddenAndComesBack();
    void aDraftIsTakenBackUntilItWasStarted();
    void removedForGoodStaysAway();
    void settingsGoBackUnlessChangedSince();
    void nothingIsUndoneTwice();
    void whatWasSentStaysSent();
    void prioritiesGoBack();
    void aReleaseIsUndoneUntilItsRowsWereSent();
    void aRecipeIsSavedRemovedAndTakenBack();
    void aBuiltInRecipeComesBackAndStays();

private:
    void ok(const QStringList &arguments);
    QJsonObject batch(const QString &id);
    QJsonObject counts(const QString &id) { return batch(id).value(QLatin1String("counts")).toObject(); }
    QJsonArray activity();

    std::unique_ptr<Program> m_program;
};

void TestUndo::init()
{
    m_program = std::make_unique<Program>();
    QByteArray rows = "id,full_name,role\n";
    for (int i = 1; i <= 40; ++i)
        rows += QByteArray::number(i) + ",Person " + QByteArray::number(i) + ",Cook\n";
    const QString file = m_program->write(QStringLiteral("rows.csv"), rows);
    ok(words("batch create --recipe portrait --name People --start --rows") << file);
    ok(words("batch create --recipe portrait --name Others --rows") << file);
}

void TestUndo::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err).constData());
}

QJsonObject TestUndo::batch(const QString &id)
{
    return m_program->run({QStringLiteral("batch"), QStringLiteral("show"), id, QStringLiteral("--json")}).json();
}

QJsonArray TestUndo::activity()
{
    return m_program->run(words("activity --json")).json().value(QLatin1String("activity")).toArray();
}

void TestUndo::aCancelledBatchComesBackPaused()
{
    ok(words("batch cancel 1"));
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("cancelled")].toInt(), 40);
    const QJsonObject last = activity().first().toObject();
    QCOMPARE(last[QLatin1String("kind")].toString(), QStringLiteral("batch.cancel"));
    QCOMPARE(last[QLatin1String("by")].toString(), QStringLiteral("fornadactl"));
    QCOMPARE(last[QLatin1String("changed")].toInt(), 40);
    QVERIFY(last[QLatin1String("canUndo")].toBool());
    QVERIFY(last[QLatin1String("text")].toString().contains(QLatin1String("People")));
    const Ended undone = m_program->run(words("undo"));
    QCOMPARE(undone.code, 0);
    QVERIFY2(undone.out.contains("40 jobs are as before"), undone.out.constData());
    QCOMPARE(batch(QStringLiteral("1"))[QLatin1String("state")].toString(), QStringLiteral("paused"));
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("queued")].toInt(), 40);
    QVERIFY(activity().at(1).toObject()[QLatin1String("undone")].toBool());
}

void TestUndo::onlyWhatThisCancelTookComesBack()
{
    ok(words("job cancel 3"));
    ok(words("job cancel 4"));
    ok(words("batch cancel 1"));
    ok(words("undo")); // the batch, without jobs 3 and 4
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("queued")].toInt(), 38);
    ok(words("undo")); // job 4
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("queued")].toInt(), 39);
    QCOMPARE(m_program->run(words("job show 3 --json")).json()[QLatin1String("state")].toString(),
             QStringLiteral("cancelled"));
    QCOMPARE(m_program->run(words("job show 4 --json")).json()[QLatin1String("state")].toString(),
             QStringLiteral("queued"));
}

void TestUndo::aClearedQueueComesBack()
{
    ok(words("queue clear portraits"));
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("cancelled")].toInt(), 40);
    QCOMPARE(counts(QStringLiteral("2"))[QLatin1String("cancelled")].toInt(), 40);
    ok(words("undo"));
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("queued")].toInt(), 40);
    QCOMPARE(counts(QStringLiteral("2"))[QLatin1String("queued")].toInt(), 40);
}

void TestUndo::aRemovedBatchIsHiddenAndComesBack()
{
    ok(words("batch remove 2"));
    QCOMPARE(m_program->run(words("batch list --json")).json()[QLatin1String("batches")].toArray().size(), 1);
    QCOMPARE(m_program->run(words("job list --limit 500 --json")).json()[QLatin1String("jobs")].toArray().size(), 40);
    QVERIFY(m_program->run(words("batch start 2")).code != 0);
    ok(words("undo"));
    QCOMPARE(m_program->run(words("batch list --json")).json()[QLatin1String("batches")].toArray().size(), 2);
    QCOMPARE(batch(QStringLiteral("2"))[QLatin1String("state")].toString(), QStringLiteral("draft"));
    ok(words("batch start 2"));
}

void TestUndo::aDraftIsTakenBackUntilItWasStarted()
{
    const QJsonObject added = activity().first().toObject();
    QCOMPARE(added[QLatin1String("kind")].toString(), QStringLiteral("batch.create"));
    QVERIFY(added[QLatin1String("canUndo")].toBool());
    QVERIFY(!activity().at(1).toObject()[QLatin1String("canUndo")].toBool()); // that one was started with it
    const QStringList takeBack{QStringLiteral("undo"), QString::number(added[QLatin1String("id")].toInteger())};
    ok(words("batch start 2"));
    QVERIFY(m_program->run(takeBack).code != 0);
    QCOMPARE(batch(QStringLiteral("2"))[QLatin1String("state")].toString(), QStringLiteral("running"));
    const QString file = m_program->write(QStringLiteral("more.csv"), "id,full_name,role\n1,Ana,Cook\n");
    ok(words("batch create --recipe portrait --name More --rows") << file);
    ok(words("undo"));
    QCOMPARE(m_program->run(words("batch list --json")).json()[QLatin1String("batches")].toArray().size(), 2);
    QVERIFY(m_program->run(words("batch start 3")).code != 0);
}

void TestUndo::removedForGoodStaysAway()
{
    ok(words("batch remove 2 --for-good"));
    QVERIFY(!activity().first().toObject()[QLatin1String("canUndo")].toBool());
    QVERIFY(m_program->run(words("batch show 2")).code != 0);
}

void TestUndo::settingsGoBackUnlessChangedSince()
{
    const auto limits = [this] {
        return m_program->run(words("queue show portraits --json")).json()[QLatin1String("limits")].toObject();
    };
    const QJsonObject before = limits();
    ok(words("queue set portraits concurrency=7 gap=3"));
    QVERIFY(limits() != before);
    ok(words("undo"));
    QCOMPARE(limits(), before);

    ok(words("batch set 1 --priority 5 --budget 9.00"));
    const qint64 first = activity().first().toObject()[QLatin1String("id")].toInteger();
    ok(words("batch set 1 --priority 6"));
    const Ended refused = m_program->run({QStringLiteral("undo"), QString::number(first)});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("People"), refused.err.constData());
    ok(words("undo"));
    QCOMPARE(batch(QStringLiteral("1"))[QLatin1String("priority")].toInt(), 5);
    ok({QStringLiteral("undo"), QString::number(first)});
    QCOMPARE(batch(QStringLiteral("1"))[QLatin1String("priority")].toInt(), 0);
    QVERIFY(batch(QStringLiteral("1"))[QLatin1String("budget")].isNull());

    ok(words("queue pause portraits"));
    ok(words("undo"));
    QVERIFY(!m_program->run(words("queue show portraits --json")).json()[QLatin1String("paused")].toBool());
    ok(words("batch pause 1"));
    ok(words("undo"));
    QCOMPARE(batch(QStringLiteral("1"))[QLatin1String("state")].toString(), QStringLiteral("running"));
}

void TestUndo::nothingIsUndoneTwice()
{
    ok(words("batch cancel 1"));
    const QString id = QString::number(activity().first().toObject()[QLatin1String("id")].toInteger());
    ok({QStringLiteral("undo"), id});
    QCOMPARE(m_program->run({QStringLiteral("undo"), id}).code, 1);
    QVERIFY(m_program->run({QStringLiteral("undo"), QStringLiteral("999")}).code != 0);
}

void TestUndo::whatWasSentStaysSent()
{
    ok(words("run --until-idle --quiet"));
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("completed")].toInt(), 40);
    const QString spent = batch(QStringLiteral("1"))[QLatin1String("spent")].toString();
    ok(words("batch cancel 1"));
    ok(words("undo"));
    QCOMPARE(counts(QStringLiteral("1"))[QLatin1String("completed")].toInt(), 40);
    QCOMPARE(batch(QStringLiteral("1"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QCOMPARE(batch(QStringLiteral("1"))[QLatin1String("spent")].toString(), spent);
}

void TestUndo::prioritiesGoBack()
{
    const auto priority = [this](const QString &job) {
        return m_program->run({QStringLiteral("job"), QStringLiteral("show"), job, QStringLiteral("--json")})
            .json()[QLatin1String("priority")]
            .toInt();
    };
    ok(words("job priority 3 --priority 5"));
    QCOMPARE(m_program->run(words("job priority 3")).code, 2);
    ok(words("job priority --batch 1 --priority 8"));
    QCOMPARE(priority(QStringLiteral("3")), 8);
    const Ended undone = m_program->run(words("undo"));
    QVERIFY2(undone.out.contains("40 jobs are as before"), undone.out.constData());
    QCOMPARE(priority(QStringLiteral("3")), 5);
    ok(words("undo"));
    QCOMPARE(priority(QStringLiteral("3")), 0);
}

void TestUndo::aReleaseIsUndoneUntilItsRowsWereSent()
{
    ok(words("batch pilot 2 --first 2"));
    ok(words("batch release 2"));
    QVERIFY(activity().first().toObject()[QLatin1String("canUndo")].toBool());
    const Ended undone = m_program->run(words("undo"));
    QCOMPARE(undone.code, 0);
    QVERIFY2(undone.out.contains("Undid: Released the rest of"), undone.out.constData());
    ok(words("batch pause 1"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(counts(QStringLiteral("2"))[QLatin1String("completed")].toInt(), 2); // only the pilot
    ok(words("batch release 2"));
    const QString release = QString::number(activity().first().toObject()[QLatin1String("id")].toInteger());
    ok(words("run --until-idle --quiet"));
    const Ended late = m_program->run({QStringLiteral("undo"), release});
    QCOMPARE(late.code, 1);
    QVERIFY2(late.err.contains("Others"), late.err.constData());
}

void TestUndo::aRecipeIsSavedRemovedAndTakenBack()
{
    const auto recipe = [this](const QByteArray &words, int version) {
        return m_program->write(QStringLiteral("mine.json"),
                                R"({"name": "mine", "version": )" + QByteArray::number(version) +
                                    R"(, "steps": [{"id": "a", "operation": "text", "queue": "texts", "prompt": ")" +
                                    words + R"(", "price": "0.01"}]})");
    };
    const auto prompt = [this] {
        return m_program->run(words("recipe show mine"))
            .json()[QLatin1String("steps")][0][QLatin1String("prompt")]
            .toString();
    };
    ok(words("recipe import") << recipe("first", 1));
    ok(words("recipe import") << recipe("second", 2));
    QVERIFY2(activity().first()[QLatin1String("text")].toString().contains(QLatin1String("mine")), "it is in Activity");
    ok(words("undo"));
    QCOMPARE(prompt(), QStringLiteral("first"));
    ok(words("batch create --recipe mine --rows") << m_program->write(QStringLiteral("one.csv"), "id\n1\n"));
    ok(words("recipe remove mine"));
    QCOMPARE(activity().first()[QLatin1String("kind")].toString(), QStringLiteral("recipe.remove"));
    QVERIFY(activity().first()[QLatin1String("canUndo")].toBool());
    QCOMPARE(m_program->run(words("recipe show mine")).code, 1);
    const Ended gone = m_program->run(words("recipe remove mine"));
    QCOMPARE(gone.code, 1);
    QVERIFY2(gone.err.contains("mine") && linesOf(gone.err) == 1, gone.err.constData());
    ok(words("batch start 3")); // it has its own copy
    ok(words("run --until-idle --quiet"));
    QCOMPARE(counts(QStringLiteral("3"))[QLatin1String("completed")].toInt(), 1);
    const QJsonArray all = activity();
    const auto removal = std::find_if(all.begin(), all.end(), [](const QJsonValue &entry) {
        return entry[QLatin1String("kind")].toString() == u"recipe.remove";
    });
    ok(words("undo") << QString::number((*removal)[QLatin1String("id")].toInteger()));
    QCOMPARE(prompt(), QStringLiteral("first"));
    // Saved again since: the older undo would take that away.
    ok(words("recipe remove mine"));
    const qint64 last = activity().first()[QLatin1String("id")].toInteger();
    ok(words("recipe import") << recipe("third", 3));
    const Ended late = m_program->run(words("undo") << QString::number(last));
    QCOMPARE(late.code, 1);
    QCOMPARE(prompt(), QStringLiteral("third"));
}

void TestUndo::aBuiltInRecipeComesBackAndStays()
{
    const Ended refused = m_program->run(words("recipe remove portrait"));
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("came with the program") && linesOf(refused.err) == 1, refused.err.constData());
    QJsonObject edited = m_program->run(words("recipe show portrait")).json();
    const QJsonObject builtIn = edited;
    edited.insert(QStringLiteral("title"), QStringLiteral("Ours"));
    ok(words("recipe import") << m_program->write(QStringLiteral("p.json"), QJsonDocument(edited).toJson()));
    QCOMPARE(m_program->run(words("recipe show portrait")).json(), edited);
    const Ended removed = m_program->run(words("recipe remove portrait"));
    QVERIFY2(removed.code == 0 && removed.out.contains("built-in"), removed.err.constData());
    QCOMPARE(m_program->run(words("recipe show portrait")).json(), builtIn);
    ok(words("undo"));
    QCOMPARE(m_program->run(words("recipe show portrait")).json(), edited);
}

QTEST_GUILESS_MAIN(TestUndo)
#include "test_undo.moc"
