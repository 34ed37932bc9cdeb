#pragma once

#include "limits/boot_shift.h"
#include "model/wait_reason.h"

// Moments counted from one fixed start, for the tests of this folder.
namespace fornada::test {

using namespace std::chrono_literals;

inline const Moment kStart{wallFromMicros(1'790'000'000'000'000), bootFromMicros(5'000'000'000)};
inline const BootShift kSameBoot(kStart, true, kStart);

inline Moment after(Micros time)
{
    return kStart + time;
}

// How long the gate stays closed; -1 us when no time opens it.
inline Micros wait(const Opening &opening, Moment now)
{
    if (opening.isOpen())
        return Micros(0);
    return opening.until ? opening.until->boot - now.boot : Micros(-1);
}

} // namespace fornada::test
