#include "text/sheet_text.h"

#include "model/recipe.h"
#include "text/error_text.h"
#include "text/state_text.h"
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

QString freeText(const QJsonObject &sheet, const Formats &formats)
{
    const QJsonObject free = sheet.value(QLatin1String("free")).toObject();
    const qint64 kept = free.value(QLatin1String("fromCache")).toInteger();
    const qint64 equal = free.value(QLatin1String("equal")).toInteger();
    QStringList parts;
    if (kept > 0)
        parts.append(QCoreApplication::translate("text", "%Ln from the cache", "requests", int(kept)));
    if (equal > 0)
        parts.append(QCoreApplication::translate("text", "%Ln equal to others of this batch", "requests", int(equal)));
    if (parts.isEmpty())
        return {};
    const QString text = parts.join(QStringLiteral(", "));
    const auto saves = moneyFromDecimal(free.value(QLatin1String("saves")).toString());
    return saves && !saves->isZero()
               ? QCoreApplication::translate("text", "%1: up to %2 less").arg(text, moneyText(*saves, formats))
               : text;
}

QString leftOutText(const QJsonObject &row)
{
    QString reason = row.value(QLatin1String("reason")).toString();
    if (reason.isEmpty())
        reason = row.value(QLatin1String("mark")).toString();
    const QString subject = row.value(QLatin1String("subject")).toString();
    if (reason == u"duplicate")
        return QCoreApplication::translate("text", "“%1” is on line %2 already")
            .arg(subject, QString::number(row.value(QLatin1String("of")).toInteger()));
    if (reason == u"answered")
        return QCoreApplication::translate("text", "“%1” has its results already, in batch %2")
            .arg(subject, QString::number(row.value(QLatin1String("batch")).toInteger()));
    if (reason == u"credit") {
        const auto operation = fromName<Operation>(row.value(QLatin1String("operation")).toString());
        const qint64 credits = row.value(QLatin1String("credits")).toInteger();
        const QString left =
            credits == 1
                ? QCoreApplication::translate("text", "“%1” has 1 credit left for “%2”, and this row needs more")
                : QCoreApplication::translate("text", "“%1” has %Ln credits left for “%2”, and this row needs more",
                                              nullptr, int(credits));
        return left.arg(row.value(QLatin1String("client")).toString(),
                        operation ? operationName(*operation) : QString());
    }
    Error error{ErrorKind::Internal, subject, row.value(QLatin1String("detail")).toString()};
    for (int kind = 0; kind <= int(ErrorKind::PriceUnknown); ++kind)
        if (errorName(ErrorKind(kind)) == reason)
            error.kind = ErrorKind(kind);
    return sentence(error);
}

QString markText(const QJsonObject &mark, Wall now, const Formats &formats)
{
    const QString what = mark.value(QLatin1String("mark")).toString();
    if (what == u"cache")
        return QCoreApplication::translate("text", "from the cache of %1: costs nothing")
            .arg(timeText(wallFromIso(mark.value(QLatin1String("made")).toString()), now, formats));
    if (what == u"equal")
        return QCoreApplication::translate("text", "same as line %1: made once, paid once")
            .arg(mark.value(QLatin1String("of")).toInteger());
    if (what == u"duplicate" && !mark.value(QLatin1String("leftOut")).toBool())
        return QCoreApplication::translate("text", "named like line %1")
            .arg(mark.value(QLatin1String("of")).toInteger());
    return leftOutText(mark);
}

} // namespace fornada
