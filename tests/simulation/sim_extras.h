#pragma once

#include "base/clock.h"
#include "sim_faults.h"

#include <QJsonObject>

namespace fornada::sim {

// What some worlds have besides, drawn from a stream of its own: where it draws nothing, a seed means what it meant
// before there was any of it.
class Extras {
public:
    Extras(quint64 seed, Wall start);

    bool hasClientBudget() const { return m_clientBudget; }
    bool hasOpenHours() const { return m_openHours; }
    bool hasTokens() const { return m_tokens; }
    // A batch that is added in several pieces, and a crash among them.
    bool hasHugeBatch() const { return m_huge; }
    Dice &dice() { return m_dice; }

    // The same limits, perhaps with opening times that begin or end soon.
    QJsonObject withHours(QJsonObject limits, bool ofAccount, Micros now);
    // Of a weighted window, and what else limits that account or queue.
    QJsonObject tokenLimits();
    QString clientBudget();

private:
    QJsonObject openHours(Micros now);

    const Wall m_start;
    Dice m_dice;
    bool m_clientBudget = false, m_openHours = false, m_tokens = false, m_huge = false;
    bool m_atAccounts = false; // else at queues: two may never be open together
};

} // namespace fornada::sim
