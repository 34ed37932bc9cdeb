#include "ctl/doctor.h"
#include "ctl/finishing.h"
#include "ctl/printing.h"
#include "ctl/runner.h"
#include "model/event_json.h"
#include "store/data_folder.h"
#include "text/event_text.h"

#include <QJsonArray>

namespace fornada {

namespace {

std::optional<Micros> secondsOf(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok && value >= 0 ? std::optional(Micros(qint64(value * 1e6))) : std::nullopt;
}

int run(Session &session)
{
    RunOptions options;
    options.untilIdle = session.args().has(QStringLiteral("until-idle"));
    if (session.args().has(QStringLiteral("for"))) {
        options.atMost = secondsOf(session.args().value(QStringLiteral("for")));
        if (!options.atMost)
            return session.usage(QStringLiteral("run --for SECONDS"));
    }
    if (session.args().has(QStringLiteral("grace"))) {
        const auto grace = secondsOf(session.args().value(QStringLiteral("grace")));
        if (!grace)
            return session.usage(QStringLiteral("run --grace SECONDS"));
        options.grace = *grace;
    }
    return runEngine(session, options);
}

QString engineLine(const Result<std::optional<QJsonObject>> &told)
{
    if (!told)
        return QStringLiteral("engine: process %1 holds the data and does not answer").arg(told.error().subject);
    if (!*told)
        return QStringLiteral("engine: not running (start it with: fornadactl run)");
    const QJsonObject &engine = **told;
    return QStringLiteral("engine: running%1, %2 in flight")
        .arg(engine.value(QLatin1String("paused")).toBool() ? QStringLiteral(" (all paused)") : QString())
        .arg(engine.value(QLatin1String("inFlight")).toInt());
}

int status(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto batches = (*reader)->batches();
    if (!batches)
        return session.fail(batches.error());
    const auto told = session.askHolder(QStringLiteral("engine.status"),
                                        {{QStringLiteral("look"), session.args().has(QStringLiteral("look"))}});
    const std::optional<QJsonObject> engine = told ? *told : std::nullopt;
    const auto etas = finishingTimes(**reader, engine);
    if (session.json()) {
        QJsonArray list;
        for (const Batch &batch : *batches) {
            QJsonObject object = batchJson(batch);
            object.insert(QStringLiteral("eta"), etaJson(etas.value(batch.id)));
            list.append(object);
        }
        QJsonObject none{{QStringLiteral("running"), false}};
        if (!told)
            none.insert(QStringLiteral("silent"), told.error().subject.toLongLong());
        session.printJson({{QStringLiteral("engine"), engine.value_or(none)},
                           {QStringLiteral("batches"), list},
                           {QStringLiteral("data"), session.dataFolder()}});
        return told ? kOk : kInstanceSilent;
    }
    session.print(engineLine(told));
    const QList<Event> alerts =
        eventsFromJson(engine ? engine->value(QLatin1String("alerts")).toArray() : QJsonArray());
    for (const Event &alert : alerts)
        session.print(QStringLiteral("  ! ") + sentence(alert));
    for (const Batch &batch : *batches)
        session.print(batchLine(batch) + etaWords(etas.value(batch.id)));
    return told ? kOk : kInstanceSilent;
}

int backup(Session &session)
{
    const QString target = session.args().word(1);
    const auto made = backupData(session.dataFolder(), target);
    if (!made)
        return session.fail(made.error());
    session.print(QStringLiteral("backup written to %1").arg(*made));
    return kOk;
}

int restore(Session &session)
{
    const auto aside = restoreData(session.dataFolder(), session.args().word(1));
    if (!aside)
        return session.fail(aside.error());
    session.print(QStringLiteral("restored from %1%2")
                      .arg(session.args().word(1),
                           aside->isEmpty() ? QString() : QStringLiteral("; the old database lies in %1").arg(*aside)));
    session.print(QStringLiteral("What was done after that backup is not in it and would be made, and paid, again: "
                                 "everything is paused. Cancel what you have already, then: fornadactl resume"));
    return kOk;
}

int pauseAll(Session &session)
{
    const auto done = session.act(QStringLiteral("engine.pause"), {});
    return done ? kOk : session.fail(done.error());
}

int resumeAll(Session &session)
{
    const auto done = session.act(QStringLiteral("engine.resume"), {});
    return done ? kOk : session.fail(done.error());
}

int demo(Session &session)
{
    return runDemo(session);
}

} // namespace

int runSandbox(Session &session);

QList<Verb> engineVerbs()
{
    return {{QStringLiteral("run"),
             QStringLiteral("run [--until-idle] [--for SECONDS] [--grace SECONDS] [--items] [--quiet]"),
             {QStringLiteral("until-idle"), QStringLiteral("for"), QStringLiteral("grace"), QStringLiteral("items"),
              QStringLiteral("quiet")},
             run},
            {QStringLiteral("status"), QStringLiteral("status [--look]"), {QStringLiteral("look")}, status},
            {QStringLiteral("pause"), QStringLiteral("pause"), {}, pauseAll},
            {QStringLiteral("resume"), QStringLiteral("resume"), {}, resumeAll},
            {QStringLiteral("doctor"), QStringLiteral("doctor"), {}, runDoctor},
            {QStringLiteral("backup"), QStringLiteral("backup [FILE]"), {}, backup, {0, 1}},
            {QStringLiteral("restore"), QStringLiteral("restore FILE"), {}, restore, kOneWord},
            {QStringLiteral("sandbox"),
             QStringLiteral("sandbox [--port N] [--config FILE] [--ledger FILE]"),
             {QStringLiteral("port"), QStringLiteral("config"), QStringLiteral("ledger")},
             runSandbox},
            {QStringLiteral("demo"),
             QStringLiteral("demo [RECIPE] [--keep] [--items] [--quiet]"),
             {QStringLiteral("keep"), QStringLiteral("items"), QStringLiteral("quiet")},
             demo,
             {0, 1}}};
}

} // namespace fornada
