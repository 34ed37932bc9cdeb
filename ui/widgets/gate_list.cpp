#include "widgets/gate_list.h"

#include "text/limit_text.h"
#include "text/wait_text.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace fornada {

namespace {

constexpr int kBarHeight = 6;
constexpr double kTight = 0.8; // from here on a limit is worth noticing

QString usedText(const GateFace &gate)
{
    if (gate.allowed <= 0)
        return {};
    return GateList::tr("%1 of %2").arg(countText(qint64(std::ceil(gate.used))), countText(qint64(gate.allowed)));
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString stateText(const GateFace &gate, Wall now)
{
    QStringList parts;
    if (!gate.opening.isOpen())
        parts.append(capitalised(sentence(gate.opening, now, {gate.used, gate.allowed, {}})));
    if (gate.fullAt && gate.level < 1)
        parts.append(GateList::tr("Slowed to %1 after the provider complained; all of it again %2")
                         .arg(percentText(qint64(gate.level * 100), 100), comingText(*gate.fullAt, now)));
    return parts.join(QStringLiteral("\n"));
}

} // namespace

// How much of a limit is used.
class GateList::UseBar final : public QWidget {
public:
    explicit UseBar(const Theme &theme)
        : m_theme(theme)
    {
        setFixedHeight(kBarHeight);
    }

    void setUse(double part, bool closed)
    {
        m_part = std::clamp(part, 0.0, 1.0);
        m_closed = closed;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = m_theme.colours();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.track);
        painter.drawRoundedRect(rect(), kBarHeight / 2.0, kBarHeight / 2.0);
        if (m_part <= 0)
            return;
        painter.setBrush(m_closed ? c.warning : m_part >= kTight ? c.accent : c.good);
        painter.drawRoundedRect(QRectF(0, 0, std::max(double(kBarHeight), width() * m_part), kBarHeight),
                                kBarHeight / 2.0, kBarHeight / 2.0);
    }

private:
    const Theme &m_theme;
    double m_part = 0;
    bool m_closed = false;
};

GateList::GateList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::normal);
}

GateList::Line GateList::makeLine()
{
    Line line;
    line.body = new QWidget;
    line.name = new QLabel;
    QFont strong = line.name->font();
    strong.setWeight(QFont::Medium);
    line.name->setFont(strong);
    line.used = new QLabel;
    line.limit = new QLabel;
    line.limit->setProperty("role", QStringLiteral("muted"));
    line.limit->setWordWrap(true);
    line.state = new QLabel;
    line.state->setWordWrap(true);
    line.state->setProperty("role", QStringLiteral("warning"));
    line.state->setTextFormat(Qt::PlainText);
    for (QLabel *small : {line.limit, line.state})
        small->setFont(m_theme.font(TextSize::Small));
    line.bar = new UseBar(m_theme);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::small);
    head->addWidget(line.name, 1);
    head->addWidget(line.used);
    auto *layout = new QVBoxLayout(line.body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(head);
    layout->addWidget(line.bar);
    layout->addWidget(line.limit);
    layout->addWidget(line.state);
    m_layout->addWidget(line.body);
    return line;
}

void GateList::setGates(const QList<GateFace> &gates, const LimitSet &limits, Wall now)
{
    while (m_lines.size() < gates.size())
        m_lines.append(makeLine());
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines.at(i);
        line.body->setVisible(i < gates.size());
        if (i >= gates.size())
            continue;
        const GateFace &gate = gates.at(i);
        line.name->setText(limitName(gate.kind));
        line.used->setText(usedText(gate));
        line.bar->setVisible(gate.allowed > 0);
        line.bar->setUse(gate.allowed > 0 ? gate.used / gate.allowed : 0, !gate.opening.isOpen());
        const QString limit = limitText(gate.kind, limits);
        line.limit->setText(limit);
        line.limit->setVisible(!limit.isEmpty());
        const QString state = stateText(gate, now);
        line.state->setText(state);
        line.state->setVisible(!state.isEmpty());
    }
}

} // namespace fornada
