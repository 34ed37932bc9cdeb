#include "models/command_desk.h"

namespace fornada {

namespace {
const auto kBy = QStringLiteral("window");
}

CommandDesk::CommandDesk(EngineLink &link, QObject *parent)
    : QObject(parent)
    , m_link(link)
{}

void CommandDesk::run(const QString &command, const QJsonObject &args, Done then)
{
    ask(command, args, this, [this, command, then = std::move(then)](Result<QJsonObject> reply) {
        if (!reply) {
            Q_EMIT refused(reply.error());
            return;
        }
        if (then)
            then(*reply);
        Q_EMIT done(command, *reply);
    });
}

void CommandDesk::ask(const QString &command, const QJsonObject &args, QObject *context, CommandReply reply)
{
    m_link.send({command, args, kBy}, context, std::move(reply));
}

void CommandDesk::batch(const QString &command, const QList<BatchId> &batches)
{
    for (const BatchId id : batches)
        run(command, {{QStringLiteral("batch"), id.value}});
}

void CommandDesk::jobs(const QString &command, const QList<JobId> &jobs, QJsonObject more, Done done)
{
    if (jobs.isEmpty())
        return;
    QJsonArray ids;
    for (const JobId id : jobs)
        ids.append(id.value);
    more.insert(QStringLiteral("jobs"), ids);
    run(command, more, std::move(done));
}

} // namespace fornada
