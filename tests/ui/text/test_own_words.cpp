#include "text/account_text.h"
#include "text/error_text.h"
#include "text/event_text.h"
#include "text/state_text.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
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

// Of the folders in which errors get their details: sentences that no error says to people.
const QSet<QString> kNoDetails = {
    // broken assumptions of ours, for a report
    u"a transaction is open already"_s,
    u"a write outside a transaction"_s,
    u"QtSql's driver gives no SQLite handle"_s,
    // subjects: see whatItIsAbout
    u"saved answer"_s,
    u"table %1"_s,
    u"column %1 of table %2"_s,
    // put around what others say: SQLite, the file's parser
    u"%1 (%2)"_s,
    // what a provider is asked or has answered, as it went over the wire
    u"Say OK."_s,
    u"Queue test"_s,
    u"Test of queue %1"_s,
    u"HTTP %1"_s,
    u"(%1 bytes)"_s,
    u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s,
    // names of files and folders
    u"%1 %2"_s,
    u" (%1)"_s,
    u" (replaced)"_s,
    u" (replaced %1)"_s,
    // what programs read in an export
    u"job %1, %2"_s,
    u"missing: "_s,
};

// Parts of details, and those that need a real name in them: said as people meet them.
const QHash<QString, QString> kWhole = {
    {u"%1 does not apply to a batch that is %2"_s, u"pause does not apply to a batch that is finished"_s},
    {u"adding rows"_s, u"adding rows does not apply to a batch that is running"_s},
    {u"bringing it back"_s, u"bringing it back does not apply to a batch that is running"_s},
    {u"editing a step"_s, u"editing a step does not apply to a batch that is finished"_s},
    {u"a pilot"_s, u"a pilot does not apply to a batch that is finished"_s},
    {u"step %1 asks for %2"_s, u"step draw asks for image"_s},
    {u"step %1 needs %2"_s, u"step draw needs seed"_s},
    {u"step '%1', "_s, u"step 'draw', prompt"_s},
    {u"for each %1"_s, u"step 'draw', for each face"_s},
    {u"; there is no good backup"_s, u"the file is empty; there is no good backup"_s},
    {u"; latest good backup: %1"_s, u"the file is empty; latest good backup: a.db"_s},
};

// SQL, markup, patterns and what stands between words.
bool isSentence(const QString &literal)
{
    static const QRegularExpression sql(
        u"\\b(AND|BEGIN|DESC|FROM|GROUP|IN|INDEXED|INTO|JOIN|LIMIT|ORDER|PRAGMA|WHERE)\\b|"
        "\\?[,)]|[=<>]=? *\\?|instr\\(|<> ''|% %"_s);
    static const QRegularExpression markup(u"^ ?[<>^]|^\\{\"|[a-z]=\"|^\\W*$"_s);
    static const QRegularExpression words(u"\\S \\S|: $|; "_s);
    return words.match(literal).hasMatch() && !sql.match(literal).hasMatch() && !markup.match(literal).hasMatch();
}

