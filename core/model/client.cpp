#include "model/client.h"

namespace fornada {

// ui/text knows this form and says it in people's words.
Error creditsShort(const QString &client, Operation operation, qint64 needed, qint64 left)
{
    return {ErrorKind::BudgetTooSmall, client,
            QStringLiteral("credits for %1: %2 needed, %3 left").arg(toName(operation)).arg(needed).arg(left)};
}

} // namespace fornada
