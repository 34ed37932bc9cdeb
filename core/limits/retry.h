#pragma once

#include "base/random.h"
#include "model/limit_config.h"
#include "model/outcome.h"

#include <optional>

namespace fornada {

// The wait before attempt `attempt` + 1 (attempt counts from 1: the one that just failed), without jitter.
Micros backoff(const RetryPolicy &policy, int attempt);

// The least that is waited when a provider has said "not now" so many times in a row already: of one that names no
// time, or too short a one, all would be used up in seconds. Twenty such waits are forty minutes.
Micros leastWait(int waitsInRow);

struct RetryQuestion {
    Outcome outcome = Outcome::RetryBackoff;
    int attemptsUsed = 1;       // including this one when it counts
    int noOutputAttempts = 0;   // including this one
    Micros age = {};            // since the first attempt, time behind closed gates not counted
    bool resendAllowed = false; // for a charge of maybe: the operator's limit allows it
    Charge charge;
};

enum class RetryVerdict { Again, Fail, Unknown };

struct RetryAnswer {
    RetryVerdict verdict = RetryVerdict::Fail;
    Micros wait = {}; // for Again
};

// The one retry decision. Pure function of outcome, attempt number, policy and chance.
RetryAnswer decideRetry(const RetryPolicy &policy, const RetryQuestion &question, Random &random);

} // namespace fornada