QStringList literalsOf(const QString &path)
{
    QFile file(QStringLiteral(SOURCE_ROOT) + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression form(u"QStringLiteral\\(((?:\\s*\"(?:[^\"\\\\]|\\\\.)*\")+)\\s*\\)"_s);
    static const QRegularExpression seam(u"(?<!\\\\)\"\\s+\""_s); // a literal goes on in the next line
    QStringList literals;
    for (auto it = form.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();) {
        QString literal = it.next().captured(1).trimmed().remove(seam);
        literal = literal.sliced(1).chopped(1);
        literals.append(literal.replace(u"\\\""_s, u"\""_s));
    }
    return literals;
}

// The detail as it stands in the sentence.
QString saidDetail(const QString &detail)
{
    return statement(Error{ErrorKind::BadArgument, u"s"_s, detail}).section(u"»: "_s, 1);
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

    // Over every sentence in the folders that word errors: a new one needs its translation too.
    void everyDetailIsTranslated_data()
    {
        QTest::addColumn<QString>("detail");
        QSet<QString> met;
        for (const char *folder : {"core/engine", "core/store", "core/intake", "core/results", "core/recipes"}) {
            const QDir root(QStringLiteral(SOURCE_ROOT));
            const qsizetype before = met.size();
            QDirIterator files(root.filePath(QLatin1String(folder)), {u"*.cpp"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = root.relativeFilePath(files.next());
                const QStringList literals = literalsOf(path);
                for (const QString &literal : literals) {
                    met.insert(literal);
                    if (isSentence(literal) && !kNoDetails.contains(literal))
                        QTest::addRow("%s: %s", qPrintable(path), qPrintable(literal)) << literal;
                }
            }
            QVERIFY2(met.size() > before, folder);
        }
        QVERIFY(met.contains(kNoDetails)); // none that is gone
        for (auto it = kWhole.begin(); it != kWhole.end(); ++it)
            QVERIFY2(met.contains(it.key()), qPrintable(it.key()));
    }
    void everyDetailIsTranslated()
    {
        QFETCH(QString, detail);
        QCoreApplication::installTranslator(&m_marked);
        if (const auto whole = kWhole.constFind(detail); whole != kWhole.cend())
            detail = *whole;
        for (const QString &place : {u"%1"_s, u"%2"_s, u"%3"_s})
            detail.replace(place, u"zz"_s);
        const QString text = saidDetail(detail);
        QVERIFY2(text.startsWith(u'«') && text.endsWith(u'»'), qPrintable(text));

        QCoreApplication::removeTranslator(&m_marked);
        QTranslator portuguese; // it keeps every name that is in it
        QVERIFY(portuguese.load(u"fornada_pt_BR"_s, u":/fornada/translations"_s));
        QCoreApplication::installTranslator(&portuguese);
        const QString said = statement(Error{ErrorKind::NotAllowed, {}, detail}).section(u": "_s, 1);
        QVERIFY2(said != detail, qPrintable(said));
        QVERIFY2(!said.contains(u'%') && said.count(u"zz"_s) >= detail.count(u"zz"_s), qPrintable(said));
    }

    void detailsInsideOfDetails()
    {
        QCoreApplication::installTranslator(&m_marked);
        QCOMPARE(saidDetail(u"line 12: 3 cells, but there are 2 columns"_s),
                 u"«line 12: «3 cells, but there are 2 columns»»"_s);
        QCOMPARE(saidDetail(u"line 3: needed by recipe 'portrait'"_s), u"«line 3: «recipe “portrait” needs it»»"_s);
        QCOMPARE(saidDetail(u"line 3: unterminated object"_s), u"«line 3: unterminated object»"_s);
        QCOMPARE(saidDetail(u"steps[1].after: there is no step 'scrpt'"_s),
                 u"steps[1].after: «there is no step 'scrpt'»"_s);
        QCOMPARE(saidDetail(u"step 'a', prompt: a tag without a name"_s),
                 u"«step 'a', prompt: «a tag without a name»»"_s);
        QCOMPARE(saidDetail(u"the file is empty; latest good backup: /b/a.db"_s),
                 u"««the file is empty»; latest good backup: /b/a.db»"_s);
        QCOMPARE(saidDetail(u"pause does not apply to a batch that is finished"_s),
                 u"««pause» does not apply to a batch that is «finished»»"_s);
        QCOMPARE(saidDetail(u"step 'a', parameters.size: more than 1000 tags"_s),
                 u"«step 'a', parameters.size: «more than 1000 tags»»"_s);
        // Names stay, whatever they are called.
        QCOMPARE(saidDetail(u"queue is missing uses it"_s), u"«queue is missing uses it»"_s);
    }

    void aStateAloneIsNamed()
    {
        QCoreApplication::installTranslator(&m_marked);
        const auto ending = [](ErrorKind kind) {
            return statement(Error{kind, u"s"_s, u"paused"_s}).section(u": "_s, 1);
        };
        QCOMPARE(ending(ErrorKind::NotAllowed), u"«paused»"_s);
        QCOMPARE(ending(ErrorKind::BudgetTooSmall), u"paused"_s); // a batch may be called so
    }

    void whatItIsAbout()
    {
        QCoreApplication::installTranslator(&m_marked);
        for (const QString &subject : {u"account"_s, u"row 3"_s, u"table people"_s, u"column id of table people"_s})
            QVERIFY(statement(Error{ErrorKind::NotFound, subject, {}}).contains(u"“«"_s + subject + u"»”"_s));
        QVERIFY(statement(Error{ErrorKind::NotFound, u"Acme"_s, {}}).contains(u"“Acme”"_s));
        QVERIFY(statement(Error{ErrorKind::BadArgument, u"queue"_s, {}}).contains(u"“queue”"_s)); // as it was typed
    }

    // A detail that is said without its error.
    void theOthersWhoSayDetails()
    {
        QCoreApplication::installTranslator(&m_marked);
        QVERIFY(testText({{u"result"_s, u"unreachable"_s}, {u"detail"_s, u"the connection fell silent"_s}})
                    .contains(u"(«the connection fell silent»)"_s));
        Event event;
        event.kind = u"pricesUnread"_s;
        event.facts = {{u"detail"_s, u"models[0].name: must be a text"_s}};
        QVERIFY(sentence(event).contains(u"models[0].name: «must be a text»"_s));
    }

    // Their sentences are English already, and hold what they held.
    void inEnglishDetailsStayAsTheyAre()
    {
        for (const QString &detail :
             {u"queue slow uses it"_s, u"line 2: 3 cells, but there is only one column"_s,
              u"uses {{a}}, which may not be there: put it into a section, like {{#a}}...{{/a}}"_s,
              u"uses {{results.x.json.y}}, but 'x' gives a list here: use {{#results.x}}{{json.y}}{{/results.x}}"_s,
              u"pause does not apply to a batch that is finished"_s, u"step 'a', for each face"_s, u"row 3"_s,
              u"UNIQUE constraint failed: row.id"_s})
            QCOMPARE(statement(Error{ErrorKind::BadArgument, u"s"_s, detail}),
                     u"The value of “s” makes no sense: "_s + detail);
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
