#include "engine/undo_rules.h"

namespace fornada {

namespace {

constexpr int kLookedBack = 500; // for the last one that can be undone

bool pausesOrResumes(const OperationRecord &operation)
{
    static const QStringList words{QStringLiteral("pause"), QStringLiteral("resume"), QStringLiteral("start"),
                                   QStringLiteral("cancel")};
    return words.contains(operation.command.section(u'.', 1));
}

// Does the later one decide over what the earlier one did?
bool overrides(const OperationRecord &later, const OperationRecord &earlier)
{
    if (later.batch != earlier.batch || later.subject != earlier.subject || later.undone)
        return false;
    const bool isSetting = later.command == earlier.command && later.command.endsWith(u".set");
    return isSetting || (pausesOrResumes(later) && pausesOrResumes(earlier));
}

} // namespace

Error changedSince(const OperationRecord &operation)
{
    return {ErrorKind::ChangedSince, operation.subject, operation.command};
}

QJsonObject undoneJson(const OperationRecord &operation)
{
    QJsonObject json{{QStringLiteral("undone"), operation.id},
                     {QStringLiteral("command"), operation.command},
                     {QStringLiteral("subject"), operation.subject},
                     {QStringLiteral("batch"), operation.batch.value}};
    if (const QJsonValue how = operation.arguments.value(QLatin1String("how")); how.isString())
        json.insert(QStringLiteral("how"), how);
    return json;
}

QJsonObject stateBefore(const OperationRecord &operation)
{
    return operation.previous.value(QLatin1String("was")).toObject();
}

QJsonObject stateAfter(const OperationRecord &operation)
{
    return operation.previous.value(QLatin1String("now")).toObject();
}

Result<OperationRecord> findOperation(Store &store, qint64 id)
{
    if (id > 0)
        return store.operation(id);
    const auto recent = store.operations(0, kLookedBack);
    if (!recent)
        return recent.error();
    for (const OperationRecord &operation : *recent)
        if (isUndoable(operation) && operation.by != kByItself)
            return operation;
    return Error{ErrorKind::NothingToUndo, {}, {}};
}

Status stillLast(Store &store, const OperationRecord &operation)
{
    const auto recent = store.operations(0, kLookedBack);
    if (!recent)
        return recent.error();
    for (const OperationRecord &later : *recent)
        if (later.id > operation.id && overrides(later, operation))
            return changedSince(operation);
    return {};
}

} // namespace fornada
