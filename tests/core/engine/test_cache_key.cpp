#include "base/sha256.h"
#include "engine/cache_key.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <rapidcheck.h>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

CacheKey keyOf(const Ask &ask, const QString &sample = u"#0"_s)
{
    Account account;
    account.kind = ProviderKind::Gemini;
    return SampleKeys(ask, account, {}).keyOf(sample);
}

} // namespace

class TestCacheKey final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTextIsWhatQtWouldWrite();
    void nothingIsHalfEscaped();
    void theNameStaysTheSame();
};

// Keys are on file: a text that is worded otherwise would be another name for the same request.
void TestCacheKey::theTextIsWhatQtWouldWrite()
{
    Ask ask;
    ask.model = u"imagen"_s;
    ask.prompt = u"a cat"_s;
    ask.parameters = {{u"seed"_s, 7}, {u"size"_s, u"1024x1024"_s}};
    ask.files = {{u"a.png"_s, u"image/png"_s, "abc"}, {u"b.png"_s, u"image/png"_s, {}}};
    const CacheKey key = keyOf(ask);
    const QJsonObject facts = key.facts();
    QCOMPARE(facts.keys(), QStringList({u"checks"_s, u"files"_s, u"model"_s, u"operation"_s, u"parameters"_s,
                                        u"prompt"_s, u"provider"_s, u"row"_s, u"sample"_s, u"seed"_s}));
    QCOMPARE(facts.value(u"files"_s).toArray().size(), 2);
    QCOMPARE(facts.value(u"seed"_s).toInt(), 7);
    QCOMPARE(facts.value(u"model"_s).toString(), u"imagen"_s);
    QCOMPARE(key.text, QJsonDocument(facts).toJson(QJsonDocument::Compact));
    QCOMPARE(key.hash, sha256(key.text));
}

void TestCacheKey::nothingIsHalfEscaped()
{
    const bool held = rc::check("any model name and sample come back as they were", [] {
        const auto text = [] {
            const auto units = *rc::gen::container<std::vector<char16_t>>(
                rc::gen::weightedOneOf<char16_t>({{4, rc::gen::inRange<char16_t>(0, 0x250)},
                                                  {1, rc::gen::element<char16_t>(u'"', u'\\', u'\n', u'é', 0x2028)}}));
            return QString::fromUtf16(units.data(), qsizetype(units.size()));
        };
        Ask ask;
        ask.model = text();
        const QString sample = text();
        const CacheKey key = keyOf(ask, sample);
        RC_ASSERT(key.text == QJsonDocument(key.facts()).toJson(QJsonDocument::Compact));
        RC_ASSERT(key.facts().value(u"model"_s).toString() == ask.model);
        RC_ASSERT(key.facts().value(u"sample"_s).toString() == sample);
    });
    QVERIFY(held);
}

// One key, as the first release made it.
void TestCacheKey::theNameStaysTheSame()
{
    Ask ask;
    ask.model = u"m"_s;
    ask.prompt = u"p"_s;
    const QJsonObject asBefore{{u"provider"_s, u"gemini "_s},
                               {u"model"_s, u"m"_s},
                               {u"operation"_s, toName(ask.operation) + u' ' + toName(ask.output)},
                               {u"prompt"_s, QString::fromLatin1(sha256("p").toHex())},
                               {u"parameters"_s, QString()},
                               {u"seed"_s, QString()},
                               {u"files"_s, QJsonArray()},
                               {u"row"_s, QString()},
                               {u"checks"_s, QString()},
                               {u"sample"_s, u"#0"_s}};
    QCOMPARE(keyOf(ask).hash, sha256(QJsonDocument(asBefore).toJson(QJsonDocument::Compact)));
}

QTEST_GUILESS_MAIN(TestCacheKey)
#include "test_cache_key.moc"
