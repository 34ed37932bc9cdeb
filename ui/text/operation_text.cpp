#include "text/operation_text.h"

#include "text/name_text.h"
#include "text/recipe_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

QString jobs(qint64 count)
{
    return oneOrMany(QT_TRANSLATE_NOOP("text", "1 job"), QT_TRANSLATE_N_NOOP("text", "%Ln jobs"), count);
}

QString named(const QString &words, const OperationRecord &operation)
{
    return words.arg(nameText(operation.subject));
}

QString withJobs(const QString &words, const OperationRecord &operation)
{
    return operation.changed > 0 ? words + QStringLiteral(": ") + jobs(operation.changed) : words;
}

QString amount(const QJsonValue &value, const Formats &formats)
{
    const auto money = moneyFromDecimal(value.toString());
    return money ? moneyText(*money, formats) : QCoreApplication::translate("text", "none");
}

// "budget none -> $5.00, priority 0 -> 5": what a person set, before and after.
QString batchChanges(const OperationRecord &operation, const Formats &formats)
{
    const QJsonObject was = operation.previous.value(QLatin1String("was")).toObject();
    const QJsonObject now = operation.previous.value(QLatin1String("now")).toObject();
    QStringList parts;
    const auto add = [&](QLatin1String key, const QString &words, const auto &text) {
        if (was.value(key) != now.value(key))
            parts.append(words.arg(text(was.value(key)), text(now.value(key))));
    };
    const auto money = [&formats](const QJsonValue &value) { return amount(value, formats); };
    const auto plain = [](const QJsonValue &value) { return value.toVariant().toString(); };
    add(QLatin1String("name"), QCoreApplication::translate("text", "name “%1” → “%2”"), plain);
    add(QLatin1String("priority"), QCoreApplication::translate("text", "priority %1 → %2"), plain);
    add(QLatin1String("budget"), QCoreApplication::translate("text", "budget %1 → %2"), money);
    add(QLatin1String("resendPerJob"), QCoreApplication::translate("text", "re-send limit of a job %1 → %2"), money);
    return parts.join(QStringLiteral(", "));
}

QString batchWords(const OperationRecord &operation, const Formats &formats)
{
    const QString &command = operation.command;
    if (command == u"batch.create")
        return named(QCoreApplication::translate("text", "Added the batch “%1”"), operation);
    if (command == u"batch.start")
        return named(QCoreApplication::translate("text", "Started “%1”"), operation);
    if (command == u"batch.pilot")
        return named(QCoreApplication::translate("text", "Started a pilot of “%1”"), operation);
    if (command == u"batch.release")
        return named(QCoreApplication::translate("text", "Released the rest of “%1” after its pilot"), operation);
    if (command == u"batch.editStep")
        return named(QCoreApplication::translate("text", "Changed the prompt of a step of “%1”"), operation);
    if (command == u"batch.remake")
        return withJobs(
            named(QCoreApplication::translate("text", "Made again what was of an older wording in “%1”"), operation),
            operation);
    if (command == u"batch.pause")
        return named(QCoreApplication::translate("text", "Paused “%1”"), operation);
    if (command == u"batch.resume")
        return named(QCoreApplication::translate("text", "Resumed “%1”"), operation);
    if (command == u"batch.cancel")
        return withJobs(named(QCoreApplication::translate("text", "Cancelled “%1”"), operation), operation);
    if (command == u"batch.retryFailed")
        return withJobs(named(QCoreApplication::translate("text", "Retried what failed in “%1”"), operation),
                        operation);
    if (command == u"batch.remove" && operation.previous.isEmpty())
        return named(QCoreApplication::translate("text", "Removed “%1” for good"), operation);
    if (command == u"batch.remove")
        return named(QCoreApplication::translate("text", "Removed “%1”"), operation);
    const QString changes = batchChanges(operation, formats);
    const QString words = named(QCoreApplication::translate("text", "Changed “%1”"), operation);
    return changes.isEmpty() ? words : words + QStringLiteral(": ") + changes;
}

QString resolveWords(const OperationRecord &operation)
{
    const QString how = operation.arguments.value(QLatin1String("how")).toString();
    if (how == u"charged")
        return named(QCoreApplication::translate("text", "Counted as charged in “%1”"), operation);
    if (how == u"giveUp")
        return named(QCoreApplication::translate("text", "Gave up in “%1”"), operation);
    return named(QCoreApplication::translate("text", "Sent again in “%1”"), operation);
}

