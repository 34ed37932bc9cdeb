#include "ctl/write_back_args.h"

#include <QDir>

namespace fornada {

Result<WriteBackOrder> writeBackOf(const Arguments &args, const QString &option)
{
    auto order = writeBackOrder(args.value(option));
    if (!order)
        return order;
    order->database = QDir::current().absoluteFilePath(order->database);
    order->field = args.value(QStringLiteral("field"));
    order->step = args.value(QStringLiteral("step"));
    return order;
}

Result<QJsonObject> writeBackKept(const Arguments &args)
{
    const QString option = QStringLiteral("write-back");
    if (args.value(option) == QLatin1String("none"))
        return QJsonObject();
    const auto order = writeBackOf(args, option);
    return order ? Result<QJsonObject>(toJson(*order)) : Result<QJsonObject>(order.error());
}

} // namespace fornada
