#pragma once

#include "model/journal.h"

namespace fornada {

// What the operator is told when not looking at the window.
struct Announcement {
    QString title, text;
    EventLevel level = EventLevel::Info;
    BatchId batch; // a click leads there
};

// Seam: how people are told outside the window: the tray where there is one, nothing or a test's list elsewhere. The
// window's own banner is told in any case. UI thread.
class Announcer {
public:
    virtual ~Announcer() = default;
    virtual void announce(const Announcement &announcement) = 0;
};

} // namespace fornada
