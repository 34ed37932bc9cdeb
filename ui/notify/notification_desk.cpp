#include "notify/notification_desk.h"

#include "models/batch_model.h"
#include "text/event_text.h"
#include "text/wait_text.h"

#include <QDateTime>
#include <QSettings>

namespace fornada {

namespace {

constexpr std::chrono::minutes kTogether(1);

QString key(const QString &cause, BatchId batch, const QString &more = {})
{
    return QStringLiteral("%1/%2/%3").arg(cause).arg(batch.value).arg(more);
}

// What it is about: the same again is the same trouble.
QString key(const Event &event)
{
    QString more = event.subject;
    for (const auto name : {QLatin1String("scope"), QLatin1String("reason"), QLatin1String("percent")})
        more += u'/' + event.facts.value(name).toVariant().toString();
    return key(event.kind, event.batch, more);
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
    connect(&context.commands, &CommandDesk::done, this, [this](const QString &command) {
        if (command.endsWith(u".resume") || command.endsWith(u".start"))
            m_heard.clear(); // set going again: what stops it now is news
    });
}

bool NotificationDesk::isWanted(Cause cause) const
{
    const QString name = cause == Cause::Ended      ? QStringLiteral("notify/batchEnds")
                         : cause == Cause::NeedsYou ? QStringLiteral("notify/needsYou")
                                                    : QStringLiteral("notify/parked");
    return m_context.settings.value(name, true).toBool();
}

void NotificationDesk::tell(Cause cause, const Announcement &announcement)
{
    if (!isWanted(cause))
        return;
    Announcer &who = m_isWatched && m_isWatched() ? *m_window : m_announcer;
    who.announce(announcement);
}

void NotificationDesk::tellOnce(Cause cause, const QString &what, const Announcement &announcement)
{
    if (m_told.contains(what))
        return;
    m_told.insert(what);
    tell(cause, announcement);
}

// What was on its way together fails together.
bool NotificationDesk::isEcho(const QString &what, Wall at)
{
    const auto last = m_heard.constFind(what);
    const bool echo = last != m_heard.cend() && at - *last < kTogether;
    m_heard.insert(what, at);
    return echo;
}

void NotificationDesk::handleEvent(const Event &event)
{
    const Announcement announcement{event.subject.simplified(), sentence(event), event.level, event.batch};
    if (event.kind == u"batchFinished")
        tellOnce(Cause::Ended, key(QStringLiteral("ended"), event.batch), announcement);
    else if (event.level != EventLevel::Info && !isEcho(key(event), event.at))
        tell(Cause::NeedsYou, announcement);
    if (event.kind != u"storageRecovered")
        return;
    m_heard.removeIf([](const auto &heard) { return heard.key().startsWith(u"storageFailed"); });
    tell(Cause::NeedsYou, announcement); // that it had failed was told
}

// A batch whose last jobs wait for a person ends without an event: nothing more will happen by itself.
void NotificationDesk::lookAtBatches()
{
    for (const Batch &batch : m_context.batches.batches()) {
        if (batch.state == BatchState::Running && batch.counts.toDo() > 0) {
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
        tellOnce(Cause::Ended, key(QStringLiteral("ended"), batch.id),
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
        tellOnce(Cause::Parked, key(QStringLiteral("parked"), batch->id, localDay(now).toString(Qt::ISODate)),
                 {batch->name.simplified(), sentence(*it, now, {0, 0, it.key().second}), EventLevel::Info, batch->id});
    }
}

} // namespace fornada
