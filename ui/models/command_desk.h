#pragma once

#include "engine_link.h"
#include "store/reader.h"

#include <QJsonArray>

namespace fornada {

// What a filter that names nothing means: no job at all, or every job there is.
enum class Reach { Named, All };

// The window's hands: sends commands and tells when one was refused. UI thread; owned by the composition root.
class CommandDesk final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandDesk)
public:
    using Done = std::function<void(const QJsonObject &)>;

    explicit CommandDesk(EngineLink &link, QObject *parent = nullptr);

    void run(const QString &command, const QJsonObject &args = {}, Done done = {});
    // The same, with the refusal going to whoever asked instead of to everybody.
    void ask(const QString &command, const QJsonObject &args, QObject *context, CommandReply reply);

    void batch(const QString &command, const QList<BatchId> &batches);
    // On the jobs of a filter.
    void jobs(const QString &command, const JobFilter &filter, Reach reach, QJsonObject more = {}, Done done = {});

Q_SIGNALS:
    void refused(const fornada::Error &error);
    void done(const QString &command, const QJsonObject &reply); // of what was run

private:
    EngineLink &m_link;
};

} // namespace fornada
