#include "integration/program.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace fornada::test;

// Every request of every row, as it will be asked, before anything is paid.
class TestPrompts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRequestIsListed();
    void whatIsKeptSaysSo();
    void leftOutRowsAreNotListed();
    void aLanguageHasItsVoice();
    void rowsOfOneLineAreCounted();
    void howScriptsAreMadeIsSet();
    void whatIsSetStaysAsItWasTyped_data();
    void whatIsSetStaysAsItWasTyped();
    void whatTheRecipeDoesNotHaveIsRefused();
};

void TestPrompts::everyRequestIsListed()
{
    Program program;
    const QString rows = program.write(QStringLiteral("titles.csv"), "title\nThe sea\nThe moon\n");
    const QStringList plan = words("batch plan --recipe scripts --prompts --rows") << rows;
    const Ended listed = program.run(plan + words("--json"));
    QVERIFY2(listed.code == 0, listed.err.constData());
    const QJsonArray prompts = listed.json()[QLatin1String("prompts")].toArray();
    QCOMPARE(prompts.size(), 2 * (1 + 3 + 9 + 9));
    QCOMPARE(listed.json()[QLatin1String("jobs")].toInt(), prompts.size());
    const QJsonObject adapt = prompts.at(22 + 4).toObject();
    QCOMPARE(adapt[QLatin1String("line")].toInt(), 3);
    QCOMPARE(adapt[QLatin1String("step")].toString(), QStringLiteral("adapt"));
    QCOMPARE(adapt[QLatin1String("fanKey")].toString(), QStringLiteral("humour/pt-BR"));
    QVERIFY(adapt[QLatin1String("prompt")].toString().contains(QStringLiteral("‹result of “variation”›")));
    QCOMPARE(adapt[QLatin1String("account")].toString(), QStringLiteral("sandbox"));
    QCOMPARE(adapt[QLatin1String("most")].toString(), QStringLiteral("0.002"));
    QCOMPARE(adapt[QLatin1String("standing")].toString(), QStringLiteral("open"));
    QCOMPARE(prompts.at(0)[QLatin1String("standing")].toString(), QStringLiteral("asked"));
    const Ended told = program.run(plan);
    QCOMPARE(told.code, 0);
    QVERIFY2(told.out.contains("line 3, The moon: adapt humour · pt-BR, at most $0.002 of sandbox"),
             told.out.constData());
    QVERIFY(told.out.contains("titled “The moon”"));
    QCOMPARE(program.run(words("batch list --json")).json()[QLatin1String("batches")].toArray().size(), 0);
}

void TestPrompts::whatIsKeptSaysSo()
{
    Program program;
    const QString rows = program.write(QStringLiteral("people.csv"), "id,full_name,role\n1,Ana,Chef\n2,Bia,Cook\n");
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << rows).code, 0);
    QCOMPARE(program.run(words("run --until-idle --quiet")).code, 0);
    const QString more =
        program.write(QStringLiteral("more.csv"), "id,full_name,role\n1,Ana,Chef\n7,Eva,Judge\n8,Eva,Judge\n");
    const QJsonArray prompts = program.run(words("batch plan --recipe portrait --prompts --json --rows") << more)
                                   .json()[QLatin1String("prompts")]
                                   .toArray();
    QCOMPARE(prompts.size(), 3);
    const auto at = [&prompts](int i, const char *key) { return prompts.at(i)[QLatin1String(key)].toString(); };
    QCOMPARE(at(0, "standing"), QStringLiteral("cached"));
    QCOMPARE(at(0, "most"), QStringLiteral("0"));
    QCOMPARE(at(1, "standing"), QStringLiteral("asked"));
    QCOMPARE(at(1, "most"), QStringLiteral("0.002"));
    QCOMPARE(at(2, "standing"), QStringLiteral("equal"));
}

void TestPrompts::leftOutRowsAreNotListed()
{
    Program program;
    program.write(QStringLiteral("here.jpg"), "\xff\xd8\xff picture");
    const QString rows =
        program.write(QStringLiteral("rooms.csv"), "photo,propertyCode\nhere.jpg,A\ngone.jpg,B\nhere.jpg,C\n");
    const Ended listed = program.run(words("batch plan --recipe staging --prompts --json --rows") << rows);
    QVERIFY2(listed.code == 0, listed.err.constData());
    const QJsonArray prompts = listed.json()[QLatin1String("prompts")].toArray();
    QCOMPARE(prompts.size(), 2);
    QCOMPARE(prompts.at(1)[QLatin1String("key")].toString(), QStringLiteral("C"));
    QCOMPARE(prompts.at(1)[QLatin1String("row")].toInt(), 3); // its place in the file
    QCOMPARE(prompts.at(1)[QLatin1String("parameters")][QLatin1String("files")][0].toString(),
             program.folder() + QStringLiteral("/here.jpg"));
    const QJsonArray marks = listed.json()[QLatin1String("marks")].toArray();
    QVERIFY(std::any_of(marks.begin(), marks.end(), [](const QJsonValue &mark) {
        return mark[QLatin1String("mark")].toString() == u"fileMissing" && mark[QLatin1String("index")].toInt() == 1;
    }));
}

