#pragma once

#include "engine/seams.h"
#include "engine_link.h"
#include "host/engine_host.h"

namespace fornada {

// The window's link to a running engine: brings replies, changes and events to the UI thread.
// Made first (the host needs it as notifier), bound to the host once that is open. UI thread; owned by main.
class HostLink final : public EngineLink, public Notifier {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HostLink)
public:
    HostLink();

    void bind(EngineHost &host);
    void send(const Command &command, QObject *context, CommandReply reply) override;
    QString dataFolder() const override;
    RecoveryCard recovery() const override;
    // Engine thread.
    void notify(const Event &event) override;

private:
    EngineHost *m_host = nullptr;
};

} // namespace fornada
