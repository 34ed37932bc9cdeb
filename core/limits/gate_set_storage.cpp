#include "limits/gate_set_state.h"

// What a gate set shows and what it stores.
namespace fornada {

QList<GateReading> GateSet::readings(Moment now) const
{
    const State &s = *m_state;
    const double level = s.level(now.boot);
    QList<GateReading> list;
    const auto add = [&](WaitReason kind, const Opening &opening, double used = 0, double allowed = 0,
                         const QString &note = {}) {
        list.append({kind, opening, used, allowed, note});
        const auto fullAt = s.adaptive.fullAt();
        if (note.isEmpty() || !fullAt)
            return;
        list.last().level = level;
        list.last().fullAt = Moment{now.wall + (*fullAt - now.boot), *fullAt};
    };
    if (s.parked.isSet())
        add(WaitReason::NeedsUser, s.parked.earliest());
    if (const Opening blocked = s.blocked.earliest(now); !blocked.isOpen())
        add(blocked.reason, blocked);
    if (s.breaker.failuresInRow() > 0)
        add(WaitReason::CircuitOpen, s.breaker.earliest(now, s.pending, s.inFlight), s.breaker.failuresInRow(),
            s.config.breakerThreshold);
    if (s.config.openHours)
        add(WaitReason::OpenHours, s.openHours.earliest(now));
    if (s.config.dailyCap)
        add(WaitReason::DailyCap, s.dailyCap.earliest(now, s.pending, s.inFlight),
            s.dailyCap.used(now, s.inFlight) + s.pending, s.config.dailyCap->count);
    if (s.config.window)
        add(WaitReason::Window, s.window.earliest(now, 1, s.pending), double(s.window.used(now.boot) + s.pending),
            double(s.config.window->count));
    if (s.config.tokenWindow)
        add(WaitReason::TokenWindow, s.tokenWindow.earliest(now, 1, s.pendingTokens),
            double(s.tokenWindow.used(now.boot) + s.pendingTokens), double(s.config.tokenWindow->count));
    if (s.config.minimumGap)
        add(WaitReason::Gap, s.gap.earliest(now, s.pending));
    if (s.config.pace) {
        const QString slowed =
            level < 1.0 ? QStringLiteral("%1 a minute").arg(s.pace.perSecond(level) * 60, 0, 'g', 4) : QString();
        add(WaitReason::Pace, s.paceOpening(now, s.pending), s.pace.used(now.boot, level) + s.pending,
            s.config.pace->burst, slowed);
    }
    if (const auto inForce = s.concurrency.inForce(level)) {
        const QString shrunk = *inForce < *s.config.concurrency
                                   ? QStringLiteral("%1 of %2").arg(*inForce).arg(*s.config.concurrency)
                                   : QString();
        const int atOnce = std::min(s.pending + s.inFlight, *inForce); // the others wait for a slot, as those queued do
        add(WaitReason::Concurrency, s.concurrency.earliest(s.pending + s.inFlight, level), atOnce, *inForce, shrunk);
    }
    return list;
}

QJsonObject GateSet::save(Moment now, const QString &bootId) const
{
    const State &s = *m_state;
    const LimitSet &counted = s.counted;
    const bool counts = counted.pace || counted.minimumGap || counted.window || counted.tokenWindow || counted.dailyCap;
    if (!counts && !s.hasHistory)
        return {};
    QJsonObject json{{QStringLiteral("bootId"), bootId},
                     {QStringLiteral("boot"), toMicros(now.boot)},
                     {QStringLiteral("wall"), toMicros(now.wall)}};
    const auto put = [&](const QString &key, const QJsonObject &part) {
        if (!part.isEmpty())
            json.insert(key, part);
    };
    if (s.pending > 0) {
        json.insert(QStringLiteral("pending"), s.pending);
        json.insert(QStringLiteral("pendingTokens"), s.pendingTokens);
    }
    if (s.inFlight > 0)
        json.insert(QStringLiteral("inFlight"), s.inFlight);
    qint64 inFlightTokens = 0;
    for (const State::Weighed &send : s.weighed)
        inFlightTokens += send.tokens;
    if (inFlightTokens > 0)
        json.insert(QStringLiteral("inFlightTokens"), inFlightTokens);
    if (counted.pace)
        json.insert(QStringLiteral("pace"), s.pace.save(s.level(now.boot)));
    if (counted.minimumGap)
        json.insert(QStringLiteral("gap"), s.gap.save());
    if (counted.window)
        json.insert(QStringLiteral("window"), s.window.save(now.boot));
    if (counted.tokenWindow)
        json.insert(QStringLiteral("tokenWindow"), s.tokenWindow.save(now.boot));
    if (counted.dailyCap)
        put(QStringLiteral("dailyCap"), s.dailyCap.save());
    put(QStringLiteral("counted"), s.countedJson); // a limit may be taken away before the next save, and come back
    put(QStringLiteral("breaker"), s.breaker.save());
    put(QStringLiteral("blocked"), s.blocked.save());
    put(QStringLiteral("adaptive"), s.adaptive.save(now));
    if (s.parked.isSet())
        json.insert(QStringLiteral("parked"), true);
    return json;
}

void GateSet::restore(const QJsonObject &json, Moment now, const QString &bootId)
{
    State &s = *m_state;
    if (json.isEmpty())
        return;
    const auto part = [&](QLatin1String key) { return json[key].toObject(); };
    const Moment savedAt{wallFromMicros(json[QLatin1String("wall")].toInteger()),
                         bootFromMicros(json[QLatin1String("boot")].toInteger())};
    const bool sameBoot = json[QLatin1String("bootId")].toString() == bootId && now.boot >= savedAt.boot;
    const BootShift shift(savedAt, sameBoot, now);
    s.hasHistory = true;
    s.lastSeen = now.boot;
    s.adaptive.restore(part(QLatin1String("adaptive")), shift);
    s.breaker.restore(part(QLatin1String("breaker")), shift);
    s.blocked.restore(part(QLatin1String("blocked")), shift);
    s.parked.set(json[QLatin1String("parked")].toBool());
    if (const auto counted = limitSetFromJson(part(QLatin1String("counted"))))
        s.count(*counted);
    s.count(s.config);
    s.restored = State::Restored{json, savedAt, now, sameBoot};
    s.takeOver();
}

void GateSet::State::takeOver()
{
    if (!restored)
        return;
    const auto &[json, savedAt, at, sameBoot] = *restored;
    const BootShift shift(savedAt, sameBoot, at);
    const int wasPending = json[QLatin1String("pending")].toInt();
    const int wasInFlight = json[QLatin1String("inFlight")].toInt();
    pace.restore(json[QLatin1String("pace")], shift, at.boot, wasPending + wasInFlight);
    gap.restore(json[QLatin1String("gap")], shift, at.boot, wasPending + wasInFlight > 0);
    window.restore(json[QLatin1String("window")].toArray(), savedAt, shift, at.boot, wasPending, wasInFlight);
    tokenWindow.restore(json[QLatin1String("tokenWindow")].toArray(), savedAt, shift, at.boot,
                        json[QLatin1String("pendingTokens")].toInteger(),
                        json[QLatin1String("inFlightTokens")].toInteger());
    dailyCap.restore(json[QLatin1String("dailyCap")].toObject(), savedAt, sameBoot, at, wasPending, wasInFlight);
}

} // namespace fornada