QString jobWords(const OperationRecord &operation)
{
    const QString &command = operation.command;
    if (command == u"job.retry")
        return withJobs(named(QCoreApplication::translate("text", "Retried jobs of “%1”"), operation), operation);
    if (command == u"job.cancel")
        return withJobs(named(QCoreApplication::translate("text", "Cancelled jobs of “%1”"), operation), operation);
    if (command == u"job.approve")
        return withJobs(named(QCoreApplication::translate("text", "Approved results of “%1”"), operation), operation);
    if (command == u"job.reject")
        return withJobs(named(QCoreApplication::translate("text", "Rejected results of “%1”"), operation), operation);
    if (command == u"job.reroll")
        return withJobs(named(QCoreApplication::translate("text", "Made results of “%1” again"), operation), operation);
    if (command == u"job.move")
        return withJobs(named(QCoreApplication::translate("text", "Moved jobs of “%1” elsewhere"), operation),
                        operation);
    if (command == u"job.skip")
        return withJobs(named(QCoreApplication::translate("text", "Skipped jobs of “%1”"), operation), operation);
    if (command == u"job.resolve")
        return withJobs(resolveWords(operation), operation);
    return withJobs(named(QCoreApplication::translate("text", "Changed the priority of jobs of “%1”"), operation),
                    operation);
}

QString queueWords(const OperationRecord &operation)
{
    const QString &command = operation.command;
    if (command == u"queue.pause")
        return named(QCoreApplication::translate("text", "Paused the queue “%1”"), operation);
    if (command == u"queue.resume")
        return named(QCoreApplication::translate("text", "Resumed the queue “%1”"), operation);
    if (command == u"queue.clear")
        return withJobs(named(QCoreApplication::translate("text", "Cleared the queue “%1”"), operation), operation);
    if (command == u"queue.test")
        return named(QCoreApplication::translate("text", "Tested the queue “%1”"), operation);
    return named(QCoreApplication::translate("text", "Changed the queue “%1”"), operation);
}

QString accountWords(const OperationRecord &operation)
{
    const QString &command = operation.command;
    if (command == u"account.add")
        return named(QCoreApplication::translate("text", "Added the account “%1”"), operation);
    if (command == u"account.key")
        return named(QCoreApplication::translate("text", "Changed the key of the account “%1”"), operation);
    if (command == u"account.remove")
        return named(QCoreApplication::translate("text", "Removed the account “%1”"), operation);
    const QJsonObject was = operation.previous.value(QLatin1String("was")).toObject();
    const QJsonObject now = operation.previous.value(QLatin1String("now")).toObject();
    const bool paused = now.value(QLatin1String("paused")).toBool();
    if (was.value(QLatin1String("paused")) != now.value(QLatin1String("paused")))
        return paused ? named(QCoreApplication::translate("text", "Paused the account “%1”"), operation)
                      : named(QCoreApplication::translate("text", "Resumed the account “%1”"), operation);
    return named(QCoreApplication::translate("text", "Changed the account “%1”"), operation);
}

QString settingWords(const OperationRecord &operation, const Formats &formats)
{
    if (operation.subject.startsWith(u"resend"))
        return QCoreApplication::translate("text", "Changed what is sent again by itself");
    if (operation.subject.startsWith(u"keep"))
        return QCoreApplication::translate("text", "Changed how long things are kept");
    if (operation.subject != u"dayBudget")
        return named(QCoreApplication::translate("text", "Changed the setting “%1”"), operation);
    const QJsonValue now = operation.arguments.value(QLatin1String("value"));
    return QCoreApplication::translate("text", "Set the budget of a day to %1").arg(amount(now, formats));
}

// "37 of 40 jobs are as before; 3 were sent already."
QString backWords(qint64 back, qint64 sent, qint64 changed)
{
    const qint64 all = back + sent + changed;
    QString words =
        all == back
            ? oneOrMany(QT_TRANSLATE_NOOP("text", "1 job is as before"),
                        QT_TRANSLATE_N_NOOP("text", "%Ln jobs are as before"), all)
            : QCoreApplication::translate("text", "%1 of %2 jobs are as before").arg(countText(back), countText(all));
    if (sent > 0)
        words += QStringLiteral("; ") + oneOrMany(QT_TRANSLATE_NOOP("text", "1 was sent already"),
                                                  QT_TRANSLATE_N_NOOP("text", "%Ln were sent already"), sent);
    if (changed > 0)
        words += QStringLiteral("; ") + oneOrMany(QT_TRANSLATE_NOOP("text", "1 was changed since"),
                                                  QT_TRANSLATE_N_NOOP("text", "%Ln were changed since"), changed);
    return words + u'.';
}

} // namespace

