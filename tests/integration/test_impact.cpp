#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

QJsonObject textStep(const QString &id, const QString &prompt, const QString &price, const QStringList &after = {})
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("operation"), QStringLiteral("text")},
            {QStringLiteral("queue"), QStringLiteral("tales")},
            {QStringLiteral("prompt"), prompt},
            {QStringLiteral("output"), QStringLiteral("text")},
            {QStringLiteral("after"), QJsonArray::fromStringList(after)},
            {QStringLiteral("price"), price}};
}

constexpr int kRows = 6;

} // namespace

// A step is worded anew: exactly what is of the old wording is listed, priced and made again.
class TestImpact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingIsStaleAtFirst();
    void onlyTheEditedStepIsMadeAgain();
    void theRemakingAndTheWordingAreUndone();
    void whatComesOfItIsMadeAgainToo();
    void aTakenResultIsStaleLikeItsSource();
    void whatTheBudgetDoesNotReachIsNotBegun();
    void aPilotIsWordedAnewAndTheRestReleased();
    void aFieldThatNoRowHasIsRefused_data();
    void aFieldThatNoRowHasIsRefused();

private:
    void ok(const QStringList &arguments);
    void make(const QByteArray &rows, const QString &more = QStringLiteral("--start"));
    void edit(const QString &step, const QString &prompt)
    {
        ok(words(QStringLiteral("batch edit-step 1 %1 --prompt").arg(step)) << prompt);
    }
    QJsonObject json(const QString &line) { return m_program->run(words(line) << QStringLiteral("--json")).json(); }
    QJsonObject impact() { return json(QStringLiteral("batch impact 1")); }
    double spent() { return json(QStringLiteral("batch show 1"))[QLatin1String("spent")].toString().toDouble(); }
    int asked() { return m_sandbox->ledger().value(QLatin1String("totals"))[QLatin1String("requests")].toInt(); }
    int attemptsOf(const QString &step);

    std::unique_ptr<Program> m_program;
    std::unique_ptr<SandboxProcess> m_sandbox;
};

void TestImpact::init()
{
    m_program = std::make_unique<Program>();
    m_sandbox = std::make_unique<SandboxProcess>(*m_program, QJsonObject());
    ok(words(QStringLiteral("account add far --kind sandbox --url")) << m_sandbox->url());
    ok(words(QStringLiteral("queue set tales account=far concurrency=4")));
    const QJsonObject recipe{
        {QStringLiteral("name"), QStringLiteral("tales")},
        {QStringLiteral("version"), 1},
        {QStringLiteral("key"), QStringLiteral("id")},
        {QStringLiteral("steps"),
         QJsonArray{textStep(QStringLiteral("title"), QStringLiteral("Title for {{name}}"), QStringLiteral("0.002")),
                    textStep(QStringLiteral("tale"), QStringLiteral("Tale of {{results.title.text}}"),
                             QStringLiteral("0.003"), {QStringLiteral("title")}),
                    textStep(QStringLiteral("motto"), QStringLiteral("Motto of {{name}}"), QStringLiteral("0.001"))}}};
    ok(words(QStringLiteral("recipe import"))
       << m_program->write(QStringLiteral("tales.json"), QJsonDocument(recipe).toJson()));
}

void TestImpact::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
}

void TestImpact::make(const QByteArray &rows, const QString &more)
{
    ok(words(QStringLiteral("batch create --recipe tales %1 --rows").arg(more))
       << m_program->write(QStringLiteral("rows.csv"), rows));
    if (more.contains(QStringLiteral("--start")))
        ok(words(QStringLiteral("run --until-idle --quiet")));
}

int TestImpact::attemptsOf(const QString &step)
{
    int attempts = 0;
    const QJsonArray jobs = json(QStringLiteral("job list --batch 1 --limit 100"))[QLatin1String("jobs")].toArray();
    for (const QJsonValue &job : jobs)
        if (job[QLatin1String("step")].toString() == step)
            attempts += int(json(QStringLiteral("job show %1").arg(job[QLatin1String("id")].toInteger()))
                                .value(QLatin1String("attempts"))
                                .toArray()
                                .size());
    return attempts;
}

namespace {

QByteArray sixRows()
{
    QByteArray rows = "id,name\n";
    for (int row = 1; row <= kRows; ++row)
        rows += QByteArray::number(row) + ",Ana " + QByteArray::number(row) + "\n";
    return rows;
}

} // namespace

