#pragma once

#include "model/journal.h"

namespace fornada {

// What the operator is told without having asked.
struct Announcement {
    QString title, text;
    EventLevel level = EventLevel::Info;
    BatchId batch; // a click leads there
};

// Seam: how people are told: by the tray where there is one, by the window's own banner where there is none or where
// the window is looked at, by a list in a test. UI thread.
class Announcer {
public:
    virtual ~Announcer() = default;
    virtual void announce(const Announcement &announcement) = 0;
};

} // namespace fornada