QString sentence(const OperationRecord &operation, const Formats &formats)
{
    const QString &command = operation.command;
    if (command == u"operation.undo") {
        OperationRecord undone = operation;
        undone.command = operation.previous.value(QLatin1String("command")).toString();
        undone.arguments = {{QStringLiteral("how"), operation.previous.value(QLatin1String("how"))}};
        undone.previous = {{QStringLiteral("hidden"), true}};
        return QCoreApplication::translate("text", "Undid: %1").arg(sentence(undone, formats));
    }
    if (command.startsWith(u"batch."))
        return batchWords(operation, formats);
    if (command.startsWith(u"job."))
        return jobWords(operation);
    if (command.startsWith(u"queue."))
        return queueWords(operation);
    if (command.startsWith(u"account."))
        return accountWords(operation);
    if (command == u"credit.set")
        return named(QCoreApplication::translate("text", "Changed what the client “%1” may have"), operation);
    if (command == u"setting.set")
        return settingWords(operation, formats);
    if (command == u"recipe.import")
        return QCoreApplication::translate("text", "Saved the recipe “%1”")
            .arg(nameText(recipeTitle(operation.subject)));
    if (command == u"recipe.remove")
        return QCoreApplication::translate("text", "Removed the recipe “%1”")
            .arg(nameText(recipeTitle(operation.subject)));
    if (command == u"results.move")
        return named(QCoreApplication::translate("text", "Moved the results to “%1”"), operation);
    if (command == u"engine.pause")
        return QCoreApplication::translate("text", "Paused everything");
    if (command == u"engine.resume")
        return QCoreApplication::translate("text", "Resumed everything");
    return operation.subject.isEmpty() ? command : command + QStringLiteral(": ") + nameText(operation.subject);
}

QString actorName(const QString &by)
{
    if (by == u"window")
        return QCoreApplication::translate("text", "Window");
    if (by == u"fornadactl")
        return QCoreApplication::translate("text", "Command line");
    return by;
}

QString undoText(const OperationRecord &operation, const Formats &formats)
{
    return QCoreApplication::translate("text", "Undo: %1").arg(sentence(operation, formats));
}

QString undoneText(const QJsonObject &reply)
{
    const QString command = reply.value(QLatin1String("command")).toString();
    OperationRecord operation;
    operation.command = QStringLiteral("operation.undo");
    operation.subject = reply.value(QLatin1String("subject")).toString();
    operation.previous = {{QStringLiteral("command"), command},
                          {QStringLiteral("how"), reply.value(QLatin1String("how"))}};
    QString words = sentence(operation) + u'.';
    const auto changed = reply.constFind(QLatin1String("changed"));
    if (changed == reply.constEnd())
        return words;
    words += u' ' + backWords(changed->toInteger(), reply.value(QLatin1String("sentSince")).toInteger(),
                              reply.value(QLatin1String("changedSince")).toInteger());
    if (command == u"batch.cancel")
        words += u' ' + QCoreApplication::translate("text", "The batch is paused: resume it when you are ready.");
    return words;
}

QString doneText(const QString &command, qint64 jobs)
{
    if (command == u"job.cancel" || command == u"batch.cancel" || command == u"queue.clear")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Cancelled 1 job."),
                         QT_TRANSLATE_N_NOOP("text", "Cancelled %Ln jobs."), jobs);
    if (command == u"job.retry" || command == u"batch.retryFailed")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "1 job is tried again."),
                         QT_TRANSLATE_N_NOOP("text", "%Ln jobs are tried again."), jobs);
    if (command == u"job.resolve")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Decided about 1 unknown outcome."),
                         QT_TRANSLATE_N_NOOP("text", "Decided about %Ln unknown outcomes."), jobs);
    if (command == u"job.skip")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Skipped 1 job."), QT_TRANSLATE_N_NOOP("text", "Skipped %Ln jobs."),
                         jobs);
    if (command == u"job.approve")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Approved 1 result."),
                         QT_TRANSLATE_N_NOOP("text", "Approved %Ln results."), jobs);
    if (command == u"job.reject")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Rejected 1 result."),
                         QT_TRANSLATE_N_NOOP("text", "Rejected %Ln results."), jobs);
    if (command == u"job.reroll" || command == u"batch.remake")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "1 result is made again."),
                         QT_TRANSLATE_N_NOOP("text", "%Ln results are made again."), jobs);
    if (command == u"job.priority")
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Changed the priority of 1 job."),
                         QT_TRANSLATE_N_NOOP("text", "Changed the priority of %Ln jobs."), jobs);
    return {};
}

} // namespace fornada
