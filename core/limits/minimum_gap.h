#pragma once

#include "limits/boot_shift.h"
#include "limits/send_history.h"
#include "model/wait_reason.h"

#include <QJsonValue>

namespace fornada {

// At least so long between one send and the next. Pure.
class MinimumGap {
public:
    void configure(Micros gap) { m_gap = gap; }

    Opening earliest(Moment now, int ahead) const;
    void sent(Boot at);
    void moved(Boot planned, Boot at);
    void unsent(Boot planned) { m_recent.remove(planned); }

    QJsonValue save() const; // null: nothing was sent
    void restore(const QJsonValue &state, const BootShift &shift, Boot now, bool alsoSent);

private:
    Micros m_gap{0};
    SendHistory m_recent;
};

} // namespace fornada
