#include "models/short_texts.h"

#include <QCoreApplication>
#include <QDateTime>

namespace fornada {

namespace {
const auto kDash = QStringLiteral("–");
}

QString countOrDash(qint64 count)
{
    return count ? countText(count) : kDash;
}

QString moneyOrDash(Money money)
{
    return money.isZero() ? kDash : moneyText(money);
}

// Of thousands nobody reads the cents, of millions nobody the ones.
QString listMoney(Money money)
{
    const double units = double(money.micros) / 1e6;
    if (units < 1e3)
        return moneyOrDash(money);
    if (units < 1e6)
        return QLocale().toCurrencyString(units, currencySign(), 0);
    return QCoreApplication::translate("text", "%1 M", "millions of money")
        .arg(QLocale().toCurrencyString(units / 1e6, currencySign(), 2));
}

QString listTime(Wall time)
{
    return timeText(time, SystemClock().now().wall);
}

QString preciseTime(Wall time)
{
    const QTime local = QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000).time();
    return local.toString(QStringLiteral("HH:mm:ss")) + QLocale().decimalPoint() + QString::number(local.msec() / 100);
}

} // namespace fornada
