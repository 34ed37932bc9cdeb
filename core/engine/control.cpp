#include "engine/control.h"
#include "engine/setup_rules.h"
#include "model/batch_meant.h"

namespace fornada {

Control::Control(Runtime &runtime, Seams seams)
    : m_runtime(runtime)
    , m_seams(seams)
    , m_adder(runtime, seams)
    , m_recipes(seams.store)
{}

Control::~Control() = default;

const QHash<QString, Control::Handler> &Control::table()
{
    static const QHash<QString, Handler> handlers = {
        {QStringLiteral("batch.create"), &Control::batchCreate},
        {QStringLiteral("batch.plan"), &Control::batchPlan},
        {QStringLiteral("batch.start"), &Control::batchStart},
        {QStringLiteral("batch.pilot"), &Control::batchPilot},
        {QStringLiteral("batch.release"), &Control::batchRelease},
        {QStringLiteral("batch.pause"), &Control::batchPause},
        {QStringLiteral("batch.resume"), &Control::batchResume},
        {QStringLiteral("batch.cancel"), &Control::batchCancel},
        {QStringLiteral("batch.retryFailed"), &Control::batchRetryFailed},
        {QStringLiteral("batch.set"), &Control::batchSet},
        {QStringLiteral("batch.remove"), &Control::batchRemove},
        {QStringLiteral("batch.editStep"), &Control::batchEditStep},
        {QStringLiteral("batch.impact"), &Control::batchImpact},
        {QStringLiteral("batch.remake"), &Control::batchRemake},
        {QStringLiteral("job.retry"), &Control::jobRetry},
        {QStringLiteral("job.cancel"), &Control::jobCancel},
        {QStringLiteral("job.resolve"), &Control::jobResolve},
        {QStringLiteral("job.priority"), &Control::jobPriority},
        {QStringLiteral("job.skip"), &Control::jobSkip},
        {QStringLiteral("job.approve"), &Control::jobApprove},
        {QStringLiteral("job.reject"), &Control::jobReject},
        {QStringLiteral("job.reroll"), &Control::jobReroll},
        {QStringLiteral("job.move"), &Control::jobMove},
        {QStringLiteral("job.explain"), &Control::jobExplain},
        {QStringLiteral("queue.set"), &Control::queueSet},
        {QStringLiteral("queue.pause"), &Control::queuePause},
        {QStringLiteral("queue.resume"), &Control::queueResume},
        {QStringLiteral("queue.clear"), &Control::queueClear},
        {QStringLiteral("queue.test"), &Control::queueTest},
        {QStringLiteral("account.add"), &Control::accountAdd},
        {QStringLiteral("account.set"), &Control::accountSet},
        {QStringLiteral("account.remove"), &Control::accountRemove},
        {QStringLiteral("account.test"), &Control::accountTest},
        {QStringLiteral("account.key"), &Control::accountKey},
        {QStringLiteral("recipe.import"), &Control::recipeImport},
        {QStringLiteral("recipe.remove"), &Control::recipeRemove},
        {QStringLiteral("price.reload"), &Control::priceReload},
        {QStringLiteral("credit.set"), &Control::creditSet},
        {QStringLiteral("setting.set"), &Control::settingSet},
        {QStringLiteral("operation.list"), &Control::operationList},
        {QStringLiteral("operation.undo"), &Control::operationUndo},
        {QStringLiteral("backup.make"), &Control::backupMake},
        {QStringLiteral("results.move"), &Control::resultsMove},
        {QStringLiteral("results.stay"), &Control::resultsStay},
        {QStringLiteral("engine.pause"), &Control::enginePause},
        {QStringLiteral("engine.resume"), &Control::engineResume},
        {QStringLiteral("engine.status"), &Control::engineStatus},
    };
    return handlers;
}

void Control::execute(const Command &command, CommandReply reply)
{
    const auto handler = table().constFind(command.name);
    if (handler == table().cend()) {
        reply(Error{ErrorKind::BadArgument, command.name, QStringLiteral("there is no such command")});
        return;
    }
    if (handler.value() != &Control::batchCreate)
        m_adder.tellAdded();
    m_current = command;
    Args args(command.args);
    (this->*handler.value())(args, std::move(reply));
}

Batch Control::findBatch(Args &args)
{
    const QString wanted =
        args.has(QLatin1String("batch")) ? args.value(QLatin1String("batch")).toVariant().toString() : QString();
    const auto meant = batchMeant(m_runtime.batches(), wanted);
    if (!meant)
        args.fail(meant.error());
    return meant ? *meant : Batch();
}

Queue Control::findQueue(Args &args)
{
    const QString wanted = args.needText(QLatin1String("queue"));
    for (const Queue &queue : m_runtime.queues())
        if (queue.name == wanted)
            return queue;
    args.fail(QStringLiteral("queue"), QStringLiteral("there is no queue %1").arg(wanted));
    return {};
}

Account Control::findAccount(Args &args, QLatin1String name)
{
    const QString wanted = args.needText(name);
    for (const Account &account : m_runtime.accounts())
        if (account.name == wanted)
            return account;
    args.fail(name, QStringLiteral("there is no account %1").arg(wanted));
    return {};
}

QJsonObject Control::writeBackOf(Args &args)
{
    const auto order = writeBackFrom(args.object(QLatin1String("writeBack")));
    if (!order)
        args.fail(order.error().subject, order.error().detail);
    return order ? *order : QJsonObject();
}

OperationRecord Control::record(const QString &subject, BatchId batch) const
{
    OperationRecord record;
    record.at = m_seams.clock.now().wall;
    record.by = m_current.by;
    record.command = m_current.name;
    record.arguments = m_current.args;
    record.subject = subject;
    record.batch = batch;
    return record;
}

void Control::writeDownDone(const OperationRecord &record, const QJsonObject &answer, CommandReply reply)
{
    const auto nothing = [](Store &, OperationRecord &) { return Result<bool>(true); };
    act<bool>(record, nothing, [answer, reply = std::move(reply)](Result<bool> written, qint64) {
        reply(written ? Result<QJsonObject>(answer) : Result<QJsonObject>(written.error()));
    });
}

} // namespace fornada
