#include "engine/answer_digest.h"
#include "engine/price_file.h"
#include "providers/media.h"

#include <QFile>
#include <QTest>

using namespace fornada;

namespace {

Ask speechOf(int characters, const char *model)
{
    QFile file(QStringLiteral(":/fornada/prices.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no prices");
    const auto table = PriceTable::fromJson(file.readAll());
    Ask ask;
    ask.operation = Operation::Speech;
    ask.model = QLatin1String(model);
    ask.prompt = QString(characters, u'x');
    ask.price = table->find(ProviderKind::OpenAi, ask.model, Wall());
    ask.reserve = worstCaseOf(*ask.price, ProviderKind::OpenAi, ask).value_or(Money{});
    return ask;
}

Digest digestOf(const Ask &ask, const QByteArray &sound)
{
    const ProviderAnswer answer{200, {{"content-type", "audio/wav"}}, sound, {}};
    return digestOf(adapterFor(ProviderKind::OpenAi, Operation::Speech), ask, answer);
}

QByteArray seconds(int count)
{
    return wavFromPcm(QByteArray(qsizetype(count) * 2 * 8'000, 'x'), 8'000);
}

} // namespace

class TestAnswerDigest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void speechCostsByItsLength();
    void charactersArePricedAsTheyAre();
    void whatCannotBeMeasuredCostsWhatWasSetAside();
};

// OpenAI says nothing of tokens: 80 seconds at $0.015 a minute, not the bound that was set aside.
void TestAnswerDigest::speechCostsByItsLength()
{
    const Ask ask = speechOf(1'200, "gpt-4o-mini-tts");
    QVERIFY(ask.reserve > Money{100'000});
    const Digest digest = digestOf(ask, seconds(80));
    QVERIFY(digest.outcome == Outcome::Done);
    QCOMPARE(digest.charge, Charge::actual(Money{20'000}, true));
    // Read four times as slowly as usual it is still within what was set aside.
    QVERIFY(digestOf(ask, seconds(320)).charge.amount < ask.reserve);
}

void TestAnswerDigest::charactersArePricedAsTheyAre()
{
    QCOMPARE(digestOf(speechOf(1'000, "tts-1"), seconds(80)).charge, Charge::actual(Money{15'000}, true));
}

void TestAnswerDigest::whatCannotBeMeasuredCostsWhatWasSetAside()
{
    const Ask ask = speechOf(1'200, "gpt-4o-mini-tts");
    const Digest digest = digestOf(ask, QByteArray("\xff\xf1\x50\x80", 4) + QByteArray(400, 'x')); // AAC
    QCOMPARE(digest.charge, Charge::actual(ask.reserve, true));
}

QTEST_GUILESS_MAIN(TestAnswerDigest)
#include "test_answer_digest.moc"
