#include "engine/control.h"
#include "engine/start_rules.h"

#include <QJsonArray>

// A few rows first: they run, the operator looks, and then the rest is released.
namespace fornada {

namespace {

constexpr int kMostPilotRows = 1'000;

QList<qint64> rowsFrom(Args &args)
{
    QList<qint64> rows;
    for (const QJsonValue &row : args.list(QLatin1String("rows")))
        rows.append(row.toInteger());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QString namesOf(const QList<qint64> &rows)
{
    QStringList names;
    for (const qint64 row : rows)
        names.append(QString::number(row));
    return names.join(QStringLiteral(", "));
}

Status areThere(Store &store, BatchId batch, const QList<qint64> &wanted)
{
    const auto rows = store.rowNumbers(batch, wanted);
    if (!rows)
        return rows.error();
    QList<qint64> missing;
    std::set_difference(wanted.begin(), wanted.end(), rows->begin(), rows->end(), std::back_inserter(missing));
    return missing.isEmpty() ? Status() : Error{ErrorKind::NotFound, QStringLiteral("row"), namesOf(missing)};
}

// The rows of the pilot: those that were asked for, else the first that are not made yet, as in a half-done queue.
Result<QList<qint64>> pilotRows(Store &store, const Batch &batch, int first, const QList<qint64> &wanted)
{
    if (const Status there = areThere(store, batch.id, wanted); !there)
        return there.error();
    auto waiting = store.waitingRows(batch.id, wanted.isEmpty() ? first : int(wanted.size()), wanted);
    if (!waiting)
        return waiting;
    if (waiting->isEmpty())
        return Error{ErrorKind::NotAllowed, batch.name, QStringLiteral("nothing of these rows is left to make")};
    return wanted.isEmpty() ? waiting : Result<QList<qint64>>(wanted);
}

} // namespace

void Control::batchPilot(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    const QList<qint64> wanted = rowsFrom(args);
    const qint64 first = args.has(QLatin1String("first")) ? args.number(QLatin1String("first")) : 3;
    if (wanted.isEmpty() && (first < 1 || first > kMostPilotRows))
        args.fail(QStringLiteral("first"), QStringLiteral("must be from 1 to %1").arg(kMostPilotRows));
    if (wanted.size() > kMostPilotRows)
        args.fail(QStringLiteral("rows"), QStringLiteral("a pilot has at most %1 rows").arg(kMostPilotRows));
    const Status ready = mayStart(m_runtime, m_seams.keys, batch.id);
    if (args.error() || !ready) {
        reply(args.error() ? *args.error() : ready.error());
        return;
    }
    const Wall now = m_seams.clock.now().wall;
    const auto begin = [batch, id = batch.id, first, wanted, now](Store &store,
                                                                  OperationRecord &record) -> Result<Batch> {
        const auto rows = pilotRows(store, batch, int(first), wanted);
        if (!rows)
            return rows.error();
        BatchChange change;
        change.pilot = *rows;
        if (const Status set = store.updateBatch(id, change, now); !set)
            return set.error();
        record.previous = {{QStringLiteral("state"), toName(BatchState::Draft)}};
        if (const auto state = store.batchEvent(id, BatchEvent::Started, now); !state)
            return state.error();
        return store.batch(id);
    };
    act<Batch>(record(batch.name, batch.id), begin, [this, reply](Result<Batch> begun, qint64 operation) {
        if (!begun) {
            reply(begun.error());
            return;
        }
        m_runtime.setBatch(*begun);
        reply(QJsonObject{{QStringLiteral("batch"), begun->id.value},
                          {QStringLiteral("state"), toName(begun->state)},
                          {QStringLiteral("pilotRows"), begun->pilot.size()},
                          {QStringLiteral("operation"), operation}});
    });
}

void Control::batchRelease(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    if (!args.error() && batch.pilot.isEmpty())
        args.fail(QStringLiteral("batch"), QStringLiteral("it has no pilot: all its rows run already"));
    const Status hold = pricesHold(m_runtime, batch.id);
    if (args.error() || !hold) {
        reply(args.error() ? *args.error() : hold.error());
        return;
    }
    const Wall now = m_seams.clock.now().wall;
    const auto release = [id = batch.id, now](Store &store, OperationRecord &record) -> Result<Batch> {
        const auto before = store.batch(id);
        const auto attempt = store.lastAttempt();
        if (!before || !attempt)
            return !before ? before.error() : attempt.error();
        QJsonArray pilot;
        for (const qint64 row : before->pilot)
            pilot.append(row);
        if (!pilot.isEmpty())
            record.previous = {{QStringLiteral("pilot"), pilot}, {QStringLiteral("attempt"), attempt->value}};
        BatchChange change;
        change.pilot = QList<qint64>();
        if (const Status set = store.updateBatch(id, change, now); !set)
            return set.error();
        return store.batch(id);
    };
    act<Batch>(record(batch.name, batch.id), release, [this, reply](Result<Batch> released, qint64 operation) {
        if (!released) {
            reply(released.error());
            return;
        }
        m_runtime.setBatch(*released);
        reply(QJsonObject{{QStringLiteral("batch"), released->id.value},
                          {QStringLiteral("state"), toName(released->state)},
                          {QStringLiteral("operation"), operation}});
    });
}

} // namespace fornada
