#include "models/pulse.h"

#include "model/event_json.h"
#include "text/wait_text.h"

#include <QDateTime>
#include <QJsonArray>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kBusyBeat(1'000);
constexpr std::chrono::milliseconds kIdleBeat(10'000);
constexpr std::chrono::seconds kCalmAfter(5);
constexpr qint64 kMinutesBack = 60;

Opening openingFrom(const QJsonObject &json)
{
    Opening opening;
    opening.reason = fromName<WaitReason>(json.value(QLatin1String("reason")).toString()).value_or(WaitReason::None);
    if (const QString until = json.value(QLatin1String("until")).toString(); !until.isEmpty())
        opening.until = Moment{wallFromIso(until), {}};
    return opening;
}

QList<GateFace> gatesFrom(const QJsonObject &holder, GateFace::Owner owner)
{
    const bool ofQueue = owner == GateFace::Owner::Queue;
    QList<GateFace> faces;
    const QJsonArray gates = holder.value(QLatin1String("gates")).toArray();
    for (const QJsonValue &value : gates) {
        const QJsonObject gate = value.toObject();
        GateFace face;
        face.owner = owner;
        face.scope = holder.value(ofQueue ? QLatin1String("queue") : QLatin1String("account")).toString();
        face.model = holder.value(QLatin1String("model")).toString();
        face.kind = fromName<WaitReason>(gate.value(QLatin1String("gate")).toString()).value_or(WaitReason::None);
        face.opening = openingFrom(gate);
        face.used = gate.value(QLatin1String("used")).toDouble();
        face.allowed = gate.value(QLatin1String("allowed")).toDouble();
        face.note = gate.value(QLatin1String("note")).toString();
        face.level = gate.value(QLatin1String("level")).toDouble(1);
        if (const QString full = gate.value(QLatin1String("fullAt")).toString(); !full.isEmpty())
            face.fullAt = wallFromIso(full);
        faces.append(face);
    }
    return faces;
}

} // namespace

QList<GateFace> Vitals::gatesOf(GateFace::Owner owner, const QString &scope) const
{
    QList<GateFace> mine;
    for (const GateFace &gate : gates)
        if (gate.owner == owner && gate.scope == scope)
            mine.append(gate);
    return mine;
}

BatchWaits Vitals::laneWaits() const
{
    BatchWaits lanes;
    for (auto lane = waiting.cbegin(); lane != waiting.cend(); ++lane)
        lanes[BatchId{lane.key().first}].append({lane.key().second, *lane});
    return lanes;
}

QString Vitals::whyWaiting(const WaitingJob &job, const Batch *batch, Wall now) const
{
    if (job.state == JobState::Blocked)
        return sentence(Opening::closed(WaitReason::Parent), now);
    if (const Opening own = batch ? openingOf(batch->state) : Opening::open(); !own.isOpen())
        return sentence(own, now);
    if (job.notBefore && *job.notBefore > now)
        return sentence(Opening::closed(WaitReason::Backoff, Moment{*job.notBefore, {}}), now);
    WaitFacts facts;
    if (const JobId same = equals.value(job.id); same.isValid()) {
        facts.subject = Pulse::tr("job %1").arg(same.value);
        return sentence(Opening::closed(WaitReason::SameAsOther), now, facts);
    }
    const Opening lane = waiting.value({job.batch.value, job.queue});
    return lane.isOpen() || lane.reason == WaitReason::SameAsOther ? QString() : sentence(lane, now);
}

struct Pulse::Figures {
    QList<MinuteMetric> metrics;
    Totals today;
    QString dayBudget;
};

Pulse::Pulse(EngineLink &link, ReadDesk &desk, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_desk(desk)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Pulse::refresh);
    connect(&m_link, &EngineLink::changed, this, [this] {
        m_lastChange = now();
        if (m_running && m_timer.remainingTimeAsDuration() > kBusyBeat)
            m_timer.start(kBusyBeat);
    });
}

void Pulse::start()
{
    m_running = true;
    refresh();
}

void Pulse::stop()
{
    m_running = false;
    m_timer.stop();
    m_reading.cancel();
}

