#pragma once

#include "base/enum_names.h"

namespace fornada {

// What the sandbox does with one request. The first group does the work; the rest go wrong on purpose.
enum class Fault {
    Ok,
    RateMinute,     // the provider's per-minute quota answer, with its retry delay
    RateDay,        // the per-day quota answer, with its misleading retry delay
    RateBare,       // 429 without details
    NoCredit,       // 429 that never gets better
    BadRequest,     // 400
    BadKey,         // 401, or what the dialect says instead
    Forbidden,      // 403
    ModelGone,      // 404
    ServerError,    // 500
    BadGateway,     // 502 from a proxy, as HTML
    Unavailable,    // 503
    GatewayTimeout, // 504
    Redirect,       // 302: the address moved
    Refuse,         // output blocked by safety
    RefusePrompt,   // prompt blocked by safety
    NoOutput,       // a complete answer with nothing usable in it
    BadJson,        // 200 whose body does not parse
    Empty,          // 200 with no body
    Cut,            // the connection ends in the middle of the body
    CutHeaders,     // the connection ends in the middle of the headers
    Stall,          // half of the body, then silence
    Hang,           // silence until the client gives up
    Drop,           // the connection ends without a byte of answer
    Reset,          // the same by a TCP reset
};

FORNADA_ENUM_NAMES(Fault, QLatin1String("ok"), QLatin1String("429minute"), QLatin1String("429day"),
                   QLatin1String("429"), QLatin1String("429credit"), QLatin1String("400"), QLatin1String("401"),
                   QLatin1String("403"), QLatin1String("404"), QLatin1String("500"), QLatin1String("502"),
                   QLatin1String("503"), QLatin1String("504"), QLatin1String("redirect"), QLatin1String("refuse"),
                   QLatin1String("refusePrompt"), QLatin1String("noOutput"), QLatin1String("badJson"),
                   QLatin1String("empty"), QLatin1String("cut"), QLatin1String("cutHeaders"), QLatin1String("stall"),
                   QLatin1String("hang"), QLatin1String("drop"), QLatin1String("reset"));

// A provider charges for work it did, whatever became of the answer; a refusal at the door is free.
constexpr bool isBilledByDefault(Fault fault)
{
    return fault == Fault::Ok || fault == Fault::GatewayTimeout || fault >= Fault::Refuse;
}

// Faults that spoil a real answer, so that the answer must be made first.
constexpr bool needsWork(Fault fault)
{
    return fault == Fault::Ok || fault == Fault::BadJson || fault == Fault::Cut || fault == Fault::CutHeaders ||
           fault == Fault::Stall;
}

} // namespace fornada
