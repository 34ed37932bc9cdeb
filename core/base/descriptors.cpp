#include "base/descriptors.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fornada {

namespace {

constexpr rlim_t kMost = 4'096; // a thousand at the door, some hundred connections, files; the usual limit is 1,024

} // namespace

void makeRoomForDescriptors()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    if (limit.rlim_cur < kMost) {
        limit.rlim_cur = std::min(kMost, limit.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    // The table grows by being used at its end.
    const int last = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, int(std::min(kMost, limit.rlim_cur)) - 1);
    if (last >= 0)
        ::close(last);
}

} // namespace fornada
