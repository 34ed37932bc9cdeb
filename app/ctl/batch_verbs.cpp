#include "ctl/finishing.h"
#include "ctl/printing.h"
#include "ctl/session.h"
#include "ctl/write_back_args.h"
#include "text/format.h"
#include "text/recipe_text.h"

#include <QJsonArray>

namespace fornada {

namespace {

int list(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto batches = (*reader)->batches();
    if (!batches)
        return session.fail(batches.error());
    const auto etas = finishingTimes(**reader, session.askEngine(QStringLiteral("engine.status"), {}));
    const QString client = session.args().value(QStringLiteral("client"));
    const QString owner = session.args().value(QStringLiteral("owner"));
    QJsonArray json;
    for (const Batch &batch : *batches) {
        if ((!client.isEmpty() && batch.client != client) || (!owner.isEmpty() && batch.owner != owner))
            continue;
        QJsonObject object = batchJson(batch);
        object.insert(QStringLiteral("eta"), etaJson(etas.value(batch.id)));
        json.append(object);
        if (!session.json())
            session.print(batchLine(batch) + etaWords(etas.value(batch.id)));
    }
    if (session.json())
        session.printJson({{QStringLiteral("batches"), json}});
    else if (batches->isEmpty())
        session.print(QStringLiteral("no batches yet; add one with: fornadactl batch create --recipe R --rows FILE"));
    return kOk;
}

// Whose it is and when it was at work.
void printAbout(Session &session, Reader &reader, const Batch &batch)
{
    const auto told = [&session](const char *what, const QString &value) {
        if (!value.isEmpty())
            session.print(QStringLiteral("  %1  %2").arg(QLatin1String(what), -8).arg(value));
    };
    const Wall now = SystemClock().now().wall;
    const auto time = [now](const std::optional<Wall> &at) { return at ? timeText(*at, now) : QString(); };
    const auto report = reader.batchReport(batch.id);
    told("client", batch.client);
    told("owner", batch.owner);
    told("recipe", recipeTitle(batch.recipe));
    told("created", time(batch.created));
    told("started", time(batch.started));
    told("last run", report ? time(report->total.lastAnswer) : QString());
    told("finished", time(batch.finished));
}

int show(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto batch = findBatch(**reader, session.args().word(2));
    if (!batch)
        return session.fail(batch.error());
    const auto etas = finishingTimes(**reader, session.askEngine(QStringLiteral("engine.status"), {}));
    const Eta eta = etas.value(batch->id);
    if (session.json()) {
        QJsonObject json = batchJson(*batch);
        json.insert(QStringLiteral("eta"), etaJson(eta));
        session.printJson(json);
    } else {
        session.print(batchLine(*batch) + etaWords(eta));
        printAbout(session, **reader, *batch);
    }
    return kOk;
}

// The commands that only name a batch.
int simple(Session &session, const QString &command, QJsonObject args = {})
{
    args.insert(QStringLiteral("batch"), session.args().word(2));
    const auto result = session.act(command, args);
    if (!result)
        return session.fail(result.error());
    if (session.json()) {
        session.printJson(*result);
    } else if (result->contains(QLatin1String("changed"))) {
        session.print(QStringLiteral("batch %1: %2 jobs changed")
                          .arg(session.args().word(2))
                          .arg(result->value(QLatin1String("changed")).toInteger()));
    } else {
        session.print(
            QStringLiteral("batch %1: %2")
                .arg(session.args().word(2), result->value(QLatin1String("state")).toString(QStringLiteral("ok"))));
    }
    return kOk;
}

int start(Session &session)
{
    return simple(session, QStringLiteral("batch.start"));
}

int pilot(Session &session)
{
    QJsonObject args;
    if (session.args().has(QStringLiteral("first")))
        args.insert(QStringLiteral("first"), session.args().value(QStringLiteral("first")));
    QJsonArray rows;
    const QStringList wanted = session.args().value(QStringLiteral("rows")).split(u',', Qt::SkipEmptyParts);
    for (const QString &row : wanted) {
        bool isNumber = false;
        rows.append(row.trimmed().toLongLong(&isNumber));
        if (!isNumber)
            return session.usage(QStringLiteral("batch pilot ID --rows 1,5,9"));
    }
    if (!rows.isEmpty())
        args.insert(QStringLiteral("rows"), rows);
    return simple(session, QStringLiteral("batch.pilot"), args);
}

int release(Session &session)
{
    return simple(session, QStringLiteral("batch.release"));
}

int pause(Session &session)
{
    return simple(session, QStringLiteral("batch.pause"));
}

int resume(Session &session)
{
    return simple(session, QStringLiteral("batch.resume"));
}

int cancel(Session &session)
{
    return simple(session, QStringLiteral("batch.cancel"),
                  {{QStringLiteral("stopNow"), session.args().has(QStringLiteral("stop-now"))}});
}

int retryFailed(Session &session)
{
    return simple(session, QStringLiteral("batch.retryFailed"));
}

int remove(Session &session)
{
    return simple(session, QStringLiteral("batch.remove"),
                  {{QStringLiteral("forGood"), session.args().has(QStringLiteral("for-good"))}});
}

int set(Session &session)
{
    QJsonObject args;
    for (const QString &name : {QStringLiteral("priority"), QStringLiteral("budget"), QStringLiteral("name")})
        if (session.args().has(name))
            args.insert(name, session.args().value(name));
    if (session.args().has(QStringLiteral("write-back"))) {
        const auto into = writeBackKept(session.args());
        if (!into)
            return session.fail(into.error());
        args.insert(QStringLiteral("writeBack"), *into);
    }
    return simple(session, QStringLiteral("batch.set"), args);
}

// Those that take rows and a recipe.
QList<Verb> verbsOfOrders()
{
    const QStringList orderOptions = {QStringLiteral("recipe"),
                                      QStringLiteral("rows"),
                                      QStringLiteral("name"),
                                      QStringLiteral("client"),
                                      QStringLiteral("account"),
                                      QStringLiteral("owner"),
                                      QStringLiteral("priority"),
                                      QStringLiteral("budget"),
                                      QStringLiteral("set"),
                                      QStringLiteral("start"),
                                      QStringLiteral("sheet"),
                                      QStringLiteral("query"),
                                      QStringLiteral("only-new"),
                                      QStringLiteral("write-back"),
                                      QStringLiteral("field"),
                                      QStringLiteral("step"),
                                      QStringLiteral("alike"),
                                      QStringLiteral("compare-pictures"),
                                      QStringLiteral("left-out"),
                                      QStringLiteral("fallback-account"),
                                      QStringLiteral("fallback-model"),
                                      QStringLiteral("map")};
    return {
        {QStringLiteral("create"),
         QStringLiteral(
             "batch create --recipe R --rows FILE|FOLDER [--sheet S] [--query SELECT] [--name N] [--client C] "
             "[--owner O] [--account A] [--fallback-account A [--fallback-model M]] [--map FIELD=COLUMN ...] [--set "
             "k=v ...] [--priority P] "
             "[--budget M] [--only-new] [--alike make|reuse|leave-out] [--compare-pictures] [--left-out FILE.csv] "
             "[--write-back FILE.db:TABLE.KEY=COLUMN [--field F] [--step S]] [--start]"),
         orderOptions, createBatch},
        {QStringLiteral("plan"),
         QStringLiteral(
             "batch plan --recipe R --rows FILE|FOLDER [as create] [--prompts]: what it would do, and every request of "
             "every row; nothing is stored or sent"),
         orderOptions + QStringList{QStringLiteral("prompts")}, planBatch},
        {QStringLiteral("forecast"),
         QStringLiteral("batch forecast --recipe R --rows FILE|FOLDER [as create]: when it would be done, by day"),
         orderOptions, forecastBatch},
        {QStringLiteral("rehearse"),
         QStringLiteral("batch rehearse --recipe R --rows FILE|FOLDER [as create]: all of it on the built-in sandbox, "
                        "free and without the queues' limits"),
         orderOptions, createBatch}};
}

} // namespace

QList<Verb> batchVerbs()
{
    return verbsOfOrders() +
           QList<Verb>{
               {QStringLiteral("list"),
                QStringLiteral("batch list [--client C] [--owner O]"),
                {QStringLiteral("client"), QStringLiteral("owner")},
                list},
               {QStringLiteral("show"), QStringLiteral("batch show ID"), {}, show, kOneWord},
               {QStringLiteral("set"),
                QStringLiteral("batch set ID [--priority P] [--budget M|none] [--name N] "
                               "[--write-back FILE.db:TABLE.KEY=COLUMN|none [--field F] [--step S]]"),
                {QStringLiteral("priority"), QStringLiteral("budget"), QStringLiteral("name"),
                 QStringLiteral("write-back"), QStringLiteral("field"), QStringLiteral("step")},
                set,
                kOneWord},
               {QStringLiteral("start"), QStringLiteral("batch start ID"), {}, start, kOneWord},
               {QStringLiteral("pilot"),
                QStringLiteral("batch pilot ID [--first N | --rows 1,5,9]: only these rows run, until release"),
                {QStringLiteral("first"), QStringLiteral("rows")},
                pilot,
                kOneWord},
               {QStringLiteral("release"), QStringLiteral("batch release ID"), {}, release, kOneWord},
               {QStringLiteral("edit-step"),
                QStringLiteral("batch edit-step ID STEP --prompt TEXT | --prompt-file FILE: for what is not made yet"),
                {QStringLiteral("prompt"), QStringLiteral("prompt-file")},
                editStep,
                {2, 2}},
               {QStringLiteral("impact"),
                QStringLiteral(
                    "batch impact ID [--limit N]: which results are of an older wording, and what making them "
                    "again costs"),
                {QStringLiteral("limit")},
                showImpact,
                kOneWord},
               {QStringLiteral("remake"),
                QStringLiteral("batch remake ID --stale [--at-most M]: make exactly these again"),
                {QStringLiteral("stale"), QStringLiteral("at-most")},
                remakeBatch,
                kOneWord},
               {QStringLiteral("pause"), QStringLiteral("batch pause ID"), {}, pause, kOneWord},
               {QStringLiteral("resume"), QStringLiteral("batch resume ID"), {}, resume, kOneWord},
               {QStringLiteral("cancel"),
                QStringLiteral("batch cancel ID [--stop-now]"),
                {QStringLiteral("stop-now")},
                cancel,
                kOneWord},
               {QStringLiteral("export"),
                QStringLiteral("batch export ID [--as zip|folder|csv|xlsx|avatar-queue] [--to FOLDER] [--name "
                               "TEMPLATE] [--sidecars]"),
                {QStringLiteral("as"), QStringLiteral("to"), QStringLiteral("name"), QStringLiteral("sidecars")},
                exportBatch,
                kOneWord},
               {QStringLiteral("write-back"),
                QStringLiteral("batch write-back ID --into FILE.db:TABLE.KEY=COLUMN [--field F] [--step S]"),
                {QStringLiteral("into"), QStringLiteral("field"), QStringLiteral("step")},
                writeBackBatch,
                kOneWord},
               {QStringLiteral("retry-failed"), QStringLiteral("batch retry-failed ID"), {}, retryFailed, kOneWord},
               {QStringLiteral("remove"),
                QStringLiteral("batch remove ID [--for-good]"),
                {QStringLiteral("for-good")},
                remove,
                kOneWord},
           };
}

} // namespace fornada
