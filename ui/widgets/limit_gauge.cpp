#include "widgets/limit_gauge.h"

#include "text/format.h"
#include "text/name_text.h"
#include "text/wait_text.h"
#include "theme/theme.h"

#include <QPainter>

namespace fornada {

namespace {

constexpr int kBar = 6;
constexpr double kNearlyFull = 0.8;

} // namespace

QString gateName(WaitReason kind)
{
    switch (kind) {
    case WaitReason::DailyCap:
        return LimitGauge::tr("daily quota");
    case WaitReason::Window:
        return LimitGauge::tr("requests per period");
    case WaitReason::TokenWindow:
        return LimitGauge::tr("tokens per period");
    case WaitReason::Pace:
        return LimitGauge::tr("pace");
    case WaitReason::Concurrency:
        return LimitGauge::tr("at once");
    default:
        return {};
    }
}

LimitGauge::LimitGauge(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize LimitGauge::sizeHint() const
{
    return {200, fontMetrics().height() + kBar + space::small};
}

void LimitGauge::setGate(const GateFace &gate, Wall now)
{
    m_name = QStringLiteral("%1 · %2").arg(gate.scope, gateName(gate.kind));
    m_amount = tr("%1 of %2").arg(countText(qRound64(gate.used)), countText(qRound64(gate.allowed)));
    m_part = gate.allowed > 0 ? std::clamp(gate.used / gate.allowed, 0.0, 1.0) : 0;
    m_closed = !gate.opening.isOpen();
    // A full pace fills again in a moment and is what one wants; a day's quota is gone until tomorrow.
    m_scarce = gate.kind == WaitReason::DailyCap && m_part >= kNearlyFull;
    const QString why = m_closed ? sentence(gate.opening, now, {gate.used, gate.allowed, gate.scope}) : QString();
    setToolTip(tipText(why.isEmpty() ? tr("%1: %2 used").arg(m_name, m_amount) : m_name + QStringLiteral(": ") + why));
    setAccessibleName(m_name + QStringLiteral(": ") + m_amount);
    update();
}

void LimitGauge::paintEvent(QPaintEvent *)
{
    const Colours &colours = m_theme.colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect words(0, 0, width(), fontMetrics().height());
    const int amount = fontMetrics().horizontalAdvance(m_amount) + space::small;
    painter.setPen(colours.text);
    painter.drawText(words.adjusted(0, 0, -amount, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_name, Qt::ElideMiddle, width() - amount));
    painter.setPen(m_scarce && m_closed ? colours.warning : colours.muted);
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, m_amount);
    const QRectF track(0, words.height() + space::tight, width(), kBar);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.track);
    painter.drawRoundedRect(track, kBar / 2.0, kBar / 2.0);
    if (m_part <= 0)
        return;
    painter.setBrush(m_scarce ? colours.warning : colours.info);
    painter.drawRoundedRect(QRectF(track.x(), track.y(), std::max<double>(kBar, track.width() * m_part), kBar),
                            kBar / 2.0, kBar / 2.0);
}

} // namespace fornada
