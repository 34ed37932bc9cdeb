#include "integration/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Recipes, prices and rows as files, from the command line.
class TestRecipeFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_program = std::make_unique<Program>(); }
    void everySampleRunsOnTheSandbox_data();
    void everySampleRunsOnTheSandbox();
    void aMistakeIsNamedWithItsPlace_data();
    void aMistakeIsNamedWithItsPlace();
    void whatIsGoodSaysWhatRowsNeed();
    void anOwnPriceTableHolds();
    void everyRowThatIsLeftOutIsListed();
    void aFieldIsReadFromAnotherColumn();
    void theDaysBudgetIsASetting();
    void joiningAsksNobody();
    void aJoinGoesOnWithWhatThereIs();
    void oneVariationIsNotAskedFor();

private:
    std::unique_ptr<Program> m_program;
};

void TestRecipeFiles::everySampleRunsOnTheSandbox_data()
{
    QTest::addColumn<int>("jobs");
    QTest::addColumn<int>("skipped");
    QTest::newRow("portrait") << 12 << 0;
    QTest::newRow("scripts") << 66 << 0; // 3 titles: 1 + 3 + 9 + 9 each
    QTest::newRow("tattoo-stencil") << 2 << 0;
    QTest::newRow("tattoo-enhance") << 2 << 0;
    QTest::newRow("tattoo-colours") << 2 << 0;
    QTest::newRow("tattoo-idea") << 4 << 0;
    QTest::newRow("voice-orders") << 10 << 2; // nobody has to be asked to write
    QTest::newRow("staging") << 10 << 0;
    QTest::newRow("staging-worker") << 3 << 0;
    QTest::newRow("http-worker") << 3 << 0;
}

void TestRecipeFiles::everySampleRunsOnTheSandbox()
{
    QFETCH(int, jobs);
    QFETCH(int, skipped);
    const QString recipe = QString::fromLatin1(QTest::currentDataTag());
    const Ended demo = m_program->run(words(QStringLiteral("demo %1 --quiet").arg(recipe)));
    QVERIFY2(demo.code == 0, (demo.err + demo.out).constData());
    const QJsonObject counts =
        m_program->run(words(QStringLiteral("batch show 1 --json"))).json()[QLatin1String("counts")].toObject();
    QCOMPARE(counts[QLatin1String("total")].toInt(), jobs);
    QCOMPARE(counts[QLatin1String("completed")].toInt(), jobs - skipped);
    QCOMPARE(counts[QLatin1String("skipped")].toInt(), skipped);
}

void TestRecipeFiles::aMistakeIsNamedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("recipe");
    QTest::addColumn<QString>("mistake");
    QTest::newRow("no JSON") << QByteArray("{\n  \"name\": \"x\",\n  \"steps\": [}\n")
                             << QStringLiteral("line 3, place ");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("must be an object");
    QTest::newRow("an unknown key") << QByteArray(R"({"name":"x","version":1,"stpes":[]})")
                                    << QStringLiteral("stpes: ");
    QTest::newRow("a circle") << QByteArray(R"({"name":"x","version":1,"steps":[
        {"id":"a","operation":"text","queue":"texts","prompt":"x","after":["b"]},
        {"id":"b","operation":"text","queue":"texts","prompt":"x","after":["a"]}]})")
                              << QStringLiteral("steps[0].after: ");
    QTest::newRow("no such thing of a result") << QByteArray(R"({"name":"x","version":1,"steps":[
        {"id":"a","operation":"text","queue":"texts","prompt":"x"},
        {"id":"b","operation":"text","queue":"texts","prompt":"{{results.a.txt}}","after":["a"]}]})")
                                               << QStringLiteral("steps[1].prompt: uses {{results.a.txt}}");
}

