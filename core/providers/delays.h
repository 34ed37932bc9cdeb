#pragma once

#include "base/clock.h"
#include "providers/adapter.h"

#include <optional>

namespace fornada {

// Longer waits than this are no pause but a stop until a time.
constexpr Micros kLongestPause = std::chrono::minutes(5);

// "26s", "20.044664810s", "900ms", "2m59.56s", "1h2m3.5s": what Google and Go write.
std::optional<Micros> delayFromUnits(QStringView text);

// retry-after-ms, else Retry-After in seconds or as an HTTP date (against the answer's own Date, else its arrival).
std::optional<Micros> delayFromHeaders(const ProviderAnswer &answer);

// What the server's clock says (Date); the answer's arrival by ours where it does not tell.
Wall serverTime(const ProviderAnswer &answer);

// "Please retry in 20.04s", "Please try again in 2m59.56s".
std::optional<Micros> delayFromMessage(const QString &message);

// The next time it is 00:00 in Los Angeles, when Google's daily quotas turn.
Wall nextPacificMidnight(Wall after);

} // namespace fornada
