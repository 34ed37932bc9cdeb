#pragma once

#include "base/log.h"
#include "base/worker_pool.h"
#include "engine/control_command.h"
#include "engine/seams.h"

namespace fornada {

// Writes down what the engine is told and what it tells, into the log of the data folder: what to look into, and to
// send along, when something went wrong. Stands before the notifier: hears every event and hands it on. Engine thread;
// the lines are written on a thread of its own, which is waited for at the end.
class Diary final : public Notifier {
public:
    Diary(const QString &dataFolder, const Clock &clock, const Redactor &redactor, Notifier &next);

    void notify(const Event &event) override;
    void begins(const QString &version);
    // What became of a command that changes something.
    void handleDone(const Command &command, const Result<QJsonObject> &reply);
    void ends();

private:
    void write(LogLevel level, QLatin1String event, const QJsonObject &facts);

    Notifier &m_next;
    Log m_log;
    WorkerPool m_pool;
};

QString logPath(const QString &dataFolder);

} // namespace fornada