void TestRecipeFiles::aMistakeIsNamedWithItsPlace()
{
    QFETCH(QByteArray, recipe);
    QFETCH(QString, mistake);
    const QString file = m_program->write(QStringLiteral("recipe.json"), recipe);
    const Ended ended = m_program->run(words(QStringLiteral("recipe validate --json")) << file);
    QCOMPARE(ended.code, 1);
    QCOMPARE(ended.json()[QLatin1String("ok")], QJsonValue(false));
    const QString said = ended.json()[QLatin1String("mistake")].toString();
    QVERIFY2(said.contains(mistake), qPrintable(said));
    const Ended plain = m_program->run(words(QStringLiteral("recipe validate")) << file);
    QVERIFY2(plain.err.contains(mistake.toUtf8()), plain.err.constData());
    QCOMPARE(m_program->run(words(QStringLiteral("recipe import")) << file).code, 1);
}

void TestRecipeFiles::whatIsGoodSaysWhatRowsNeed()
{
    const QString file =
        m_program->write(QStringLiteral("recipe.json"), R"({"name":"x","version":3,"requires":["title"],
        "steps":[{"id":"a","operation":"text","queue":"texts","prompt":"On {{title}} for {{reader}}"}]})");
    const QJsonObject good = m_program->run(words(QStringLiteral("recipe validate --json")) << file).json();
    QCOMPARE(good[QLatin1String("ok")], QJsonValue(true));
    QCOMPARE(good[QLatin1String("version")].toInt(), 3);
    QCOMPARE(good[QLatin1String("needs")].toVariant().toStringList(),
             (QStringList{QStringLiteral("title"), QStringLiteral("reader")}));
    const QByteArray recipes = m_program->run(words(QStringLiteral("recipe list"))).out;
    QVERIFY2(!recipes.contains("\nx "), recipes.constData()); // nothing was stored
    QCOMPARE(m_program->run(words(QStringLiteral("recipe validate scripts"))).code, 0);
    QCOMPARE(m_program->run(words(QStringLiteral("recipe validate no-such-recipe"))).code, 1);
}

void TestRecipeFiles::anOwnPriceTableHolds()
{
    const QString table = m_program->folder() + QStringLiteral("/prices.json");
    QCOMPARE(m_program->run(words(QStringLiteral("price export")) << table).code, 0);
    QFile file(table);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject prices = QJsonDocument::fromJson(file.readAll()).object();
    QJsonArray models = prices[QLatin1String("models")].toArray();
    QVERIFY(!models.isEmpty());
    models.append(QJsonObject{{QStringLiteral("kind"), QStringLiteral("worker")},
                              {QStringLiteral("model"), QStringLiteral("our-own")},
                              {QStringLiteral("request"), QStringLiteral("0.25")}});
    prices.insert(QStringLiteral("models"), models);
    const QString mine = m_program->write(QStringLiteral("mine.json"), QJsonDocument(prices).toJson());
    QCOMPARE(m_program->run(words(QStringLiteral("price import")) << mine).code, 0);
    const QByteArray listed = m_program->run(words(QStringLiteral("price list"))).out;
    QVERIFY2(listed.contains("our-own") && listed.contains("0.25"), listed.constData());
    const auto pricesAreGood = [this] {
        const QJsonArray checks =
            m_program->run(words(QStringLiteral("doctor --json"))).json()[QLatin1String("checks")].toArray();
        for (const QJsonValue &check : checks)
            if (check[QLatin1String("check")].toString() == u"prices")
                return check[QLatin1String("ok")].toBool();
        return false;
    };
    QVERIFY(pricesAreGood());
    // One that cannot be used is refused, and the good one stays.
    const Ended bad =
        m_program->run(words(QStringLiteral("price import"))
                       << m_program->write(QStringLiteral("bad.json"), R"({"models":[{"kind":"gemni"}]})"));
    QCOMPARE(bad.code, 1);
    QCOMPARE(m_program->run(words(QStringLiteral("price list"))).out, listed);
}

