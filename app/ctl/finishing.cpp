#include "ctl/finishing.h"

#include "store/reader_eta.h"
#include "text/eta_text.h"

namespace fornada {

namespace {

constexpr qint64 kMinutesBack = 60;

void addUsed(EtaFacts &facts, const QJsonObject &engine, const QString &list, const QString &name)
{
    for (const QJsonValue &scope : engine.value(list).toArray())
        for (const QJsonValue &gate : scope[QLatin1String("gates")].toArray())
            if (gate[QLatin1String("gate")].toString() == u"dailyCap")
                facts.usedToday.insert(name + u':' + scope[name].toString(), gate[QLatin1String("used")].toDouble());
}

} // namespace

QHash<BatchId, Eta> finishingTimes(Reader &reader, const std::optional<QJsonObject> &engine)
{
    QHash<BatchId, Eta> etas;
    const Wall now = SystemClock().now().wall;
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    const auto metrics = reader.metrics(minute - kMinutesBack);
    auto facts = metrics ? readEtaFacts(reader, *metrics) : Result<EtaFacts>(metrics.error());
    if (!facts)
        return etas;
    facts->running = engine && !engine->value(QLatin1String("paused")).toBool();
    if (engine) {
        facts->foreseen = foreseenEnds(engine->value(QLatin1String("ends")).toArray());
        facts->waits = laneWaits(engine->value(QLatin1String("lanes")).toArray());
        addUsed(*facts, *engine, QStringLiteral("queues"), QStringLiteral("queue"));
        addUsed(*facts, *engine, QStringLiteral("accounts"), QStringLiteral("account"));
    }
    for (const Batch &batch : std::as_const(facts->batches))
        etas.insert(batch.id, etaOf(batch, *facts, now));
    return etas;
}

QJsonObject etaJson(const Eta &eta)
{
    QJsonObject json{{QStringLiteral("kind"), toName(eta.kind)}};
    if (eta.kind == EtaKind::Known) {
        json.insert(QStringLiteral("early"), toIso(eta.early));
        json.insert(QStringLiteral("late"), toIso(eta.late));
    }
    if (eta.kind == EtaKind::Held)
        json.insert(QStringLiteral("held"), toName(eta.held));
    return json;
}

QString etaWords(const Eta &eta)
{
    const QString when = etaText(eta, SystemClock().now().wall);
    switch (eta.kind) {
    case EtaKind::Known:
        return QStringLiteral("  done by ") + when;
    case EtaKind::NotMeasured:
        return QStringLiteral("  finishing time ") + when;
    case EtaKind::Held:
        return QStringLiteral("  ") + etaExplanation(eta);
    case EtaKind::Done:
    case EtaKind::NotStarted:
    case EtaKind::Pilot:
    case EtaKind::Paused:
        break;
    }
    return {};
}

} // namespace fornada
