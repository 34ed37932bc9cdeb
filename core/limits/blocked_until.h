#pragma once

#include "limits/boot_shift.h"
#include "model/wait_reason.h"

#include <QJsonObject>

#include <optional>

namespace fornada {

// What the provider itself asked for. A wait is a duration and runs on boot time. A quota reset is a wall time: it has
// come when either clock says so, so a wall clock set back does not make it longer. Of several the latest holds. Pure.
class BlockedUntil {
public:
    void block(Moment until, WaitReason why);
    void clear();

    Opening earliest(Moment now) const;

    QJsonObject save() const;
    void restore(const QJsonObject &state, const BootShift &shift);

private:
    std::optional<Boot> m_wait;
    std::optional<Moment> m_reset;
};

// Nothing goes until the operator acts. Pure.
class Parked {
public:
    void set(bool parked) { m_parked = parked; }
    bool isSet() const { return m_parked; }
    Opening earliest() const { return m_parked ? Opening::closed(WaitReason::NeedsUser) : Opening::open(); }

private:
    bool m_parked = false;
};

} // namespace fornada