void TestImpact::nothingIsStaleAtFirst()
{
    make(sixRows());
    const QJsonObject first = impact();
    QCOMPARE(first[QLatin1String("made")].toInt(), 3 * kRows);
    QCOMPARE(first[QLatin1String("unchanged")].toInt(), 3 * kRows);
    QCOMPARE(first[QLatin1String("stale")].toInt(), 0);
    QCOMPARE(first[QLatin1String("unclear")].toInt(), 0);
    const int before = asked();
    const Ended remade = m_program->run(words(QStringLiteral("batch remake 1 --stale")));
    QVERIFY2(remade.out.contains("nothing to do"), remade.out.constData());
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), before);
    QCOMPARE(m_program->run(words(QStringLiteral("batch remake 1"))).code, 2); // which, has to be said
}

void TestImpact::onlyTheEditedStepIsMadeAgain()
{
    make(sixRows());
    const int before = asked();
    const double paid = spent();
    edit(QStringLiteral("tale"), QStringLiteral("Short tale of {{results.title.text}}"));
    const QJsonObject changed = impact();
    QCOMPARE(changed[QLatin1String("stale")].toInt(), kRows);
    QCOMPARE(changed[QLatin1String("unchanged")].toInt(), 2 * kRows);
    const QJsonArray jobs = changed[QLatin1String("jobs")].toArray();
    QCOMPARE(jobs.size(), kRows);
    for (const QJsonValue &job : jobs) {
        QCOMPARE(job[QLatin1String("step")].toString(), QStringLiteral("tale"));
        QCOMPARE(job[QLatin1String("why")].toString(), QStringLiteral("request"));
    }
    QCOMPARE(asked(), before); // to look costs nothing
    ok(words(QStringLiteral("batch remake 1 --stale")));
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), before + kRows);
    const double cost = changed[QLatin1String("most")].toString().toDouble();
    QVERIFY(cost > 0 && spent() > paid && spent() <= paid + cost + 1e-9);
    QCOMPARE(attemptsOf(QStringLiteral("title")), kRows);
    QCOMPARE(attemptsOf(QStringLiteral("tale")), 2 * kRows);
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 0);
    const QJsonObject remade = json(QStringLiteral("job show %1").arg(jobs.first()[QLatin1String("job")].toInteger()));
    QCOMPARE(remade[QLatin1String("results")].toArray().size(), 2); // the old one is there as a variant
    QVERIFY(m_program->run(words(QStringLiteral("activity"))).out.contains("older wording"));
}

void TestImpact::theRemakingAndTheWordingAreUndone()
{
    make(sixRows());
    const int before = asked();
    const double paid = spent();
    edit(QStringLiteral("title"), QStringLiteral("Funny title for {{name}}"));
    ok(words(QStringLiteral("batch remake 1 --stale")));
    const Ended undone = m_program->run(words(QStringLiteral("undo")));
    QCOMPARE(undone.code, 0);
    QVERIFY2(undone.out.contains("12 jobs are as before"), undone.out.constData());
    const QJsonObject batch = json(QStringLiteral("batch show 1"));
    QCOMPARE(batch[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QCOMPARE(batch[QLatin1String("counts")][QLatin1String("completed")].toInt(), 3 * kRows);
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 2 * kRows); // of the new wording they are not
    ok(words(QStringLiteral("undo")));
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 0);
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), before);
    QCOMPARE(spent(), paid);
}

void TestImpact::whatComesOfItIsMadeAgainToo()
{
    make(sixRows());
    const int before = asked();
    edit(QStringLiteral("title"), QStringLiteral("Funny title for {{name}}"));
    const QJsonObject changed = impact();
    QCOMPARE(changed[QLatin1String("stale")].toInt(), 2 * kRows);
    for (const QJsonValue &job : changed[QLatin1String("jobs")].toArray())
        QCOMPARE(job[QLatin1String("because")].toString(),
                 job[QLatin1String("step")].toString() == u"tale" ? QStringLiteral("title") : QString());
    const Ended said = m_program->run(words(QStringLiteral("batch impact 1")));
    QVERIFY2(said.out.contains("12 of 18") && said.out.contains("because step title changes"), said.out.constData());
    ok(words(QStringLiteral("batch remake 1 --stale")));
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), before + 2 * kRows);
    QCOMPARE(attemptsOf(QStringLiteral("motto")), kRows);
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 0); // the tales were made of the new titles
    QCOMPARE(impact()[QLatin1String("unchanged")].toInt(), 3 * kRows);
}

