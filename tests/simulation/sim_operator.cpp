#include "sim_operator.h"

#include "engine/undo_facts.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fornada::sim {

namespace {

constexpr qint64 kMany = 500; // credits: more than a world needs

QString scopeOfQueue(const QString &queue)
{
    return QStringLiteral("queue:") + queue;
}

QString scopeOfAccount(const QString &account)
{
    return QStringLiteral("account:") + account;
}

QString scopeOfModel(const QString &account, const QString &model)
{
    return QStringLiteral("model:%1:%2").arg(account, model);
}

// These limits, and none of another kind.
QJsonObject withoutOthers(QJsonObject limits)
{
    for (const QString &key :
         {QStringLiteral("pace"), QStringLiteral("window"), QStringLiteral("minimumGap"), QStringLiteral("dailyCap"),
          QStringLiteral("concurrency"), QStringLiteral("rowConcurrency"), QStringLiteral("openHours")})
        if (!limits.contains(key))
            limits.insert(key, QJsonValue::Null);
    return limits;
}

LimitSet limitsIn(const QJsonObject &was)
{
    return *limitSetFromJson(was.value(QLatin1String("limits")).toObject());
}

} // namespace

Operator::Operator(Loop &loop, Dice &dice, Extras &extras, Oracle &oracle, Provider &provider, WatchedStore &store,
                   Trace trace)
    : m_loop(loop)
    , m_dice(dice)
    , m_extras(extras)
    , m_oracle(oracle)
    , m_provider(provider)
    , m_store(store)
    , m_trace(std::move(trace))
{}

void Operator::execute(const QString &name, const QJsonObject &args, CommandReply reply)
{
    m_trace(QStringLiteral("%1 %2").arg(name, QString::fromUtf8(QJsonDocument(args).toJson(QJsonDocument::Compact))));
    m_host->execute(name, args, [this, name, reply = std::move(reply)](Result<QJsonObject> answer) {
        m_trace(answer ? QStringLiteral("  %1: done").arg(name)
                       : QStringLiteral("  %1: %2 %3")
                             .arg(name, toName(answer.error().kind), answer.error().subject + answer.error().detail));
        if (reply)
            reply(std::move(answer));
    });
}

void Operator::pause(const QString &scope, const QString &name, const QJsonObject &args)
{
    const int before = m_oracle.resumesOf(scope);
    execute(name, args, [this, scope, before](Result<QJsonObject> done) {
        if (done)
            m_oracle.paused(scope, before);
    });
}

void Operator::resume(const QString &scope, const QString &name, const QJsonObject &args)
{
    m_oracle.resumed(scope);
    execute(name, args);
}

void Operator::limit(const QString &name, const QJsonObject &args, const Limits &asked)
{
    QMap<QString, qint64> changes;
    for (auto it = asked.begin(); it != asked.end(); ++it)
        changes.insert(it.key(), m_provider.judge(it.key()).mayApply(it.value(), m_loop.now()));
    execute(name, args, [this, changes](Result<QJsonObject> done) {
        for (auto it = changes.begin(); it != changes.end(); ++it)
            if (done)
                m_provider.judge(it.key()).applies(it.value(), m_loop.now());
            else
                m_provider.judge(it.key()).refused(it.value());
    });
}

void Operator::setQueueLimits(const QString &queue)
{
    const QJsonObject fresh = m_extras.withHours(randomLimits(false), false, m_loop.now());
    limit(QStringLiteral("queue.set"),
          {{QStringLiteral("queue"), queue}, {QStringLiteral("limits"), withoutOthers(fresh)}},
          {{scopeOfQueue(queue), *limitSetFromJson(fresh)}});
}