void TestRecipeFiles::everyRowThatIsLeftOutIsListed()
{
    QByteArray rows = "id,full_name,role\n";
    for (int row = 1; row <= 250; ++row)
        rows += QByteArray::number(row) + (row % 2 ? ",,Chef\n" : ",=Ann,Chef\n");
    const QString file = m_program->write(QStringLiteral("rows.csv"), rows);
    const QString left = m_program->folder() + QStringLiteral("/left.csv");
    const Ended plain = m_program->run(words(QStringLiteral("batch plan --recipe portrait --rows")) << file);
    QVERIFY2(plain.out.contains("and 25 more: --left-out"), plain.out.constData());
    const Ended made = m_program->run(words(QStringLiteral("batch create --recipe portrait --rows"))
                                      << file << QStringLiteral("--left-out") << left);
    QCOMPARE(made.code, 0);
    QFile list(left);
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = list.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 126); // and the titles
    QVERIFY2(lines.last().startsWith("250,fieldMissing,full_name,"), lines.last().constData());
}

void TestRecipeFiles::aFieldIsReadFromAnotherColumn()
{
    const QString file = m_program->write(QStringLiteral("rows.csv"), "nr,Nome,Cargo\n1,Ana,Chefe\n");
    const QStringList create = words(QStringLiteral("batch create --json --recipe portrait --rows")) << file;
    QCOMPARE(m_program->run(create).code, 1);
    const Ended made = m_program->run(create + words(QStringLiteral("--map full_name=Nome --map role=Cargo")));
    QVERIFY2(made.code == 0, made.err.constData());
    const QJsonObject job = m_program->run(words(QStringLiteral("job show 1 --json"))).json();
    QCOMPARE(job[QLatin1String("fields")][QLatin1String("full_name")].toString(), QStringLiteral("Ana"));
}

void TestRecipeFiles::theDaysBudgetIsASetting()
{
    QCOMPARE(m_program->run(words(QStringLiteral("setting set dayBudget 2.50"))).code, 0);
    const QJsonObject all = m_program->run(words(QStringLiteral("setting list --json"))).json();
    QCOMPARE(all[QLatin1String("dayBudget")].toString(), QStringLiteral("2.50"));
    QCOMPARE(m_program->run(words(QStringLiteral("setting set dayBudget much"))).code, 2);
    QCOMPARE(m_program->run(words(QStringLiteral("setting set paused yes"))).code, 2);
    QCOMPARE(m_program->run(words(QStringLiteral("undo"))).code, 0);
    QVERIFY(m_program->run(words(QStringLiteral("setting list --json"))).json()[QLatin1String("dayBudget")].isNull());
}

