#include "ui/setup_data.h"

#include <QJsonArray>

namespace fornada {

namespace {

using namespace std::chrono_literals;

LimitSet limits(const QJsonObject &json)
{
    return *limitSetFromJson(json);
}

QJsonObject gate(const char *kind, double used, double allowed, const char *reason = "none",
                 std::optional<Wall> until = {})
{
    QJsonObject json{{QStringLiteral("gate"), QString::fromLatin1(kind)},
                     {QStringLiteral("reason"), QString::fromLatin1(reason)}};
    if (allowed > 0) {
        json.insert(QStringLiteral("used"), used);
        json.insert(QStringLiteral("allowed"), allowed);
    }
    if (until)
        json.insert(QStringLiteral("until"), toIso(*until));
    return json;
}

QJsonObject slowed(QJsonObject json, double level, Wall fullAt)
{
    json.insert(QStringLiteral("note"), QStringLiteral("slowed"));
    json.insert(QStringLiteral("level"), level);
    json.insert(QStringLiteral("fullAt"), toIso(fullAt));
    return json;
}

QJsonObject holder(const char *key, const char *name, const QJsonArray &gates)
{
    return {{QString::fromLatin1(key), QString::fromLatin1(name)}, {QStringLiteral("gates"), gates}};
}

Account account(qint64 id, const char *name, ProviderKind kind, const char *url)
{
    Account account;
    account.id = AccountId{id};
    account.name = QString::fromLatin1(name);
    account.kind = kind;
    account.url = QUrl(QString::fromLatin1(url));
    return account;
}

Queue queue(qint64 id, const char *name, qint64 accountId, const LimitSet &set)
{
    Queue queue;
    queue.id = QueueId{id};
    queue.name = QString::fromLatin1(name);
    queue.account = AccountId{accountId};
    queue.limits = set;
    return queue;
}

StateCounts counts(qint64 waiting, qint64 running, qint64 completed, qint64 failed)
{
    StateCounts counts;
    counts[JobState::Queued] = waiting;
    counts[JobState::Running] = running;
    counts[JobState::Completed] = completed;
    counts[JobState::Failed] = failed;
    return counts;
}

} // namespace

void addSampleSetup(MadeUpData &data, Wall now)
{
    Account gemini =
        account(2, "gemini-studio", ProviderKind::Gemini, "https://generativelanguage.googleapis.com/v1beta");
    gemini.limits = limits(
        {{QStringLiteral("window"), QJsonObject{{QStringLiteral("count"), 60}, {QStringLiteral("period"), 60}}}});
    gemini.dayBudget = Money{25'000'000};
    gemini.modelLimits.insert(QStringLiteral("gemini-3.1-flash-image"),
                              limits({{QStringLiteral("dailyCap"), QJsonObject{{QStringLiteral("count"), 15}}}}));
    Account openAi = account(3, "openai", ProviderKind::OpenAi, "https://api.openai.com/v1");
    openAi.keyEnv = QStringLiteral("OPENAI_API_KEY");
    Account worker = account(4, "staging-worker", ProviderKind::Worker, "http://10.0.0.8:8080");
    worker.paused = true;
    Client acme{QStringLiteral("Acme"), Money{50'000'000}, {{Operation::Image, 240}, {Operation::Speech, 12}}};
    Client ruum{QStringLiteral("Ruum Property Marketing"), {}, {{Operation::EditImage, 0}}};
    data.clients = {{acme, {{}, Money{18'400'000}, {}, {}}},
                    {{QStringLiteral("Bakery"), {}, {}}, {{}, Money{1'240'000}, {}, {}}},
                    {ruum, {{}, Money{7'000'000}, {}, {}}}};
    data.accounts = {account(1, "sandbox", ProviderKind::Sandbox, ""), gemini, openAi, worker};
    Queue night = queue(5, "night", 2,
                        limits({{QStringLiteral("concurrency"), 4},
                                {QStringLiteral("openHours"),
                                 QJsonObject{{QStringLiteral("rules"),
                                              QJsonArray{QJsonObject{{QStringLiteral("from"), QStringLiteral("02:00")},
                                                                     {QStringLiteral("to"), QStringLiteral("06:00")}}}},
                                             {QStringLiteral("zone"), QStringLiteral("America/Sao_Paulo")}}}}));
    Queue texts = queue(3, "texts", 3, limits({{QStringLiteral("concurrency"), 5}}));
    texts.paused = true;
    Queue staging = queue(2, "staging", 4,
                          limits({{QStringLiteral("pace"), QJsonObject{{QStringLiteral("count"), 60},
                                                                       {QStringLiteral("period"), 60},
                                                                       {QStringLiteral("burst"), 10}}},
                                  {QStringLiteral("concurrency"), 10}}));
    staging.retry.ageLimit = std::chrono::hours(24);
    data.queues = {queue(1, "portraits", 2,
                         limits({{QStringLiteral("minimumGap"), 120},
                                 {QStringLiteral("concurrency"), 1},
                                 {QStringLiteral("dailyCap"), QJsonObject{{QStringLiteral("count"), 15}}}})),
                   staging, texts, queue(4, "speech", 3, limits({{QStringLiteral("concurrency"), 3}})), night};
    data.queueCounts = {{QueueId{1}, counts(20, 1, 31, 3)},
                        {QueueId{2}, counts(6'862, 6, 3'120, 12)},
                        {QueueId{3}, counts(40, 0, 41, 0)},
                        {QueueId{4}, counts(0, 0, 90, 0)},
                        {QueueId{5}, counts(200, 0, 0, 0)}};
    const auto drop = [](qint64 id, Wall at, const char *scope, int percent) {
        return Event{id,
                     at,
                     EventLevel::Info,
                     QStringLiteral("paceLowered"),
                     BatchId{6},
                     QStringLiteral("staging"),
                     {{QStringLiteral("scope"), QString::fromLatin1(scope)}, {QStringLiteral("percent"), percent}}};
    };
    data.events = {drop(3, now - 4min, "queue:2", 64), drop(2, now - 9min, "queue:2", 80),
                   drop(1, now - 27h, "queue:2", 80)};
}

void addLongNames(MadeUpData &data)
{
    data.queues[0].name =
        QStringLiteral("A queue whose name somebody wrote as if it were the whole brief of the campaign, "
                       "with dates and places 2026");
    data.accounts[1].name = QStringLiteral("مفتاح الوكالة الرئيسي 🎨 الحساب المشترك بين جميع الفرق والعملاء");
}

QJsonObject withSampleGates(QJsonObject status, Wall now)
{
    status.insert(
        QStringLiteral("queues"),
        QJsonArray{
            holder("queue", "portraits",
                   {gate("dailyCap", 12, 15), gate("gap", 0, 0, "gap", now + 74s), gate("concurrency", 0, 1)}),
            holder("queue", "staging",
                   {slowed(gate("pace", 6, 10), 0.64, now + 8min),
                    slowed(gate("concurrency", 6, 6, "concurrency"), 0.64, now + 8min)}),
            holder("queue", "texts", {gate("concurrency", 0, 5)}),
            holder("queue", "speech", {gate("concurrency", 0, 3)}),
            holder("queue", "night", {gate("openHours", 0, 0, "openHours", now + 11h), gate("concurrency", 0, 4)})});
    status.insert(QStringLiteral("accounts"),
                  QJsonArray{holder("account", "sandbox", {}),
                             holder("account", "gemini-studio", {gate("window", 52, 60)}),
                             holder("account", "openai", {gate("needsUser", 0, 0, "needsUser")}),
                             holder("account", "staging-worker", {})});
    QJsonObject model = holder("account", "gemini-studio", {gate("dailyCap", 15, 15, "dailyCap", now + 9h)});
    model.insert(QStringLiteral("model"), QStringLiteral("gemini-3.1-flash-image"));
    status.insert(QStringLiteral("models"), QJsonArray{model});
    return status;
}

} // namespace fornada
