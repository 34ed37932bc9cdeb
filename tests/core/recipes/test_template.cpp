#include "recipes/template.h"

#include <QJsonArray>
#include <QTest>

#include <rapidcheck.h>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QJsonObject persona()
{
    return {{u"full_name"_s, u"Ana \"Bia\" <Souza> & Filhos"_s},
            {u"age"_s, 41},
            {u"ratio"_s, 0.1},
            {u"vip"_s, true},
            {u"plain"_s, false},
            {u"empty"_s, u""_s},
            {u"nothing"_s, QJsonValue()},
            {u"a.b"_s, u"dotted"_s},
            {u"full name"_s, u"spaced"_s},
            {u"tags"_s, QJsonArray{u"x"_s, u"y"_s}},
            {u"people"_s, QJsonArray{QJsonObject{{u"n"_s, u"1"_s}}, QJsonObject{{u"n"_s, u"2"_s}}}},
            {u"params"_s, QJsonObject{{u"style"_s, u"noir"_s},
                                      {u"voices"_s, u"pt: Kore, EN : Puck\nfr:Aoede; Zephyr"_s},
                                      {u"some"_s, u"{\"pt\": \"Kore\"}"_s},
                                      {u"speeds"_s, QJsonObject{{u"pt-BR"_s, 2}, {u"pt"_s, 3}}}}},
            {u"lang"_s, u"pt-BR"_s},
            {u"other"_s, u"en"_s},
            {u"third"_s, u"es"_s},
            {u"price [EUR]"_s, u"a column"_s},
            {u"results"_s, QJsonObject{{u"script"_s, QJsonObject{{u"text"_s, u"once {{age}} upon"_s}}}}}};
}

QString rendered(const QString &source)
{
    const auto text = render(source, persona());
    return text ? *text : u"error %1 %2"_s.arg(int(text.error().kind)).arg(text.error().subject);
}

} // namespace

class TestTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void renders_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << u""_s << u""_s;
        QTest::newRow("plain") << u"no tags, a { and }} here\n"_s << u"no tags, a { and }} here\n"_s;
        QTest::newRow("nothing is escaped") << u"{{full_name}}!"_s << u"Ana \"Bia\" <Souza> & Filhos!"_s;
        QTest::newRow("triple") << u"{{{full_name}}}"_s << u"Ana \"Bia\" <Souza> & Filhos"_s;
        QTest::newRow("ampersand") << u"{{& age }}"_s << u"41"_s;
        QTest::newRow("number") << u"{{age}} {{ratio}} {{vip}} {{plain}}"_s << u"41 0.1 true false"_s;
        QTest::newRow("empty value is a value") << u"[{{empty}}]"_s << u"[]"_s;
        QTest::newRow("path") << u"{{params.style}}"_s << u"noir"_s;
        QTest::newRow("by name") << u"{{params.voices[lang]}} {{ params.voices[other] }} {{params.voices[third]}}"_s
                                 << u"Kore Puck Zephyr"_s;
        QTest::newRow("by name, of an object") << u"{{params.speeds[lang]}}"_s << u"2"_s;
        QTest::newRow("by name, else") << u"{{#params.some[other]}}{{.}}{{/params.some[other]}}"
                                          "{{^params.some[other]}}usual{{/params.some[other]}}"
                                          " {{#params.some[lang]}}{{.}}{{/params.some[lang]}}"_s
                                       << u"usual Kore"_s;
        QTest::newRow("a column with brackets") << u"{{price [EUR]}}"_s << u"a column"_s;
        QTest::newRow("a column with a dot") << u"{{a.b}}"_s << u"dotted"_s;
        QTest::newRow("a column with a space") << u"{{ full name }}"_s << u"spaced"_s;
        QTest::newRow("values are no templates") << u"{{results.script.text}}"_s << u"once {{age}} upon"_s;
        QTest::newRow("unicode") << u"Olá, 東京 🎂 {{age}}"_s << u"Olá, 東京 🎂 41"_s;
        QTest::newRow("comment") << u"a{{! not shown }}b"_s << u"ab"_s;
        QTest::newRow("section on") << u"a{{#vip}} VIP {{age}}{{/vip}}b"_s << u"a VIP 41b"_s;
        QTest::newRow("section off") << u"a{{#plain}}x{{/plain}}{{#empty}}x{{/empty}}{{#gone}}{{gone}}{{/gone}}b"_s
                                     << u"ab"_s;
        QTest::newRow("inverted") << u"{{^gone}}none{{/gone}}{{^vip}}x{{/vip}}{{^nothing}}!{{/nothing}}"_s
                                  << u"none!"_s;
        QTest::newRow("list") << u"{{#tags}}<{{.}}>{{/tags}}"_s << u"<x><y>"_s;
        QTest::newRow("objects") << u"{{#people}}{{n}}/{{age}} {{/people}}"_s << u"1/41 2/41 "_s;
        QTest::newRow("list as text") << u"{{tags}}"_s << u"[\"x\",\"y\"]"_s;
        QTest::newRow("section lines leave no gap") << u"a\n  {{#vip}}\nb\n{{/vip}}\nc"_s << u"a\nb\nc"_s;
        QTest::newRow("spaces survive") << u"  {{age}}  \n\n  x "_s << u"  41  \n\n  x "_s;
    }
    void renders()
    {
        QFETCH(QString, source);
        QFETCH(QString, expected);
        QCOMPARE(rendered(source), expected);
    }

    void aMissingFieldIsAnError_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("field");
        QTest::newRow("top") << u"Hello {{name}}"_s << u"name"_s;
        QTest::newRow("null") << u"{{nothing}}"_s << u"nothing"_s;
        QTest::newRow("path") << u"{{params.size}}"_s << u"params.size"_s;
        QTest::newRow("through a text") << u"{{age.years}}"_s << u"age.years"_s;
        QTest::newRow("inside an open section") << u"{{#vip}}{{name}}{{/vip}}"_s << u"name"_s;
    }
    void aMissingFieldIsAnError()
    {
        QFETCH(QString, source);
        QFETCH(QString, field);
        const auto text = render(source, persona());
        QVERIFY(!text);
        QCOMPARE(text.error().kind, ErrorKind::FieldMissing);
        QCOMPARE(text.error().subject, field);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("unclosed") << u"Hello {{name"_s;
        QTest::newRow("unclosed at the end") << u"Hello {{"_s;
        QTest::newRow("triple closed twice") << u"{{{name}}"_s;
        QTest::newRow("no name") << u"{{ }}"_s;
        QTest::newRow("section left open") << u"{{#a}}x"_s;
        QTest::newRow("section closed by another") << u"{{#a}}x{{/b}}"_s;
        QTest::newRow("section never opened") << u"x{{/a}}"_s;
        QTest::newRow("partial") << u"{{> /etc/passwd }}"_s;
        QTest::newRow("delimiters") << u"{{=<% %>=}}<%name%>"_s;
        QTest::newRow("delimiters behind a space") << u"{{ =<% %>= }}"_s;
        QTest::newRow("too many tags") << u"{{#a}}"_s.repeated(1001);
        QTest::newRow("too long") << u"x"_s.repeated(300'000);
    }
    void refuses()
    {
        QFETCH(QString, source);
        const auto fields = fieldsOf(source);
        QVERIFY(!fields);
        QCOMPARE(fields.error().kind, ErrorKind::BadTemplate);
        QVERIFY(!fields.error().detail.isEmpty());
    }

    void listsFields()
    {
        const auto parsed = Template::parse(u"{{b}} {{a}} {{b}} {{#s}}{{inner}} {{.}}{{/s}} {{^t}}{{a}}{{/t}}"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->fields(), (QStringList{u"b"_s, u"a"_s, u"s"_s, u"inner"_s, u"t"_s}));
        QCOMPARE(parsed->requiredFields(), (QStringList{u"b"_s, u"a"_s}));
    }

    // In a section that asks for something else, a field may be needed or not.
    void listsWhatMayBeNeeded()
    {
        const auto parsed = Template::parse(u"{{a}} {{#style}}{{style}} by {{artist}}{{/style}} {{#list}}{{.}}{{/list}}"
                                            u"{{^b}}{{b}}{{c}}{{/b}} {{params.voices[language]}}"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->conditionalFields(), (QStringList{u"artist"_s, u"b"_s, u"c"_s, u"params.voices[language]"_s}));
        QCOMPARE(parsed->sections(), (QStringList{u"style"_s, u"list"_s, u"b"_s}));
    }

    void whatIsBlankIsMissingBeforehand()
    {
        const auto parsed = Template::parse(u"{{client}}{{#style}}{{style}} by {{artist}}{{/style}}"_s);
        QVERIFY(parsed);
        const auto lacks = [&parsed](const QJsonObject &context) {
            const Status there = parsed->check(context, {u"client"_s});
            return there ? QString() : there.error().subject;
        };
        QCOMPARE(lacks({{u"client"_s, u""_s}}), QString());
        QCOMPARE(lacks({{u"client"_s, u""_s}, {u"style"_s, u" "_s}}), QString()); // it is off
        QCOMPARE(lacks({{u"client"_s, u""_s}, {u"style"_s, u"oil"_s}}), u"artist"_s);
        QCOMPARE(lacks({{u"client"_s, u""_s}, {u"style"_s, u"oil"_s}, {u"artist"_s, u" "_s}}), u"artist"_s);
        QCOMPARE(lacks({{u"client"_s, u""_s}, {u"style"_s, u"oil"_s}, {u"artist"_s, u"Ana"_s}}), QString());
        QCOMPARE(lacks({}), u"client"_s);
    }

    void anOutputHasALimit()
    {
        QJsonArray many;
        for (int i = 0; i < 3000; ++i)
            many.append(u"0123456789"_s);
        const auto text = render(u"{{#a}}{{#a}}{{.}}{{/a}}{{/a}}"_s, {{u"a"_s, many}});
        QVERIFY(!text);
        QCOMPARE(text.error().kind, ErrorKind::TooMany);
    }

    // Deep nesting up to the limit neither overflows the stack nor is refused.
    void nestsDeeply()
    {
        const QString source = u"{{#vip}}"_s.repeated(490) + u"x"_s + u"{{/vip}}"_s.repeated(490);
        QCOMPARE(rendered(source), u"x"_s);
    }

    // Whatever a value holds, it arrives as it is.
    void valuesArriveUnchanged()
    {
        const bool held = rc::check("a value is data", [](const std::string &bytes) {
            const QString value = QString::fromLatin1(bytes.data(), qsizetype(bytes.size()));
            const auto text = render(u"<{{v}}|{{#v}}{{v}}{{/v}}>"_s, {{u"v"_s, value}});
            RC_ASSERT(bool(text));
            const QString inner = value.trimmed().isEmpty() ? QString() : value;
            RC_ASSERT(*text == u'<' + value + u'|' + inner + u'>');
        });
        QVERIFY(held);
    }

    // Garbage is refused or rendered, never a crash.
    void garbageIsHarmless()
    {
        const bool held = rc::check("any source", [] {
            const auto pieces = *rc::gen::container<std::vector<std::string>>(
                rc::gen::element<std::string>("{{", "}}", "{{{", "}}}", "#", "^", "/", ">", "&", "!", "=", "a", ".",
                                              " ", "\n", "\r\n", "é", "{", "}"));
            std::string source;
            for (const std::string &piece : pieces)
                source += piece;
            const auto text = render(QString::fromStdString(source), {{u"a"_s, u"v"_s}});
            const bool expected =
                text || text.error().kind == ErrorKind::BadTemplate || text.error().kind == ErrorKind::FieldMissing;
            RC_ASSERT(expected);
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(TestTemplate)
#include "test_template.moc"
