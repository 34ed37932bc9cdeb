#include "engine/undo_facts.h"

namespace fornada {

namespace {

QJsonValue moneyJson(const std::optional<Money> &money)
{
    return money ? QJsonValue(toDecimal(*money)) : QJsonValue();
}

std::optional<Money> moneyFrom(const QJsonObject &json, QLatin1String name)
{
    return moneyFromDecimal(json.value(name).toString());
}

} // namespace

QJsonObject undoFacts(const Queue &queue)
{
    return {{QStringLiteral("account"), queue.account.value},
            {QStringLiteral("limits"), toJson(queue.limits)},
            {QStringLiteral("retry"), toJson(queue.retry)},
            {QStringLiteral("deadline"), qint64(queue.deadline.count())},
            {QStringLiteral("alertAt"), queue.alertAt.value_or(0)},
            {QStringLiteral("paused"), queue.paused}};
}

QJsonObject undoFacts(const Account &account)
{
    QJsonObject models;
    for (auto it = account.modelLimits.cbegin(); it != account.modelLimits.cend(); ++it)
        models.insert(it.key(), toJson(it.value()));
    return {{QStringLiteral("url"), account.url.toString(QUrl::FullyEncoded)},
            {QStringLiteral("keyEnv"), account.keyEnv},
            {QStringLiteral("free"), account.free},
            {QStringLiteral("private"), account.allowPrivateAddresses},
            {QStringLiteral("limits"), toJson(account.limits)},
            {QStringLiteral("modelLimits"), models},
            {QStringLiteral("dayBudget"), moneyJson(account.dayBudget)},
            {QStringLiteral("paused"), account.paused}};
}

QJsonObject undoFacts(const Batch &batch)
{
    return {{QStringLiteral("name"), batch.name},
            {QStringLiteral("priority"), batch.priority},
            {QStringLiteral("budget"), moneyJson(batch.budget)},
            {QStringLiteral("resendPerJob"), toDecimal(batch.resendPerJob)},
            {QStringLiteral("resendPart"), batch.resendPart},
            {QStringLiteral("writeBack"), batch.writeBack}};
}

QJsonObject wasAndNow(const QJsonObject &was, const QJsonObject &now)
{
    if (was == now)
        return {};
    return {{QStringLiteral("was"), was}, {QStringLiteral("now"), now}};
}

Status restore(Queue &queue, const QJsonObject &was)
{
    const auto limits = limitSetFromJson(was.value(QLatin1String("limits")).toObject());
    if (!limits)
        return limits.error();
    const auto retry = retryPolicyFromJson(was.value(QLatin1String("retry")).toObject());
    if (!retry)
        return retry.error();
    queue.account = AccountId{was.value(QLatin1String("account")).toInteger()};
    queue.limits = *limits;
    queue.retry = *retry;
    queue.deadline = Micros(was.value(QLatin1String("deadline")).toInteger());
    const int alertAt = was.value(QLatin1String("alertAt")).toInt();
    queue.alertAt = alertAt > 0 ? std::optional(alertAt) : std::nullopt;
    queue.paused = was.value(QLatin1String("paused")).toBool();
    return {};
}

Status restore(Account &account, const QJsonObject &was)
{
    const auto limits = limitSetFromJson(was.value(QLatin1String("limits")).toObject());
    if (!limits)
        return limits.error();
    QMap<QString, LimitSet> models;
    const QJsonObject modelLimits = was.value(QLatin1String("modelLimits")).toObject();
    for (auto it = modelLimits.begin(); it != modelLimits.end(); ++it) {
        const auto ofModel = limitSetFromJson(it.value().toObject());
        if (!ofModel)
            return ofModel.error();
        models.insert(it.key(), *ofModel);
    }
    account.limits = *limits;
    account.modelLimits = models;
    account.url = QUrl(was.value(QLatin1String("url")).toString());
    account.keyEnv = was.value(QLatin1String("keyEnv")).toString();
    account.free = was.value(QLatin1String("free")).toBool();
    account.allowPrivateAddresses = was.value(QLatin1String("private")).toBool();
    account.dayBudget = moneyFrom(was, QLatin1String("dayBudget"));
    account.paused = was.value(QLatin1String("paused")).toBool();
    return {};
}

BatchChange batchChangeTo(const QJsonObject &was)
{
    BatchChange change;
    change.name = was.value(QLatin1String("name")).toString();
    change.priority = was.value(QLatin1String("priority")).toInt();
    change.budget = moneyFrom(was, QLatin1String("budget"));
    change.resendPerJob = moneyFrom(was, QLatin1String("resendPerJob"));
    change.resendPart = was.value(QLatin1String("resendPart")).toDouble();
    change.writeBack = was.value(QLatin1String("writeBack")).toObject();
    return change;
}

JobFilter undoScope(const OperationRecord &operation)
{
    JobFilter filter;
    for (const QJsonValue &id : operation.arguments.value(QLatin1String("jobs")).toArray())
        filter.ids.append(JobId{id.toVariant().toLongLong()});
    if (const QJsonValue job = operation.arguments.value(QLatin1String("job")); !job.isUndefined())
        filter.ids.append(JobId{job.toVariant().toLongLong()});
    if (!filter.ids.isEmpty())
        return filter; // they may be of several batches
    filter.batch = operation.batch;
    filter.queue = QueueId{operation.previous.value(QLatin1String("queue")).toInteger()};
    return filter;
}

} // namespace fornada
