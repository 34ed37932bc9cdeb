#include "host/diary.h"

#include "model/event_json.h"

#include <QDir>
#include <QJsonDocument>

namespace fornada {

namespace {

const QLatin1String kArguments("arguments");
constexpr qsizetype kLongestArguments = 2'000; // characters; a recipe is not repeated here

// Keys are never written down, not even to be hidden.
bool mayHoldAKey(const QString &command)
{
    return command.startsWith(u"account.");
}

// Asked again and again by the window, and changing nothing.
bool onlyAsks(const QString &command)
{
    static const QStringList names{QStringLiteral("engine.status"), QStringLiteral("batch.plan"),
                                   QStringLiteral("batch.impact"), QStringLiteral("job.explain"),
                                   QStringLiteral("operation.list")};
    return names.contains(command);
}

bool isLong(const QJsonValue &arguments)
{
    return QJsonDocument(arguments.toObject()).toJson(QJsonDocument::Compact).size() > kLongestArguments;
}

LogLevel levelOf(EventLevel level)
{
    return level == EventLevel::Problem ? LogLevel::Error
           : level == EventLevel::Info  ? LogLevel::Info
                                        : LogLevel::Warning;
}

} // namespace

QString logPath(const QString &dataFolder)
{
    return dataFolder + QStringLiteral("/log/fornada.log");
}

Diary::Diary(const QString &dataFolder, const Clock &clock, const Redactor &redactor, Notifier &next)
    : m_next(next)
    , m_log(logPath(dataFolder), clock, redactor)
    , m_pool(QStringLiteral("log"), 1, WorkerPool::Urgency::CanWait)
{
    QDir().mkpath(dataFolder + QStringLiteral("/log")); // without it there is no log, and all else goes on
}

void Diary::notify(const Event &event)
{
    write(levelOf(event.level), QLatin1String("event"), toJson(event));
    m_next.notify(event);
}

void Diary::begins(const QString &version)
{
    write(LogLevel::Info, QLatin1String("begins"), {{QStringLiteral("version"), version}});
}

void Diary::handleDone(const Command &command, const Result<QJsonObject> &reply)
{
    if (onlyAsks(command.name) && reply)
        return;
    QJsonObject facts{{QStringLiteral("command"), command.name}, {QStringLiteral("by"), command.by}};
    if (!mayHoldAKey(command.name))
        facts.insert(kArguments, command.args);
    if (!reply)
        facts.insert(QStringLiteral("refused"), toJson(reply.error()));
    write(reply ? LogLevel::Info : LogLevel::Warning, QLatin1String("command"), facts);
}

void Diary::ends()
{
    write(LogLevel::Info, QLatin1String("ends"), {});
}

void Diary::write(LogLevel level, QLatin1String event, const QJsonObject &facts)
{
    m_pool.start([this, level, event, facts = QJsonObject(facts)]() mutable {
        if (isLong(facts.value(kArguments)))
            facts.remove(kArguments);
        m_log.write(level, event, facts);
    });
}

} // namespace fornada
