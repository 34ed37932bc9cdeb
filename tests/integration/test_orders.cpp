#include "integration/program.h"
#include "recipes/recipe_json.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What an order would become before anything is paid: doubles, what is there already, what a client may have.
class TestOrders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void onlyRowsWithoutAResult();
    void thePlanSaysWhatIsFree();
    void creditsAreCheckedBeforeAndWhileItRuns();
    void aStepMayCostSeveralCredits();
    void whatAnAccountCannotDoIsRefusedBeforehand();
    void voicesAreLookedForBeforehand();
    void aClientsBudgetHolds();
    void whatAClientMayHaveCanBeUndone();
    void theSheetSaysWhatTheClientMayStillSpend();
    void aRowThatLooksLikeAnotherTakesItsResult();
    void rowsThatLookAlikeCanBeLeftOut();
    void whatFollowsFromTheCacheIsFreeToo();

private:
    Ended ok(const QStringList &arguments);
    QString rows(const QByteArray &csv) { return m_program->write(QStringLiteral("rows.csv"), csv); }
    QJsonObject json(const QString &line) { return m_program->run(words(line) << QStringLiteral("--json")).json(); }
    QJsonObject create(const QByteArray &csv, const QString &more = {});
    void importPortrait(const QString &name, const QString &key, const QJsonValue &value);
    void run() { ok(words(QStringLiteral("run --until-idle --quiet"))); }

    std::unique_ptr<Program> m_program;
};

void TestOrders::init()
{
    m_program = std::make_unique<Program>();
    ok(words(QStringLiteral("queue set portraits gap=none daily=none account=sandbox concurrency=1")));
}

Ended TestOrders::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    if (ended.code != 0)
        QTest::qFail((arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData(), __FILE__, __LINE__);
    return ended;
}

QJsonObject TestOrders::create(const QByteArray &csv, const QString &more)
{
    QStringList arguments = words(QStringLiteral("batch create --recipe portrait --start --json --rows"));
    arguments.append(rows(csv));
    return m_program->run(arguments + more.split(u' ', Qt::SkipEmptyParts)).json();
}

void TestOrders::onlyRowsWithoutAResult()
{
    create("id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n");
    run();
    const QByteArray more = "id,full_name,role\n2,Bo,Nurse\n3,Cy,Chef\n3,Cy,Cook\n4,Di,Poet\n";
    const QJsonObject plan =
        m_program->run(words(QStringLiteral("batch plan --recipe portrait --only-new --json --rows")) << rows(more))
            .json();
    QCOMPARE(plan[QLatin1String("rows")].toInteger(), 2);
    QCOMPARE(plan[QLatin1String("answered")].toInteger(), 1);
    QCOMPARE(plan[QLatin1String("duplicates")].toInteger(), 1);
    const QJsonObject added = create(more, QStringLiteral("--only-new"));
    QCOMPARE(added[QLatin1String("rows")].toInteger(), 2);
    const QJsonArray left = added[QLatin1String("rejections")].toArray();
    QCOMPARE(left.size(), 2);
    QCOMPARE(left[0][QLatin1String("reason")].toString(), QStringLiteral("answered"));
    QCOMPARE(left[0][QLatin1String("line")].toInteger(), 2);
    QCOMPARE(left[1][QLatin1String("reason")].toString(), QStringLiteral("duplicate"));
    QCOMPARE(left[1][QLatin1String("of")].toInteger(), 3);
    run();
    const Ended none =
        m_program->run(words(QStringLiteral("batch create --recipe portrait --only-new --rows")) << rows(more));
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("every row has its result already"), none.err.constData());
    // Another client's rows are other rows, whatever their numbers.
    QCOMPARE(create(more, QStringLiteral("--only-new --client Ruum"))[QLatin1String("rows")].toInteger(), 3);
    // Without the wish, all of it is made again; a double is only said.
    QCOMPARE(create(more)[QLatin1String("rows")].toInteger(), 4);
}

