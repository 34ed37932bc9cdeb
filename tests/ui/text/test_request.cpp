#include "text/request_text.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

// Whether a request will be asked, and how the results to come are named.
class TestRequestText final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standings_data()
    {
        QTest::addColumn<QJsonArray>("marks");
        QTest::addColumn<bool>("looked");
        QTest::addColumn<QString>("standing");
        QTest::addColumn<QString>("says");
        const auto mark = [](const QString &step, const QString &fan, const QString &what) {
            return QJsonObject{{u"step"_s, step},
                               {u"fanKey"_s, fan},
                               {u"mark"_s, what},
                               {u"of"_s, 4},
                               {u"made"_s, u"2026-11-20T12:00:00.000Z"_s}};
        };
        QTest::newRow("nothing known") << QJsonArray() << false << u"unlooked"_s << u"its turn"_s;
        QTest::newRow("its parent is made first") << QJsonArray() << true << u"open"_s << u"when “a” is done"_s;
        QTest::newRow("its parent is kept")
            << QJsonArray{mark(u"a"_s, u"x"_s, u"cache"_s)} << true << u"asked"_s << u"not in the cache"_s;
        QTest::newRow("another fan's parent is kept")
            << QJsonArray{mark(u"a"_s, u"y"_s, u"cache"_s)} << true << u"open"_s << u"when “a” is done"_s;
        QTest::newRow("kept") << QJsonArray{mark(u"b"_s, u"x/1"_s, u"cache"_s)} << true << u"cached"_s
                              << u"costs nothing"_s;
        QTest::newRow("equal") << QJsonArray{mark(u"b"_s, u"x/1"_s, u"equal"_s)} << true << u"equal"_s << u"line 4"_s;
        QTest::newRow("its row takes another's result")
            << QJsonArray{QJsonObject{{u"mark"_s, u"alike"_s}, {u"reused"_s, true}, {u"of"_s, 3}}} << true
            << u"reused"_s << u"line 3"_s;
        QTest::newRow("a mark of the row alone") << QJsonArray{QJsonObject{{u"mark"_s, u"duplicate"_s}, {u"of"_s, 3}}}
                                                 << false << u"unlooked"_s << u"its turn"_s;
    }
    void standings()
    {
        QFETCH(QJsonArray, marks);
        QFETCH(bool, looked);
        Step step;
        step.id = u"b"_s;
        step.operation = Operation::Text;
        step.after = {u"a"_s};
        const RequestFacts facts{step, u"x/1"_s, marks, looked};
        QTEST(QString(toName(facts.standing())), "standing");
        QFETCH(QString, says);
        QVERIFY2(facts.text(Wall{}).contains(says), qPrintable(facts.text(Wall{})));
    }

    void someAreNeverLookedUp()
    {
        Step step;
        step.operation = Operation::HttpCall;
        QCOMPARE((RequestFacts{step, {}, {}, true}.standing()), RequestStanding::Always);
        step.fallback = true;
        QCOMPARE((RequestFacts{step, {}, {}, true}.standing()), RequestStanding::Fallback);
        step.operation = Operation::Join;
        QCOMPARE((RequestFacts{step, {}, {}, true}.standing()), RequestStanding::Here);
        QVERIFY((RequestFacts{step, {}, {}, true}.isFree()));
    }

    void resultsToComeAreNamed()
    {
        QCOMPARE(resultPlaceholder(u"script"_s, {}), u"‹result of “script”›"_s);
        QCOMPARE(resultPlaceholder(u"script"_s, u"humour/pt"_s), u"‹result of “script · humour · pt”›"_s);
        QCOMPARE(settingsText({{u"a"_s, 1}, {u"b"_s, QJsonArray{1, 2}}}), u"a: 1\nb: [1,2]"_s);
    }
};

QTEST_GUILESS_MAIN(TestRequestText)
#include "test_request.moc"
