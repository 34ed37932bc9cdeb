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
    const QLocale locale;
    const QTime local = QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000).time();
    const bool isHalved = locale.timeFormat(QLocale::ShortFormat).contains(QLatin1String("AP"), Qt::CaseInsensitive);
    const QString form = isHalved ? QStringLiteral("h:mm:ss'%1%2\u00a0'AP") : QStringLiteral("HH:mm:ss'%1%2'");
    return locale.toString(local, form.arg(locale.decimalPoint()).arg(local.msec() / 100));
}

} // namespace fornada
