#include "base/money.h"

#include <QRegularExpression>

namespace fornada {

namespace {
constexpr qint64 kMicros = 1'000'000;
}

QString toDecimal(Money money)
{
    const quint64 size = money.micros < 0 ? 0 - quint64(money.micros) : quint64(money.micros);
    QString fraction = QStringLiteral("%1").arg(size % kMicros, 6, 10, QLatin1Char('0'));
    while (fraction.size() > 2 && fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    return (money.micros < 0 ? QStringLiteral("-") : QString()) + QString::number(size / kMicros) + QLatin1Char('.') +
           fraction;
}

std::optional<Money> moneyFromDecimal(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(-?)(\\d{1,12})(?:\\.(\\d{1,6}))?$"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 whole = match.captured(2).toLongLong() * kMicros;
    const qint64 fraction = match.captured(3).leftJustified(6, QLatin1Char('0')).toLongLong();
    return Money{(match.captured(1).isEmpty() ? 1 : -1) * (whole + fraction)};
}

} // namespace fornada
