#include "model/row_limits.h"

#include <QRegularExpression>

namespace fornada {

QString toMessage(const RowTimeUp &up)
{
    const qint64 seconds = std::chrono::floor<std::chrono::seconds>(up.limit).count();
    const QString said = up.last.isEmpty() ? QString() : QStringLiteral(": ") + up.last;
    return QStringLiteral("rowTimeUp %1%2").arg(seconds).arg(said);
}

std::optional<RowTimeUp> rowTimeUp(const QString &message)
{
    static const QRegularExpression form(QStringLiteral("^rowTimeUp (\\d{1,9})(?:: (.*))?$"),
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(message);
    if (!match.hasMatch())
        return std::nullopt;
    return RowTimeUp{std::chrono::seconds(match.captured(1).toLongLong()), match.captured(2)};
}

} // namespace fornada
