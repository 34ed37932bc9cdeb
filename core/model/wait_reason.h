#pragma once

#include "base/clock.h"
#include "base/enum_names.h"

#include <optional>

namespace fornada {

// Why a job waits. The sentence is made in ui/text from the reason, the subject and the time.
enum class WaitReason {
    None,
    Backoff, // its own retry wait
    Pace,
    Gap,
    Window,
    TokenWindow,
    DailyCap,
    Concurrency,
    RowConcurrency,
    OpenHours,
    CircuitOpen,  // too many failures in a row; a probe goes at the time
    ProviderWait, // the provider asked us to wait (429, Retry-After)
    QuotaReset,   // the provider's daily quota is used up
    NeedsUser,    // parked: key, credit or model; nothing goes until the operator acts
    QueuePaused,
    AccountPaused,
    BatchPaused,
    Draft, // its batch was not started
    AllPaused,
    BatchBudget,
    DayBudget,
    AccountBudget,
    ClientBudget,
    ClientCredit, // the client has no results of this kind left
    Priority,     // behind jobs that go first
    Parent,       // its parent step is not done
    SameAsOther,  // an equal job is being made
    Pilot,        // the rest of its batch waits until the operator has seen the pilot
    Preparing,    // its request is being built
    DiskFull,
    ClockUnsure,   // the wall clock was stepped; being checked
    EngineStopped, // no engine is running
};
FORNADA_ENUM_NAMES(WaitReason, QLatin1String("none"), QLatin1String("backoff"), QLatin1String("pace"),
                   QLatin1String("gap"), QLatin1String("window"), QLatin1String("tokenWindow"),
                   QLatin1String("dailyCap"), QLatin1String("concurrency"), QLatin1String("rowConcurrency"),
                   QLatin1String("openHours"), QLatin1String("circuitOpen"), QLatin1String("providerWait"),
                   QLatin1String("quotaReset"), QLatin1String("needsUser"), QLatin1String("queuePaused"),
                   QLatin1String("accountPaused"), QLatin1String("batchPaused"), QLatin1String("draft"),
                   QLatin1String("allPaused"), QLatin1String("batchBudget"), QLatin1String("dayBudget"),
                   QLatin1String("accountBudget"), QLatin1String("clientBudget"), QLatin1String("clientCredit"),
                   QLatin1String("priority"), QLatin1String("parent"), QLatin1String("sameAsOther"),
                   QLatin1String("pilot"), QLatin1String("preparing"), QLatin1String("diskFull"),
                   QLatin1String("clockUnsure"), QLatin1String("engineStopped"));

// May it go, and if not: why, and when at the earliest (nothing when only a person or another job can open it).
struct Opening {
    WaitReason reason = WaitReason::None;
    std::optional<Moment> until = {};

    bool isOpen() const { return reason == WaitReason::None; }
    static Opening open() { return {}; }
    static Opening closed(WaitReason why, std::optional<Moment> when = {}) { return {why, when}; }
};

} // namespace fornada
