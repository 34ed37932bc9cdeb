#include "text/state_text.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A language in which everything is marked: what has no mark was not translated.
class Marked final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return u"«"_s + QString::fromUtf8(source) + u"»"_s;
    }
};

// Of the files in which an answer gets its message: no words for people, or an error's detail (error_text has those).
const QSet<QString> kOthers = {
    u"/"_s,
    u" (%1)"_s,
    u"%1: %2"_s,
    u"HTTP %1"_s,
    u"application/json"_s,
    u"text/plain"_s,
    u"audio/pcm;rate=24000"_s,
    u"length"_s,
    u"^[A-Za-z0-9!#$&'*+.^_`|~-]+$"_s,
    u"authorization"_s,
    u"connection"_s,
    u"content-length"_s,
    u"content-type"_s,
    u"cookie"_s,
    u"headers."_s,
    u"host"_s,
    u"idempotency-key"_s,
    u"transfer-encoding"_s,
    u"key"_s,
    u"model"_s,
    u"operation"_s,
    u"parameters"_s,
    u"prompt"_s,
    u"row"_s,
    u"a header's value is one line of ASCII"_s,
    u"a key has no spaces and no characters beyond ASCII"_s,
    u"a step names a path, not an address"_s,
    u"a worker has no such operation"_s,
    u"needs http:// or https:// and a host"_s,
    u"the account has no address"_s,
    u"this header cannot be set by a recipe"_s,
};

QStringList literalsOf(const QString &path)
{
    QFile file(QStringLiteral(SOURCE_ROOT) + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression form(u"QStringLiteral\\(\"((?:[^\"\\\\]|\\\\.)*)\"\\)"_s);
    QStringList literals;
    for (auto it = form.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();)
        literals.append(it.next().captured(1).replace(u"\\\""_s, u"\""_s));
    return literals;
}

} // namespace

class TestOwnWords final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCoreApplication::removeTranslator(&m_marked); }

    // Over every literal of the files that word the messages: a new one needs its translation too.
    void everythingWeSayIsTranslated_data()
    {
        QTest::addColumn<QString>("literal");
        for (const char *file : {"core/providers/adapter.cpp", "core/providers/gemini_answer.cpp",
                                 "core/providers/openai_answer.cpp", "core/providers/worker.cpp",
                                 "core/providers/wire.cpp", "core/net/exchange.cpp", "core/net/network_lane.cpp"}) {
            const QStringList literals = literalsOf(QString::fromLatin1(file));
            QVERIFY2(!literals.isEmpty(), file);
            for (const QString &literal : literals)
                if (!kOthers.contains(literal))
                    QTest::addRow("%s: %s", file, qPrintable(literal)) << literal;
        }
    }
    void everythingWeSayIsTranslated()
    {
        QFETCH(QString, literal);
        QCoreApplication::installTranslator(&m_marked);
        if (literal.endsWith(u": "_s))
            literal += u"%1"_s; // what was said follows
        literal.replace(u"answer%2,"_s, u"answer,"_s);
        for (const QString &place : {u"%1"_s, u"%2"_s, u"%3"_s})
            literal.replace(place, u"zz"_s);
        const QString text = messageText(literal);
        QVERIFY2(text.startsWith(u'«') && text.endsWith(u'»'), qPrintable(text));
    }

    void theirWordsStay()
    {
        QCoreApplication::installTranslator(&m_marked);
        const QString theirs = u"The model is overloaded. Please try again later."_s;
        QCOMPARE(messageText(theirs), theirs);
        QCOMPARE(messageText(u"refused: "_s + theirs), u"«refused: "_s + theirs + u"»"_s);
        QCOMPARE(messageText(u"refused (SAFETY) "_s + theirs), u"«refused (SAFETY) "_s + theirs + u"»"_s);
        QCOMPARE(messageText(u"refused (SAFETY)"_s), u"«refused (SAFETY)»"_s);
        QCOMPARE(messageText(u"no json in the answer (MAX_TOKENS), only text: hi"_s),
                 u"«no «JSON» in the answer (MAX_TOKENS), only text: hi»"_s);
        QCOMPARE(messageText(u"nothing usable in the answer (OTHER)"_s), u"«nothing usable in the answer (OTHER)»"_s);
        QCOMPARE(messageText(u"not sent: the connection fell silent"_s), u"«not sent: «the connection fell silent»»"_s);
        QCOMPARE(messageText(u"not sent: Connection refused"_s), u"«not sent: Connection refused»"_s);
    }

    void inEnglishTheyStayAsTheyAre()
    {
        for (const QString &said :
             {u"sent, no answer in time: no whole answer before the deadline"_s, u"cut short at the token limit"_s,
              u"the answer has 900 bytes"_s, u"the header \"X-A\" holds what no header may"_s, u"HTTP 503"_s})
            QCOMPARE(messageText(said), said);
    }

private:
    Marked m_marked;
};

QTEST_GUILESS_MAIN(TestOwnWords)
#include "test_own_words.moc"
