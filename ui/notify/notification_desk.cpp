#include "notify/notification_desk.h"

#include "models/batch_model.h"
#include "text/event_text.h"
#include "text/wait_text.h"

#include <QDateTime>
#include <QSettings>

namespace fornada {

namespace {

QString key(const QString &cause, BatchId batch, const QString &more = {})
{
    return QStringLiteral("%1/%2/%3").arg(cause).arg(batch.value).arg(more);
}

QDate localDay(Wall when)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(when) / 1'000).date();
}

bool hasWork(const Batch &batch)
{
    const StateCounts &counts = batch.counts;
    return counts[JobState::Queued] + counts[JobState::Blocked] + counts[JobState::Running] > 0;
}

} // namespace

NotificationDesk::NotificationDesk(const UiContext &context, Announcer &announcer, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_announcer(announcer)
{
    connect(&context.link, &EngineLink::notified, this, &NotificationDesk::handleEvent);
    connect(&context.batches, &BatchModel::refreshed, this, &NotificationDesk::lookAtBatches);
    connect(&context.pulse, &Pulse::beat, this, &NotificationDesk::lookAtLimits);
}

bool NotificationDesk::isWanted(Cause cause) const
{
    const QString name = cause == Cause::Ended      ? QStringLiteral("notify/batchEnds")
                         : cause == Cause::NeedsYou ? QStringLiteral("notify/needsYou")
                                                    : QStringLiteral("notify/parked");
    return m_context.settings.value(name, true).toBool();
}

void NotificationDesk::tell(Cause cause, const QString &what, const Announcement &announcement)
{
    if (m_told.contains(what))
        return;
    m_told.insert(what);
    if (!isWanted(cause))
        return;
    Announcer &who = m_isWatched && m_isWatched() ? *m_window : m_announcer;
    who.announce(announcement);
}

void NotificationDesk::handleEvent(const Event &event)
{
    const Announcement announcement{event.subject.simplified(), sentence(event), event.level, event.batch};
    if (event.kind == u"batchFinished")
        tell(Cause::Ended, key(QStringLiteral("ended"), event.batch), announcement);
    else if (event.level != EventLevel::Info)
        tell(Cause::NeedsYou, key(event.kind, event.batch, event.subject + event.facts.value(u"scope").toString()),
             announcement);
    else if (event.kind == u"storageRecovered")
        m_told.removeIf([](const QString &told) { return told.startsWith(u"storageFailed"); });
}

// A batch whose last jobs wait for a person ends without an event: nothing more will happen by itself.
void NotificationDesk::lookAtBatches()
{
    for (const Batch &batch : m_context.batches.batches()) {
        if (batch.state == BatchState::Running && hasWork(batch)) {
            m_working.insert(batch.id);
            m_told.remove(key(QStringLiteral("ended"), batch.id)); // when it ends again, that is news again
            continue;
        }
        const bool worked = m_working.remove(batch.id);
        const qint64 needYou = batch.counts[JobState::Unknown] + batch.counts[JobState::Review];
        if (!worked || batch.state != BatchState::Running || needYou == 0)
            continue;
        Event event;
        event.at = m_context.pulse.now();
        event.kind = QStringLiteral("batchFinished");
        event.batch = batch.id;
        event.subject = batch.name;
        event.facts = {{QStringLiteral("completed"), batch.counts[JobState::Completed]},
                       {QStringLiteral("failed"), batch.counts[JobState::Failed]},
                       {QStringLiteral("skipped"), batch.counts[JobState::Skipped]},
                       {QStringLiteral("cancelled"), batch.counts[JobState::Cancelled]},
                       {QStringLiteral("needYou"), needYou}};
        tell(Cause::Ended, key(QStringLiteral("ended"), batch.id),
             {batch.name.simplified(), sentence(event), EventLevel::NeedsYou, batch.id});
    }
}

void NotificationDesk::lookAtLimits()
{
    const Wall now = m_context.pulse.now();
    const Vitals &vitals = m_context.pulse.vitals();
    for (auto it = vitals.waiting.cbegin(); it != vitals.waiting.cend(); ++it) {
        const bool spent = it->reason == WaitReason::DailyCap || it->reason == WaitReason::QuotaReset;
        const Batch *batch = m_context.batches.batch(BatchId{it.key().first});
        if (!spent || !it->until || !batch || localDay(it->until->wall) <= localDay(now))
            continue;
        tell(Cause::Parked, key(QStringLiteral("parked"), batch->id, localDay(now).toString(Qt::ISODate)),
             {batch->name.simplified(), sentence(*it, now, {0, 0, it.key().second}), EventLevel::Info, batch->id});
    }
}

} // namespace fornada
