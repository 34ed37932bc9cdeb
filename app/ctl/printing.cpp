#include "ctl/printing.h"

#include "model/json_parts.h"
#include "text/state_text.h"
#include "text/wait_text.h"

#include <QDateTime>
#include <QJsonArray>

namespace fornada {

namespace {

QJsonObject attemptJson(const Attempt &attempt)
{
    return {{QStringLiteral("id"), attempt.id.value},
            {QStringLiteral("number"), attempt.number},
            {QStringLiteral("outcome"), attempt.outcome ? QJsonValue(toName(*attempt.outcome)) : QJsonValue()},
            {QStringLiteral("httpStatus"), attempt.httpStatus},
            {QStringLiteral("message"), attempt.message},
            {QStringLiteral("started"), toIso(attempt.sent.value_or(attempt.claimed))},
            {QStringLiteral("received"), timeOrNull(attempt.received)},
            {QStringLiteral("finished"), timeOrNull(attempt.settled)},
            {QStringLiteral("charge"), toName(attempt.charge.kind)},
            {QStringLiteral("cost"), toDecimal(attempt.charge.amount)},
            {QStringLiteral("costEstimated"), attempt.charge.estimated},
            {QStringLiteral("reserved"), toDecimal(attempt.reserved)}};
}

QJsonObject resultJson(const ResultItem &item, const QString &folder)
{
    return {{QStringLiteral("kind"), toName(item.kind)},
            {QStringLiteral("mime"), item.mime},
            {QStringLiteral("path"), item.path.isEmpty() ? QString() : folder + QLatin1Char('/') + item.path},
            {QStringLiteral("text"), item.text},
            {QStringLiteral("bytes"), item.bytes},
            {QStringLiteral("sha256"), QString::fromLatin1(item.sha256.toHex())},
            {QStringLiteral("picked"), item.picked}};
}

// Where its result was taken from, or why it was asked for and until when others may take what it gave.
QJsonObject cacheJson(const JobDetail &detail)
{
    if (const auto taken = takenFrom(detail.job.message))
        return {{QStringLiteral("from"), taken->from.value},
                {QStringLiteral("made"), toIso(taken->made)},
                {QStringLiteral("sameBatch"), taken->sameBatch}};
    if (!detail.cached)
        return {};
    QJsonObject json{{QStringLiteral("keptUntil"), toIso(detail.cached->expires)},
                     {QStringLiteral("standing"), toName(detail.cached->standing)}};
    if (detail.cached->miss)
        json.insert(QStringLiteral("miss"), toJson(*detail.cached->miss));
    return json;
}

} // namespace

QString reasonText(const QJsonValue &reason, const QJsonValue &until, const QString &subject)
{
    Opening opening;
    opening.reason = fromName<WaitReason>(reason.toString()).value_or(WaitReason::None);
    const QDateTime when = QDateTime::fromString(until.toString(), Qt::ISODateWithMs);
    if (when.isValid())
        opening.until = Moment{wallFromMicros(when.toMSecsSinceEpoch() * 1'000), {}};
    WaitFacts facts;
    facts.subject = subject;
    return sentence(opening, SystemClock().now().wall, facts);
}

QString counted(qint64 count, const char *one, const char *many)
{
    return QStringLiteral("%1 %2").arg(count).arg(QLatin1String(count == 1 ? one : many));
}

QString progressBar(qint64 done, qint64 total, int width)
{
    const qint64 filled = total > 0 ? done * width / total : 0;
    return QString(filled, QLatin1Char('#')) + QString(width - filled, QLatin1Char('.'));
}

QJsonObject batchJson(const Batch &batch)
{
    return {{QStringLiteral("id"), batch.id.value},
            {QStringLiteral("name"), batch.name},
            {QStringLiteral("client"), batch.client},
            {QStringLiteral("owner"), batch.owner},
            {QStringLiteral("recipe"), batch.recipe},
            {QStringLiteral("rehearsal"), batch.recipe.startsWith(kRehearsalPrefix)},
            {QStringLiteral("state"), toName(batch.state)},
            {QStringLiteral("priority"), batch.priority},
            {QStringLiteral("budget"), batch.budget ? QJsonValue(toDecimal(*batch.budget)) : QJsonValue()},
            {QStringLiteral("estimate"), toDecimal(batch.estimate)},
            {QStringLiteral("counts"), countsJson(batch.counts)},
            {QStringLiteral("spent"), toDecimal(batch.totals.spent)},
            {QStringLiteral("possible"), toDecimal(batch.totals.maybe)},
            {QStringLiteral("reserved"), toDecimal(batch.totals.reserved)},
            {QStringLiteral("wasted"), toDecimal(batch.totals.wasted)},
            {QStringLiteral("created"), toIso(batch.created)},
            {QStringLiteral("started"), timeOrNull(batch.started)},
            {QStringLiteral("finished"), timeOrNull(batch.finished)},
            {QStringLiteral("writeBack"), batch.writeBack.isEmpty() ? QJsonValue() : QJsonValue(batch.writeBack)},
            {QStringLiteral("delivered"), timeOrNull(batch.delivered)}};
}

QString batchLine(const Batch &batch)
{
    const StateCounts &counts = batch.counts;
    QString line = QStringLiteral("%1  %2  %3  %4/%5")
                       .arg(batch.id.value, 4)
                       .arg(toName(batch.state), -9)
                       .arg(progressBar(counts.settled(), counts.total(), 20))
                       .arg(counts.settled())
                       .arg(counts.total());
    if (counts[JobState::Failed] > 0)
        line += QStringLiteral("  %1 failed").arg(counts[JobState::Failed]);
    if (counts[JobState::Unknown] > 0)
        line += QStringLiteral("  %1 unknown (up to $%2)")
                    .arg(counts[JobState::Unknown])
                    .arg(toDecimal(batch.totals.maybe));
    if (batch.recipe.startsWith(kRehearsalPrefix))
        return line +
               QStringLiteral("  rehearsal, $%1 of play money  %2").arg(toDecimal(batch.totals.spent), batch.name);
    return line + QStringLiteral("  $%1  %2").arg(toDecimal(batch.totals.spent), batch.name);
}

QJsonObject jobRowJson(const JobRow &job, const Opening &opening)
{
    return {{QStringLiteral("id"), job.id.value},
            {QStringLiteral("batch"), job.batch.value},
            {QStringLiteral("row"), job.rowNumber},
            {QStringLiteral("key"), job.rowKey},
            {QStringLiteral("step"), job.step},
            {QStringLiteral("fanKey"), job.fanKey},
            {QStringLiteral("state"), toName(job.state)},
            {QStringLiteral("reason"), opening.isOpen() ? QJsonValue() : QJsonValue(toName(opening.reason))},
            {QStringLiteral("attempts"), job.attempts},
            {QStringLiteral("message"), job.message},
            {QStringLiteral("notBefore"), timeOrNull(job.notBefore)},
            {QStringLiteral("cost"), toDecimal(job.cost)}};
}

QString jobLine(const JobRow &job, const Opening &opening)
{
    return QStringLiteral("%1  %2  %3  %4  %5  %6")
        .arg(job.id.value, 6)
        .arg(job.rowNumber, 6)
        .arg(job.rowKey.left(24), -24)
        .arg((job.fanKey.isEmpty() ? job.step : job.step + QLatin1Char(' ') + job.fanKey).left(28), -28)
        .arg(toName(job.state), -9)
        .arg(opening.isOpen() ? messageText(job.message) : sentence(opening, SystemClock().now().wall));
}

QJsonObject jobJson(const JobDetail &detail, const std::optional<QJsonObject> &waiting, const QString &resultsFolder)
{
    const Job &job = detail.job;
    QJsonArray attempts;
    Money cost;
    for (const Attempt &attempt : detail.attempts) {
        QJsonObject one = attemptJson(attempt);
        one.insert(QStringLiteral("account"), detail.accountNames.value(attempt.account));
        attempts.append(one);
        cost += attempt.charge.amount;
    }
    QJsonArray results;
    for (const ResultItem &item : detail.results)
        results.append(resultJson(item, resultsFolder));
    QJsonObject json{{QStringLiteral("id"), job.id.value},
                     {QStringLiteral("batch"), job.batch.value},
                     {QStringLiteral("batchName"), detail.batchName},
                     {QStringLiteral("row"), job.rowNumber},
                     {QStringLiteral("key"), detail.rowKey},
                     {QStringLiteral("step"), job.step},
                     {QStringLiteral("fanKey"), job.fanKey},
                     {QStringLiteral("queue"), detail.queueName},
                     {QStringLiteral("account"), detail.accountName},
                     {QStringLiteral("model"), job.model},
                     {QStringLiteral("state"), toName(job.state)},
                     {QStringLiteral("message"), job.message},
                     {QStringLiteral("attemptsUsed"), job.attempts},
                     {QStringLiteral("priority"), job.priority},
                     {QStringLiteral("attempts"), attempts},
                     {QStringLiteral("cost"), toDecimal(cost)},
                     {QStringLiteral("possible"), toDecimal(detail.possible)},
                     {QStringLiteral("fields"), detail.fields},
                     {QStringLiteral("results"), results}};
    const QJsonObject picked = results.isEmpty() ? QJsonObject() : results.first().toObject();
    json.insert(QStringLiteral("result"), picked.value(QLatin1String("path")));
    json.insert(QStringLiteral("sha256"), picked.value(QLatin1String("sha256")));
    if (waiting) {
        json.insert(QStringLiteral("reason"), waiting->value(QLatin1String("reason")));
        json.insert(QStringLiteral("earliest"), waiting->value(QLatin1String("until")));
        if (waiting->contains(QLatin1String("sameAs")))
            json.insert(QStringLiteral("sameAs"), waiting->value(QLatin1String("sameAs")));
    }
    if (const QJsonObject cache = cacheJson(detail); !cache.isEmpty())
        json.insert(QStringLiteral("cache"), cache);
    return json;
}

QJsonObject queueJson(const Queue &queue, const QString &account, const StateCounts &counts)
{
    return {{QStringLiteral("name"), queue.name},
            {QStringLiteral("account"), account},
            {QStringLiteral("paused"), queue.paused},
            {QStringLiteral("limits"), toJson(queue.limits)},
            {QStringLiteral("retry"), toJson(queue.retry)},
            {QStringLiteral("deadline"), double(queue.deadline.count()) / 1e6},
            {QStringLiteral("alertAt"), queue.alertAt ? QJsonValue(*queue.alertAt) : QJsonValue()},
            {QStringLiteral("waiting"), counts[JobState::Queued] + counts[JobState::Blocked]},
            {QStringLiteral("active"), counts[JobState::Running]},
            {QStringLiteral("completed"), counts[JobState::Completed]},
            {QStringLiteral("failed"), counts[JobState::Failed]},
            {QStringLiteral("counts"), countsJson(counts)}};
}

QJsonObject accountJson(const Account &account)
{
    QJsonObject models;
    for (auto it = account.modelLimits.cbegin(); it != account.modelLimits.cend(); ++it)
        models.insert(it.key(), toJson(it.value()));
    return {{QStringLiteral("name"), account.name},
            {QStringLiteral("kind"), toName(account.kind)},
            {QStringLiteral("url"), account.url.toString()},
            {QStringLiteral("keyEnv"), account.keyEnv},
            {QStringLiteral("free"), account.free},
            {QStringLiteral("ownNetwork"), account.allowPrivateAddresses},
            {QStringLiteral("paused"), account.paused},
            {QStringLiteral("dayBudget"), account.dayBudget ? QJsonValue(toDecimal(*account.dayBudget)) : QJsonValue()},
            {QStringLiteral("limits"), toJson(account.limits)},
            {QStringLiteral("modelLimits"), models}};
}

} // namespace fornada