void TestPrompts::aLanguageHasItsVoice()
{
    Program program;
    const QString rows = program.write(QStringLiteral("titles.csv"), "title\nThe sea\n");
    const Ended listed = program.run(
        words("batch plan --recipe scripts --prompts --json --set aspects=drama --set languages=pt-BR,en,es --set")
        << QStringLiteral("voices=pt: Puck, en: Aoede") << QStringLiteral("--rows") << rows);
    QVERIFY2(listed.code == 0, listed.err.constData());
    QMap<QString, QString> voices; // that will be asked for, by language
    const QJsonArray prompts = listed.json()[QLatin1String("prompts")].toArray();
    for (const QJsonValue &asked : prompts)
        if (asked[QLatin1String("step")].toString() == u"speak")
            voices.insert(asked[QLatin1String("fanKey")].toString(),
                          asked[QLatin1String("parameters")][QLatin1String("voice")].toString());
    QCOMPARE(voices, (QMap<QString, QString>{{QStringLiteral("drama/pt-BR"), QStringLiteral("Puck")},
                                             {QStringLiteral("drama/en"), QStringLiteral("Aoede")},
                                             {QStringLiteral("drama/es"), QStringLiteral("Kore")}}));
}

// One row without a name is one row left out: that they are all in line 1 does not make them one.
void TestPrompts::rowsOfOneLineAreCounted()
{
    Program program;
    const QString rows = program.write(QStringLiteral("people.json"),
                                       R"([{"id":1,"full_name":"Ana","role":"Vet"},{"id":2,"role":"Poet"},)"
                                       R"({"id":3,"full_name":"Caio","role":"Chef"}])");
    const QStringList plan = words("batch plan --recipe portrait --prompts --rows") << rows;
    const QJsonObject sheet = program.run(plan + QStringList{QStringLiteral("--json")}).json();
    const QJsonArray leftOut = sheet[QLatin1String("rejections")].toArray();
    QCOMPARE(leftOut.size(), 1);
    QCOMPARE(leftOut[0][QLatin1String("line")].toInt(), 2);
    QCOMPARE(leftOut[0][QLatin1String("unit")].toString(), QStringLiteral("row"));
    QCOMPARE(sheet[QLatin1String("prompts")].toArray().size(), 2);
    const QByteArray told = program.run(plan).out;
    QVERIFY2(told.contains("left out: row 2: ") && told.contains("row 3, 3: portrait"), told.constData());
}

void TestPrompts::howScriptsAreMadeIsSet()
{
    Program program;
    const QString rows = program.write(QStringLiteral("titles.csv"), "title\nThe sea\n");
    const Ended listed = program.run(words("batch plan --recipe scripts --prompts --json --set temperature=0.3 --set "
                                           "maxOutputTokens=2048 --set aspects=drama --set languages=en --rows")
                                     << rows);
    QVERIFY2(listed.code == 0, listed.err.constData());
    int texts = 0;
    const QJsonArray prompts = listed.json()[QLatin1String("prompts")].toArray();
    for (const QJsonValue &asked : prompts) {
        if (asked[QLatin1String("step")].toString() == u"speak")
            continue;
        const QJsonValue how = asked[QLatin1String("parameters")];
        QCOMPARE(how[QLatin1String("temperature")], QJsonValue(0.3)); // numbers, as they are sent
        QCOMPARE(how[QLatin1String("topP")], QJsonValue(0.95));
        QCOMPARE(how[QLatin1String("topK")], QJsonValue(40));
        QCOMPARE(how[QLatin1String("maxOutputTokens")], QJsonValue(2048));
        ++texts;
    }
    QCOMPARE(texts, 2);
    const Ended wrong = program.run(words("batch plan --recipe scripts --set temperature=warm --rows") << rows);
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("temperature"), wrong.err.constData());
}

void TestPrompts::whatIsSetStaysAsItWasTyped_data()
{
    QTest::addColumn<QString>("phone");
    QTest::newRow("a phone") << QStringLiteral("+5511988887777");
    QTest::newRow("zeros before") << QStringLiteral("00420");
    QTest::newRow("many digits") << QStringLiteral("12345678901234567890");
    QTest::newRow("an exponent") << QStringLiteral("1e3");
}

void TestPrompts::whatIsSetStaysAsItWasTyped()
{
    QFETCH(QString, phone);
    Program program;
    const QString folder = program.folder() + QStringLiteral("/orders");
    QCOMPARE(program.run(words("sample write voice-orders") << folder).code, 0);
    const QStringList rows = QDir(folder).entryList({QStringLiteral("*.csv"), QStringLiteral("*.json")});
    QCOMPARE(rows.size(), 1);
    const Ended listed =
        program.run(words("batch plan --recipe voice-orders --prompts --json --set")
                    << QStringLiteral("vendorPhone=") + phone << QStringLiteral("--rows") << folder + u'/' + rows[0]);
    QVERIFY2(listed.code == 0, listed.err.constData());
    int told = 0;
    const QJsonArray prompts = listed.json()[QLatin1String("prompts")].toArray();
    for (const QJsonValue &asked : prompts) {
        if (asked[QLatin1String("step")].toString() != u"tell-vendor")
            continue;
        QCOMPARE(asked[QLatin1String("parameters")][QLatin1String("body")][QLatin1String("to")], QJsonValue(phone));
        ++told;
    }
    QVERIFY(told > 0);
}

void TestPrompts::whatTheRecipeDoesNotHaveIsRefused()
{
    Program program;
    const QString rows = program.write(QStringLiteral("titles.csv"), "title\nThe sea\n");
    for (const char *verb : {"batch plan", "batch create"}) {
        const Ended refused = program.run(words(verb) << words("--recipe scripts --set voise=Puck --rows") << rows);
        QCOMPARE(refused.code, 2);
        QVERIFY2(
            refused.err.contains("voise") &&
                refused.err.contains("aspects, languages, maxOutputTokens, temperature, topK, topP, voice, voices"),
            refused.err.constData());
    }
    QCOMPARE(program.run(words("batch list --json")).json()[QLatin1String("batches")].toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestPrompts)
#include "test_prompts.moc"
