#include "engine/control.h"
#include "engine/setup_rules.h"
#include "engine/start_rules.h"
#include "engine/undo_facts.h"

namespace fornada {

namespace {

constexpr qint64 kMostWaiting = 1'000'000'000;

Status changeQueue(Queue &queue, const Args &args)
{
    auto limits = limitSetFromJson(overlaid(toJson(queue.limits), args.object(QLatin1String("limits"))));
    if (!limits)
        return limits.error();
    auto retry = retryPolicyFromJson(overlaid(toJson(queue.retry), args.object(QLatin1String("retry"))));
    if (!retry)
        return retry.error();
    queue.limits = *limits;
    queue.retry = *retry;
    if (const QJsonValue seconds = args.value(QLatin1String("deadline")); !seconds.isUndefined()) {
        const double value = seconds.isDouble() ? seconds.toDouble() : seconds.toString().toDouble();
        if (value < 1 || value > 86'400)
            return Error{ErrorKind::BadArgument, QStringLiteral("deadline"), QStringLiteral("is 1 to 86400 seconds")};
        queue.deadline = Micros(qint64(value * 1e6));
    }
    if (const QJsonValue jobs = args.value(QLatin1String("alertAt")); jobs.isNull()) {
        queue.alertAt.reset();
    } else if (!jobs.isUndefined()) {
        const qint64 value = jobs.toInteger(0);
        if (value < 1 || value > kMostWaiting)
            return Error{ErrorKind::BadArgument, QStringLiteral("alertAt"),
                         QStringLiteral("is a number of waiting jobs, or none")};
        queue.alertAt = int(value);
    }
    return {};
}

} // namespace

void Control::queueSet(Args &args, CommandReply reply)
{
    Queue queue;
    const QString name = args.needText(QLatin1String("queue"));
    for (const Queue &known : m_runtime.queues())
        if (known.name == name)
            queue = known;
    queue.name = name;
    if (args.has(QLatin1String("account")))
        queue.account = findAccount(args, QLatin1String("account")).id;
    else if (!queue.account.isValid())
        for (const Account &account : m_runtime.accounts())
            if (!queue.account.isValid() || account.id < queue.account)
                queue.account = account.id;
    if (args.error()) {
        reply(*args.error());
        return;
    }
    if (const Status changed = changeQueue(queue, args); !changed) {
        reply(changed.error());
        return;
    }
    const auto done = [this, reply](Result<Queue> saved, qint64 operation) {
        if (!saved) {
            reply(saved.error());
            return;
        }
        const bool goesElsewhere = saved->account != m_runtime.queues().value(saved->id, *saved).account;
        m_runtime.setQueue(*saved);
        const auto answer = [reply, saved = *saved, operation] {
            reply(QJsonObject{{QStringLiteral("queue"), saved.name},
                              {QStringLiteral("limits"), toJson(saved.limits)},
                              {QStringLiteral("retry"), toJson(saved.retry)},
                              {QStringLiteral("operation"), operation}});
        };
        if (goesElsewhere)
            retarget(*saved, answer);
        else
            answer();
    };
    if (queue.id.isValid()) {
        const bool goesElsewhere = queue.account != m_runtime.queues().value(queue.id).account;
        if (const Status can = goesElsewhere ? mayTake(queue, m_runtime.accounts().value(queue.account)) : Status();
            !can) {
            reply(can.error());
            return;
        }
        const auto change = [args, account = queue.account](Queue &stored) {
            stored.account = account;
            return changeQueue(stored, args);
        };
        editQueue(queue.id, change, done);
        return;
    }
    act<Queue>(
        record(queue.name),
        [queue](Store &store, OperationRecord &) -> Result<Queue> {
            Queue saved = queue;
            const auto id = store.saveQueue(queue);
            if (!id)
                return id.error();
            saved.id = *id;
            return saved;
        },
        done);
}

void Control::editQueue(QueueId id, std::function<Status(Queue &)> change, Done<Queue> done)
{
    const auto edit = [id, change = std::move(change)](Store &store, OperationRecord &record) -> Result<Queue> {
        auto queues = store.queues();
        if (!queues)
            return queues.error();
        for (Queue &queue : *queues) {
            if (queue.id != id)
                continue;
            const QJsonObject was = undoFacts(queue);
            if (const Status changed = change(queue); !changed)
                return changed.error();
            if (const auto saved = store.saveQueue(queue); !saved)
                return saved.error();
            record.previous = wasAndNow(was, undoFacts(queue));
            return queue;
        }
        return Error{ErrorKind::NotFound, QStringLiteral("queue"), QString::number(id.value)};
    };
    act<Queue>(record(m_runtime.queues().value(id).name), edit, std::move(done));
}

void Control::savePaused(Queue queue, bool paused, CommandReply reply)
{
    Queue wished = queue;
    wished.paused = paused;
    m_runtime.setQueue(wished); // at once: nothing more is sent while the store catches up
    if (!paused)
        m_runtime.tell(ScopeUnparked{queue.id, {}});
    const auto change = [paused](Queue &stored) {
        stored.paused = paused;
        return Status();
    };
    editQueue(queue.id, change, [this, queue, paused, reply](Result<Queue> saved, qint64 operation) {
        m_runtime.setQueue(saved ? *saved : queue);
        if (!saved) {
            reply(saved.error());
            return;
        }
        const QJsonObject answer{{QStringLiteral("queue"), queue.name},
                                 {QStringLiteral("paused"), paused},
                                 {QStringLiteral("operation"), operation}};
        if (paused)
            m_runtime.barrier([reply, answer] { reply(answer); });
        else
            reply(answer);
    });
}

void Control::queuePause(Args &args, CommandReply reply)
{
    const Queue queue = findQueue(args);
    if (args.error())
        reply(*args.error());
    else
        savePaused(queue, true, std::move(reply));
}

void Control::queueResume(Args &args, CommandReply reply)
{
    const Queue queue = findQueue(args);
    if (args.error())
        reply(*args.error());
    else
        savePaused(queue, false, std::move(reply));
}

void Control::queueClear(Args &args, CommandReply reply)
{
    JobFilter filter;
    const Queue queue = findQueue(args);
    filter.queue = queue.id;
    filter.states = {JobState::Queued, JobState::Blocked, JobState::Skipped};
    if (args.error()) {
        reply(*args.error());
        return;
    }
    OperationRecord entry = record(queue.name);
    entry.previous = {{QStringLiteral("queue"), queue.id.value}};
    bulk(entry, filter, JobEvent::Cancelled, false, std::move(reply));
}

void Control::queueTest(Args &args, CommandReply reply)
{
    const Queue queue = findQueue(args);
    if (args.error())
        reply(*args.error());
    else
        testQueue(queue, args.text(QLatin1String("name")), std::move(reply));
}

// A batch of one real job through the queue, so that every gate, price and record applies to it.
void Control::testQueue(const Queue &queue, const QString &name, CommandReply reply)
{
    const bool worker = m_runtime.accounts().value(queue.account).kind == ProviderKind::Worker;
    Step step;
    step.id = QStringLiteral("test");
    step.queue = queue.name;
    step.operation = worker ? Operation::HttpCall : Operation::Text;
    step.prompt = QStringLiteral("Say OK.");
    step.output = worker ? OutputKind::Json : OutputKind::Text;
    step.price = Money{10'000};
    step.cacheTtl = Micros(0); // the wire is what is tested
    BatchOrder order;
    order.recipe.name = QStringLiteral("queue-test");
    order.recipe.title = QStringLiteral("Queue test");
    order.recipe.steps = {step};
    order.batch.name = name.isEmpty() ? QStringLiteral("Test of queue %1").arg(queue.name) : name;
    order.batch.recipe = order.recipe.name;
    order.batch.priority = 1'000;
    order.rows = {QJsonObject{{QStringLiteral("test"), true}}};
    order.start = true;
    m_adder.add(std::move(order), record(queue.name), std::move(reply));
}

void Control::settingSet(Args &args, CommandReply reply)
{
    const QString name = args.needText(QLatin1String("name"));
    const QString value = args.text(QLatin1String("value"));
    const auto cap = moneyFromDecimal(value);
    Status fits = checkSetting(name, value);
    if (fits && cap && name == QLatin1String("dayBudget"))
        fits = mayCap(m_runtime, [](const Batch &, const Account &) { return true; });
    if (args.error() || !fits) {
        reply(args.error() ? *args.error() : fits.error());
        return;
    }
    const auto set = [name, value](Store &store, OperationRecord &record) -> Result<bool> {
        const auto was = store.setting(name);
        if (!was)
            return was.error();
        if (const Status written = store.setSetting(name, value); !written)
            return written.error();
        if (*was != value)
            record.previous = {{QStringLiteral("was"), *was}, {QStringLiteral("now"), value}};
        return true;
    };
    act<bool>(record(name), set, [this, name, value, cap, reply](Result<bool> written, qint64) {
        if (!written) {
            reply(written.error());
            return;
        }
        if (name == QLatin1String("dayBudget"))
            m_runtime.tell(DayCapSet{cap});
        reply(QJsonObject{{name, value}});
    });
}

} // namespace fornada
