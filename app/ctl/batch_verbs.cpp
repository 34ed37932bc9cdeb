#include "ctl/finishing.h"
#include "ctl/key_values.h"
#include "ctl/printing.h"
#include "ctl/session.h"
#include "results/write_back.h"
#include "text/sheet_text.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QLocale>

namespace fornada {

namespace {

// As the batch keeps it: with the file's whole path. "none" takes it away.
Result<QJsonObject> writeBackOf(const Arguments &args)
{
    const QString text = args.value(QStringLiteral("write-back"));
    if (text == QLatin1String("none"))
        return QJsonObject();
    auto order = writeBackOrder(text);
    if (!order)
        return order.error();
    order->database = QDir::current().absoluteFilePath(order->database);
    order->field = args.value(QStringLiteral("field"));
    order->step = args.value(QStringLiteral("step"));
    return toJson(*order);
}

// What create and plan are told alike; nothing when the person was told what is wrong with it.
std::optional<QJsonObject> orderOf(Session &session, int &code)
{
    const Arguments &args = session.args();
    if (!args.has(QStringLiteral("recipe")) || !args.has(QStringLiteral("rows"))) {
        code = session.usage(
            QStringLiteral("batch %1 --recipe R --rows FILE [...]: --recipe and --rows are needed").arg(args.word(1)));
        return std::nullopt;
    }
    const auto parameters = plainPairs(args.values(QStringLiteral("set")));
    if (!parameters) {
        code = session.fail(parameters.error());
        return std::nullopt;
    }
    QJsonObject order{{QStringLiteral("recipe"), args.value(QStringLiteral("recipe"))},
                      {QStringLiteral("rows"), QDir::current().absoluteFilePath(args.value(QStringLiteral("rows")))},
                      {QStringLiteral("parameters"), *parameters},
                      {QStringLiteral("rehearse"), args.word(1) == QStringLiteral("rehearse")},
                      {QStringLiteral("start"), args.has(QStringLiteral("start"))},
                      {QStringLiteral("onlyNew"), args.has(QStringLiteral("only-new"))}};
    for (const QString &name :
         {QStringLiteral("name"), QStringLiteral("client"), QStringLiteral("account"), QStringLiteral("priority"),
          QStringLiteral("budget"), QStringLiteral("owner"), QStringLiteral("sheet"), QStringLiteral("query")})
        if (args.has(name))
            order.insert(name, args.value(name));
    if (args.has(QStringLiteral("write-back"))) {
        const auto into = writeBackOf(args);
        if (!into) {
            code = session.fail(into.error());
            return std::nullopt;
        }
        order.insert(QStringLiteral("writeBack"), *into);
    }
    return order;
}

void printRejections(Session &session, const QJsonObject &reply)
{
    const QJsonArray rejections = reply.value(QLatin1String("rejections")).toArray();
    for (const QJsonValue &value : rejections)
        session.print(QStringLiteral("  left out: line %1: %2")
                          .arg(value[QLatin1String("line")].toInteger())
                          .arg(leftOutText(value.toObject())));
}

int create(Session &session)
{
    int code = kOk;
    const auto order = orderOf(session, code);
    if (!order)
        return code;
    const auto added = session.act(QStringLiteral("batch.create"), *order);
    if (!added)
        return session.fail(added.error());
    if (session.json()) {
        session.printJson(*added);
        return kOk;
    }
    session.print(
        QStringLiteral("batch %1 \"%2\": %3 rows, %4 jobs, at most $%5 (%6)")
            .arg(added->value(QLatin1String("batch")).toInteger())
            .arg(added->value(QLatin1String("name")).toString())
            .arg(added->value(QLatin1String("rows")).toInteger())
            .arg(added->value(QLatin1String("jobs")).toInteger())
            .arg(added->value(QLatin1String("estimate")).toString(), added->value(QLatin1String("state")).toString()));
    printRejections(session, *added);
    return kOk;
}

QString localTime(const QJsonValue &iso)
{
    return QLocale().toString(QDateTime::fromString(iso.toString(), Qt::ISODateWithMs).toLocalTime(),
                              QStringLiteral("ddd yyyy-MM-dd HH:mm"));
}

void printTimes(Session &session, const QJsonObject &sheet)
{
    const auto at = [&sheet](const char *key) { return sheet.value(QLatin1String(key)); };
    const QJsonArray days = at("days").toArray();
    for (const QJsonValue &day : days)
        session.print(QStringLiteral("  %1: %2 requests, $%3")
                          .arg(day[QLatin1String("day")].toString())
                          .arg(day[QLatin1String("requests")].toInteger())
                          .arg(day[QLatin1String("cost")].toString()));
    if (at("earlyEnd").isString() && localTime(at("earlyEnd")) != localTime(at("lateEnd")))
        session.print(QStringLiteral("done between %1 and %2, most likely %3")
                          .arg(localTime(at("earlyEnd")), localTime(at("lateEnd")), localTime(at("end"))));
    else if (at("end").isString())
        session.print(QStringLiteral("done %1").arg(localTime(at("end"))));
    else
        session.print(QStringLiteral("it would not end by itself: %1").arg(at("held").toString()));
}

// The start sheet: what it would do, cost and take. Nothing is stored, nothing is sent.
int plan(Session &session)
{
    int code = kOk;
    const auto order = orderOf(session, code);
    if (!order)
        return code;
    const auto sheet = session.act(QStringLiteral("batch.plan"), *order);
    if (!sheet)
        return session.fail(sheet.error());
    if (session.json()) {
        session.printJson(*sheet);
        return kOk;
    }
    const auto at = [&sheet](const char *key) { return sheet->value(QLatin1String(key)); };
    session.print(QStringLiteral("%1 rows, %2 requests; %3 rows left out")
                      .arg(at("rows").toInteger())
                      .arg(at("jobs").toInteger())
                      .arg(at("rejected").toInteger()));
    const QStringList prices = priceTip(*sheet).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &price : prices)
        session.print(QStringLiteral("  ") + price);
    if (const QString free = freeText(*sheet); !free.isEmpty())
        session.print(QStringLiteral("  ") + free);
    printRejections(session, *sheet);
    const QJsonArray calls = at("calls").toArray();
    for (const QJsonValue &step : calls)
        session.print(QStringLiteral("  %1: %2 requests to %3 (queue %4) at $%5 each")
                          .arg(step[QLatin1String("step")].toString())
                          .arg(step[QLatin1String("requests")].toInteger())
                          .arg(step[QLatin1String("account")].toString(), step[QLatin1String("queue")].toString(),
                               step[QLatin1String("each")].toString()));
    printTimes(session, *sheet);
    return kOk;
}

// Of the start sheet only when it would be done.
int forecast(Session &session)
{
    int code = kOk;
    const auto order = orderOf(session, code);
    if (!order)
        return code;
    const auto sheet = session.act(QStringLiteral("batch.plan"), *order);
    if (!sheet)
        return session.fail(sheet.error());
    if (!session.json()) {
        printTimes(session, *sheet);
        return kOk;
    }
    QJsonObject times;
    for (const QString &key :
         {QStringLiteral("jobs"), QStringLiteral("foreseen"), QStringLiteral("days"), QStringLiteral("end"),
          QStringLiteral("earlyEnd"), QStringLiteral("lateEnd"), QStringLiteral("held")})
        if (sheet->contains(key))
            times.insert(key, sheet->value(key));
    session.printJson(times);
    return kOk;
}

int list(Session &session)
{
    if (const Status ready = session.ensureData(); !ready)
        return session.fail(ready.error());
    const auto reader = Reader::open(session.dataFolder());
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

int show(Session &session)
{
    if (const Status ready = session.ensureData(); !ready)
        return session.fail(ready.error());
    const auto reader = Reader::open(session.dataFolder());
    if (!reader)
        return session.fail(reader.error());
    const auto batch = (*reader)->batch(BatchId{session.args().word(2).toLongLong()});
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
    }
    return kOk;
}

// The commands that only name a batch.
int simple(Session &session, const QString &command, QJsonObject args = {})
{
    if (session.args().word(2).isEmpty())
        return session.usage(QStringLiteral("batch %1 ID").arg(session.args().word(1)));
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
        args.insert(QStringLiteral("first"), session.args().value(QStringLiteral("first")).toLongLong());
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
        const auto into = writeBackOf(session.args());
        if (!into)
            return session.fail(into.error());
        args.insert(QStringLiteral("writeBack"), *into);
    }
    return simple(session, QStringLiteral("batch.set"), args);
}

} // namespace

