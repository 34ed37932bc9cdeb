#pragma once

#include "ctl/session.h"

namespace fornada {

struct RunOptions {
    bool untilIdle = false;
    std::optional<Micros> atMost;
    Micros grace = std::chrono::seconds(10);
};

// The foreground engine: runs until idle, a time or a signal, showing a live bar on a terminal and plain lines
// elsewhere.
int runEngine(Session &session, const RunOptions &options);

// A sample batch on the built-in sandbox, in a folder of its own.
int runDemo(Session &session);

} // namespace fornada
