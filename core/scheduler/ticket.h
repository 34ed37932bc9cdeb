#pragma once

#include "model/job.h"
#include "scheduler/gate_book.h"

#include <QDate>

namespace fornada {

// A job whose request is being built or is ready, ahead of its permit.
struct PreparedJob {
    LaneKey lane;
    AccountId account;
    bool ready = false;
    Moment requested = {};
    QByteArray hash;
    bool shares = false; // an equal job may use its result
    bool look = false;   // only to see whether its result is there already: it may not go for long
    Money reserve;
    qint64 tokens = 0;
};

// A job between its permit and its settlement.
struct Ticket {
    enum class Stage {
        Claiming, // the attempt is being opened
        Claimed,  // durable, waits for its moment
        Handed,   // given to the network, not yet sent
        OnWire,
        Answered, // the provider's part is over; saved and digested
        Settling,
    };

    Job job;
    Stage stage = Stage::Claiming;
    AttemptId attempt;
    JobGates gates;
    QByteArray hash;
    Money reserved;
    qint64 tokens = 0;
    QDate day;          // the day its money is booked on
    Moment sendAt = {}; // planned
    Moment permitted = {};
    Moment claimed = {};
    quint64 order = 0;        // of its permit: those permitted first are sent first
    bool queuedAgain = false; // its lane saw it queued before this ticket ended
    bool found = false;       // left open by our own end: when it went is not known, its estimate stays counted
    bool mayResend = true;    // false: only a person may have it sent again
    bool stopped = false;     // the operator cancelled it: its outcome changes nothing but money
    bool gaveBack = false;    // its credits: it brought nothing
    bool stale = false;       // its account was edited: what is not sent yet is made anew
};

} // namespace fornada
