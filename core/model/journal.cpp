#include "model/journal.h"

namespace fornada {

bool isUndoable(const OperationRecord &operation)
{
    if (operation.undone)
        return false;
    const QString &command = operation.command;
    if (command == u"job.cancel" || command == u"queue.clear")
        return operation.changed > 0;
    static const QStringList noted{
        QStringLiteral("job.retry"),    QStringLiteral("job.resolve"),       QStringLiteral("job.skip"),
        QStringLiteral("job.approve"),  QStringLiteral("job.reject"),        QStringLiteral("job.reroll"),
        QStringLiteral("job.priority"), QStringLiteral("batch.retryFailed"), QStringLiteral("batch.remake")};
    if (noted.contains(command))
        return operation.changed > 0 && operation.previous.contains(kNoted);
    if (command == u"batch.cancel")
        return operation.previous.contains(QLatin1String("state"));
    static const QStringList others{
        QStringLiteral("batch.start"),   QStringLiteral("batch.pause"),    QStringLiteral("batch.resume"),
        QStringLiteral("batch.create"),  QStringLiteral("batch.set"),      QStringLiteral("batch.remove"),
        QStringLiteral("batch.release"), QStringLiteral("batch.editStep"), QStringLiteral("queue.set"),
        QStringLiteral("queue.pause"),   QStringLiteral("queue.resume"),   QStringLiteral("account.set"),
        QStringLiteral("setting.set"),   QStringLiteral("credit.set"),     QStringLiteral("engine.pause"),
        QStringLiteral("engine.resume"), QStringLiteral("recipe.import"),  QStringLiteral("recipe.remove")};
    return others.contains(command) && !operation.previous.isEmpty();
}

} // namespace fornada
