#include "window/status_strip.h"

#include "models/batch_model.h"
#include "models/eta_book.h"
#include "text/eta_text.h"
#include "text/name_text.h"
#include "widgets/keep_translated.h"
#include "widgets/segment_bar.h"

#include <QHBoxLayout>
#include <QLabel>

namespace fornada {

StatusStrip::StatusStrip(const UiContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_bar(new SegmentBar(context.theme))
{
    setProperty("role", QStringLiteral("bar"));
    setObjectName(QStringLiteral("statusStrip"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::normal, 5, space::normal, 5);
    layout->setSpacing(space::wide);
    m_bar->setFixedWidth(180);
    layout->addWidget(m_bar);
    m_count = addPart("stripCount");
    m_flight = addPart("stripFlight");
    m_pace = addPart("stripPace");
    m_quota = addPart("stripQuota");
    m_spend = addPart("stripSpend");
    layout->addStretch();
    m_eta = addPart("stripEta");
    connect(&m_context.pulse, &Pulse::beat, this, &StatusStrip::refresh);
    connect(&m_context.batches, &BatchModel::refreshed, this, &StatusStrip::refresh);
    connect(&m_context.etas, &EtaBook::changed, this, &StatusStrip::refresh);
    keepTranslated(this, [this] { refresh(); });
}

QLabel *StatusStrip::addPart(const char *name)
{
    auto *label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setProperty("role", QStringLiteral("muted"));
    label->setFont(m_context.theme.font(TextSize::Small));
    layout()->addWidget(label);
    return label;
}

const GateFace *StatusStrip::fullest(std::initializer_list<WaitReason> kinds) const
{
    const GateFace *best = nullptr;
    for (const GateFace &gate : m_context.pulse.vitals().gates) {
        const bool wanted = std::find(kinds.begin(), kinds.end(), gate.kind) != kinds.end() && gate.allowed > 0;
        if (wanted && (!best || gate.used * best->allowed > best->used * gate.allowed))
            best = &gate;
    }
    return best;
}

// A part without words takes no room.
void StatusStrip::fill(QLabel *part, const QString &text, const QString &explanation)
{
    part->setText(text);
    part->setToolTip(tipText(explanation));
    part->setAccessibleDescription(explanation);
    part->setVisible(!text.isEmpty());
}

void StatusStrip::refresh()
{
    const Vitals &vitals = m_context.pulse.vitals();
    const StateCounts open = m_context.batches.openCounts();
    const qint64 total = open.total();
    m_bar->setCounts(open);
    m_bar->setVisible(total > 0);
    m_bar->setToolTip(tr("All batches that are running or paused: done, failed, running and waiting jobs"));
    fill(m_count,
         total ? tr("%1 of %2 jobs").arg(countText(open.settled()), countText(total)) : tr("Nothing is running"),
         tr("Ended jobs (completed, failed, skipped or cancelled) of all batches that are running or paused"));
    const QString flight = vitals.paused         ? tr("paused")
                           : vitals.inFlight > 0 ? tr("%1 in flight").arg(countText(vitals.inFlight))
                                                 : QString();
    fill(m_flight, flight,
         vitals.paused ? tr("Nothing new is sent until you resume")
                       : tr("Requests that are claimed or sent and not saved yet"));
    showLimits();
    showMoney();
    const Eta &eta = m_context.etas.all();
    const QString when = total > 0 ? etaText(eta, m_context.pulse.now()) : QString();
    const bool isTime = eta.kind != EtaKind::Paused && eta.kind != EtaKind::Held;
    const QString words = eta.kind == EtaKind::Known ? tr("done by %1").arg(when) : tr("finishing time %1").arg(when);
    fill(m_eta, when.isEmpty() || !isTime ? QString() : words, etaExplanation(eta));
}

void StatusStrip::showLimits()
{
    const GateFace *pace = fullest({WaitReason::Window, WaitReason::Pace});
    const bool paced = pace && pace->used > 0;
    fill(m_pace, paced ? tr("pace %1/%2").arg(qRound64(pace->used)).arg(qRound64(pace->allowed)) : QString(),
         paced ? tr("The fullest limit on requests in a time, of “%1”: used and allowed").arg(pace->scope) : QString());
    const GateFace *quota = fullest({WaitReason::DailyCap});
    fill(m_quota, quota ? tr("quota %1/%2").arg(qRound64(quota->used)).arg(qRound64(quota->allowed)) : QString(),
         quota ? tr("The fullest daily quota, of “%1”: requests sent today and allowed").arg(quota->scope) : QString());
}

void StatusStrip::showMoney()
{
    const Vitals &vitals = m_context.pulse.vitals();
    fill(m_spend,
         vitals.dayBudget ? tr("%1 of %2 today").arg(moneyText(vitals.spentToday), moneyText(*vitals.dayBudget))
                          : tr("%1 today").arg(moneyText(vitals.spentToday)),
         vitals.dayBudget
             ? tr("Spent today, with what may have been charged and what is set aside for requests on their way, "
                  "against the day's budget")
             : tr("Spent today, with what may have been charged and what is set aside for requests on their way. No "
                  "budget is set for a day"));
}

} // namespace fornada
