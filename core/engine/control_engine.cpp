#include "engine/control.h"

#include <QJsonArray>

namespace fornada {

namespace {

constexpr qsizetype kMostEquals = 1'000;

QJsonObject toJson(const Opening &opening)
{
    QJsonObject json{{QStringLiteral("reason"), toName(opening.reason)}};
    if (opening.until)
        json.insert(QStringLiteral("until"), toIso(opening.until->wall));
    return json;
}

QJsonArray gatesJson(const QList<GateReading> &readings)
{
    QJsonArray gates;
    for (const GateReading &reading : readings) {
        QJsonObject gate = toJson(reading.opening);
        gate.insert(QStringLiteral("gate"), toName(reading.kind));
        if (reading.allowed > 0) {
            gate.insert(QStringLiteral("used"), reading.used);
            gate.insert(QStringLiteral("allowed"), reading.allowed);
        }
        if (!reading.note.isEmpty())
            gate.insert(QStringLiteral("note"), reading.note);
        if (reading.fullAt) {
            gate.insert(QStringLiteral("level"), reading.level);
            gate.insert(QStringLiteral("fullAt"), toIso(reading.fullAt->wall));
        }
        gates.append(gate);
    }
    return gates;
}

} // namespace

// Paused by the operator stays paused after a restart. The store's order decides: what was written last holds, also
// where an undo was on its way.
void Control::rememberPaused(const OperationRecord &record, bool paused, Done<bool> done)
{
    const auto remember = [paused](Store &store, OperationRecord &) -> Result<bool> {
        const Status set = store.setSetting(QStringLiteral("paused"), paused ? QStringLiteral("yes") : QString());
        return set ? Result<bool>(paused) : Result<bool>(set.error());
    };
    act<bool>(record, remember, [this, paused, done = std::move(done)](Result<bool> remembered, qint64 operation) {
        if (remembered)
            m_runtime.setPaused(paused);
        done(std::move(remembered), operation);
    });
}

// For now: a program that is about to end waits for what is on its way. Neither kept nor anybody's deed.
void Control::enginePause(Args &args, CommandReply reply)
{
    const auto paused = [reply] { reply(QJsonObject{{QStringLiteral("paused"), true}}); };
    if (args.flag(QLatin1String("forNow"))) {
        m_runtime.setPaused(true);
        m_runtime.barrier(paused);
        return;
    }
    OperationRecord entry = record();
    if (!m_runtime.isPaused())
        entry.previous = {{QStringLiteral("paused"), false}};
    m_runtime.setPaused(true); // at once; acknowledged when it also holds after a crash
    rememberPaused(entry, true, [this, reply, paused](Result<bool> remembered, qint64) {
        if (!remembered)
            reply(remembered.error());
        else
            m_runtime.barrier(paused);
    });
}

void Control::engineResume(Args &args, CommandReply reply)
{
    if (args.flag(QLatin1String("forNow"))) {
        m_runtime.setPaused(false);
        reply(QJsonObject{{QStringLiteral("paused"), false}});
        return;
    }
    OperationRecord entry = record();
    if (m_runtime.isPaused())
        entry.previous = {{QStringLiteral("paused"), true}};
    m_runtime.setPaused(false);
    rememberPaused(entry, false, [reply](Result<bool> remembered, qint64) {
        if (remembered)
            reply(QJsonObject{{QStringLiteral("paused"), false}});
        else
            reply(remembered.error());
    });
}

// look: what is foreseen and noticed is that of now, not that of the last minute.
void Control::engineStatus(Args &args, CommandReply reply)
{
    if (args.flag(QLatin1String("look")))
        look([this, reply] { reply(statusNow()); });
    else
        reply(statusNow());
}

QJsonObject Control::statusNow() const
{
    const Moment now = m_seams.clock.now();
    const Scheduler &scheduler = m_runtime.scheduler();
    QJsonArray queues;
    for (const Queue &queue : m_runtime.queues())
        queues.append(
            QJsonObject{{QStringLiteral("queue"), queue.name},
                        {QStringLiteral("paused"), queue.paused},
                        {QStringLiteral("gates"), gatesJson(scheduler.readings(GateBook::queueKey(queue.id), now))}});
    QJsonArray accounts;
    for (const Account &account : m_runtime.accounts())
        accounts.append(QJsonObject{
            {QStringLiteral("account"), account.name},
            {QStringLiteral("paused"), account.paused},
            {QStringLiteral("gates"), gatesJson(scheduler.readings(GateBook::accountKey(account.id), now))}});
    QJsonArray models;
    for (const QString &key : scheduler.gates().modelKeys()) {
        const Account account = m_runtime.accounts().value(AccountId{key.section(u':', 1, 1).toLongLong()});
        models.append(QJsonObject{{QStringLiteral("account"), account.name},
                                  {QStringLiteral("model"), key.section(u':', 2)},
                                  {QStringLiteral("gates"), gatesJson(scheduler.gates().readings(key, now))}});
    }
    QJsonArray lanes;
    for (const auto &[key, lane] : scheduler.lanes().all()) {
        QJsonObject json = toJson(scheduler.waiting(key, lane));
        json.insert(QStringLiteral("batch"), key.batch.value);
        json.insert(QStringLiteral("queue"), m_runtime.queues().value(key.queue).name);
        lanes.append(json);
    }
    QJsonArray equals;
    for (const auto &[job, same] : scheduler.equals())
        if (equals.size() < kMostEquals)
            equals.append(QJsonArray{job.value, same.first.value});
    QJsonObject storage;
    const auto &fault = m_runtime.storageFault();
    if (fault)
        storage = {{QStringLiteral("reason"), toName(fault->kind)}, {QStringLiteral("where"), fault->subject}};
    return {{QStringLiteral("running"), true},
            {QStringLiteral("paused"), m_runtime.isPaused()},
            {QStringLiteral("storeOk"), !fault},
            {QStringLiteral("storage"), storage},
            {QStringLiteral("inFlight"), scheduler.sent()},
            {QStringLiteral("onWire"), scheduler.onWire()},
            {QStringLiteral("idle"), m_runtime.isIdle()},
            {QStringLiteral("queues"), queues},
            {QStringLiteral("accounts"), accounts},
            {QStringLiteral("models"), models},
            {QStringLiteral("equals"), equals},
            {QStringLiteral("alerts"), alertsJson()},
            {QStringLiteral("moving"), movingJson()},
            {QStringLiteral("ends"), m_ends},
            {QStringLiteral("lanes"), lanes}};
}

} // namespace fornada
