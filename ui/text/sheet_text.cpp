#include "text/sheet_text.h"

#include "text/wait_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace fornada {

namespace {

constexpr qsizetype kMostDays = 4;

std::optional<Wall> timeIn(const QJsonValue &iso)
{
    return iso.isString() ? std::optional(wallFromIso(iso.toString())) : std::nullopt;
}

QString dayText(const QJsonValue &day, QDate today, const Formats &formats)
{
    const QDate date = QDate::fromString(day[QLatin1String("day")].toString(), Qt::ISODate);
    const QString count = countText(day[QLatin1String("requests")].toInteger(), formats);
    if (date == today)
        return QCoreApplication::translate("text", "%1 today").arg(count);
    if (date == today.addDays(1))
        return QCoreApplication::translate("text", "%1 tomorrow").arg(count);
    return QCoreApplication::translate("text", "%1 on %2")
        .arg(count, formats.locale.toString(date, QCoreApplication::translate(
                                                      "text", "d MMM", "a date without year, as QDate formats it")));
}

QString daysText(const QJsonArray &days, Wall now, const Formats &formats)
{
    if (days.size() < 2)
        return {};
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMicros(now) / 1'000, formats.zone).date();
    QStringList parts;
    for (qsizetype i = 0; i < std::min(days.size(), kMostDays); ++i)
        parts.append(dayText(days.at(i), today, formats));
    const QString text = parts.join(QStringLiteral(", "));
    return days.size() > kMostDays
               ? QCoreApplication::translate("text", "%1 … over %2 days").arg(text, countText(days.size(), formats))
               : text;
}

} // namespace

QString sheetText(const QJsonObject &sheet, Wall now, const Formats &formats)
{
    if (const QString held = sheet.value(QLatin1String("held")).toString(); !held.isEmpty()) {
        const auto reason = fromName<WaitReason>(held);
        return QCoreApplication::translate("text", "It would wait: %1")
            .arg(reason ? sentence(Opening::closed(*reason), now, {}, formats) : held);
    }
    const auto end = timeIn(sheet.value(QLatin1String("end"))), late = timeIn(sheet.value(QLatin1String("lateEnd")));
    if (!end)
        return {};
    const QString early = comingText(*end, now, formats);
    const QString slow = late ? comingText(*late, now, formats) : early;
    const QString when =
        early == slow ? QCoreApplication::translate("text", "Would be done %1").arg(early)
                      : QCoreApplication::translate("text", "Would be done %1, slower answers: %2").arg(early, slow);
    const QString days = daysText(sheet.value(QLatin1String("days")).toArray(), now, formats);
    return days.isEmpty() ? when : when + QStringLiteral(" · ") + days;
}

} // namespace fornada
