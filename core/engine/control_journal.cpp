#include "engine/control.h"

#include <QJsonArray>

// The journal read back.
namespace fornada {

namespace {

constexpr int kMostListed = 1'000;

QJsonObject operationJson(const OperationRecord &operation)
{
    return {{QStringLiteral("id"), operation.id},
            {QStringLiteral("at"), toIso(operation.at)},
            {QStringLiteral("by"), operation.by},
            {QStringLiteral("command"), operation.command},
            {QStringLiteral("arguments"), operation.arguments},
            {QStringLiteral("batch"), operation.batch.value},
            {QStringLiteral("subject"), operation.subject},
            {QStringLiteral("changed"), operation.changed},
            {QStringLiteral("undone"), operation.undone},
            {QStringLiteral("canUndo"), isUndoable(operation)}};
}

} // namespace

void Control::operationList(Args &args, CommandReply reply)
{
    const qint64 before = args.number(QLatin1String("before"));
    const qint64 limit = args.number(QLatin1String("limit"), 100);
    if (args.error()) {
        reply(*args.error());
        return;
    }
    const int most = int(std::clamp<qint64>(limit, 1, kMostListed));
    m_seams.store.call<QList<OperationRecord>>([before, most](Store &store) { return store.operations(before, most); },
                                               [reply](Result<QList<OperationRecord>> operations) {
                                                   if (!operations) {
                                                       reply(operations.error());
                                                       return;
                                                   }
                                                   QJsonArray list;
                                                   for (const OperationRecord &operation : std::as_const(*operations))
                                                       list.append(operationJson(operation));
                                                   reply(QJsonObject{{QStringLiteral("operations"), list}});
                                               });
}

} // namespace fornada