void TestImpact::aTakenResultIsStaleLikeItsSource()
{
    make("id,name\n1,Ana\n2,Ana\n");
    QCOMPARE(asked(), 3); // the second row took all of the first one's
    QCOMPARE(impact()[QLatin1String("unchanged")].toInt(), 6);
    edit(QStringLiteral("motto"), QStringLiteral("Long motto of {{name}}"));
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 2);
    ok(words(QStringLiteral("batch remake 1 --stale")));
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), 4);
    QCOMPARE(impact()[QLatin1String("unchanged")].toInt(), 6);
}

void TestImpact::whatTheBudgetDoesNotReachIsNotBegun()
{
    make(sixRows());
    edit(QStringLiteral("title"), QStringLiteral("Funny title for {{name}}"));
    ok(words(QStringLiteral("batch set 1 --budget %1").arg(spent() + 0.001, 0, 'f', 6)));
    const int before = asked();
    const Ended refused = m_program->run(words(QStringLiteral("batch remake 1 --stale")));
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("budget"), refused.err.constData());
    ok(words(QStringLiteral("batch set 1 --budget none")));
    const Ended dearer = m_program->run(words(QStringLiteral("batch remake 1 --stale --at-most 0.001")));
    QCOMPARE(dearer.code, 1);
    const QByteArray most = impact()[QLatin1String("most")].toString().toUtf8();
    QVERIFY2(dearer.err.contains("may cost $" + most + ", and at most $0.001"), dearer.err.constData());
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), before);
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 2 * kRows);
}

void TestImpact::aPilotIsWordedAnewAndTheRestReleased()
{
    make(sixRows(), QStringLiteral("--priority 0"));
    ok(words(QStringLiteral("batch pilot 1 --first 2")));
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), 6);
    edit(QStringLiteral("motto"), QStringLiteral("Kind motto of {{name}}"));
    QCOMPARE(impact()[QLatin1String("stale")].toInt(), 2);
    QCOMPARE(impact()[QLatin1String("notMade")].toInt(), 12);
    ok(words(QStringLiteral("batch remake 1 --stale")));
    ok(words(QStringLiteral("batch release 1")));
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(asked(), 6 + 2 + 12); // the pilot's titles and tales were not paid again
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
}

void TestImpact::aFieldThatNoRowHasIsRefused_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("refused"); // the name that stands nowhere
    QTest::newRow("field") << QStringLiteral("Motto of {{nmae}}") << QStringLiteral("nmae");
    QTest::newRow("parameter") << QStringLiteral("Motto for {{params.season}}") << QStringLiteral("params.season");
    QTest::newRow("part of a field") << QStringLiteral("Motto of {{person.name}}") << QStringLiteral("person.name");
    QTest::newRow("of one row") << QStringLiteral("Motto of {{nick}}") << QString();
    QTest::newRow("where there is one") << QStringLiteral("Motto{{#nmae}} of {{nmae}}{{/nmae}}") << QString();
    QTest::newRow("always there") << QStringLiteral("Motto {{row}} of {{key}} in {{batch}}") << QString();
}

// Every job would fail at it, one by one.
void TestImpact::aFieldThatNoRowHasIsRefused()
{
    QFETCH(QString, prompt);
    QFETCH(QString, refused);
    ok(words(QStringLiteral("batch create --recipe tales --rows"))
       << m_program->write(QStringLiteral("rows.json"), R"([{"id": 1, "name": "Ana"},
                                                            {"id": 2, "name": "Bia", "nick": "B"}])"));
    const Ended ended = m_program->run(words(QStringLiteral("batch edit-step 1 motto --prompt")) << prompt);
    QCOMPARE(ended.code == 0, refused.isEmpty());
    QVERIFY2(refused.isEmpty() || ended.err.contains(QStringLiteral("“%1”").arg(refused).toUtf8()),
             ended.err.constData());
}

QTEST_GUILESS_MAIN(TestImpact)
#include "test_impact.moc"
