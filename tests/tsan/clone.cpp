#include <cstdarg>
#include <dlfcn.h>

// Clang 14's ThreadSanitizer takes QProcess's clone(CLONE_VM | CLONE_VFORK) for a fork that copies its memory, and
// ends the program on its own check. This clone goes past it: the child only calls exec.
extern "C" int clone(int (*run)(void *), void *stack, int flags, void *argument, ...)
{
    va_list more;
    va_start(more, argument);
    void *const parent = va_arg(more, void *);
    void *const tls = va_arg(more, void *);
    void *const child = va_arg(more, void *);
    va_end(more);
    static const auto real = reinterpret_cast<decltype(&clone)>(dlsym(RTLD_NEXT, "clone"));
    return real(run, stack, flags, argument, parent, tls, child);
}
