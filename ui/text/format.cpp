#include "text/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace fornada {

namespace {

using std::chrono::duration_cast;

QDateTime localTime(Wall when, const Formats &formats)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(when) / 1000, formats.zone);
}

QString clockText(const QTime &time, const Formats &formats)
{
    // The C locale's short form has seconds; nobody needs them here.
    return formats.locale.language() == QLocale::C ? time.toString(QStringLiteral("HH:mm"))
                                                   : formats.locale.toString(time, QLocale::ShortFormat);
}

int decimalsOf(Money money)
{
    const qint64 size = std::abs(money.micros);
    if (size >= 1'000'000)
        return 2;
    const int most = size < 10'000 ? 6 : 4;
    int decimals = 2;
    for (qint64 unit = 10'000; decimals < most && size % unit != 0; unit /= 10)
        ++decimals;
    return decimals;
}

QString both(const QString &large, const QString &small)
{
    return small.isEmpty() ? large : large + u' ' + small;
}

QString seconds(qint64 n)
{
    return QCoreApplication::translate("text", "%1 s", "seconds").arg(n);
}
QString minutes(qint64 n)
{
    return QCoreApplication::translate("text", "%1 min", "minutes").arg(n);
}
QString hours(qint64 n)
{
    return QCoreApplication::translate("text", "%1 h", "hours").arg(n);
}
QString days(qint64 n)
{
    return n == 1 ? QCoreApplication::translate("text", "1 day")
                  : QCoreApplication::translate("text", "%Ln days", nullptr, int(n));
}

} // namespace

QString countText(qint64 count, const Formats &formats)
{
    return formats.locale.toString(count);
}

QString oneOrMany(const char *one, const char *many, qint64 count)
{
    return count == 1 ? QCoreApplication::translate("text", one)
                      : QCoreApplication::translate("text", many, nullptr, int(count));
}

QString moneyText(Money money, const Formats &formats)
{
    return formats.locale.toCurrencyString(double(money.micros) / 1e6, currencySign(formats), decimalsOf(money));
}

QString currencySign(const Formats &formats)
{
    const bool hasOwnDollar = formats.locale.language() == QLocale::Portuguese;
    return hasOwnDollar && formats.currency == u"$" ? QStringLiteral("US$") : formats.currency;
}

QString editableMoney(Money money, const Formats &formats)
{
    return toDecimal(money).replace(u'.', formats.locale.decimalPoint());
}

std::optional<Money> typedMoney(const QString &text, const Formats &formats)
{
    QString plain = text.trimmed();
    const QString group = formats.locale.groupSeparator();
    const QString point = formats.locale.decimalPoint();
    const auto quoted = [](const QString &sign) { return QRegularExpression::escape(sign); };
    // "1.000" in a country that groups by points; "0.002" groups nothing.
    const QRegularExpression grouped(
        QStringLiteral("^[1-9]\\d{0,2}(%1\\d{3})+(%2\\d*)?$").arg(quoted(group), quoted(point)));
    if (grouped.match(plain).hasMatch())
        plain.remove(group);
    return moneyFromDecimal(plain.replace(point, QStringLiteral(".")));
}

QString durationText(Micros duration)
{
    const qint64 milliseconds = std::max<qint64>(0, duration.count() / 1000);
    if (milliseconds < 1000)
        return QCoreApplication::translate("text", "%1 ms", "milliseconds").arg(milliseconds);
    const qint64 s = milliseconds / 1000;
    if (s < 60)
        return seconds(s);
    if (s < 600)
        return both(minutes(s / 60), s % 60 ? seconds(s % 60) : QString());
    if (s < 3600)
        return minutes(s / 60);
    if (s < 86400)
        return both(hours(s / 3600), s / 60 % 60 ? minutes(s / 60 % 60) : QString());
    return both(days(s / 86400), s / 3600 % 24 ? hours(s / 3600 % 24) : QString());
}

QString percentText(qint64 part, qint64 whole, const Formats &formats)
{
    const qint64 percent = whole > 0 ? qint64(double(part) / double(whole) * 100) : 0;
    const bool early = percent >= 100 && part < whole;
    return formats.locale.toString(early ? 99 : percent) + formats.locale.percent();
}

QString bytesText(qint64 bytes, const Formats &formats)
{
    return formats.locale.formattedDataSize(bytes, bytes < 1024 ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

QString dateText(QDate date, const Formats &formats)
{
    return formats.locale.toString(date,
                                   QCoreApplication::translate("text", "d MMM yyyy", "a date, as QDate formats it"));
}

QString dateAndTimeText(Wall when, const Formats &formats)
{
    const QDateTime time = localTime(when, formats);
    return dateText(time.date(), formats) + u' ' + clockText(time.time(), formats);
}

QString timeText(Wall when, Wall now, const Formats &formats)
{
    const QDateTime time = localTime(when, formats);
    const QDate today = localTime(now, formats).date();
    const QString clock = clockText(time.time(), formats);
    const qint64 ahead = today.daysTo(time.date());
    if (ahead == 0)
        return clock;
    if (ahead == 1)
        return QCoreApplication::translate("text", "tomorrow %1").arg(clock);
    if (ahead == -1)
        return QCoreApplication::translate("text", "yesterday %1").arg(clock);
    if (ahead > 0 && ahead < 7)
        return formats.locale.dayName(time.date().dayOfWeek(), QLocale::ShortFormat) + u' ' + clock;
    if (std::abs(ahead) >= 300)
        return dateText(time.date(), formats);
    const QString form = QCoreApplication::translate("text", "d MMM", "a date without year, as QDate formats it");
    return formats.locale.toString(time.date(), form) + u' ' + clock;
}

QString comingText(Wall when, Wall now, const Formats &formats)
{
    if (when <= now)
        return QCoreApplication::translate("text", "any moment now");
    const Micros wait = when - now;
    if (wait < std::chrono::minutes(1)) {
        const qint64 s = (duration_cast<std::chrono::milliseconds>(wait).count() + 999) / 1000;
        return QCoreApplication::translate("text", "in %1 s", "seconds").arg(std::max<qint64>(1, s));
    }
    const QString time = timeText(when, now, formats);
    const bool today = localTime(when, formats).date() == localTime(now, formats).date();
    return today ? QCoreApplication::translate("text", "at %1", "a time of day").arg(time) : time;
}

} // namespace fornada
