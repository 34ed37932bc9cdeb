#pragma once

#include "base/clock.h"

#include <atomic>

namespace fornada {

// Stands still until it is set.
class HeldClock final : public Clock {
public:
    Moment now() const override { return Moment{} + Micros(m_micros.load()); }
    QString bootId() const override { return QStringLiteral("test"); }
    void set(Boot time) { m_micros = toMicros(time); }

private:
    std::atomic<qint64> m_micros = 1'000'000;
};

} // namespace fornada
