#pragma once

#include "base/clock.h"

#include <algorithm>

namespace fornada {

// The provider's time minus ours, of which an answer's Date tells this much: it was written, cut to its second, at some
// moment between the sending of the request and the coming of the answer's headers. An estimate that agrees with that
// stays; another one moves no further than it must. Pure.
inline Micros skewWithin(Micros estimate, Wall date, Wall sent, Wall headAt)
{
    return std::clamp<Micros>(estimate, date - headAt, date + std::chrono::seconds(1) - std::min(sent, headAt));
}

} // namespace fornada