void Pulse::schedule()
{
    const bool calm = m_vitals.inFlight == 0 && !m_vitals.moving && now() - m_lastChange > kCalmAfter;
    if (m_running)
        m_timer.start(calm ? kIdleBeat : kBusyBeat);
}

void Pulse::refresh()
{
    m_link.send({QStringLiteral("engine.status"), {}, QStringLiteral("window")}, this,
                [this](Result<QJsonObject> reply) {
                    if (reply)
                        takeStatus(*reply);
                    Q_EMIT beat();
                });
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now()).time_since_epoch().count();
    const QDate today = localDay(now());
    const auto work = [minute, today](ReadPort &port, const ReadDesk::Cancelled &) -> Result<Figures> {
        Figures figures;
        auto metrics = port.metrics(minute - kMinutesBack);
        if (!metrics)
            return metrics.error();
        figures.metrics = std::move(*metrics);
        if (const auto totals = port.dayTotals(today))
            figures.today = *totals;
        if (const auto budget = port.setting(QStringLiteral("dayBudget")))
            figures.dayBudget = *budget;
        return figures;
    };
    m_reading.cancel();
    m_reading = m_desk.read<Figures>(this, work, [this](Result<Figures> figures) {
        if (figures)
            takeFigures(*figures);
        Q_EMIT beat();
    });
    schedule();
}

void Pulse::takeStatus(const QJsonObject &status)
{
    m_vitals.known = true;
    m_vitals.paused = status.value(QLatin1String("paused")).toBool();
    const QJsonObject storage = status.value(QLatin1String("storage")).toObject();
    m_vitals.storageOk = status.value(QLatin1String("storeOk")).toBool(true);
    m_vitals.storageFault = storage.value(QLatin1String("reason")).toString();
    m_vitals.storage = storage.value(QLatin1String("where")).toString();
    const QJsonObject moving = status.value(QLatin1String("moving")).toObject();
    m_vitals.moving.reset();
    if (!moving.isEmpty())
        m_vitals.moving = {moving.value(QLatin1String("to")).toString(),
                           moving.value(QLatin1String("files")).toInteger(),
                           moving.value(QLatin1String("of")).toInteger()};
    m_vitals.inFlight = status.value(QLatin1String("inFlight")).toInt();
    m_vitals.gates.clear();
    for (const QJsonValue &queue : status.value(QLatin1String("queues")).toArray())
        m_vitals.gates += gatesFrom(queue.toObject(), GateFace::Owner::Queue);
    for (const QJsonValue &account : status.value(QLatin1String("accounts")).toArray())
        m_vitals.gates += gatesFrom(account.toObject(), GateFace::Owner::Account);
    for (const QJsonValue &model : status.value(QLatin1String("models")).toArray())
        m_vitals.gates += gatesFrom(model.toObject(), GateFace::Owner::Model);
    m_vitals.equals.clear();
    for (const QJsonValue &pair : status.value(QLatin1String("equals")).toArray())
        m_vitals.equals.insert(JobId{pair[0].toInteger()}, JobId{pair[1].toInteger()});
    m_vitals.alerts = eventsFromJson(status.value(QLatin1String("alerts")).toArray());
    m_vitals.ends = foreseenEnds(status.value(QLatin1String("ends")).toArray());
    m_vitals.waiting.clear();
    for (const QJsonValue &value : status.value(QLatin1String("lanes")).toArray()) {
        const QJsonObject lane = value.toObject();
        m_vitals.waiting.insert(
            {lane.value(QLatin1String("batch")).toInteger(), lane.value(QLatin1String("queue")).toString()},
            openingFrom(lane));
    }
}

void Pulse::takeFigures(const Figures &figures)
{
    QHash<QueueId, std::pair<Micros, qint64>> times;
    for (const MinuteMetric &metric : figures.metrics) {
        auto &[sum, count] = times[metric.queue];
        sum += metric.latencySum;
        count += metric.completed + metric.failed;
    }
    m_vitals.typicalTime.clear();
    for (auto it = times.cbegin(); it != times.cend(); ++it)
        if (it->second > 0)
            m_vitals.typicalTime.insert(it.key(), it->first / it->second);
    m_vitals.spentToday = figures.today.counted();
    m_vitals.dayBudget = moneyFromDecimal(figures.dayBudget);
}

} // namespace fornada
