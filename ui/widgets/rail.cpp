#include "widgets/rail.h"

#include "text/format.h"
#include "theme/theme.h"
#include "widgets/keep_translated.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

namespace fornada {

namespace {
constexpr int kWidth = 88;
constexpr int kHeight = 60;
constexpr int kIcon = 22;
} // namespace

class Rail::Button final : public QAbstractButton {
public:
    Button(const Theme &theme, QString icon, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_icon(std::move(icon))
    {
        setCheckable(true);
        setFixedSize(kWidth, kHeight);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }

    void setBadge(qint64 count)
    {
        m_badge = count;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = m_theme.colours();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ground = QRectF(rect()).adjusted(6, 3, -6, -3);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? c.accentTint : c.hover);
            painter.drawRoundedRect(ground, 8, 8);
        }
        if (hasFocus()) {
            painter.setPen(QPen(c.accent, 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(ground, 8, 8);
        }
        const QColor ink = isChecked() ? c.accent : c.muted;
        const QPixmap picture = Theme::tinted(m_icon, QSize(kIcon, kIcon), devicePixelRatioF(), ink, c.window);
        painter.drawPixmap(QPointF((width() - kIcon) / 2.0, 10), picture);
        QFont font = m_theme.font(TextSize::Small);
        if (isChecked())
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(isChecked() ? c.text : c.muted);
        const QRect words(2, 34, width() - 4, 20);
        painter.drawText(words, Qt::AlignCenter, QFontMetrics(font).elidedText(text(), Qt::ElideRight, words.width()));
        if (m_badge > 0)
            paintBadge(painter);
    }

private:
    void paintBadge(QPainter &painter) const
    {
        const Colours &c = m_theme.colours();
        const QString text = m_badge > 99 ? QStringLiteral("99+") : QString::number(m_badge);
        QFont font = m_theme.font(TextSize::Small);
        font.setWeight(QFont::DemiBold);
        font.setPointSizeF(font.pointSizeF() * 0.9);
        const qreal w = std::max(16, QFontMetrics(font).horizontalAdvance(text) + 9);
        const QRectF pill(width() / 2.0 + 5, 6, w, 16);
        painter.setPen(QPen(isChecked() ? c.accentTint : c.window, 1.5));
        painter.setBrush(c.bad);
        painter.drawRoundedRect(pill, 8, 8);
        painter.setFont(font);
        painter.setPen(c.base);
        painter.drawText(pill, Qt::AlignCenter, text);
    }

    const Theme &m_theme;
    const QString m_icon;
    qint64 m_badge = 0;
};

Rail::Rail(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_layout->setContentsMargins(0, space::small, 0, space::small);
    m_layout->setSpacing(2);
    m_layout->addStretch();
    setFixedWidth(kWidth + 1);
}

void Rail::add(const QString &name, const QString &icon, std::function<QString()> text)
{
    auto *button = new Button(m_theme, icon, this);
    button->setObjectName(QStringLiteral("rail-") + name);
    keepTranslated(button, [button, text = std::move(text)] {
        button->setText(text());
        button->setAccessibleName(text());
        button->setToolTip(text());
    });
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_group->addButton(button);
    m_buttons.insert(name, button);
    connect(button, &QAbstractButton::clicked, this, [this, name] { Q_EMIT chosen(name); });
}

void Rail::setCurrent(const QString &name)
{
    Button *current = m_buttons.value(name);
    if (!current)
        return;
    current->setChecked(true);
    for (Button *button : std::as_const(m_buttons)) // one stop for the Tab key, where one is; arrows lead on
        button->setFocusPolicy(button == current ? Qt::TabFocus : Qt::NoFocus);
}

void Rail::setBadge(const QString &name, qint64 count)
{
    if (Button *button = m_buttons.value(name))
        button->setBadge(count);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colours().window);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.colours().border);
}

} // namespace fornada
