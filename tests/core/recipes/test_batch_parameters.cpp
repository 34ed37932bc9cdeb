#include "recipes/batch_parameters.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

class TestBatchParameters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTextIsOfTheRecipesKind_data();
    void aTextIsOfTheRecipesKind();
    void anotherKindIsRefused_data();
    void anotherKindIsRefused();
    void typedValuesStay();
    void namesThatNobodyKnowsAreRefused();
    void aPersonWritesNumbersTheirWay();

private:
    Recipe m_recipe;
    void fill()
    {
        m_recipe.parameters = {{u"phone"_s, u"+5511"_s},
                               {u"takes"_s, 3},
                               {u"loud"_s, false},
                               {u"languages"_s, QJsonArray{u"pt"_s, u"en"_s}},
                               {u"voices"_s, QJsonObject{{u"pt"_s, u"Puck"_s}}},
                               {u"sizes"_s, QJsonArray{1, 2}}};
        Step step;
        step.id = u"draw"_s;
        step.prompt = u"{{title}} in {{params.season}}{{#params.moods[language]}} {{.}}{{/params.moods[language]}}"_s;
        m_recipe.steps = {step};
    }
};

void TestBatchParameters::aTextIsOfTheRecipesKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *title, const QString &name, const QString &text, const QJsonValue &value) {
        QTest::newRow(title) << name << text << value;
    };
    row("a phone", u"phone"_s, u"+5511988887777"_s, u"+5511988887777"_s);
    row("zeros before", u"phone"_s, u"00420"_s, u"00420"_s);
    row("many digits", u"phone"_s, u"12345678901234567890"_s, u"12345678901234567890"_s);
    row("an exponent", u"phone"_s, u"1e3"_s, u"1e3"_s);
    row("a text that is a word of JSON", u"phone"_s, u"true"_s, u"true"_s);
    row("a number", u"takes"_s, u"5"_s, 5);
    row("a number with 16 digits", u"takes"_s, u"9007199254740993"_s, QJsonValue(qint64(9'007'199'254'740'993)));
    row("a part", u"takes"_s, u"0.5"_s, 0.5);
    row("yes", u"loud"_s, u"yes"_s, true);
    row("false", u"loud"_s, u"false"_s, false);
    row("a list", u"languages"_s, u"pt-BR, es"_s, QJsonArray{u"pt-BR"_s, u"es"_s});
    row("a list in other signs", u"languages"_s, u"pt; es\nde"_s, QJsonArray{u"pt"_s, u"es"_s, u"de"_s});
    row("a list of numbers", u"sizes"_s, u"3, 4"_s, QJsonArray{3, 4});
    row("pairs", u"voices"_s, u"pt: Kore, de: Puck"_s, u"pt: Kore, de: Puck"_s);
    row("an object", u"voices"_s, u"{\"en\": \"Kore\"}"_s, QJsonObject{{u"en"_s, u"Kore"_s}});
    row("one that has no usual value", u"season"_s, u"007"_s, u"007"_s);
    row("one by a name", u"moods"_s, u"pt: calm"_s, u"pt: calm"_s);
    row("one of the program", u"sidecars"_s, u"true"_s, u"true"_s);
}

void TestBatchParameters::aTextIsOfTheRecipesKind()
{
    fill();
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QJsonValue, value);
    const auto parameters = batchParameters(m_recipe, {{name, text}});
    QVERIFY2(parameters, parameters ? "" : qPrintable(parameters.error().detail));
    QCOMPARE(*parameters, (QJsonObject{{name, value}}));
}

void TestBatchParameters::anotherKindIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("no number") << u"takes"_s << u"many"_s;
    QTest::newRow("a comma") << u"takes"_s << u"1,500"_s;
    QTest::newRow("not finite") << u"takes"_s << u"inf"_s;
    QTest::newRow("neither yes nor no") << u"loud"_s << u"perhaps"_s;
    QTest::newRow("no object") << u"voices"_s << u"Puck"_s;
    QTest::newRow("half an object") << u"voices"_s << u"{pt: Puck"_s;
    QTest::newRow("no list") << u"sizes"_s << u"1 2"_s;
}

void TestBatchParameters::anotherKindIsRefused()
{
    fill();
    QFETCH(QString, name);
    QFETCH(QString, text);
    const auto parameters = batchParameters(m_recipe, {{name, text}});
    QVERIFY(!parameters);
    QCOMPARE(parameters.error().kind, ErrorKind::BadArgument);
    QCOMPARE(parameters.error().subject, name);
    QVERIFY2(parameters.error().detail.contains(text), qPrintable(parameters.error().detail));
}

void TestBatchParameters::typedValuesStay()
{
    fill();
    const QJsonObject given{{u"phone"_s, 5511}, {u"takes"_s, 2.5}, {u"loud"_s, true}, {u"season"_s, 7}};
    const auto parameters = batchParameters(m_recipe, given);
    QVERIFY(parameters);
    QCOMPARE(*parameters, given);
}

void TestBatchParameters::namesThatNobodyKnowsAreRefused()
{
    fill();
    const auto misspelt = batchParameters(m_recipe, {{u"takes"_s, 2}, {u"phon"_s, u"+55"_s}});
    QVERIFY(!misspelt);
    QCOMPARE(misspelt.error().subject, u"phon"_s);
    QCOMPARE(misspelt.error().detail,
             u"the recipe has no such parameter; it has languages, loud, moods, phone, season, "
             "sizes, takes, voices"_s);
    // Within a section over all of them any name may stand; and names may have gaps.
    Recipe open;
    open.steps = {Step()};
    open.steps.first().prompt = u"Hi{{#params}}, {{style}}{{/params}}"_s;
    QVERIFY(batchParameters(open, {{u"style"_s, u"warm"_s}}));
    open.steps.first().prompt = u"Hi {{ params.my style }}"_s;
    QVERIFY(batchParameters(open, {{u"my style"_s, u"warm"_s}}));
    QVERIFY(!batchParameters(open, {{u"style"_s, u"warm"_s}}));
    const auto none = batchParameters(Recipe(), {{u"phone"_s, u"+55"_s}});
    QVERIFY(!none);
    QCOMPARE(none.error().detail, u"the recipe has no parameters"_s);
}

void TestBatchParameters::aPersonWritesNumbersTheirWay()
{
    const QLocale brazilian(QLocale::Portuguese, QLocale::Brazil);
    QCOMPARE(valueLike(u"0,5"_s, 1, brazilian), std::optional(QJsonValue(0.5)));
    QCOMPARE(valueLike(u" 12 "_s, 1, brazilian), std::optional(QJsonValue(12)));
    QVERIFY(!valueLike(u"x"_s, 1, brazilian));
}

QTEST_APPLESS_MAIN(TestBatchParameters)
#include "test_batch_parameters.moc"
