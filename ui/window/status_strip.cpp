#include "window/status_strip.h"

#include "models/batch_model.h"
#include "text/format.h"
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
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::normal, 5, space::normal, 5);
    layout->setSpacing(space::wide);
    m_bar->setFixedWidth(180);
    layout->addWidget(m_bar);
    m_count = addPart();
    m_flight = addPart();
    m_pace = addPart();
    m_quota = addPart();
    m_spend = addPart();
    layout->addStretch();
    m_eta = addPart();
    connect(&m_context.pulse, &Pulse::beat, this, &StatusStrip::refresh);
    connect(&m_context.batches, &BatchModel::refreshed, this, &StatusStrip::refresh);
    keepTranslated(this, [this] { refresh(); });
}

QLabel *StatusStrip::addPart()
{
    auto *label = new QLabel;
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

QString StatusStrip::doneText(qint64 left) const
{
    const double perMinute = m_context.pulse.vitals().settledPerMinute;
    if (left <= 0 || perMinute <= 0 || m_context.pulse.vitals().paused)
        return {};
    const Wall done = m_context.pulse.now() + Micros(qint64(double(left) / perMinute * 60e6));
    return tr("done about %1").arg(timeText(done, m_context.pulse.now()));
}

void StatusStrip::refresh()
{
    const Vitals &vitals = m_context.pulse.vitals();
    const StateCounts open = m_context.batches.openCounts();
    const qint64 total = open.total();
    const auto show = [](QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    m_bar->setCounts(open);
    m_bar->setVisible(total > 0);
    show(m_count,
         total ? tr("%1 of %2 jobs").arg(countText(open.settled()), countText(total)) : tr("Nothing is running"));
    show(m_flight, vitals.paused         ? tr("paused")
                   : vitals.inFlight > 0 ? tr("%1 in flight").arg(countText(vitals.inFlight))
                                         : QString());
    const GateFace *pace = fullest({WaitReason::Window, WaitReason::Pace});
    show(m_pace,
         pace && pace->used > 0 ? tr("pace %1/%2").arg(qRound64(pace->used)).arg(qRound64(pace->allowed)) : QString());
    const GateFace *quota = fullest({WaitReason::DailyCap});
    show(m_quota, quota ? tr("today %1/%2").arg(qRound64(quota->used)).arg(qRound64(quota->allowed)) : QString());
    if (quota)
        m_quota->setToolTip(tr("Daily quota of %1").arg(quota->scope));
    show(m_spend, vitals.dayBudget
                      ? tr("%1 of %2 today").arg(moneyText(vitals.spentToday), moneyText(*vitals.dayBudget))
                      : tr("%1 today").arg(moneyText(vitals.spentToday)));
    show(m_eta, doneText(total - open.settled()));
}

} // namespace fornada
