#include "widgets/alert_list.h"

#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fornada {

AlertList::AlertList(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("alerts"));
    m_layout->setContentsMargins(space::normal, space::small, space::small, space::small);
    m_layout->setSpacing(space::tight);
    hide();
}

void AlertList::setAlerts(const QList<Alert> &alerts)
{
    if (alerts == m_alerts)
        return;
    m_alerts = alerts;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Alert &alert : alerts)
        m_layout->addWidget(makeLine(alert));
    setVisible(!alerts.isEmpty());
}

QWidget *AlertList::makeLine(const Alert &alert)
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    auto *icon = new QLabel;
    const bool info = alert.level == EventLevel::Info;
    const auto colour = info ? &Colours::info : alert.level == EventLevel::Problem ? &Colours::bad : &Colours::warning;
    icon->setPixmap(m_theme.icon(info ? QStringLiteral("info") : QStringLiteral("warning"), colour)
                        .pixmap(space::icon, space::icon));
    auto *text = new QLabel(alert.text);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    layout->addWidget(icon);
    layout->addWidget(text, 1);
    if (alert.button.isEmpty())
        return line;
    auto *button = new QPushButton(alert.button);
    button->setAccessibleDescription(alert.text);
    connect(button, &QPushButton::clicked, this, [this, alert] { Q_EMIT chosen(alert); });
    layout->addWidget(button);
    return line;
}

} // namespace fornada
