#pragma once

#include "base/inbox.h"
#include "engine/control_command.h"
#include "engine/runtime.h"
#include "host/deliveries.h"
#include "host/key_store.h"

#include <QDeadlineTimer>
#include <QThread>

#include <future>
#include <memory>

namespace fornada {

struct HostOptions {
    QString dataFolder;
    bool paused = false;           // recover, but send nothing (for single commands)
    bool pausedAfterCrash = false; // somebody is there to ask whether it shall go on
    bool takeCommands = true;      // listen on the control socket
    Notifier *notifier = nullptr;  // told on the engine thread
    KeyStore *keyStore = nullptr;  // where typed keys outlive the session; outlives the host
};

// The composition root of a running engine: one data folder, its threads and everything on them, wired together and
// ended in order. Made and destroyed on the owner's thread; the engine lives on its own.
class EngineHost {
public:
    // Opens the data folder (making it when it is new), recovers, begins. AnotherInstance when a process holds it.
    static Result<std::unique_ptr<EngineHost>> open(const HostOptions &options);
    // The same, in turn: another command is done in a moment, and an engine at its start takes commands in a moment.
    // AnotherInstance when who holds the folder takes commands, or has not ended by then.
    static Result<std::unique_ptr<EngineHost>> openInTurn(const HostOptions &options, const QDeadlineTimer &until);
    ~EngineHost();
    Q_DISABLE_COPY_MOVE(EngineHost)

    // From any thread; the reply comes on the engine thread.
    void execute(const Command &command, CommandReply reply);
    // The same, waiting for the reply. Not from the engine thread.
    Result<QJsonObject> call(const Command &command);

    const RecoveryCard &recovery() const { return m_recovery; }
    const QString &dataFolder() const { return m_options.dataFolder; }
    // Nothing is in flight and nothing can go without a person or an event from outside.
    bool isQuiet();
    // Ordered end: nothing new, requests may come home within grace, the rest is booked, everything is written.
    void stop(Micros grace);
    // Called on the engine thread after changes; at most 10 times a second.
    void setChangeSink(std::function<void(Changes)> sink);

private:
    struct Engine;

    explicit EngineHost(HostOptions options);
    Status begin();
    // The keys of stored accounts are in memory before anything may be sent; a keychain that takes its time is not
    // waited for: its keys wake their accounts when they come.
    void loadKeys(std::function<void()> then);
    // To the engine thread, from any.
    void deliver(std::function<void()> work);
    Deliveries::Hooks deliveryHooks();
    void goOnWith(const QString &account);
    void startRuntime(std::function<void(Status)> done);
    void carryOut(const Command &command, CommandReply reply); // engine thread
    void endThread();

    const HostOptions m_options;
    QThread m_thread;
    std::unique_ptr<Inbox> m_inbox;   // lives on m_thread
    std::unique_ptr<Engine> m_engine; // lives on m_thread
    RecoveryCard m_recovery;
    bool m_stopped = false;
};

// Where the data lies unless told otherwise: FORNADA_DATA, or the user's data folder.
QString defaultDataFolder();

} // namespace fornada