void TestOrders::thePlanSaysWhatIsFree()
{
    create("id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n");
    run();
    const QByteArray csv = "id,full_name,role\n1,Ann,Baker\n7,Cy,Chef\n8,Cy,Chef\n";
    const QStringList plan = words(QStringLiteral("batch plan --recipe portrait --rows")) << rows(csv);
    const QJsonObject sheet = m_program->run(plan + QStringList{QStringLiteral("--json")}).json();
    const QJsonObject free = sheet[QLatin1String("free")].toObject();
    QCOMPARE(free[QLatin1String("fromCache")].toInteger(), 1);
    QCOMPARE(free[QLatin1String("equal")].toInteger(), 1);
    QCOMPARE(free[QLatin1String("looked")].toInteger(), 3);
    QVERIFY(free[QLatin1String("saves")].toString().toDouble() > 0);
    const QJsonArray marks = sheet[QLatin1String("marks")].toArray();
    QCOMPARE(marks.size(), 2);
    QCOMPARE(marks[0][QLatin1String("mark")].toString(), QStringLiteral("cache"));
    QCOMPARE(marks[0][QLatin1String("job")].toInteger(), 1);
    QCOMPARE(marks[1][QLatin1String("mark")].toString(), QStringLiteral("equal"));
    QCOMPARE(marks[1][QLatin1String("of")].toInteger(), 3);
    QCOMPARE(sheet[QLatin1String("foreseen")].toInteger(), 1); // one request leaves
    const QByteArray said = m_program->run(plan).out;
    QVERIFY2(said.contains("1 from the cache"), said.constData());
}

void TestOrders::creditsAreCheckedBeforeAndWhileItRuns()
{
    ok(words(QStringLiteral("credit set Acme image=2")));
    const QByteArray four = "id,full_name,role\n1,A,x\n2,B,x\n3,C,x\n4,D,x\n";
    const QJsonObject added = create(four, QStringLiteral("--client Acme"));
    QCOMPARE(added[QLatin1String("rows")].toInteger(), 2);
    const QJsonArray left = added[QLatin1String("rejections")].toArray();
    QCOMPARE(left.size(), 2);
    QCOMPARE(left[0][QLatin1String("reason")].toString(), QStringLiteral("credit"));
    QCOMPARE(left[0][QLatin1String("operation")].toString(), QStringLiteral("image"));
    // Both were accepted; taken away in mid-batch, they wait and say why.
    ok(words(QStringLiteral("credit set Acme image=1")));
    run();
    const QJsonObject waiting = json(QStringLiteral("batch show 1"));
    QCOMPARE(waiting[QLatin1String("counts")][QLatin1String("completed")].toInteger(), 1);
    QCOMPARE(waiting[QLatin1String("counts")][QLatin1String("queued")].toInteger(), 1);
    const QJsonArray clients = json(QStringLiteral("credit list"))[QLatin1String("clients")].toArray();
    QCOMPARE(clients[0][QLatin1String("credits")][QLatin1String("image")].toInteger(), 0);
    const Ended none =
        m_program->run(words(QStringLiteral("batch create --recipe portrait --client Acme --rows")) << rows(four));
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("1 are needed, 0 are left"), none.err.constData());
    ok(words(QStringLiteral("credit set Acme image=none")));
    run();
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
}

// The recipe of portraits under another name, with more to say.
void TestOrders::importPortrait(const QString &name, const QString &key, const QJsonValue &value)
{
    QJsonObject recipe = toJson(*builtInRecipe(QStringLiteral("portrait")));
    QJsonArray steps = recipe[QLatin1String("steps")].toArray();
    QJsonObject step = steps[0].toObject();
    step.insert(key, value);
    steps[0] = step;
    recipe.insert(QStringLiteral("steps"), steps);
    recipe.insert(QStringLiteral("name"), name);
    ok(words(QStringLiteral("recipe import"))
       << m_program->write(name + QStringLiteral(".json"), QJsonDocument(recipe).toJson()));
}

