#pragma once

#include "base/result.h"
#include "engine/control_command.h"
#include "engine/control_facts.h"
#include "model/journal.h"

#include <QObject>

namespace fornada {

// Seam: the engine as the window sees it. Commands go in, changes come out; all on the UI thread.
// The program gives one over EngineHost, tests give one over nothing.
class EngineLink : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineLink)
public:
    using QObject::QObject;

    // The reply comes on the UI thread, or never when the context has died by then.
    virtual void send(const Command &command, QObject *context, CommandReply reply) = 0;
    virtual QString dataFolder() const = 0;
    virtual RecoveryCard recovery() const = 0;

Q_SIGNALS:
    void changed(const fornada::Changes &changes);
    void notified(const fornada::Event &event);
};

} // namespace fornada
