#include "providers/adapter.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QJsonObject bodyOf(const Ask &ask)
{
    const auto built = adapterFor(ProviderKind::OpenAi, ask.operation).build(ask, {});
    return built ? QJsonDocument::fromJson(built->body).object() : QJsonObject();
}

Ask askFor(Operation operation, const QString &model, const QJsonObject &parameters)
{
    Ask ask;
    ask.operation = operation;
    ask.model = model;
    ask.prompt = u"Hello"_s;
    ask.parameters = parameters;
    return ask;
}

} // namespace

// OpenAI's dialect: what is sent.
class TestOpenAiRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelsThatThinkGetNoTemperature_data();
    void modelsThatThinkGetNoTemperature();
};

void TestOpenAiRequests::modelsThatThinkGetNoTemperature_data()
{
    QTest::addColumn<bool>("takesIt");
    for (const char *model : {"gpt-5.4-mini", "gpt-5", "gpt-5-nano-2026-08-01", "o3", "o4-mini", "openai/gpt-5.6"})
        QTest::newRow(model) << false;
    for (const char *model : {"gpt-4.1", "gpt-4o-mini", "gpt-5-chat-latest", "olmo-2", "llama-3.3-70b"})
        QTest::newRow(model) << true;
}

void TestOpenAiRequests::modelsThatThinkGetNoTemperature()
{
    QFETCH(const bool, takesIt);
    const QJsonObject body = bodyOf(askFor(Operation::Text, QString::fromLatin1(QTest::currentDataTag()),
                                           {{u"temperature"_s, 0.9}, {u"topP"_s, 0.95}, {u"seed"_s, 7}}));
    QCOMPARE(body.contains(u"temperature"_s), takesIt);
    QCOMPARE(body.contains(u"top_p"_s), takesIt);
    QCOMPARE(body.value(u"seed"_s).toInt(), 7);
}

QTEST_GUILESS_MAIN(TestOpenAiRequests)
#include "test_openai_requests.moc"