void TestOrders::whatAnAccountCannotDoIsRefusedBeforehand()
{
    ok(words(QStringLiteral("account add chat --kind openai --url http://127.0.0.1:9/v1")));
    const QString csv = rows("id,full_name,role\n1,A,x\n");
    const auto refusal = [&](const QString &line) {
        const Ended ended = m_program->run(words(line) << QStringLiteral("--rows") << csv);
        return ended.code == 1 ? QString::fromUtf8(ended.err) : QStringLiteral("it was accepted");
    };
    const QString calls = refusal(QStringLiteral("batch plan --recipe http-worker --account chat"));
    QVERIFY2(calls.contains(QStringLiteral("“chat” cannot do")), qPrintable(calls));
    QVERIFY2(calls.contains(QStringLiteral("“call a worker”")), qPrintable(calls));
    QVERIFY2(calls.contains(QStringLiteral("Choose another account")), qPrintable(calls));
    importPortrait(QStringLiteral("seeded"), QStringLiteral("needs"), QJsonArray{QStringLiteral("seed")});
    const QString seed = refusal(QStringLiteral("batch create --recipe seeded --account chat"));
    QVERIFY2(seed.contains(QStringLiteral("step “portrait” needs a seed")), qPrintable(seed));
    QCOMPARE(m_program->run(words(QStringLiteral("batch plan --recipe seeded --rows")) << csv).code, 0); // the sandbox
    QVERIFY(json(QStringLiteral("recipe validate seeded"))[QLatin1String("lacks")].toArray().isEmpty());
    ok(words(QStringLiteral("queue set portraits account=chat")));
    const QJsonArray lacks = json(QStringLiteral("recipe validate seeded"))[QLatin1String("lacks")].toArray();
    QCOMPARE(lacks.size(), 1);
    QVERIFY2(lacks.first().toString().contains(QStringLiteral("needs a seed")), qPrintable(lacks.first().toString()));
}

// The built-in recipe names a voice of Gemini's.
void TestOrders::voicesAreLookedForBeforehand()
{
    ok(words(QStringLiteral("account add loud --kind openai --url https://api.openai.com/v1")));
    const QStringList plan = words(QStringLiteral("batch plan --json --recipe scripts --account loud --rows"))
                             << rows("title\nBread\n");
    const auto speak = m_program->run(plan).json()[QLatin1String("calls")].toArray().last();
    QCOMPARE(speak[QLatin1String("step")].toString(), QStringLiteral("speak"));
    const QJsonArray voices{QJsonObject{{QStringLiteral("wanted"), QStringLiteral("Kore")},
                                        {QStringLiteral("spoken"), QStringLiteral("nova")}}};
    QCOMPARE(speak[QLatin1String("voices")].toArray(), voices);
    const Ended none = m_program->run(plan + QStringList{QStringLiteral("--set"), QStringLiteral("voice=Corey")});
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("Corey") && none.err.contains("alloy, ash"), none.err.constData());
    const QString easy = QStringLiteral("voices=pt: Puck, en: Kore, Corey");
    QCOMPARE(m_program->run(plan + QStringList{QStringLiteral("--set"), easy}).code, 1); // for es there is none
}

void TestOrders::aStepMayCostSeveralCredits()
{
    importPortrait(QStringLiteral("dear"), QStringLiteral("credits"), 3);
    ok(words(QStringLiteral("credit set Acme image=7")));
    const QByteArray csv = "id,full_name,role\n1,A,x\n2,B,x\n3,C,x\n";
    const QStringList options = words(QStringLiteral("--recipe dear --client Acme --rows")) << rows(csv);
    const QJsonObject sheet = m_program->run(words(QStringLiteral("batch plan --json")) + options).json();
    const QJsonValue image = sheet[QLatin1String("client")][QLatin1String("credits")][QLatin1String("image")];
    QCOMPARE(image[QLatin1String("asked")].toInt(), 6);
    QCOMPARE(image[QLatin1String("left")].toInt(), 7);
    const QJsonValue left = sheet[QLatin1String("rejections")].toArray().at(0);
    QCOMPARE(left[QLatin1String("needs")].toInt(), 3);
    QCOMPARE(left[QLatin1String("credits")].toInt(), 1);
    QCOMPARE(m_program->run(words(QStringLiteral("batch create --start --json")) + options)
                 .json()[QLatin1String("rows")]
                 .toInteger(),
             2);
    run();
    const QJsonArray clients = json(QStringLiteral("credit list"))[QLatin1String("clients")].toArray();
    QCOMPARE(clients[0][QLatin1String("credits")][QLatin1String("image")].toInteger(), 1);
    const Ended none = m_program->run(words(QStringLiteral("batch create")) + options);
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("3 are needed, 1 are left"), none.err.constData());
}

