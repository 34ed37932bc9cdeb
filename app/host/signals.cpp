#include "host/signals.h"

#include <QSocketNotifier>

#include <csignal>
#include <unistd.h>

namespace fornada {

namespace {

// A handler may only touch this; the rest happens in the event loop.
volatile sig_atomic_t g_wakeFd = -1;

extern "C" void handleSignal(int)
{
    const char byte = 1;
    if (g_wakeFd >= 0)
        (void)!write(g_wakeFd, &byte, 1);
}

} // namespace

SignalCatcher::SignalCatcher()
{
    if (pipe(m_pipe) != 0)
        return;
    g_wakeFd = m_pipe[1];
    auto *notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        (void)!read(m_pipe[0], &byte, 1);
        Q_EMIT caught();
    });
    std::signal(SIGINT, handleSignal);
    std::signal(SIGTERM, handleSignal);
}

SignalCatcher::~SignalCatcher()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    g_wakeFd = -1;
    close(m_pipe[0]);
    close(m_pipe[1]);
}

} // namespace fornada
