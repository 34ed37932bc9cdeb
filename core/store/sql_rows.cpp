#include "store/sql_rows.h"

namespace fornada {

namespace {

constexpr char kAccounts[] = "SELECT id, name, kind, url, key_env, free, private_addresses, limits, model_limits, "
                             "day_budget, paused FROM account ORDER BY id";
constexpr char kQueues[] =
    "SELECT id, name, account_id, limits, retry, deadline, alert_at, paused FROM queue ORDER BY id";
constexpr char kRecipes[] = "SELECT id, name, json, updated FROM recipe ORDER BY id";
constexpr char kMeta[] = "SELECT value FROM meta WHERE name = ?";

// Limits that this build cannot read stop us: going on without them would break them.
template<class T>
T valueOr(SqlConnection &sql, const QString &of, Result<T> parsed)
{
    if (parsed)
        return std::move(*parsed);
    sql.fail({ErrorKind::DatabaseCorrupt, of, parsed.error().subject + QLatin1Char(' ') + parsed.error().detail});
    return {};
}

} // namespace

Batch readBatch(Statement &columns)
{
    Batch batch;
    QString pilot;
    columns >> batch.id >> batch.name >> batch.client >> batch.owner >> batch.recipe >> batch.account >>
        batch.parameters >> batch.priority >> batch.budget >> batch.state >> batch.resendPerJob >> batch.resendPart >>
        batch.resentSoFar >> batch.estimate >> batch.created >> batch.updated >> batch.started >> batch.finished >>
        batch.removed >> pilot >> batch.writeBack >> batch.delivered;
    batch.pilot = rowListFrom(pilot);
    return batch;
}

JobRecord readJob(Statement &columns)
{
    JobRecord job;
    columns >> job.id >> job.batch >> job.row >> job.rowNumber >> job.step >> job.fanKey >> job.queue >> job.account >>
        job.model >> job.position >> job.priority >> job.state >> job.pendingParents >> job.attempts >> job.sends >>
        job.currentAttempt >> job.notBefore >> job.firstAttempt >> job.age >> job.rowAge >> job.noOutputs >>
        job.waitsInRow >> job.reserve >> job.tokens >> job.message >> job.created >> job.updated >> job.cancelledFrom >>
        job.cancelledBy;
    return job;
}

AttemptRecord readAttempt(Statement &columns)
{
    AttemptRecord attempt;
    columns >> attempt.id >> attempt.job >> attempt.number >> attempt.account >> attempt.model >> attempt.requestHash >>
        attempt.idempotencyKey >> attempt.reserved >> attempt.day >> attempt.sendAt >> attempt.claimed >>
        attempt.sent >> attempt.received >> attempt.settled >> attempt.outcome >> attempt.charge.kind >>
        attempt.charge.amount >> attempt.charge.estimated >> attempt.httpStatus >> attempt.message >> attempt.usage;
    return attempt;
}

ResultRecord readResult(Statement &columns)
{
    ResultRecord result;
    columns >> result.id >> result.job >> result.attempt >> result.place >> result.kind >> result.mime >> result.path >>
        result.bytes >> result.sha256 >> result.picked >> result.created >> result.text;
    return result;
}

OperationRecord readOperation(Statement &columns)
{
    OperationRecord operation;
    columns >> operation.id >> operation.at >> operation.by >> operation.command >> operation.arguments >>
        operation.previous >> operation.batch >> operation.subject >> operation.changed >> operation.undone;
    return operation;
}

QList<Account> readAccounts(SqlConnection &sql)
{
    QList<Account> accounts;
    auto rows = sql.statement(kAccounts);
    while (rows.next()) {
        Account account;
        QString url;
        QJsonObject limits, modelLimits;
        rows >> account.id >> account.name >> account.kind >> url >> account.keyEnv >> account.free >>
            account.allowPrivateAddresses >> limits >> modelLimits >> account.dayBudget >> account.paused;
        account.url = QUrl(url);
        account.limits = valueOr(sql, account.name, limitSetFromJson(limits));
        for (auto it = modelLimits.constBegin(); it != modelLimits.constEnd(); ++it)
            account.modelLimits.insert(it.key(), valueOr(sql, account.name, limitSetFromJson(it->toObject())));
        accounts.append(std::move(account));
    }
    return accounts;
}

QList<Queue> readQueues(SqlConnection &sql)
{
    QList<Queue> queues;
    auto rows = sql.statement(kQueues);
    while (rows.next()) {
        Queue queue;
        QJsonObject limits, retry;
        rows >> queue.id >> queue.name >> queue.account >> limits >> retry >> queue.deadline >> queue.alertAt >>
            queue.paused;
        queue.limits = valueOr(sql, queue.name, limitSetFromJson(limits));
        queue.retry = valueOr(sql, queue.name, retryPolicyFromJson(retry));
        queues.append(std::move(queue));
    }
    return queues;
}

QList<StoredRecipe> readRecipes(SqlConnection &sql)
{
    QList<StoredRecipe> recipes;
    auto rows = sql.statement(kRecipes);
    while (rows.next()) {
        StoredRecipe recipe;
        rows >> recipe.id >> recipe.name >> recipe.json >> recipe.updated;
        recipes.append(std::move(recipe));
    }
    return recipes;
}

QString readMeta(SqlConnection &sql, const QString &name)
{
    QString value;
    auto rows = sql.statement(kMeta);
    rows << name;
    if (rows.next())
        rows >> value;
    return value;
}

QString likePattern(const QString &text)
{
    QString escaped = text;
    for (const char16_t special : {u'\\', u'%', u'_'})
        escaped.replace(QChar(special), QString(u'\\') + QChar(special));
    return u'%' + escaped + u'%';
}

} // namespace fornada