void TestOrders::aClientsBudgetHolds()
{
    ok(words(QStringLiteral("credit set Acme budget=0.000001")));
    create("id,full_name,role\n1,A,x\n2,B,x\n", QStringLiteral("--client Acme"));
    create("id,full_name,role\n3,C,x\n", QStringLiteral("--client Other"));
    run();
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("counts")][QLatin1String("queued")].toInteger(), 2);
    QCOMPARE(json(QStringLiteral("batch show 2"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
    ok(words(QStringLiteral("credit set Acme budget=none")));
    run();
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
}

void TestOrders::whatAClientMayHaveCanBeUndone()
{
    ok(words(QStringLiteral("credit set Acme image=5 budget=2.00")));
    ok(words(QStringLiteral("credit set Acme image=9 text=3")));
    ok(words(QStringLiteral("undo")));
    const QJsonObject acme = json(QStringLiteral("credit list"))[QLatin1String("clients")].toArray().first().toObject();
    QCOMPARE(acme[QLatin1String("credits")].toObject(), (QJsonObject{{QStringLiteral("image"), 5}}));
    QCOMPARE(acme[QLatin1String("budget")].toString().toDouble(), 2.0);
    QVERIFY(m_program->run(words(QStringLiteral("credit set Acme images=5"))).code != 0);
    QVERIFY(m_program->run(words(QStringLiteral("credit set Acme image=-1"))).code != 0);
}

void TestOrders::theSheetSaysWhatTheClientMayStillSpend()
{
    ok(words(QStringLiteral("credit set Acme image=10 budget=0.005")));
    create("id,full_name,role\n1,Ann,Baker\n", QStringLiteral("--client Acme"));
    run(); // 0.002 of it is spent
    const QByteArray csv = "id,full_name,role\n2,Bo,Nurse\n3,Cy,Chef\n";
    const QStringList plan = words(QStringLiteral("batch plan --recipe portrait --client Acme --rows")) << rows(csv);
    const QJsonValue client =
        m_program->run(plan + QStringList{QStringLiteral("--json")}).json()[QLatin1String("client")];
    QCOMPARE(client[QLatin1String("left")].toString(), QStringLiteral("0.003"));
    QCOMPARE(client[QLatin1String("credits")][QLatin1String("image")][QLatin1String("asked")].toInt(), 2);
    QCOMPARE(client[QLatin1String("credits")][QLatin1String("image")][QLatin1String("left")].toInt(), 9);
    const QByteArray said = m_program->run(plan).out;
    QVERIFY2(said.contains("not enough for the likely price"), said.constData());
    QVERIFY(!m_program->run(words(QStringLiteral("batch plan --recipe portrait --json --rows")) << rows(csv))
                 .json()
                 .contains(QLatin1String("client")));
}

void TestOrders::aRowThatLooksLikeAnotherTakesItsResult()
{
    const QByteArray csv = "id,full_name,role\n1,Ann Lee,Baker\n2,Bo,Nurse\n3, ann  lee,BAKER\n";
    const QStringList plan = words(QStringLiteral("batch plan --recipe portrait --rows")) << rows(csv);
    const QJsonObject sheet = m_program->run(plan + QStringList{QStringLiteral("--json")}).json();
    QCOMPARE(sheet[QLatin1String("alike")][QLatin1String("rows")].toInt(), 1);
    QCOMPARE(sheet[QLatin1String("alike")][QLatin1String("worst")].toString(), QStringLiteral("0.002"));
    const QByteArray said = m_program->run(plan).out;
    QVERIFY2(said.contains("1 row looks like another row") && said.contains("line 4: looks like line 2"),
             said.constData());
    const QJsonObject reusing = m_program->run(plan + words(QStringLiteral("--alike reuse --json"))).json();
    QCOMPARE(reusing[QLatin1String("free")][QLatin1String("equal")].toInt(), 1);

    QCOMPARE(create(csv, QStringLiteral("--alike reuse"))[QLatin1String("rows")].toInt(), 3);
    run();
    const QJsonObject batch = json(QStringLiteral("batch show 1"));
    QCOMPARE(batch[QLatin1String("counts")][QLatin1String("completed")].toInt(), 3);
    QCOMPARE(batch[QLatin1String("spent")].toString(), QStringLiteral("0.004")); // two requests
    const QJsonObject first = json(QStringLiteral("job show 1")), third = json(QStringLiteral("job show 3"));
    QCOMPARE(third[QLatin1String("sha256")].toString(), first[QLatin1String("sha256")].toString());
    QVERIFY(!third[QLatin1String("sha256")].toString().isEmpty());
    QVERIFY(third[QLatin1String("result")].toString() != first[QLatin1String("result")].toString());
    QVERIFY(third[QLatin1String("attempts")].toArray().isEmpty());
    QCOMPARE(third[QLatin1String("key")].toString(), QStringLiteral("3"));
    // Nothing of it is stale: it was asked for as the other row.
    QCOMPARE(json(QStringLiteral("batch impact 1"))[QLatin1String("stale")].toInt(), 0);
}

void TestOrders::rowsThatLookAlikeCanBeLeftOut()
{
    const QJsonObject added =
        create("id,full_name,role\n1,Ann Lee,Baker\n3,ANN LEE,baker\n", QStringLiteral("--alike leave-out"));
    QCOMPARE(added[QLatin1String("rows")].toInt(), 1);
    QCOMPARE(added[QLatin1String("rejections")][0][QLatin1String("reason")].toString(), QStringLiteral("alike"));
    const Ended wrong = m_program->run(words(QStringLiteral("batch plan --recipe portrait --alike perhaps --rows"))
                                       << rows("id,full_name,role\n1,Ann,Baker\n"));
    QVERIFY2(wrong.code != 0 && wrong.err.contains("make, reuse, leaveOut"), wrong.err.constData());
}

// A step that waits for another is looked up too, when all that it waits for is kept.
void TestOrders::whatFollowsFromTheCacheIsFreeToo()
{
    const QString recipe = m_program->write(QStringLiteral("two.json"), R"({"name": "two", "key": "id", "steps": [
        {"id": "tell", "operation": "text", "queue": "texts", "prompt": "Tell of {{full_name}}", "price": "0.01"},
        {"id": "short", "operation": "text", "queue": "texts", "after": ["tell"], "price": "0.01",
         "prompt": "Shorten: {{results.tell.text}}"}]})");
    ok(words(QStringLiteral("recipe import")) << recipe);
    const QString csv = rows("id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n");
    ok(words(QStringLiteral("batch create --recipe two --start --rows")) << csv);
    run();
    const QString more = rows("id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n3,Cy,Chef\n");
    const QJsonObject sheet =
        m_program->run(words(QStringLiteral("batch plan --recipe two --json --rows")) << more).json();
    QCOMPARE(sheet[QLatin1String("free")][QLatin1String("fromCache")].toInt(), 4);
    QCOMPARE(sheet[QLatin1String("free")][QLatin1String("saves")].toString(), QStringLiteral("0.04"));
    QCOMPARE(sheet[QLatin1String("foreseen")].toInt(), 2); // of the third row
    ok(words(QStringLiteral("batch create --recipe two --start --rows")) << more);
    run();
    const QJsonObject made =
        m_program->run(words(QStringLiteral("batch export 2 --as csv --name table --json --to")) << m_program->folder())
            .json();
    QFile table(made[QLatin1String("path")].toString());
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray text = table.readAll();
    QVERIFY2(text.contains(",from_cache,"), text.constData());
    QCOMPARE(text.count(",\"job "), 4); // both steps of two rows
    QVERIFY2(text.contains(",\"job 1, 20"), text.constData());
}

QTEST_GUILESS_MAIN(TestOrders)
#include "test_orders.moc"
