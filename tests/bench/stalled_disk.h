#pragma once

#include "base/clock.h"

namespace fornada::bench {

// Makes every sync of a file in this process take this much longer: a slow disk. Zero: as fast as it is.
// Works because a program's own fdatasync and fsync come before the C library's; see stalled_disk.cpp.
void stallDisk(Micros by);

} // namespace fornada::bench