QList<Verb> batchVerbs()
{
    const QStringList orderOptions = {
        QStringLiteral("recipe"),   QStringLiteral("rows"),       QStringLiteral("name"),     QStringLiteral("client"),
        QStringLiteral("account"),  QStringLiteral("owner"),      QStringLiteral("priority"), QStringLiteral("budget"),
        QStringLiteral("set"),      QStringLiteral("start"),      QStringLiteral("sheet"),    QStringLiteral("query"),
        QStringLiteral("only-new"), QStringLiteral("write-back"), QStringLiteral("field"),    QStringLiteral("step")};
    return {
        {QStringLiteral("create"),
         QStringLiteral(
             "batch create --recipe R --rows FILE|FOLDER [--sheet S] [--query SELECT] [--name N] [--client C] "
             "[--account A] [--set k=v ...] [--priority P] [--budget M] [--only-new] "
             "[--write-back FILE.db:TABLE.KEY=COLUMN [--field F] [--step S]] [--start]"),
         orderOptions, create},
        {QStringLiteral("plan"),
         QStringLiteral(
             "batch plan --recipe R --rows FILE|FOLDER [as create]: what it would do; nothing is stored or sent"),
         orderOptions, plan},
        {QStringLiteral("forecast"),
         QStringLiteral("batch forecast --recipe R --rows FILE|FOLDER [as create]: when it would be done, by day"),
         orderOptions, forecast},
        {QStringLiteral("rehearse"),
         QStringLiteral("batch rehearse --recipe R --rows FILE|FOLDER [as create]: all of it on the built-in sandbox, "
                        "free and without the queues' limits"),
         orderOptions, create},
        {QStringLiteral("list"),
         QStringLiteral("batch list [--client C] [--owner O]"),
         {QStringLiteral("client"), QStringLiteral("owner")},
         list},
        {QStringLiteral("show"), QStringLiteral("batch show ID"), {}, show},
        {QStringLiteral("set"),
         QStringLiteral("batch set ID [--priority P] [--budget M|none] [--name N] "
                        "[--write-back FILE.db:TABLE.KEY=COLUMN|none [--field F] [--step S]]"),
         {QStringLiteral("priority"), QStringLiteral("budget"), QStringLiteral("name"), QStringLiteral("write-back"),
          QStringLiteral("field"), QStringLiteral("step")},
         set},
        {QStringLiteral("start"), QStringLiteral("batch start ID"), {}, start},
        {QStringLiteral("pilot"),
         QStringLiteral("batch pilot ID [--first N | --rows 1,5,9]: only these rows run, until release"),
         {QStringLiteral("first"), QStringLiteral("rows")},
         pilot},
        {QStringLiteral("release"), QStringLiteral("batch release ID"), {}, release},
        {QStringLiteral("edit-step"),
         QStringLiteral("batch edit-step ID STEP --prompt TEXT | --prompt-file FILE: for what is not made yet"),
         {QStringLiteral("prompt"), QStringLiteral("prompt-file")},
         editStep},
        {QStringLiteral("impact"),
         QStringLiteral("batch impact ID [--limit N]: which results are of an older wording, and what making them "
                        "again costs"),
         {QStringLiteral("limit")},
         showImpact},
        {QStringLiteral("remake"),
         QStringLiteral("batch remake ID --stale [--at-most M]: make exactly these again"),
         {QStringLiteral("stale"), QStringLiteral("at-most")},
         remakeBatch},
        {QStringLiteral("pause"), QStringLiteral("batch pause ID"), {}, pause},
        {QStringLiteral("resume"), QStringLiteral("batch resume ID"), {}, resume},
        {QStringLiteral("cancel"),
         QStringLiteral("batch cancel ID [--stop-now]"),
         {QStringLiteral("stop-now")},
         cancel},
        {QStringLiteral("export"),
         QStringLiteral(
             "batch export ID [--as zip|folder|csv|xlsx|avatar-queue] [--to FOLDER] [--name TEMPLATE] [--sidecars]"),
         {QStringLiteral("as"), QStringLiteral("to"), QStringLiteral("name"), QStringLiteral("folder"),
          QStringLiteral("sidecars")},
         exportBatch},
        {QStringLiteral("write-back"),
         QStringLiteral("batch write-back ID --into FILE.db:TABLE.KEY=COLUMN [--field F] [--step S]"),
         {QStringLiteral("into"), QStringLiteral("field"), QStringLiteral("step")},
         writeBackBatch},
        {QStringLiteral("retry-failed"), QStringLiteral("batch retry-failed ID"), {}, retryFailed},
        {QStringLiteral("remove"),
         QStringLiteral("batch remove ID [--for-good]"),
         {QStringLiteral("for-good")},
         remove},
    };
}

} // namespace fornada