// Whatever account the batch goes to: nothing is asked.
void TestRecipeFiles::joiningAsksNobody()
{
    const QString recipe = m_program->write(QStringLiteral("joined.json"), R"({"name":"joined","version":1,"steps":[
        {"id":"v","operation":"text","queue":"texts","for":[{"name":"aspect","in":["humour","drama"]}],
         "prompt":"{{aspect}} of {{title}}","price":"0.001"},
        {"id":"all","operation":"join","queue":"texts","after":["v"],
         "prompt":"{{#results.v}}{{aspect}}: {{text}}\n{{/results.v}}"},
        {"id":"list","operation":"join","queue":"texts","output":"json","prompt":"[\"{{title}}\"]"},
        {"id":"broken","operation":"join","queue":"texts","output":"json","prompt":"{ {{title}}"},
        {"id":"say","operation":"speech","queue":"speech","after":["all"],"prompt":"{{results.all.text}}","price":"0.01"}
        ]})");
    QCOMPARE(m_program->run(words(QStringLiteral("recipe import")) << recipe).code, 0);
    const QString rows = m_program->write(QStringLiteral("rows.csv"), "title\nBread\n");
    QCOMPARE(
        m_program->run(words(QStringLiteral("batch create --recipe joined --budget 1 --start --rows")) << rows).code,
        0);
    QCOMPARE(m_program->run(words(QStringLiteral("run --until-idle --quiet"))).code, 3); // one is no JSON
    const auto job = [this](int id) {
        return m_program->run(words(QStringLiteral("job show %1 --json").arg(id))).json();
    };
    const QJsonObject all = job(3);
    QCOMPARE(all[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QVERIFY(all[QLatin1String("attempts")].toArray().isEmpty());
    const QString text = all[QLatin1String("results")][0][QLatin1String("text")].toString();
    QVERIFY2(text.contains(QStringLiteral("humour: ")) && text.contains(QStringLiteral("drama: ")), qPrintable(text));
    QCOMPARE(job(4)[QLatin1String("results")][0][QLatin1String("text")].toString(), QStringLiteral("[\"Bread\"]"));
    QCOMPARE(job(5)[QLatin1String("state")].toString(), QStringLiteral("failed"));
    QCOMPARE(job(6)[QLatin1String("state")].toString(), QStringLiteral("completed"));
    const QJsonObject batch = m_program->run(words(QStringLiteral("batch show 1 --json"))).json();
    QCOMPARE(batch[QLatin1String("spent")].toString(), QStringLiteral("0.012")); // two texts and their sound
}

void TestRecipeFiles::aJoinGoesOnWithWhatThereIs()
{
    // Of the three, the second makes no JSON.
    const QString recipe = m_program->write(QStringLiteral("partial.json"), R"({"name":"partial","version":1,"steps":[
        {"id":"v","operation":"join","queue":"texts","output":"json",
         "for":[{"name":"aspect","in":["\"one\"","two","\"three\""]}],"prompt":"[{{aspect}}]"},
        {"id":"all","operation":"join","queue":"texts","after":["v"],"whenParentFails":"goOn",
         "prompt":"{{#results.v}}{{aspect}}={{text}};{{/results.v}}"},
        {"id":"strict","operation":"join","queue":"texts","after":["v"],"prompt":"{{#results.v}}{{text}}{{/results.v}}"}
        ]})");
    QCOMPARE(m_program->run(words(QStringLiteral("recipe import")) << recipe).code, 0);
    const QString rows = m_program->write(QStringLiteral("rows.csv"), "title\nBread\n");
    QCOMPARE(m_program->run(words(QStringLiteral("batch create --recipe partial --start --rows")) << rows).code, 0);
    QCOMPARE(m_program->run(words(QStringLiteral("run --until-idle --quiet"))).code, 3);
    const auto job = [this](int id) {
        return m_program->run(words(QStringLiteral("job show %1 --json").arg(id))).json();
    };
    QCOMPARE(job(2)[QLatin1String("state")].toString(), QStringLiteral("failed"));
    QCOMPARE(job(4)[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QCOMPARE(job(4)[QLatin1String("results")][0][QLatin1String("text")].toString(),
             QStringLiteral("\"one\"=[\"one\"];\"three\"=[\"three\"];"));
    QCOMPARE(job(5)[QLatin1String("state")].toString(), QStringLiteral("skipped"));
}

// One title, one variation, three languages: its master, three adaptations, three voices.
void TestRecipeFiles::oneVariationIsNotAskedFor()
{
    const QString rows = m_program->write(QStringLiteral("rows.csv"), "title\nBread\n");
    const QStringList how = words(QStringLiteral("--recipe scripts --set aspects=drama --rows")) << rows;
    const QJsonObject plan = m_program->run(words(QStringLiteral("batch plan --prompts --json")) + how).json();
    QCOMPARE(plan[QLatin1String("jobs")].toInt(), 7);
    QCOMPARE(plan[QLatin1String("prompts")].toArray().size(), 7);
    QCOMPARE(m_program->run(words(QStringLiteral("batch create --start")) + how).code, 0);
    QCOMPARE(m_program->run(words(QStringLiteral("run --until-idle --quiet"))).code, 0);
    const QJsonObject counts =
        m_program->run(words(QStringLiteral("batch show 1 --json"))).json()[QLatin1String("counts")].toObject();
    QCOMPARE(counts[QLatin1String("total")].toInt(), 7);
    QCOMPARE(counts[QLatin1String("completed")].toInt(), 7);
}

QTEST_GUILESS_MAIN(TestRecipeFiles)
#include "test_recipe_files.moc"
