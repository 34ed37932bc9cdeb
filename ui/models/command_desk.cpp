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

void CommandDesk::jobs(const QString &command, const JobFilter &filter, Reach reach, QJsonObject more, Done done)
{
    const bool isEmpty = filter == JobFilter();
    if (isEmpty && reach == Reach::Named)
        return;
    QJsonArray ids, states;
    for (const JobId id : filter.ids)
        ids.append(id.value);
    for (const JobState state : filter.states)
        states.append(toName(state));
    if (!ids.isEmpty())
        more.insert(QStringLiteral("jobs"), ids);
    if (!states.isEmpty())
        more.insert(QStringLiteral("states"), states);
    if (filter.batch.isValid())
        more.insert(QStringLiteral("batch"), filter.batch.value);
    if (filter.queue.isValid())
        more.insert(QStringLiteral("queueId"), filter.queue.value);
    if (!filter.text.isEmpty())
        more.insert(QStringLiteral("text"), filter.text);
    if (filter.message)
        more.insert(QStringLiteral("message"), *filter.message);
    if (isEmpty)
        more.insert(QStringLiteral("all"), true);
    run(command, more, std::move(done));
}

} // namespace fornada
