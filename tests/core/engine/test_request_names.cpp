#include "engine/request_builder.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

RequestPlan call()
{
    RequestPlan plan;
    plan.step.id = u"call"_s;
    plan.step.operation = Operation::HttpCall;
    plan.step.parameters = {{u"body"_s, QJsonObject{{u"to"_s, u"{{phone}}"_s}, {u"text"_s, u"We have your order"_s}}}};
    plan.account.kind = ProviderKind::Worker;
    plan.account.url = QUrl(u"http://127.0.0.1:9/hook"_s);
    plan.idPrefix = u"fornada-x-"_s;
    plan.input.job.id = JobId{17};
    plan.input.job.step = plan.step.id;
    plan.input.fields = {{u"phone"_s, u"+55 11"_s}};
    return plan;
}

QByteArray nameOf(const RequestPlan &plan)
{
    DiskFileIo files;
    const auto built = buildJob(plan, files);
    if (!built)
        return {};
    for (const auto &[key, value] : built->request.headers)
        if (key == "Idempotency-Key")
            return value;
    return {};
}

} // namespace

// A worker that keeps its answers tells by the name whether it was asked before.
class TestRequestNames final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherTryRepeatsTheName();
    void whatIsMadeOnceMoreIsAnotherTask();
    void otherWordsAreAnotherTask();
    void itsTokensAreEstimated();
};

void TestRequestNames::anotherTryRepeatsTheName()
{
    RequestPlan plan = call();
    const QByteArray first = nameOf(plan);
    QVERIFY2(first.startsWith("fornada-x-17-"), first.constData());
    plan.input.job.sends = 2;
    QCOMPARE(nameOf(plan), first);
    plan.input.job.id = JobId{18};
    QVERIFY(nameOf(plan).startsWith("fornada-x-18-"));
}

void TestRequestNames::whatIsMadeOnceMoreIsAnotherTask()
{
    RequestPlan plan = call();
    const QByteArray first = nameOf(plan);
    plan.input.variants = 1;
    QVERIFY(!nameOf(plan).isEmpty());
    QVERIFY(nameOf(plan) != first);
}

void TestRequestNames::otherWordsAreAnotherTask()
{
    RequestPlan plan = call();
    const QByteArray first = nameOf(plan);
    plan.step.parameters[u"body"_s] = QJsonObject{{u"text"_s, u"Your order is here"_s}};
    QVERIFY(!nameOf(plan).isEmpty());
    QVERIFY(nameOf(plan) != first);
}

// Of the words of this very row, whatever was planned.
void TestRequestNames::itsTokensAreEstimated()
{
    RequestPlan plan = call();
    plan.step.operation = Operation::Text;
    plan.step.parameters = {};
    plan.step.prompt = u"Tell of {{story}}"_s;
    plan.account.kind = ProviderKind::Sandbox;
    plan.input.job.model = u"gemini-3-flash"_s;
    plan.input.fields = {{u"story"_s, u"long ago "_s.repeated(1'000)}};
    DiskFileIo files;
    const auto built = buildJob(plan, files);
    QVERIFY(built);
    QVERIFY(built->tokens >= 2'000);
    QVERIFY(built->tokens <= 4'000);
}

QTEST_GUILESS_MAIN(TestRequestNames)
#include "test_request_names.moc"
