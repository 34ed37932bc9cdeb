#include "widgets/alert_list.h"

#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace fornada {

namespace {

bool doesTheSame(const Alert &a, const Alert &b)
{
    return a.deed == b.deed && a.batch == b.batch && a.scope == b.scope && a.button.isEmpty() == b.button.isEmpty();
}

} // namespace

AlertList::AlertList(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("alerts"));
    m_layout->setContentsMargins(space::normal, space::small, space::small, space::small);
    m_layout->setSpacing(space::tight);
    connect(&theme, &Theme::changed, this, [this] {
        for (qsizetype i = 0; i < m_lines.size(); ++i)
            drawIcon(m_lines.at(i), m_alerts.at(i));
    });
    hide();
}

void AlertList::setAlerts(const QList<Alert> &alerts)
{
    if (alerts == m_alerts)
        return;
    QList<Line> lines;
    for (const Alert &alert : alerts) {
        const auto same = std::find_if(m_alerts.cbegin(), m_alerts.cend(),
                                       [&alert](const Alert &old) { return doesTheSame(old, alert); });
        const qsizetype at = same - m_alerts.cbegin();
        const bool isNew = same == m_alerts.cend();
        lines.append(isNew ? makeLine(alert) : m_lines.takeAt(at));
        if (!isNew)
            m_alerts.removeAt(at);
        word(lines.last(), alert);
    }
    for (const Line &gone : std::as_const(m_lines)) {
        m_layout->removeWidget(gone.box);
        gone.box->hide();
        gone.box->deleteLater();
    }
    m_alerts = alerts;
    m_lines = lines;
    arrange();
    setVisible(!alerts.isEmpty());
}

void AlertList::arrange()
{
    QWidget *before = nullptr;
    for (int i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines.at(i);
        if (m_layout->indexOf(line.box) != i)
            m_layout->insertWidget(i, line.box);
        if (before && line.button)
            setTabOrder(before, line.button);
        if (line.button)
            before = line.button;
    }
}

AlertList::Line AlertList::makeLine(const Alert &alert)
{
    Line line{new QWidget, new QLabel, new QLabel, nullptr};
    auto *layout = new QHBoxLayout(line.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    line.text->setWordWrap(true);
    line.text->setTextFormat(Qt::PlainText);
    layout->addWidget(line.icon);
    layout->addWidget(line.text, 1);
    if (alert.button.isEmpty())
        return line;
    line.button = new QPushButton;
    connect(line.button, &QPushButton::clicked, this,
            [this, box = line.box] { Q_EMIT chosen(m_alerts.at(m_layout->indexOf(box))); });
    layout->addWidget(line.button);
    return line;
}

void AlertList::drawIcon(const Line &line, const Alert &alert) const
{
    const bool info = alert.level == EventLevel::Info;
    const auto colour = info ? &Colours::info : alert.level == EventLevel::Problem ? &Colours::bad : &Colours::warning;
    line.icon->setPixmap(m_theme.icon(info ? QStringLiteral("info") : QStringLiteral("warning"), colour)
                             .pixmap(space::icon, space::icon));
}

void AlertList::word(const Line &line, const Alert &alert) const
{
    drawIcon(line, alert);
    line.text->setText(alert.text);
    if (!line.button)
        return;
    line.button->setText(alert.button);
    line.button->setAccessibleDescription(alert.text);
}

} // namespace fornada