void Operator::setAccountLimits(const QString &account, Dice &dice)
{
    const QJsonObject drawn = randomLimits(true, dice);
    const QString model = dice.oneOf(QStringList{QString(), QStringLiteral("big"), QStringLiteral("small")});
    const QJsonObject fresh = model.isEmpty() ? m_extras.withHours(drawn, true, m_loop.now()) : drawn;
    if (model.isEmpty())
        limit(QStringLiteral("account.set"),
              {{QStringLiteral("account"), account}, {QStringLiteral("limits"), withoutOthers(fresh)}},
              {{scopeOfAccount(account), *limitSetFromJson(fresh)}});
    else
        limit(QStringLiteral("account.set"),
              {{QStringLiteral("account"), account}, {QStringLiteral("modelLimits"), QJsonObject{{model, fresh}}}},
              {{scopeOfModel(account, model), *limitSetFromJson(fresh)}});
}

void Operator::readLimits()
{
    const auto onFile = [this](const QString &scope, const LimitSet &limits) {
        m_provider.judge(scope).isOnFile(limits, m_loop.now());
    };
    const auto queues = m_store.queues();
    for (const Queue &queue : queues ? *queues : QList<Queue>())
        onFile(scopeOfQueue(queue.name), queue.limits);
    const auto accounts = m_store.accounts();
    for (const Account &account : accounts ? *accounts : QList<Account>()) {
        onFile(scopeOfAccount(account.name), account.limits);
        for (const QString &model : {QStringLiteral("big"), QStringLiteral("small")})
            onFile(scopeOfModel(account.name, model), account.modelLimits.value(model));
    }
}

