#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What an account fails at last is done by the other one that the batch names, over the wire; and both books agree.
class TestElsewhere : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anotherAccountDoesWhatItsOwnFails();
    void anAddressThatIsNotThereIsNotWaitedFor();
    void theStartSheetSaysWhereAndAtWhatPrice();
    void badNamesAreRefusedWithTheirPlace();
    void anAccountThatABatchMayNeedStays();

private:
    QByteArray ok(const QString &line);
    QStringList create(const QString &more)
    {
        return words(QStringLiteral("batch create --recipe portrait --rows")) << m_rows << words(more);
    }
    QJsonArray attempts(int job)
    {
        return m_program->run(words(QStringLiteral("job show %1 --json").arg(job)))
            .json()[QLatin1String("attempts")]
            .toArray();
    }

    std::unique_ptr<Program> m_program;
    QString m_rows;
};

void TestElsewhere::init()
{
    m_program = std::make_unique<Program>();
    m_rows = m_program->write(QStringLiteral("rows.csv"), "id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n3,Cy,Chef\n");
    ok(QStringLiteral("queue set portraits gap=none daily=none account=sandbox attempts=2 backoff=0.05-0.1"));
}

QByteArray TestElsewhere::ok(const QString &line)
{
    const Ended ended = m_program->run(words(line));
    if (ended.code != 0)
        QTest::qFail((line.toUtf8() + ": " + ended.err + ended.out).constData(), __FILE__, __LINE__);
    return ended.out;
}

void TestElsewhere::anotherAccountDoesWhatItsOwnFails()
{
    SandboxProcess broken(*m_program, {{QStringLiteral("mix"), QJsonObject{{QStringLiteral("500"), 1.0}}}});
    SandboxProcess second(*m_program, {{QStringLiteral("prices"), QJsonObject{{QStringLiteral("image"), 2'000}}}});
    ok(QStringLiteral("account add first --kind sandbox --url ") + broken.url());
    ok(QStringLiteral("account add second --kind sandbox --url ") + second.url());
    QCOMPARE(m_program->run(create(QStringLiteral("--account first --fallback-account second --start"))).code, 0);
    ok(QStringLiteral("run --until-idle --quiet"));
    for (int job = 1; job <= 3; ++job) {
        QStringList went;
        for (const QJsonValue &attempt : attempts(job))
            went.append(attempt[QLatin1String("account")].toString());
        QCOMPARE(went, words(QStringLiteral("first first second")));
    }
    const auto requests = [](SandboxProcess &sandbox) {
        return sandbox.ledger()[QLatin1String("totals")][QLatin1String("requests")].toInteger();
    };
    QCOMPARE(requests(broken), 6);
    QCOMPARE(requests(second), 3);
    const QJsonObject batch = m_program->run(words(QStringLiteral("batch show 1 --json"))).json();
    QCOMPARE(batch[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QCOMPARE(batch[QLatin1String("counts")][QLatin1String("completed")].toInt(), 3);
    QCOMPARE(batch[QLatin1String("reserved")].toString(), QStringLiteral("0.00"));
    const QByteArray shown = ok(QStringLiteral("job show 1"));
    QVERIFY2(shown.contains("attempt 3 to second: done"), shown.constData());
}

void TestElsewhere::anAddressThatIsNotThereIsNotWaitedFor()
{
    ok(QStringLiteral("account add first --kind sandbox --url http://127.0.0.1:9"));
    QCOMPARE(m_program->run(create(QStringLiteral("--account first --fallback-account sandbox --start"))).code, 0);
    ok(QStringLiteral("run --until-idle --quiet"));
    const QJsonObject batch = m_program->run(words(QStringLiteral("batch show 1 --json"))).json();
    QCOMPARE(batch[QLatin1String("counts")][QLatin1String("completed")].toInt(), 3);
}

void TestElsewhere::theStartSheetSaysWhereAndAtWhatPrice()
{
    const QString recipe = m_program->write(
        QStringLiteral("two.json"),
        R"({"name": "two", "steps": [{"id": "draw", "operation": "image", "queue": "portraits", "prompt": "{{role}}",
            "price": "0.01", "otherwise": {"account": "dear", "price": "0.50"}}]})");
    ok(QStringLiteral("account add dear --kind sandbox --url http://127.0.0.1:9"));
    ok(QStringLiteral("recipe import ") + recipe);
    const QStringList plan = words(QStringLiteral("batch plan --recipe two --rows")) << m_rows;
    const QJsonObject sheet = m_program->run(plan + QStringList{QStringLiteral("--json")}).json();
    const QJsonValue other = sheet[QLatin1String("calls")][0][QLatin1String("otherwise")];
    QCOMPARE(other[QLatin1String("account")].toString(), QStringLiteral("dear"));
    QCOMPARE(other[QLatin1String("each")].toString(), QStringLiteral("0.50"));
    QCOMPARE(sheet[QLatin1String("price")][QLatin1String("low")].toString(), QStringLiteral("0.03"));
    QVERIFY(sheet[QLatin1String("price")][QLatin1String("high")].toString().toDouble() >= 1.5);
    const QByteArray said = m_program->run(plan).out;
    QVERIFY2(said.contains("what fails there goes to dear at $0.50 each"), said.constData());
}

void TestElsewhere::badNamesAreRefusedWithTheirPlace()
{
    const Ended none = m_program->run(create(QStringLiteral("--fallback-account nobody")));
    QVERIFY(none.code != 0);
    QVERIFY2(none.err.contains("there is no account nobody"), none.err.constData());
    const Ended model = m_program->run(create(QStringLiteral("--fallback-model big")));
    QVERIFY(model.code != 0);
    const QString recipe =
        m_program->write(QStringLiteral("bad.json"), R"({"name": "bad", "steps": [{"id": "draw", "operation": "image",
            "queue": "portraits", "prompt": "x", "otherwise": {"acount": "second"}}]})");
    const Ended bad = m_program->run(words(QStringLiteral("recipe import")) << recipe);
    QVERIFY2((bad.err + bad.out).contains("steps[0].otherwise.acount"), (bad.err + bad.out).constData());
}

void TestElsewhere::anAccountThatABatchMayNeedStays()
{
    ok(QStringLiteral("account add second --kind sandbox --url http://127.0.0.1:9"));
    QCOMPARE(m_program->run(create(QStringLiteral("--fallback-account second"))).code, 0);
    const Ended refused = m_program->run(words(QStringLiteral("account remove second")));
    QVERIFY(refused.code != 0);
    ok(QStringLiteral("batch cancel 1"));
    QCOMPARE(m_program->run(words(QStringLiteral("account remove second"))).code, 0);
}

QTEST_GUILESS_MAIN(TestElsewhere)
#include "test_elsewhere.moc"
