#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

namespace fornada {

class CommandDesk;

// What an order would do, asked of the engine a moment after the last change; one question at a time. UI thread.
class StartSheet final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartSheet)
public:
    explicit StartSheet(CommandDesk &commands, QObject *parent = nullptr);

    // The arguments of batch.plan; empty: there is nothing to ask.
    void setOrder(const QJsonObject &order);
    // The answer to this order; empty while it is not there.
    const QJsonObject &sheet() const { return m_sheet; }
    bool isAsking() const { return (m_asking && !m_comparing) || m_pause.isActive(); }
    // The answer is there, and the rows' pictures are being compared: the sheet will say which look alike.
    bool isComparing() const { return m_comparing && !m_sheet.isEmpty(); }

Q_SIGNALS:
    void changed();

private:
    void ask();

    CommandDesk &m_commands;
    QTimer m_pause;
    QJsonObject m_order, m_sheet;
    bool m_asking = false;
    bool m_comparing = false; // the question on its way is the longer one
};

} // namespace fornada
