#include "ctl/session.h"
#include "store/reader.h"
#include "text/event_text.h"
#include "text/operation_text.h"

#include <QDateTime>
#include <QJsonArray>

namespace fornada {

namespace {

constexpr int kUsual = 30;
constexpr int kMost = 10'000;

QJsonObject activityJson(const Activity &activity)
{
    QJsonObject json{{QStringLiteral("at"), toIso(activity.at)}};
    if (const auto &event = activity.event) {
        json.insert(QStringLiteral("type"), QStringLiteral("event"));
        json.insert(QStringLiteral("id"), event->id);
        json.insert(QStringLiteral("kind"), event->kind);
        json.insert(QStringLiteral("level"), toName(event->level));
        json.insert(QStringLiteral("batch"), event->batch.value);
        json.insert(QStringLiteral("subject"), event->subject);
        json.insert(QStringLiteral("text"), sentence(*event));
    }
    if (const auto &operation = activity.operation) {
        json.insert(QStringLiteral("type"), QStringLiteral("action"));
        json.insert(QStringLiteral("id"), operation->id);
        json.insert(QStringLiteral("kind"), operation->command);
        json.insert(QStringLiteral("by"), operation->by);
        json.insert(QStringLiteral("batch"), operation->batch.value);
        json.insert(QStringLiteral("subject"), operation->subject);
        json.insert(QStringLiteral("changed"), operation->changed);
        json.insert(QStringLiteral("undone"), operation->undone);
        json.insert(QStringLiteral("canUndo"), isUndoable(*operation));
        json.insert(QStringLiteral("text"), sentence(*operation));
    }
    return json;
}

QString activityLine(const Activity &activity)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMicros(activity.at) / 1'000);
    const QString at = local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    if (activity.event)
        return QStringLiteral("%1         %2").arg(at, sentence(*activity.event));
    const OperationRecord &operation = *activity.operation;
    const QString mark = operation.undone        ? QStringLiteral("  (undone)")
                         : isUndoable(operation) ? QStringLiteral("  (fornadactl undo %1)").arg(operation.id)
                                                 : QString();
    return QStringLiteral("%1  %2  %3%4").arg(at).arg(operation.id, 5).arg(sentence(operation), mark);
}

int activity(Session &session)
{
    const int limit = session.args().value(QStringLiteral("limit"), QString::number(kUsual)).toInt();
    if (limit < 1 || limit > kMost)
        return session.usage(QStringLiteral("activity [--limit N]"));
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    ActivityPlace place;
    const auto page = (*reader)->activity(place, limit);
    if (!page)
        return session.fail(page.error());
    QJsonArray list;
    for (const Activity &entry : *page) {
        if (session.json())
            list.append(activityJson(entry));
        else
            session.print(activityLine(entry));
    }
    if (session.json())
        session.printJson({{QStringLiteral("activity"), list}});
    return kOk;
}

int undo(Session &session)
{
    QJsonObject args;
    if (const QString id = session.args().word(1); !id.isEmpty())
        args.insert(QStringLiteral("operation"), id);
    const auto result = session.act(QStringLiteral("operation.undo"), args);
    if (!result)
        return session.fail(result.error());
    if (session.json()) {
        session.printJson(*result);
        return kOk;
    }
    session.print(undoneText(*result));
    return kOk;
}

} // namespace

QList<Verb> journalVerbs()
{
    return {{QStringLiteral("activity"), QStringLiteral("activity [--limit N]"), {QStringLiteral("limit")}, activity},
            {QStringLiteral("undo"), QStringLiteral("undo [ID]"), {}, undo, {0, 1}}};
}

} // namespace fornada