void Operator::actOnBatch(const Batch &batch)
{
    const QString scope = QStringLiteral("batch:%1").arg(batch.id.value);
    const QJsonObject args{{QStringLiteral("batch"), QString::number(batch.id.value)}};
    const auto with = [&](const QString &key, const QJsonValue &value) {
        QJsonObject more = args;
        more.insert(key, value);
        return more;
    };
    const auto cancelled = [this](Result<QJsonObject> done) {
        if (done)
            m_oracle.cancelled();
    };
    static const QStringList ways{QStringLiteral("resend"), QStringLiteral("charged"), QStringLiteral("giveUp")};
    switch (m_dice.between(0, 14)) {
    case 0:
    case 1:
    case 2:
        pause(scope, QStringLiteral("batch.pause"), args);
        break;
    case 3:
    case 4:
    case 5:
        resume(scope, QStringLiteral("batch.resume"), args);
        break;
    case 6:
        if (m_dice.chance(0.3))
            execute(QStringLiteral("batch.cancel"), with(QStringLiteral("stopNow"), m_dice.chance(0.5)), cancelled);
        break;
    case 7:
    case 8:
        m_oracle.resumed(scope); // it re-opens a finished batch
        execute(QStringLiteral("batch.retryFailed"), args);
        break;
    case 9:
        execute(QStringLiteral("batch.set"), with(QStringLiteral("priority"), m_dice.between(0, 3)));
        break;
    case 10:
        if (batch.budget)
            execute(QStringLiteral("batch.set"),
                    with(QStringLiteral("budget"), toDecimal(*batch.budget + Money{m_dice.between(1, 10) * 40'000})));
        break;
    case 11:
    case 12:
        m_oracle.resumed(scope);
        execute(QStringLiteral("job.resolve"), with(QStringLiteral("how"), m_dice.oneOf(ways)));
        break;
    case 13:
        startOrRelease(batch.id, scope, args);
        break;
    case 14:
        if (m_dice.chance(0.2))
            execute(QStringLiteral("batch.remove"), args);
        break;
    }
}

void Operator::startOrRelease(BatchId id, const QString &scope, const QJsonObject &args)
{
    Dice aside = m_dice;
    const auto batch = m_store.batch(id);
    QJsonObject pilot = args;
    pilot.insert(QStringLiteral("first"), aside.between(1, 3));
    if (batch && !batch->pilot.isEmpty())
        resume(scope, QStringLiteral("batch.release"), args);
    else if (batch && batch->state == BatchState::Draft && aside.chance(0.5))
        resume(scope, QStringLiteral("batch.pilot"), pilot);
    else
        resume(scope, QStringLiteral("batch.start"), args);
}

void Operator::actOnJob(JobId job)
{
    QJsonObject args{{QStringLiteral("job"), job.value}};
    const auto mayReopen = [&] { // its batch
        if (const auto known = m_store.job(job))
            m_oracle.resumed(QStringLiteral("batch:%1").arg(known->batch.value));
    };
    switch (m_dice.between(0, 4)) {
    case 0:
        mayReopen();
        execute(QStringLiteral("job.retry"), args);
        break;
    case 1:
        args.insert(QStringLiteral("stopNow"), m_dice.chance(0.5));
        execute(QStringLiteral("job.cancel"), args, [this](Result<QJsonObject> done) {
            if (done)
                m_oracle.cancelled();
        });
        break;
    case 2:
        args.insert(QStringLiteral("priority"), m_dice.between(0, 4));
        execute(QStringLiteral("job.priority"), args);
        break;
    case 3:
        mayReopen();
        args.insert(QStringLiteral("how"), QStringLiteral("resend"));
        execute(QStringLiteral("job.resolve"), args);
        break;
    case 4:
        execute(QStringLiteral("job.explain"), args);
        break;
    }
}

void Operator::undo(const OperationRecord &operation)
{
    const QString kind = operation.command.section(QLatin1Char('.'), 0, 0);
    if (kind == u"engine")
        m_oracle.resumed(QStringLiteral("all"));
    else if (kind == u"queue" || kind == u"account")
        m_oracle.resumed(kind + QLatin1Char(':') + operation.subject);
    const auto batches = m_store.batches();
    for (const Batch &batch : batches ? *batches : QList<Batch>()) // what came back may open several again
        if (!operation.batch.isValid() ? batch.state == BatchState::Finished : batch.id == operation.batch)
            m_oracle.resumed(QStringLiteral("batch:%1").arg(batch.id.value));
    const QJsonObject was = operation.previous.value(QLatin1String("was")).toObject();
    Limits back;
    if (operation.command == u"queue.set" && !was.isEmpty())
        back.insert(scopeOfQueue(operation.subject), limitsIn(was));
    if (operation.command == u"account.set" && !was.isEmpty()) {
        back.insert(scopeOfAccount(operation.subject), limitsIn(was));
        const QJsonObject models = was.value(QLatin1String("modelLimits")).toObject();
        for (const QString &model : {QStringLiteral("big"), QStringLiteral("small")})
            back.insert(scopeOfModel(operation.subject, model), *limitSetFromJson(models.value(model).toObject()));
    }
    limit(QStringLiteral("operation.undo"), {{QStringLiteral("operation"), operation.id}}, back);
}

void Operator::undoSomething()
{
    const auto recent = m_store.operations(0, 6);
    if (!recent)
        return;
    QList<OperationRecord> undoable;
    for (const OperationRecord &operation : *recent) // those of later kinds have their own turn
        if (isUndoable(operation) && !operation.previous.contains(kNoted) && operation.command != u"batch.release")
            undoable.append(operation);
    if (!undoable.isEmpty())
        undo(m_dice.chance(0.6) ? undoable.first() : m_dice.oneOf(undoable));
}

void Operator::judge(const Batch &batch, Dice &aside)
{
    QJsonObject args{{QStringLiteral("batch"), QString::number(batch.id.value)}};
    m_oracle.resumed(QStringLiteral("batch:%1").arg(batch.id.value)); // children go, a finished batch opens
    switch (aside.between(0, 4)) {
    case 0:
    case 1:
        execute(QStringLiteral("job.approve"), args);
        break;
    case 2:
        execute(QStringLiteral("job.reject"), args);
        break;
    case 3:
        args.insert(QStringLiteral("states"), QJsonArray{toName(JobState::Review), toName(JobState::Completed)});
        if (aside.chance(0.3))
            execute(QStringLiteral("job.reroll"), args);
        break;
    case 4:
        args.insert(QStringLiteral("priority"), aside.between(0, 4));
        execute(QStringLiteral("job.priority"), args);
        break;
    }
}

void Operator::judgeOrTakeBack(Dice &aside)
{
    const auto recent = m_store.operations(0, 8);
    const auto batches = m_store.batches();
    QList<OperationRecord> undoable;
    for (const OperationRecord &operation : recent ? *recent : QList<OperationRecord>())
        if (isUndoable(operation) && (operation.previous.contains(kNoted) || operation.command == u"batch.release"))
            undoable.append(operation);
    if (!undoable.isEmpty() && aside.chance(0.5))
        undo(aside.chance(0.6) ? undoable.first() : aside.oneOf(undoable));
    else if (batches && !batches->isEmpty())
        judge(aside.oneOf(*batches), aside);
}

void Operator::actAtRandom()
{
    if (!m_host || !m_host->isReady())
        return;
    if (Dice aside = m_dice; aside.chance(0.25)) // a copy, as in setUp
        judgeOrTakeBack(aside);
    else if (aside.chance(0.1))
        setAccountLimits(aside.oneOf(m_accounts), aside);
    const QString queue = m_dice.oneOf(m_queues);
    const QString account = m_dice.oneOf(m_accounts);
    const auto batches = m_store.batches();
    switch (m_dice.between(0, 13)) {
    case 12:
    case 13:
        undoSomething();
        break;
    case 0:
        pause(QStringLiteral("queue:") + queue, QStringLiteral("queue.pause"), {{QStringLiteral("queue"), queue}});
        break;
    case 1:
    case 2:
        resume(QStringLiteral("queue:") + queue, QStringLiteral("queue.resume"), {{QStringLiteral("queue"), queue}});
        break;
    case 3:
        setQueueLimits(queue);
        break;
    case 4:
        pause(QStringLiteral("all"), QStringLiteral("engine.pause"), {});
        break;
    case 5:
        resume(QStringLiteral("all"), QStringLiteral("engine.resume"), {});
        break;
    case 6: {
        const bool stop = m_dice.chance(0.4);
        const QJsonObject args{{QStringLiteral("account"), account}, {QStringLiteral("paused"), stop}};
        const QString scope = QStringLiteral("account:") + account;
        stop ? pause(scope, QStringLiteral("account.set"), args) : resume(scope, QStringLiteral("account.set"), args);
        break;
    }
    case 7:
    case 8:
        if (const auto jobs = m_oracle.allJobs(); !jobs.isEmpty())
            actOnJob(m_dice.oneOf(jobs).id);
        break;
    case 9:
        if (m_dice.chance(0.1))
            execute(QStringLiteral("queue.clear"), {{QStringLiteral("queue"), queue}},
                    [this](Result<QJsonObject> done) {
                        if (done)
                            m_oracle.cancelled();
                    });
        break;
    default:
        if (batches && !batches->isEmpty())
            actOnBatch(m_dice.oneOf(*batches));
    }
}

void Operator::ignoreDaysOfQueues()
{
    for (const QString &queue : std::as_const(m_queues))
        m_provider.judge(QStringLiteral("queue:") + queue).ignoreDays();
    for (const QString &account : std::as_const(m_accounts)) // until its next answer
        for (const QString &scope : {scopeOfAccount(account), scopeOfModel(account, QStringLiteral("big")),
                                     scopeOfModel(account, QStringLiteral("small"))})
            m_provider.judge(scope).ignoreHours();
}

void Operator::help()
{
    if (!m_host || !m_host->isReady())
        return;
    Runtime &runtime = m_host->runtime();
    if (runtime.isPaused())
        resume(QStringLiteral("all"), QStringLiteral("engine.resume"), {});
    if (const auto cap = m_store.setting(QStringLiteral("dayBudget")); cap && !cap->isEmpty())
        execute(QStringLiteral("setting.set"),
                {{QStringLiteral("name"), QStringLiteral("dayBudget")}, {QStringLiteral("value"), QString()}});
    const auto clients = m_store.clients();
    for (const Client &client : clients ? *clients : QList<Client>()) {
        if (client.budget)
            execute(QStringLiteral("credit.set"),
                    {{QStringLiteral("client"), client.name}, {QStringLiteral("budget"), QJsonValue()}});
        if (client.credits.value(Operation::HttpCall, kMany) < kMany)
            execute(QStringLiteral("credit.set"),
                    {{QStringLiteral("client"), client.name},
                     {QStringLiteral("credits"), QJsonObject{{QStringLiteral("httpCall"), 10 * kMany}}}});
    }
    const Moment now = runtime.now();
    for (const Queue &queue : runtime.queues()) {
        const auto readings = runtime.scheduler().readings(GateBook::queueKey(queue.id), now);
        const bool parked = std::any_of(readings.begin(), readings.end(), [](const GateReading &reading) {
            return reading.kind == WaitReason::NeedsUser;
        });
        if (queue.paused || parked)
            resume(QStringLiteral("queue:") + queue.name, QStringLiteral("queue.resume"),
                   {{QStringLiteral("queue"), queue.name}});
    }
    for (const Account &account : runtime.accounts()) {
        if (account.dayBudget)
            execute(QStringLiteral("account.set"),
                    {{QStringLiteral("account"), account.name}, {QStringLiteral("dayBudget"), QStringLiteral("none")}});
        bool parked = account.paused;
        for (const QString &key :
             {GateBook::accountKey(account.id), GateBook::modelKey(account.id, QStringLiteral("big")),
              GateBook::modelKey(account.id, QStringLiteral("small"))})
            for (const GateReading &reading : runtime.scheduler().readings(key, now))
                parked = parked || reading.kind == WaitReason::NeedsUser;
        if (parked)
            resume(QStringLiteral("account:") + account.name, QStringLiteral("account.set"),
                   {{QStringLiteral("account"), account.name}, {QStringLiteral("paused"), false}});
    }
    const auto batches = m_store.batches();
    if (!batches)
        return;
    for (const Batch &batch : *batches) {
        const QString scope = QStringLiteral("batch:%1").arg(batch.id.value);
        QJsonObject args{{QStringLiteral("batch"), QString::number(batch.id.value)}};
        if (batch.name.startsWith(kHuge) && !batch.removed && batch.state != BatchState::Adding) {
            takeOut(batch.id);
            continue;
        }
        if (batch.removed) { // it comes back, so that all its jobs end
            const auto removal = m_store.lastOperation(QStringLiteral("batch.remove"), batch.id);
            if (removal && *removal > 0)
                undo(*m_store.operation(*removal));
            continue;
        }
        if (batch.state == BatchState::Draft)
            resume(scope, QStringLiteral("batch.start"), args);
        if (batch.state == BatchState::Paused)
            resume(scope, QStringLiteral("batch.resume"), args);
        if (!batch.pilot.isEmpty())
            resume(scope, QStringLiteral("batch.release"), args);
        if (batch.state == BatchState::Adding) // its adding failed, and so did taking it out
            execute(QStringLiteral("batch.remove"), args);
        if (batch.state == BatchState::Cancelled && batch.counts.toDo() > 0) // its cancel ended with an error
            execute(QStringLiteral("batch.cancel"), args);
        if (batch.budget) {
            QJsonObject change = args;
            change.insert(QStringLiteral("budget"), QStringLiteral("none"));
            execute(QStringLiteral("batch.set"), change);
        }
        if (batch.counts[JobState::Review] > 0) {
            m_oracle.resumed(scope);
            execute(QStringLiteral("job.approve"), args);
        }
        if (batch.counts[JobState::Unknown] > 0) {
            static const QStringList ways{QStringLiteral("resend"), QStringLiteral("charged"),
                                          QStringLiteral("giveUp")};
            m_oracle.resumed(scope);
            args.insert(QStringLiteral("how"), m_dice.oneOf(ways));
            execute(QStringLiteral("job.resolve"), args);
        }
    }
}

} // namespace fornada::sim
