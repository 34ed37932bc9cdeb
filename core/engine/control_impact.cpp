#include "engine/change_impact.h"
#include "engine/control.h"
#include "engine/runtime_recovery.h"
#include "engine/start_rules.h"

#include <QJsonArray>

// After a step was worded anew: which results are of the old wording, and making just these again.
namespace fornada {

namespace {

constexpr int kListed = 100, kMostListed = 5'000;

QJsonArray stepsOf(const Impact &impact)
{
    QJsonArray steps;
    for (const StepImpact &step : impact.steps)
        steps.append(QJsonObject{{QStringLiteral("step"), step.step},
                                 {QStringLiteral("operation"), toName(step.operation)},
                                 {QStringLiteral("made"), step.made},
                                 {QStringLiteral("stale"), step.stale},
                                 {QStringLiteral("unclear"), step.unclear},
                                 {QStringLiteral("most"), toDecimal(step.most)}});
    return steps;
}

QJsonArray jobsOf(const Impact &impact)
{
    QJsonArray jobs;
    for (const StaleJob &job : impact.first) {
        QJsonObject line{{QStringLiteral("job"), job.id.value},
                         {QStringLiteral("row"), job.row},
                         {QStringLiteral("key"), job.rowKey},
                         {QStringLiteral("step"), job.step},
                         {QStringLiteral("fanKey"), job.fanKey},
                         {QStringLiteral("why"), QLatin1String(job.because.isEmpty() ? "request" : "parent")},
                         {QStringLiteral("most"), toDecimal(job.most)}};
        if (!job.because.isEmpty())
            line.insert(QStringLiteral("because"), job.because);
        jobs.append(line);
    }
    return jobs;
}

QJsonObject toJson(const Batch &batch, const Impact &impact)
{
    return {{QStringLiteral("batch"), batch.id.value},
            {QStringLiteral("name"), batch.name},
            {QStringLiteral("made"), impact.made},
            {QStringLiteral("stale"), impact.stale},
            {QStringLiteral("unchanged"), impact.made - impact.stale - impact.unclear},
            {QStringLiteral("unclear"), impact.unclear},
            {QStringLiteral("notMade"), impact.notMade},
            {QStringLiteral("most"), toDecimal(impact.most)},
            {QStringLiteral("steps"), stepsOf(impact)},
            {QStringLiteral("jobs"), jobsOf(impact)}};
}

Error doesNotReach(const QString &whose)
{
    return {ErrorKind::BudgetTooSmall, whose, QStringLiteral("it does not reach for making these results again")};
}

// Nobody pays more than was shown, or said.
Error costsMore(const QString &batch, Money most, Money agreed)
{
    return {ErrorKind::NotAllowed, batch,
            QStringLiteral("making these results again may cost $%1, and at most $%2 was agreed to")
                .arg(toDecimal(most), toDecimal(agreed))};
}

// Would all of it fit now? What is spent meanwhile is held by each request's own reservation.
Status reaches(Store &store, const Batch &batch, const Impact &impact, QDate day)
{
    if (batch.budget && batch.totals.counted() + impact.most > *batch.budget)
        return doesNotReach(batch.name);
    const auto clients = store.clients();
    const auto totals = store.ledgerTotals(day);
    if (!clients || !totals)
        return !clients ? clients.error() : totals.error();
    if (batch.client.isEmpty() || batch.recipe.startsWith(kRehearsalPrefix))
        return {};
    const auto client = std::find_if(clients->begin(), clients->end(),
                                     [&batch](const Client &known) { return known.name == batch.client; });
    if (client == clients->end())
        return {};
    Money counted;
    for (const LedgerTotal &total : *totals)
        if (total.scope == LedgerScope::Client && total.key == batch.client)
            counted = total.totals.counted();
    if (client->budget && counted + impact.most > *client->budget)
        return doesNotReach(batch.client);
    QMap<Operation, qint64> wanted;
    for (const StepImpact &step : impact.steps)
        wanted[step.operation] += step.credits;
    for (auto credit = client->credits.cbegin(); credit != client->credits.cend(); ++credit)
        if (wanted.value(credit.key()) > credit.value())
            return creditsShort(batch.client, credit.key(), wanted.value(credit.key()), credit.value());
    return {};
}

} // namespace

void Control::batchImpact(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    const qint64 limit = args.number(QLatin1String("limit"), kListed);
    if (limit < 0 || limit > kMostListed)
        args.fail(QStringLiteral("limit"), QStringLiteral("must be from 0 to %1").arg(kMostListed));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    assessImpact(m_runtime, m_seams, batch.id, int(limit), [batch, reply](Result<Impact> impact) {
        reply(impact ? Result<QJsonObject>(toJson(batch, *impact)) : Result<QJsonObject>(impact.error()));
    });
}

void Control::batchRemake(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    const auto agreed = args.money(QLatin1String("atMost"));
    if (!args.error() && !args.flag(QLatin1String("stale")))
        args.fail(QStringLiteral("stale"), QStringLiteral("say which: those of an older wording"));
    const Status ready = mayStart(m_runtime, m_seams.keys, batch.id);
    if (args.error() || !ready) {
        reply(args.error() ? *args.error() : ready.error());
        return;
    }
    if (m_remaking.contains(batch.id)) {
        reply(Error{ErrorKind::NotAllowed, batch.name, QStringLiteral("its results are being made again already")});
        return;
    }
    m_remaking.insert(batch.id);
    const auto done = [this, id = batch.id, reply](Result<QJsonObject> answer) {
        m_remaking.remove(id);
        reply(std::move(answer));
    };
    assessImpact(m_runtime, m_seams, batch.id, 0,
                 [this, batch, agreed, done, record = record(batch.name, batch.id)](Result<Impact> impact) {
                     if (!impact)
                         done(impact.error());
                     else if (impact->jobs.isEmpty())
                         done(QJsonObject{{QStringLiteral("changed"), 0}});
                     else if (agreed && impact->most > *agreed)
                         done(costsMore(batch.name, impact->most, *agreed));
                     else
                         remake(record, *impact, done);
                 });
}

void Control::remake(const OperationRecord &record, const Impact &impact, CommandReply reply)
{
    const auto begin = [impact, id = record.batch, day = localDay(record.at)](Store &store,
                                                                              OperationRecord &entry) -> Result<bool> {
        entry.previous.insert(kNoted, true);
        const auto batch = store.batch(id);
        if (!batch)
            return batch.error();
        const Status enough = reaches(store, *batch, impact, day);
        return enough ? Result<bool>(true) : Result<bool>(enough.error());
    };
    act<bool>(record, begin, [this, impact, id = record.batch, reply](Result<bool> begun, qint64 operation) {
        if (!begun) {
            reply(begun.error());
            return;
        }
        JobFilter filter;
        filter.batch = id;
        filter.ids = impact.jobs;
        filter.states = {JobState::Completed, JobState::Review};
        bulk(filter, JobEvent::Rerolled, false, operation, [reply, most = impact.most](Result<QJsonObject> answer) {
            if (answer)
                answer->insert(QStringLiteral("most"), toDecimal(most));
            reply(std::move(answer));
        });
    });
}

} // namespace fornada
