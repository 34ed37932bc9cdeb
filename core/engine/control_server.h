#pragma once

#include "engine/control_command.h"

#include <QLocalServer>
#include <QObject>

namespace fornada {

// Where the process that holds a data folder takes commands: a local socket that only the same user may open.
QString controlSocketPath(const QString &dataFolder);

// Takes commands as JSON lines and answers each with one line. Of who is not there any more nothing is done: they were
// told that they got no answer, and may ask again. Engine thread.
class ControlServer final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ControlServer)
public:
    using Execute = std::function<void(const Command &, CommandReply)>;

    explicit ControlServer(Execute execute, QObject *parent = nullptr);
    Status listen(const QString &dataFolder);

private:
    void handleConnection();
    void handleLine(QLocalSocket *socket, const QByteArray &line);

    const Execute m_execute;
    QLocalServer m_server;
};

// Is somebody there who would take one?
bool takesCommands(const QString &dataFolder);

// The other side: sends one command and waits for its answer (blocking; for the command line).
// InstanceSilent when it reached nobody; Timeout when somebody has it and gave no answer in time.
Result<QJsonObject> sendCommand(const QString &dataFolder, const Command &command, std::chrono::milliseconds patience);

} // namespace fornada
