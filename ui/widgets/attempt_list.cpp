#include "widgets/attempt_list.h"

#include "models/short_texts.h"
#include "text/name_text.h"
#include "text/state_text.h"
#include "theme/theme.h"

#include <QPainter>

namespace fornada {

namespace {

constexpr int kIndent = 24;

struct Look {
    QString icon;
    QColor Colours::*colour;
};

Look lookOf(const Attempt &attempt)
{
    if (!attempt.outcome)
        return {QStringLiteral("state-running"), &Colours::running};
    switch (*attempt.outcome) {
    case Outcome::Done:
        return {QStringLiteral("state-completed"), &Colours::completed};
    case Outcome::Lost:
        return {QStringLiteral("state-unknown"), &Colours::unknown};
    case Outcome::Recalled:
        return {QStringLiteral("state-cancelled"), &Colours::cancelled};
    case Outcome::RetryAfter:
    case Outcome::QuotaUntil:
        return {QStringLiteral("state-queued"), &Colours::queued};
    case Outcome::RetryBackoff:
    case Outcome::NeedsUser:
    case Outcome::Refused:
    case Outcome::BadRequest:
    case Outcome::NoOutput:
    case Outcome::NotSent:
        break;
    }
    return {QStringLiteral("state-failed"), &Colours::failed};
}

} // namespace

AttemptList::AttemptList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void AttemptList::setAttempts(const QList<Attempt> &attempts, const QHash<AccountId, QString> &accounts, Wall added)
{
    m_lines.clear();
    for (auto it = attempts.crbegin(); it != attempts.crend(); ++it) {
        const Attempt &attempt = *it;
        const Look look = lookOf(attempt);
        QStringList detail;
        if (const QString account = accounts.value(attempt.account); !account.isEmpty())
            detail.append(tr("to %1").arg(nameText(account)));
        if (attempt.sent)
            detail.append(tr("sent %1").arg(preciseTime(*attempt.sent)));
        else
            detail.append(tr("prepared %1").arg(preciseTime(attempt.claimed)));
        if (attempt.received)
            detail.append(attempt.sent
                              ? tr("answered %1, after %2")
                                    .arg(preciseTime(*attempt.received),
                                         durationText(*attempt.received - *attempt.sent).replace(u' ', QChar::Nbsp))
                              : tr("answered %1").arg(preciseTime(*attempt.received)));
        if (attempt.settled)
            detail.append(tr("saved %1").arg(preciseTime(*attempt.settled)));
        if (attempt.httpStatus)
            detail.append(QStringLiteral("HTTP %1").arg(attempt.httpStatus));
        if (attempt.outcome)
            detail.append(attempt.charge.kind == ChargeKind::None || attempt.charge.amount.isZero()
                              ? tr("cost nothing")
                              : tr("cost %1").arg(chargeText(attempt.charge)));
        const QString title = attempt.outcome ? outcomeText(*attempt.outcome) : tr("on its way");
        m_lines.append({tr("%1. %2").arg(attempt.number).arg(title), detail.join(QStringLiteral(" · ")),
                        attempt.outcome == Outcome::Done ? QString() : messageText(attempt.message), look.icon,
                        look.colour});
    }
    if (toMicros(added) > 0)
        m_lines.append({tr("Added"), listTime(added), {}, QStringLiteral("state-queued"), &Colours::muted});
    QStringList spoken;
    for (const Line &line : std::as_const(m_lines))
        spoken.append(QStringLiteral("%1, %2, %3").arg(line.title, line.detail, line.message));
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int AttemptList::draw(QPainter *painter, int width) const
{
    const Colours &c = m_theme.colours();
    const QFont small = m_theme.font(TextSize::Small);
    int y = 0;
    int lastCentre = -1;
    for (const Line &line : m_lines) {
        const int room = std::max(40, width - kIndent);
        const auto place = [&](const QFont &font, const QString &text, const QColor &colour) {
            if (text.isEmpty())
                return;
            const QRect need = QFontMetrics(font).boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, text);
            if (painter) {
                painter->setFont(font);
                painter->setPen(colour);
                painter->drawText(QRect(kIndent, y, room, need.height()), Qt::TextWordWrap, text);
            }
            y += need.height() + 1;
        };
        const int centre = y + QFontMetrics(font()).height() / 2;
        if (painter) {
            if (lastCentre >= 0)
                painter->fillRect(QRect(6, lastCentre + 10, 1, centre - lastCentre - 20), c.border);
            painter->drawPixmap(0, centre - 7,
                                Theme::tinted(line.icon, QSize(14, 14), devicePixelRatioF(), c.*line.colour, c.base));
        }
        lastCentre = centre;
        place(font(), line.title, c.text);
        place(small, line.detail, c.muted);
        place(small, line.message, c.text);
        y += space::small;
    }
    return y;
}

QSize AttemptList::sizeHint() const
{
    return {200, draw(nullptr, std::max(200, width()))};
}

int AttemptList::heightForWidth(int width) const
{
    return draw(nullptr, width);
}

void AttemptList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(&painter, width());
}

} // namespace fornada
