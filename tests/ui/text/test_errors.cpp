#include "model/client.h"
#include "text/error_text.h"
#include "text/state_text.h"

#include <QSet>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

class TestErrors : public QObject {
    Q_OBJECT

private:
    static constexpr int kKinds = int(EnumNames<ErrorKind>::names.size());

private Q_SLOTS:
    void everyKindHasASentence()
    {
        QSet<QString> about, plain;
        for (int kind = 0; kind < kKinds; ++kind) {
            const QString withSubject = sentence(Error{ErrorKind(kind), u"sub ject"_s, {}});
            const QString without = sentence(Error{ErrorKind(kind), {}, {}});
            for (const QString &text : {withSubject, without}) {
                QVERIFY2(text.size() > 20, qPrintable(text));
                QVERIFY2(text.front().isUpper() || text.startsWith(u"“"), qPrintable(text));
                QVERIFY2(text.endsWith(u'.'), qPrintable(text));
                QVERIFY2(text.contains(u". "_s), qPrintable(text)); // what happened, then what to do
                QVERIFY2(!text.contains(u'%'), qPrintable(text));
            }
            QVERIFY2(withSubject.contains(u"“sub ject”"_s) || withSubject.contains(u"process sub ject"_s),
                     qPrintable(withSubject));
            QVERIFY2(!without.contains(u'“'), qPrintable(without));
            QVERIFY2(!about.contains(withSubject) && !plain.contains(without), qPrintable(withSubject));
            about.insert(withSubject);
            plain.insert(without);
        }
        QCOMPARE(about.size(), kKinds);
        QCOMPARE(plain.size(), kKinds);
    }

    void detailsComeAlong()
    {
        QCOMPARE(sentence(Error{ErrorKind::FieldMissing, u"full_name"_s, u"row 3"_s}),
                 u"The field “full_name” is missing or empty: row 3. Fill it in, or give it a column."_s);
        QCOMPARE(
            sentence(Error{ErrorKind::FieldMissing, u"role"_s, u"needed by recipe 'portrait'"_s}),
            u"The field “role” is missing or empty: recipe “portrait” needs it. Fill it in, or give it a column."_s);
        QCOMPARE(sentence(Error{ErrorKind::BadRecipe, {}, u"steps[1].after: there is no step 'scrpt'."_s}),
                 u"The recipe has a mistake: steps[1].after: there is no step 'scrpt'. Correct the place that is named "
                 "and import it again."_s);
    }

    // As the message of a job that failed by it.
    void aJobsMessageIsASentence()
    {
        QCOMPARE(
            messageText(toLine({ErrorKind::FileMissing, u"https://x.example/a.png"_s, u"its server answers 404"_s})),
            u"The file “https://x.example/a.png” is not there: its server answers 404"_s);
        QCOMPARE(messageText(u"Model overloaded"_s), u"Model overloaded"_s);
    }

    void aRowIsNamedOnce()
    {
        QCOMPARE(
            sentence(creditsShort(u"Acme"_s, Operation::Image, 6, 5)),
            u"The budget of “Acme” is too small: credits for “make an image”: 6 are needed, 5 are left. Raise it, or "
            "take fewer rows."_s);
        QCOMPARE(
            sentence(Error{ErrorKind::AccountUnable, u"Acme"_s, u"step tell-client asks for message"_s}),
            u"The account “Acme” cannot do what the recipe asks for: it is not made for “send a message”, which step "
            "“tell-client” asks for. Choose another account for the batch or for the step's queue, or change the "
            "recipe."_s);
        QCOMPARE(
            sentence(Error{ErrorKind::AccountUnable, u"Acme"_s, u"step voice needs speakers"_s}),
            u"The account “Acme” cannot do what the recipe asks for: step “voice” needs several speakers, which it "
            "does not take there. Choose another account for the batch or for the step's queue, or change the "
            "recipe."_s);
        QCOMPARE(sentence(Error{ErrorKind::AccountUnable, u"Acme"_s,
                                u"step speak asks for voice 'Corey', there are alloy, ash"_s}),
                 u"The account “Acme” cannot do what the recipe asks for: step “speak” asks for the voice “Corey”, "
                 "which is not there; there are alloy, ash. Choose another account for the batch or for the step's "
                 "queue, or change the recipe."_s);
        QCOMPARE(sentence(Error{ErrorKind::BadFormat, u"12"_s, u"line 12: 3 cells"_s}),
                 u"The input cannot be understood: line 12: 3 cells. Correct it and try again."_s);
        QVERIFY(sentence(Error{ErrorKind::BadFormat, u"rows.csv"_s, {}}).contains(u"“rows.csv”"_s));
    }

    void oneLineWhateverComesIn()
    {
        const QString text = sentence(Error{ErrorKind::Unreachable, u"host\n%1 %2"_s, u"first\r\n  second...\n"_s});
        QCOMPARE(text, u"“host %1 %2” cannot be reached: first second. Check the address and the network."_s);
    }
};

QTEST_GUILESS_MAIN(TestErrors)
#include "test_errors.moc"
