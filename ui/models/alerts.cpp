#include "models/alerts.h"

#include "text/event_text.h"
#include "text/name_text.h"
#include "text/storage_text.h"
#include "text/wait_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

constexpr qsizetype kMostShown = 6;
constexpr std::chrono::hours kFresh(24); // an ended batch's failures are news for so long

QString words(const char *text)
{
    return QCoreApplication::translate("alerts", text);
}

QString counted(const char *one, const char *many, qint64 count)
{
    return count == 1 ? words(one) : words(many).arg(countText(count));
}

void addEngine(const Vitals &vitals, QList<Alert> &alerts)
{
    if (!vitals.storageOk)
        alerts.append(
            {EventLevel::Problem, storageSentence(vitals.storageFault, vitals.storage), {}, Alert::Deed::None, {}, {}});
    if (vitals.paused)
        alerts.append({EventLevel::NeedsYou,
                       words(QT_TRANSLATE_NOOP("alerts", "Everything is paused: nothing new is sent.")),
                       words(QT_TRANSLATE_NOOP("alerts", "Resume")),
                       Alert::Deed::ResumeAll,
                       {},
                       {}});
}

void addGates(const Vitals &vitals, Wall now, QList<Alert> &alerts)
{
    for (const GateFace &gate : vitals.gates) {
        const bool ofQueue = gate.owner == GateFace::Owner::Queue;
        if (gate.opening.reason == WaitReason::NeedsUser)
            alerts.append(
                {EventLevel::Problem,
                 words(QT_TRANSLATE_NOOP("alerts", "“%1” is stopped: check its key, its credit and its model, "
                                                   "then resume."))
                     .arg(nameText(gate.scope)),
                 words(QT_TRANSLATE_NOOP("alerts", "Resume")),
                 ofQueue ? Alert::Deed::ResumeQueue : Alert::Deed::ResumeAccount,
                 {},
                 gate.scope});
        const bool spent = gate.opening.reason == WaitReason::DailyCap || gate.opening.reason == WaitReason::QuotaReset;
        if (spent)
            alerts.append(
                {EventLevel::Info,
                 QStringLiteral("%1: %2").arg(nameText(gate.scope),
                                              sentence(gate.opening, now, {gate.used, gate.allowed, gate.scope})),
                 {},
                 Alert::Deed::None,
                 {},
                 {}});
    }
}

// What the engine has noticed: told once, and standing until it is over.
void addNoticed(const Vitals &vitals, const Formats &formats, QList<Alert> &alerts)
{
    for (const Event &event : vitals.alerts) {
        const bool ofBatch = event.batch.isValid();
        alerts.append({event.level,
                       sentence(event, formats),
                       ofBatch ? words(QT_TRANSLATE_NOOP("alerts", "Look")) : QString(),
                       ofBatch ? Alert::Deed::ShowBatch : Alert::Deed::None,
                       event.batch,
                       {}});
    }
}

bool waitsForBudget(const Batch &batch, const Vitals &vitals)
{
    for (auto it = vitals.waiting.cbegin(); it != vitals.waiting.cend(); ++it)
        if (it.key().first == batch.id.value && it->reason == WaitReason::BatchBudget)
            return true;
    return false;
}

// Nothing of its pilot is left to do: no lane of it waits for anything else.
bool isPilotDone(const Batch &batch, const Vitals &vitals)
{
    bool held = false;
    for (auto it = vitals.waiting.cbegin(); it != vitals.waiting.cend(); ++it) {
        if (it.key().first != batch.id.value)
            continue;
        if (it->reason != WaitReason::Pilot)
            return false;
        held = true;
    }
    return held && batch.counts[JobState::Running] == 0;
}

