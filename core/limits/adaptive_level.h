#pragma once

#include "base/clock.h"
#include "limits/boot_shift.h"

#include <QJsonObject>

#include <optional>

namespace fornada {

// How much of the configured pace and concurrency is used: 1, less after the provider complained. One fifth less once
// an episode (the answers of what was already in flight complain together), then back by a twentieth of the configured
// value for each minute without a complaint. Pure.
class AdaptiveLevel {
public:
    double at(Boot now) const;
    // True when it went down: the first complaint of an episode.
    bool complained(Boot now);
    // When it goes up next; nothing when it is full.
    std::optional<Boot> risesAt(Boot now) const;
    // When nothing is taken off any more, if nobody complains again.
    std::optional<Boot> fullAt() const;
    void reset() { *this = {}; }
    // Nothing was ever complained about, or it is long forgotten.
    bool isFull(Boot now) const { return at(now) >= 1.0; }

    QJsonObject save(Moment now) const;
    void restore(const QJsonObject &state, const BootShift &shift);

private:
    double m_level = 1.0;
    std::optional<Boot> m_shrunkAt;
    Boot m_lastComplaint = {};
};

} // namespace fornada
