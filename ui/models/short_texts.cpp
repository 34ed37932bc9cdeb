#include "models/short_texts.h"

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
