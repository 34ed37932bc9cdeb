#pragma once

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/money.h"

#include <optional>

namespace fornada {

// What to do about an attempt's answer; an adapter decides it, the scheduler acts on it.
enum class Outcome {
    Done,
    RetryBackoff, // refused before work
    RetryAfter,   // its gate closes until a time, attempt not used up
    QuotaUntil,   // its gate closes until the provider's reset, attempt not used up
    NeedsUser,    // bad key, no credit, model gone: the scope is parked
    Refused,      // safety: final
    BadRequest,   // final
    NoOutput,     // complete answer with nothing usable; retried at most twice
    NotSent,      // connection refused, DNS, TLS: nothing left this machine
    Lost,         // sent, no whole answer
    Recalled,     // pause or shutdown took it back before it was sent
};
FORNADA_ENUM_NAMES(Outcome, QLatin1String("done"), QLatin1String("retryBackoff"), QLatin1String("retryAfter"),
                   QLatin1String("quotaUntil"), QLatin1String("needsUser"), QLatin1String("refused"),
                   QLatin1String("badRequest"), QLatin1String("noOutput"), QLatin1String("notSent"),
                   QLatin1String("lost"), QLatin1String("recalled"));

enum class ChargeKind { None, Actual, Maybe };
FORNADA_ENUM_NAMES(ChargeKind, QLatin1String("none"), QLatin1String("actual"), QLatin1String("maybe"));

struct Charge {
    ChargeKind kind = ChargeKind::None;
    Money amount = {};
    bool estimated = false; // the answer did not state its usage

    static Charge none() { return {}; }
    static Charge actual(Money amount, bool estimated = false) { return {ChargeKind::Actual, amount, estimated}; }
    static Charge maybe(Money amount) { return {ChargeKind::Maybe, amount, true}; }
    friend bool operator==(const Charge &, const Charge &) = default;
};

// The narrowest scope a provider's complaint is about.
enum class Scope { Queue, Account, Model };
FORNADA_ENUM_NAMES(Scope, QLatin1String("queue"), QLatin1String("account"), QLatin1String("model"));

} // namespace fornada
