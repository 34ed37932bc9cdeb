#include "models/start_sheet.h"

#include "models/command_desk.h"

namespace fornada {

StartSheet::StartSheet(CommandDesk &commands, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(400);
    connect(&m_pause, &QTimer::timeout, this, &StartSheet::ask);
}

void StartSheet::setOrder(const QJsonObject &order)
{
    if (order == m_order)
        return;
    m_order = order;
    m_sheet = {};
    m_comparing = m_comparing && m_asking; // what is on its way is answered first
    if (m_order.isEmpty())
        m_pause.stop();
    else
        m_pause.start();
    Q_EMIT changed();
}

void StartSheet::ask()
{
    if (m_asking)
        return; // asked again when the answer is there
    m_asking = true;
    QJsonObject args = m_order;
    if (m_comparing)
        args.insert(QStringLiteral("comparePictures"), true);
    m_commands.ask(QStringLiteral("batch.plan"), args, this, [this, asked = m_order](Result<QJsonObject> sheet) {
        m_asking = false;
        const bool compared = std::exchange(m_comparing, false);
        if (asked != m_order) {
            if (!m_order.isEmpty() && !m_pause.isActive())
                ask();
            return;
        }
        if (sheet || !compared)
            m_sheet = sheet ? *sheet : QJsonObject();
        m_comparing = !compared && m_sheet.value(QLatin1String("alike"))[QLatin1String("picturesLeft")].toBool();
        Q_EMIT changed();
        if (m_comparing && !m_pause.isActive())
            ask();
    });
}

} // namespace fornada
