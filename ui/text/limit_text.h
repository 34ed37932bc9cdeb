#pragma once

#include "model/limit_config.h"
#include "model/wait_reason.h"
#include "text/format.h"

namespace fornada {

// What a gate is called: "Pace", "Requests a day".
QString limitName(WaitReason gate);

// What the limit allows, in short: "60 a minute, up to 10 at once", "15 a day, Los Angeles time". Empty for a gate that
// no configuration sets (parked, waiting for the provider).
QString limitText(WaitReason gate, const LimitSet &limits, const Formats &formats = {});

// All limits of a set in one line; says so when there are none.
QString limitsText(const LimitSet &limits, const Formats &formats = {});

// "3 attempts, waits of 10 s to 5 min".
QString retryText(const RetryPolicy &policy, const Formats &formats = {});

// "when more than 5,000 jobs wait".
QString alertText(qint64 waiting, const Formats &formats = {});

} // namespace fornada
