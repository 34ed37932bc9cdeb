#pragma once

#include "base/file_io.h"
#include "base/random.h"
#include "base/redactor.h"
#include "engine/seams.h"
#include "net/transport.h"
#include "scheduler/lane_book.h"
#include "store/store_port.h"

namespace fornada {

// Everything the runtime needs from outside; all outlive it.
struct Seams {
    Clock &clock;
    Random &random;
    StorePort &store;
    Transport &transport;
    FileIo &files;
    Workers &workers;
    WakeTimer &timer;
    Notifier &notifier;
    KeySource &keys;
    Redactor &redactor; // knows the keys that the source gives
};

struct Folders {
    QString spool;
    QString results;
    QString fetched;   // what lies at the web addresses that rows name
    QString data = {}; // of the database and its backups; empty in simulation
};

// How much of what waits is kept in memory.
struct AtHand {
    int heads = LaneBook::kLeastHeads; // first jobs of each account and model of a lane
    qint64 builtBytes = 64 << 20;      // of prepared request bodies
};

} // namespace fornada
