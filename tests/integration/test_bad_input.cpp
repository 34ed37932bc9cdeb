#include "integration/program.h"
#include "support/http_test_server.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

// A recipe of one call, worded by the test.
QByteArray callRecipe(const QByteArray &name, const QByteArray &body, int version = 1)
{
    return R"({"name": ")" + name + R"(", "version": )" + QByteArray::number(version) +
           R"(, "key": "id", "steps": [{"id": "call", "operation": "httpCall", "queue": "worker", "output": "json",)"
           R"("file": "{{key}}", "parameters": {"body": )" +
           body + "}}]}";
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    return files;
}

} // namespace

// What comes in may be wrong, or meant badly: it is refused with its place, or stays what it is, a text.
class TestBadInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void badRecipesAreNotTaken_data();
    void badRecipesAreNotTaken();
    void aRowIsNeverReadAsATemplate();
    void aBatchKeepsTheRecipeItWasMadeWith();
    void noNameLeavesTheResults();
    void noCellIsAFormula();
    void aHugeCellLeavesItsRowOut();
    void pricesThatCannotBeReadAreSaid();
    void pricesThatCannotBeReadLetNothingGoOn();
    void theLogSaysWhatWasDone();

private:
    // A worker that answers everything, and the queue that goes to it.
    void addWorker(Program &program, const HttpTestServer &server);
    SystemClock m_clock;
};

void TestBadInput::addWorker(Program &program, const HttpTestServer &server)
{
    const QString url = server.url(QStringLiteral("/w")).toString();
    QCOMPARE(program.runServed(words("account add far --kind worker --url") << url).code, 0);
    QCOMPARE(program.runServed(words("queue set worker account=far")).code, 0);
}

void TestBadInput::badRecipesAreNotTaken_data()
{
    QTest::addColumn<QByteArray>("recipe");
    QTest::addColumn<QByteArray>("says");
    const QByteArray head = R"({"name": "mine", "version": 1, "steps": [)";
    const auto step = [](const QByteArray &id, const QByteArray &more) -> QByteArray {
        return R"({"id": ")" + id + R"(", "operation": "text", "queue": "texts", "prompt": "Hi", "price": "0.01")" +
               more + "}";
    };
    const auto row = [](const char *name, const QByteArray &recipe, const char *says) {
        QTest::newRow(name) << recipe << QByteArray(says);
    };
    row("a circle", head + step("a", R"(, "after": ["b"])") + "," + step("b", R"(, "after": ["a"])") + "]}",
        "steps[0].after");
    row("after itself", head + step("a", R"(, "after": ["a"])") + "]}", "steps[0].after");
    row("unknown key", head + step("a", R"(, "promt": "x")") + "]}", "steps[0].promt");
    row("a partial", head + step("a", {}).replace("Hi", "{{> /etc/passwd}}") + "]}", "steps[0].prompt");
    row("cut", R"({"name": "mine", "steps": [)", "line 1");
    row("a list", "[1, 2]", "must be an object");
}

void TestBadInput::badRecipesAreNotTaken()
{
    QFETCH(QByteArray, recipe);
    QFETCH(QByteArray, says);
    Program program;
    const QString file = program.write(QStringLiteral("mine.json"), recipe);
    for (const char *verb : {"recipe validate", "recipe import"}) {
        const Ended refused = program.run(words(verb) << file);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(says), refused.err.constData());
        QCOMPARE(linesOf(refused.err), 1);
    }
    QVERIFY(!program.run(words("recipe list")).out.contains("mine"));
}

void TestBadInput::aRowIsNeverReadAsATemplate()
{
    Program program;
    HttpTestServer server(m_clock);
    QByteArray got;
    server.setHandler([&got](const SeenRequest &request) {
        got = request.body;
        return ServerReply::answer(200, R"({"ok": true})");
    });
    addWorker(program, server);
    const QByteArray evil = "{{secret}} {{{secret}}} {{#id}}x{{/id}} {{=<% %>=}} {{> part}} <b> & ' \\";
    const QString recipe = program.write(QStringLiteral("r.json"), callRecipe("mine", R"({"said": "{{note}}"})"));
    const QString rows = program.write(QStringLiteral("rows.csv"), "id,note,secret\n1,\"" + evil + "\",hidden\n");
    QCOMPARE(program.runServed(words("recipe import") << recipe).code, 0);
    QCOMPARE(program.runServed(words("batch create --recipe mine --start --rows") << rows).code, 0);
    QCOMPARE(program.runServed(words("run --until-idle")).code, 0);
    QCOMPARE(QJsonDocument::fromJson(got)[QLatin1String("said")].toString(), QString::fromUtf8(evil));
    const QJsonObject plan =
        program.runServed(words("batch plan --prompts --json --recipe mine --rows") << rows).json();
    QCOMPARE(
        plan[QLatin1String("prompts")][0][QLatin1String("parameters")][QLatin1String("body")][QLatin1String("said")]
            .toString(),
        QString::fromUtf8(evil));
}