void addBatch(const Batch &batch, const Vitals &vitals, Wall now, const Formats &formats, QList<Alert> &alerts)
{
    const QString name = QStringLiteral("“%1”: ").arg(nameText(batch.name));
    const QString look = words(QT_TRANSLATE_NOOP("alerts", "Look"));
    const auto add = [&](EventLevel level, const QString &text, Alert::Deed deed, const QString &button = {}) {
        alerts.append({level, name + text, button.isEmpty() ? look : button, deed, batch.id, {}});
    };
    const bool ended = batch.state == BatchState::Finished || batch.state == BatchState::Cancelled;
    if (const qint64 unknown = batch.counts[JobState::Unknown])
        add(EventLevel::NeedsYou,
            counted(QT_TRANSLATE_NOOP("alerts", "1 job was sent and has no answer"),
                    QT_TRANSLATE_NOOP("alerts", "%1 jobs were sent and have no answer"), unknown) +
                (batch.totals.maybe.isZero() ? QString()
                                             : words(QT_TRANSLATE_NOOP("alerts", ", up to %1 may be charged"))
                                                   .arg(moneyText(batch.totals.maybe, formats))),
            Alert::Deed::ShowUnknown);
    if (const qint64 review = batch.counts[JobState::Review])
        add(EventLevel::NeedsYou,
            counted(QT_TRANSLATE_NOOP("alerts", "1 result waits for your look"),
                    QT_TRANSLATE_NOOP("alerts", "%1 results wait for your look"), review),
            Alert::Deed::ShowReview);
    if (batch.state == BatchState::Running && waitsForBudget(batch, vitals))
        add(EventLevel::NeedsYou, words(QT_TRANSLATE_NOOP("alerts", "its budget is used up; raise it to go on")),
            Alert::Deed::EditBatch, words(QT_TRANSLATE_NOOP("alerts", "Raise it…")));
    if (isPilotDone(batch, vitals))
        add(EventLevel::NeedsYou,
            words(QT_TRANSLATE_NOOP("alerts", "its pilot is done; look at it, then release the rest")),
            Alert::Deed::ShowBatch);
    const qint64 failed = batch.counts[JobState::Failed];
    if (failed > 0 && batch.state != BatchState::Cancelled && (!ended || now - batch.updated < kFresh))
        add(EventLevel::NeedsYou,
            counted(QT_TRANSLATE_NOOP("alerts", "1 job failed"), QT_TRANSLATE_NOOP("alerts", "%1 jobs failed"), failed),
            Alert::Deed::ShowFailures);
}

// In place of those that there is no room for, with the way to where most of them are.
Alert restOf(const QList<Alert> &hidden)
{
    const auto ofBatches =
        std::count_if(hidden.cbegin(), hidden.cend(), [](const Alert &alert) { return alert.batch.isValid(); });
    const bool toBatches = 2 * ofBatches >= hidden.size();
    return {EventLevel::Info,
            words(QT_TRANSLATE_NOOP("alerts", "and %1 more")).arg(countText(hidden.size())),
            toBatches ? words(QT_TRANSLATE_NOOP("alerts", "Show batches"))
                      : words(QT_TRANSLATE_NOOP("alerts", "Show queues")),
            toBatches ? Alert::Deed::ShowBatches : Alert::Deed::ShowQueues,
            {},
            {}};
}

} // namespace

QList<Alert> alertsOf(const QList<Batch> &batches, const Vitals &vitals, Wall now, const Formats &formats)
{
    QList<Alert> alerts;
    if (vitals.known) {
        addEngine(vitals, alerts);
        addGates(vitals, now, alerts);
        addNoticed(vitals, formats, alerts);
    }
    for (const Batch &batch : batches)
        addBatch(batch, vitals, now, formats, alerts);
    const auto weight = [](EventLevel level) {
        return level == EventLevel::Problem ? 0 : level == EventLevel::NeedsYou ? 1 : 2;
    };
    std::stable_sort(alerts.begin(), alerts.end(),
                     [&weight](const Alert &a, const Alert &b) { return weight(a.level) < weight(b.level); });
    if (alerts.size() > kMostShown) {
        const Alert rest = restOf(alerts.sliced(kMostShown - 1));
        alerts.resize(kMostShown - 1);
        alerts.append(rest);
    }
    return alerts;
}

} // namespace fornada
