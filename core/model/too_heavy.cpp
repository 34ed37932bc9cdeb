#include "model/too_heavy.h"

#include <QRegularExpression>

namespace fornada {

QString toMessage(const TooHeavy &heavy)
{
    const qint64 ms = heavy.limit.period / std::chrono::milliseconds(1);
    return QStringLiteral("tooHeavy %1 %2 %3").arg(heavy.tokens).arg(heavy.limit.count).arg(ms);
}

std::optional<TooHeavy> tooHeavy(const QString &message)
{
    static const QRegularExpression form(QStringLiteral("^tooHeavy (\\d{1,18}) (\\d{1,18}) (\\d{1,15})$"));
    const auto match = form.match(message);
    if (!match.hasMatch())
        return std::nullopt;
    TooHeavy heavy;
    heavy.tokens = match.captured(1).toLongLong();
    heavy.limit.count = match.captured(2).toLongLong();
    heavy.limit.period = std::chrono::milliseconds(match.captured(3).toLongLong());
    return heavy;
}

} // namespace fornada
