#include "stalled_disk.h"

#include <atomic>
#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace fornada::bench {

namespace {

std::atomic<long> stallNanos = 0; // what the two functions below read has to outlive every object

int syncSlowly(long call, int file)
{
    if (const long nanos = stallNanos.load()) {
        const timespec wait{nanos / 1'000'000'000, nanos % 1'000'000'000};
        ::nanosleep(&wait, nullptr);
    }
    return int(::syscall(call, file));
}

} // namespace

void stallDisk(Micros by)
{
    stallNanos = long(by.count()) * 1000;
}

} // namespace fornada::bench

// NOLINTBEGIN: these names are the C library's
extern "C" int fdatasync(int file)
{
    return fornada::bench::syncSlowly(SYS_fdatasync, file);
}

extern "C" int fsync(int file)
{
    return fornada::bench::syncSlowly(SYS_fsync, file);
}
// NOLINTEND
