#pragma once

#include "base/clock.h"
#include "base/http_syntax.h"

#include <QString>
#include <QUrl>

#include <functional>
#include <optional>
#include <variant>

namespace fornada {

using Headers = HeaderLines;

// One HTTP request that may cost money: it reaches the wire at most once.
struct WireRequest {
    qint64 id = 0; // the attempt's id; comes back in every event
    QByteArray method = "POST";
    QUrl url;
    Headers headers;
    QByteArray body;
    Boot sendAt = {};                                 // not before; zero: now
    Micros lateLimit = std::chrono::milliseconds(50); // later than sendAt by more than this: deferred, not sent
    Micros deadline = std::chrono::seconds(180);      // hard, from the send
    Micros idleTimeout = std::chrono::seconds(120);   // no byte in either direction
    qint64 responseCap = 256 << 20;
    bool publicOnly = false; // not to this machine or into its own network, wherever the name leads
};

// A whole answer, whatever its status.
struct WireAnswer {
    int status = 0;
    Headers headers; // names lower-case
    QByteArray body;
};

enum class WireFailure {
    NotSent,   // refused, DNS, TLS, proxy: not one byte of the request left (or it was cancelled before)
    Lost,      // the request (or part of it) left and no whole answer came: reset, cut, idle, re-send refused
    TimedOut,  // the same, by our deadline or idle limit
    TooLarge,  // the answer was over responseCap
    Cancelled, // by cancel(), after it was sent
    Inside,    // publicOnly, and the address lies inside: not one byte of the request left
};

// Events of one request, in order: (Sent, then Answered or Failed), or Deferred, or Failed{NotSent or Inside}.
// Without a body, Sent may come as late as the answer (Qt does not tell); at is then when Qt was given the request.
struct WireSent {
    qint64 id;
    Moment at;
};
struct WireDeferred {
    qint64 id;
};
struct WireProgress {
    qint64 id;
    qint64 received;
    qint64 total;
}; // total -1: not known; at most 4 a second
struct WireAnswered {
    qint64 id;
    Moment at;
    WireAnswer answer;
    Moment headAt = at; // when its headers had come
};
struct WireFailed {
    qint64 id;
    Moment at;
    WireFailure failure;
    QString detail;
    WireAnswer partial;
};
using WireEvent = std::variant<WireSent, WireDeferred, WireProgress, WireAnswered, WireFailed>;

// Seam: the way to the network. send and cancel may be called from any one thread (the engine's); events come through
// the sink, which the implementation calls on a thread of its own: the sink hands them over.
class Transport {
public:
    using Sink = std::function<void(WireEvent)>;

    virtual ~Transport() = default;
    virtual void setSink(Sink sink) = 0;
    virtual void send(WireRequest request) = 0;
    // Not yet sent: Failed{NotSent}. On the wire: aborted, Failed{Cancelled}. Unknown id: nothing.
    virtual void cancel(qint64 id) = 0;
    // The barrier of Pause: everything not yet sent is given back as WireDeferred; acknowledged is called (on the
    // transport's thread) when every lane has done so. Requests on the wire go on.
    virtual void recallUnsent(std::function<void()> acknowledged) = 0;
};

} // namespace fornada