void TestBadInput::aBatchKeepsTheRecipeItWasMadeWith()
{
    Program program;
    HttpTestServer server(m_clock);
    QList<QByteArray> said;
    server.setHandler([&said](const SeenRequest &request) {
        said.append(request.body);
        return ServerReply::answer(200, R"({"ok": true})");
    });
    addWorker(program, server);
    const QString rows = program.write(QStringLiteral("rows.csv"), "id\n1\n");
    const auto import = [&program](const QByteArray &word, int version) {
        const QByteArray recipe = callRecipe("mine", R"({"said": ")" + word + R"("})", version);
        return program.runServed(words("recipe import") << program.write(QStringLiteral("r.json"), recipe)).code;
    };
    QCOMPARE(import("old", 1), 0);
    QCOMPARE(program.runServed(words("batch create --recipe mine --start --rows") << rows).code, 0);
    QCOMPARE(import("new", 2), 0);
    QCOMPARE(program.runServed(words("batch create --recipe mine --start --rows") << rows).code, 0);
    QCOMPARE(program.runServed(words("recipe remove mine")).code, 0);
    QCOMPARE(program.runServed(words("run --until-idle")).code, 0);
    std::sort(said.begin(), said.end());
    QCOMPARE(said.size(), 2);
    QVERIFY2(said.at(0).contains("new") && said.at(1).contains("old"), said.join(' ').constData());
}

void TestBadInput::noNameLeavesTheResults()
{
    Program program;
    const QString rows =
        program.write(QStringLiteral("rows.csv"), "id,full_name,role\n../../../evil,Ana,Chef\n/etc/evil,Bia,Cook\n"
                                                  "..\\..\\evil,Caio,Pilot\n..,Dora,Judge\n");
    QCOMPARE(program.run(words("queue set portraits gap=none daily=none account=sandbox")).code, 0);
    const Ended added = program.run(words("batch create --recipe portrait --start --name ../../up --rows") << rows);
    QVERIFY2(added.code == 0, added.err.constData());
    QCOMPARE(program.run(words("run --until-idle")).code, 0);
    const QString results = QDir(program.data() + QStringLiteral("/results")).canonicalPath();
    QStringList pictures = filesBelow(program.folder());
    pictures.removeIf([](const QString &path) { return !path.endsWith(QLatin1String(".png")); });
    QCOMPARE(pictures.size(), 4);
    for (const QString &path : std::as_const(pictures))
        QVERIFY2(QFileInfo(path).canonicalFilePath().startsWith(results + u'/'), qPrintable(path));
    const QString out = program.folder() + QStringLiteral("/deep/inside/out");
    QVERIFY(QDir().mkpath(out));
    const qsizetype before = filesBelow(program.folder()).size();
    QCOMPARE(program.run(words("batch export 1 --as folder --to") << out).code, 0);
    QCOMPARE(filesBelow(program.folder()).size() - before, filesBelow(out).size()); // nothing beside it
    QVERIFY(filesBelow(out).size() >= 4);
}

void TestBadInput::noCellIsAFormula()
{
    Program program;
    const QString rows = program.write(QStringLiteral("rows.csv"),
                                       "id,full_name,role\n\"=HYPERLINK(\"\"http://evil\"\",1)\",=1+1,@SUM(A1)\n");
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << rows).code, 0);
    const Ended csv = program.run(words("batch export 1 --as csv --json --to") << program.folder());
    QVERIFY2(csv.code == 0, csv.err.constData());
    QFile table(csv.json()[QLatin1String("path")].toString());
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray text = table.readAll();
    QVERIFY2(text.contains("'=HYPERLINK") && text.contains("'=1+1") && text.contains("'@SUM"), text.constData());
    QVERIFY(!text.contains(",=") && !text.contains("\"=") && !text.contains(",@"));
}

void TestBadInput::aHugeCellLeavesItsRowOut()
{
    Program program;
    const QString rows =
        program.write(QStringLiteral("rows.csv"),
                      "id,full_name,role\n1,Ana,Chef\n2," + QByteArray(11 << 20, 'x') + ",Cook\n3,Caio,Pilot\n");
    const Ended added = program.run(words("batch create --recipe portrait --rows") << rows);
    QVERIFY2(added.code == 0, added.err.constData());
    QVERIFY2(added.out.contains("2 rows") && added.out.contains("line 3: "), added.out.constData());
}

// Wrong prices keep no budget: what has one is not started before the table is right.
void TestBadInput::pricesThatCannotBeReadAreSaid()
{
    Program program;
    QCOMPARE(program.run(words("account add g --kind gemini --url http://127.0.0.1:9 --key-env HOME")).code, 0);
    program.write(QStringLiteral("data/prices.json"), R"({"models": [{"kind": "gemini"}]})");
    const QString rows = program.write(QStringLiteral("rows.csv"), "id,full_name,role\n1,Ana,Chef\n");
    const QStringList create = words("batch create --recipe portrait --account g --rows") << rows;
    const Ended started = program.run(create + words("--budget 1.00 --start"));
    QCOMPARE(started.code, 1);
    QVERIFY2(started.err.contains("prices.json") && linesOf(started.err) == 1, started.err.constData());
    QCOMPARE(program.run(create + words("--budget 1.00")).code, 0); // a draft may lie there
    QVERIFY(program.run(words("batch start 1")).err.contains("prices.json"));
    QCOMPARE(program.run(create + words("--start")).code, 0); // nobody said what it may cost
    QCOMPARE(program.run(words("batch set 2 --budget 1.00")).code, 0);
    QCOMPARE(program.run(words("batch pause 2")).code, 0);
    QVERIFY(program.run(words("undo")).err.contains("prices.json")); // it would go on
    const Ended doctor = program.run(words("doctor"));
    QCOMPARE(doctor.code, 1);
    QVERIFY(doctor.out.contains("prices.json"));

    const auto engine = program.start(words("run --quiet"));
    const auto alerts = [&program] {
        return program.run(words("status --json")).json()[QLatin1String("engine")][QLatin1String("alerts")].toArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!alerts().isEmpty(), 20'000);
    QCOMPARE(alerts()[0][QLatin1String("kind")].toString(), QStringLiteral("pricesUnread"));
    QVERIFY(program.run(words("status")).out.contains("prices.json"));
    QVERIFY(program.run(words("activity")).out.contains("prices.json"));
    // Mended while it runs.
    QFile::remove(program.data() + QStringLiteral("/prices.json"));
    QCOMPARE(program.run(words("price export") << program.folder() + QStringLiteral("/good.json")).code, 0);
    QCOMPARE(program.run(words("price import") << program.folder() + QStringLiteral("/good.json")).code, 0);
    QVERIFY(alerts().isEmpty());
    QCOMPARE(program.run(words("batch start 1")).code, 0);
    engine->terminate();
    QVERIFY(engine->waitForFinished(30'000));
}

// What was held before the table broke is not let go with it.
void TestBadInput::pricesThatCannotBeReadLetNothingGoOn()
{
    Program program;
    QCOMPARE(program.run(words("account add g --kind gemini --url http://127.0.0.1:9 --key-env HOME")).code, 0);
    const QString rows = program.write(QStringLiteral("rows.csv"), "id,full_name,role\n1,Ana,Chef\n2,Bia,Cook\n");
    const QStringList create = words("batch create --recipe portrait --account g --rows") << rows;
    QCOMPARE(program.run(create + words("--budget 1.00")).code, 0);
    QCOMPARE(program.run(words("batch pilot 1 --first 1")).code, 0);
    QCOMPARE(program.run(create + words("--budget 1.00 --start")).code, 0);
    QCOMPARE(program.run(create + words("--start")).code, 0); // nobody said what this one may cost
    QCOMPARE(program.run(words("batch pause 2")).code, 0);
    QCOMPARE(program.run(words("batch pause 3")).code, 0);
    const QString prices = program.write(QStringLiteral("data/prices.json"), R"({"models": [{"kind": "gemini"}]})");
    const auto isRefused = [&program](const char *command) {
        const Ended ended = program.run(words(command));
        return ended.code == 1 && ended.err.contains("prices.json") && linesOf(ended.err) == 1;
    };
    QVERIFY(isRefused("batch start 2"));
    QVERIFY(isRefused("batch resume 2"));
    QVERIFY(isRefused("batch release 1"));
    QCOMPARE(program.run(words("batch resume 3")).code, 0);
    QCOMPARE(program.run(words("batch pause 3")).code, 0);
    QCOMPARE(program.run(words("account set g --day-budget 5.00")).code, 0); // that is a cap of all its batches
    QVERIFY(isRefused("batch resume 3"));
    QVERIFY(QFile::remove(prices));
    QCOMPARE(program.run(words("batch release 1")).code, 0);
    QCOMPARE(program.run(words("batch resume 2")).code, 0);
    QCOMPARE(program.run(words("batch resume 3")).code, 0);
}

void TestBadInput::theLogSaysWhatWasDone()
{
    Program program;
    QCOMPARE(program.run(words("queue pause portraits")).code, 0);
    QCOMPARE(program.run(words("batch start 99")).code, 1);
    QFile log(program.data() + QStringLiteral("/log/fornada.log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QStringList done;
    for (const QByteArray &line : log.readAll().trimmed().split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        QVERIFY2(entry.contains(QLatin1String("at")), line.constData());
        const QJsonValue facts = entry[QLatin1String("facts")];
        done.append(entry[QLatin1String("event")].toString() + u' ' + facts[QLatin1String("command")].toString() +
                    u' ' + facts[QLatin1String("refused")][QLatin1String("error")].toString());
    }
    QVERIFY2(done.contains(QStringLiteral("command queue.pause ")), qPrintable(done.join(u'\n')));
    QVERIFY2(done.contains(QStringLiteral("command batch.start notFound")), qPrintable(done.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "test_bad_input.moc"
