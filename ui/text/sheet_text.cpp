#include "text/sheet_text.h"

#include "model/recipe.h"
#include "text/error_text.h"
#include "text/name_text.h"
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

// "Would be done between 14:10 and 14:40, most likely 14:22"; one time where chance makes no difference to be read.
QString endText(const QJsonObject &sheet, Wall now, const Formats &formats)
{
    const auto end = timeIn(sheet.value(QLatin1String("end")));
    const auto early = timeIn(sheet.value(QLatin1String("earlyEnd"))),
               late = timeIn(sheet.value(QLatin1String("lateEnd")));
    if (!end)
        return {};
    const QString from = early ? timeText(*early, now, formats) : QString();
    const QString to = late ? timeText(*late, now, formats) : QString();
    if (from.isEmpty() || from == to)
        return QCoreApplication::translate("text", "Would be done %1").arg(comingText(*end, now, formats));
    return QCoreApplication::translate("text", "Would be done between %1 and %2, most likely %3")
        .arg(from, to, timeText(*end, now, formats));
}

std::optional<Money> priceIn(const QJsonObject &sheet, QLatin1String which)
{
    return moneyFromDecimal(sheet.value(QLatin1String("price"))[which].toString());
}

// The steps of which only the most that they may cost is known, by name; empty: there are none.
QString onlyMostIn(const QJsonObject &sheet)
{
    QStringList steps;
    for (const QJsonValue &step : sheet.value(QLatin1String("price"))[QLatin1String("onlyMost")].toArray())
        steps.append(nameText(step.toString()));
    return steps.join(QStringLiteral(", "));
}

} // namespace

QString priceText(const QJsonObject &sheet, const Formats &formats)
{
    const auto low = priceIn(sheet, QLatin1String("low")), likely = priceIn(sheet, QLatin1String("likely"));
    const auto high = priceIn(sheet, QLatin1String("high"));
    if (!low || !likely || !high)
        return {};
    if (!onlyMostIn(sheet).isEmpty())
        return QCoreApplication::translate("text", "at most %1; what it usually costs is not known")
            .arg(moneyText(*high, formats));
    if (*high < *likely) // the budget is all that it may cost
        return QCoreApplication::translate("text", "likely %1, of which the budget covers %2")
            .arg(moneyText(*likely, formats), moneyText(*high, formats));
    if (*low == *high)
        return moneyText(*low, formats);
    if (*low == *likely)
        return QCoreApplication::translate("text", "%1, at most %2")
            .arg(moneyText(*low, formats), moneyText(*high, formats));
    return QCoreApplication::translate("text", "%1 to %2, likely %3")
        .arg(moneyText(*low, formats), moneyText(*high, formats), moneyText(*likely, formats));
}

QString priceTip(const QJsonObject &sheet, const Formats &formats)
{
    const auto low = priceIn(sheet, QLatin1String("low")), likely = priceIn(sheet, QLatin1String("likely"));
    const auto high = priceIn(sheet, QLatin1String("high"));
    if (!low || !likely || !high)
        return {};
    const QJsonValue wasted = sheet.value(QLatin1String("price"))[QLatin1String("wastedShare")];
    const QString share = formats.locale.toString(wasted.toDouble() * 100.0, 'f', 1);
    const QString most =
        QCoreApplication::translate("text", "High, %1: nothing is free, every answer that may come without a result "
                                            "does, and lost ones are sent again as far as your limits allow. Never "
                                            "more than the budget.")
            .arg(moneyText(*high, formats));
    if (const QString steps = onlyMostIn(sheet); !steps.isEmpty())
        return QCoreApplication::translate("text", "Low and likely: not known. Of %1, the price table only says what "
                                                   "the longest possible answer costs.")
                   .arg(steps) +
               u'\n' + most;
    return QStringList{
        QCoreApplication::translate("text",
                                    "Low, %1: every request works the first time; what is in the cache or equal "
                                    "to another row is free.")
            .arg(moneyText(*low, formats)),
        wasted.isDouble() ? QCoreApplication::translate("text", "Likely, %1: in the last 7 days such requests cost %2% "
                                                                "more, for answers that gave nothing.")
                                .arg(moneyText(*likely, formats), share)
                          : QCoreApplication::translate("text", "Likely, %1: like the low one; there is no history of "
                                                                "such requests yet.")
                                .arg(moneyText(*likely, formats)),
        most}
        .join(u'\n');
}

QString settingsText(const QJsonValue &call, const Formats &formats)
{
    const QJsonArray settings = call[QLatin1String("settings")].toArray();
    QStringList parts;
    for (const QJsonValue &setting : settings) {
        const QString name =
            setting[QLatin1String("setting")].toString().replace(u'x', u'×').replace(u'/', QLatin1String(", "));
        const Money all = moneyFromDecimal(setting[QLatin1String("all")].toString()).value_or(Money{});
        parts.append((setting[QLatin1String("asked")].toBool()
                          ? QCoreApplication::translate("text", "%1: %2 (asked for)")
                          : QCoreApplication::translate("text", "%1: %2", "a picture's size and what all cost"))
                         .arg(name, moneyText(all, formats)));
    }
    return parts.isEmpty()
               ? QString()
               : QCoreApplication::translate("text", "By size and quality: %1").arg(parts.join(QStringLiteral(" · ")));
}

QString voicesText(const QJsonValue &call)
{
    const QJsonArray voices = call[QLatin1String("voices")].toArray();
    QStringList parts;
    for (const QJsonValue &voice : voices)
        parts.append(QCoreApplication::translate("text", "“%1” in place of “%2”", "voices")
                         .arg(voice[QLatin1String("spoken")].toString(), voice[QLatin1String("wanted")].toString()));
    return parts.isEmpty() ? QString()
                           : QCoreApplication::translate("text", "Voices of “%1”: %2")
                                 .arg(call[QLatin1String("account")].toString(), parts.join(QStringLiteral(", ")));
}

QString heldText(const QJsonObject &sheet, Wall now, const Formats &formats)
{
    const QString held = sheet.value(QLatin1String("held")).toString();
    if (held.isEmpty())
        return {};
    const auto reason = fromName<WaitReason>(held);
    const QString why = reason ? sentence(Opening::closed(*reason), now, {}, formats) : held;
    qint64 made = 0;
    for (const QJsonValue &day : sheet.value(QLatin1String("days")).toArray())
        made += day[QLatin1String("requests")].toInteger();
    if (made == 0)
        return QCoreApplication::translate("text", "It would wait: %1").arg(why);
    const QString first = made == 1
                              ? QCoreApplication::translate("text", "1 request would be made, then it would wait: %1")
                              : QCoreApplication::translate("text", "%1 requests would be made, then it would wait: %2")
                                    .arg(countText(made, formats));
    return first.arg(why);
}

QString sheetText(const QJsonObject &sheet, Wall now, const Formats &formats)
{
    if (const QString held = heldText(sheet, now, formats); !held.isEmpty())
        return held;
    const QString when = endText(sheet, now, formats);
    if (when.isEmpty())
        return {};
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

QString alikeText(const QJsonObject &sheet, const Formats &formats)
{
    const QJsonObject alike = sheet.value(QLatin1String("alike")).toObject();
    const qint64 rows = alike.value(QLatin1String("rows")).toInteger();
    if (rows <= 0)
        return {};
    const QString text =
        rows == 1 ? QCoreApplication::translate("text", "1 row looks like another row")
                  : QCoreApplication::translate("text", "%Ln rows look like another row", nullptr, int(rows));
    const auto worst = moneyFromDecimal(alike.value(QLatin1String("worst")).toString());
    return worst && !worst->isZero() ? QCoreApplication::translate("text", "%1: making them as well costs up to %2")
                                           .arg(text, moneyText(*worst, formats))
                                     : text;
}

QString clientTermsText(const QJsonObject &sheet, const Formats &formats)
{
    const QJsonObject terms = sheet.value(QLatin1String("client")).toObject();
    const QString client = nameText(terms.value(QLatin1String("client")).toString());
    QStringList parts;
    const auto left = moneyFromDecimal(terms.value(QLatin1String("left")).toString());
    const auto likely = priceIn(sheet, QLatin1String("likely")), high = priceIn(sheet, QLatin1String("high"));
    if (left && likely && high) {
        const bool isLikelyKnown = onlyMostIn(sheet).isEmpty();
        const QString text =
            *high > *left && !isLikelyKnown
                ? QCoreApplication::translate("text", "“%1” may still spend %2: not enough for the highest price; what "
                                                      "it does not cover waits")
            : *likely > *left
                ? QCoreApplication::translate("text", "“%1” may still spend %2: not enough for the likely "
                                                      "price; what it does not cover waits")
            : *high > *left ? QCoreApplication::translate("text", "“%1” may still spend %2: enough for the likely "
                                                                  "price, not for the highest")
                            : QCoreApplication::translate("text", "“%1” may still spend %2: enough");
        parts.append(text.arg(client, moneyText(*left, formats)));
    }
    const QJsonObject credits = terms.value(QLatin1String("credits")).toObject();
    for (auto it = credits.begin(); it != credits.end(); ++it) {
        const auto operation = fromName<Operation>(it.key());
        const auto count = [&it, &formats](const char *key) {
            return countText(it.value()[QLatin1String(key)].toInteger(), formats);
        };
        parts.append(QCoreApplication::translate("text", "credits for “%1”: %2 of %3 left are used")
                         .arg(operation ? operationName(*operation) : it.key(), count("asked"), count("left")));
    }
    return parts.join(QStringLiteral(" · "));
}

namespace {

bool countsRows(const QJsonObject &row)
{
    return row.value(QLatin1String("unit")).toString() == u"row";
}

} // namespace

QString rowPlace(const QJsonObject &row)
{
    return (countsRows(row) ? QCoreApplication::translate("text", "row %1", "of a list without lines")
                            : QCoreApplication::translate("text", "line %1"))
        .arg(row.value(QLatin1String("line")).toInteger());
}

QString leftOutText(const QJsonObject &row)
{
    QString reason = row.value(QLatin1String("reason")).toString();
    if (reason.isEmpty())
        reason = row.value(QLatin1String("mark")).toString();
    const QString subject = row.value(QLatin1String("subject")).toString();
    const QString of = QString::number(row.value(QLatin1String("of")).toInteger());
    if (reason == u"duplicate")
        return (countsRows(row) ? QCoreApplication::translate("text", "“%1” is row %2 already")
                                : QCoreApplication::translate("text", "“%1” is on line %2 already"))
            .arg(subject, of);
    if (reason == u"answered")
        return QCoreApplication::translate("text", "“%1” has its results already, in batch %2")
            .arg(subject, QString::number(row.value(QLatin1String("batch")).toInteger()));
    if (reason == u"alike")
        return (countsRows(row) ? QCoreApplication::translate("text", "looks like row %1")
                                : QCoreApplication::translate("text", "looks like line %1"))
            .arg(of);
    if (reason == u"credit") {
        const auto operation = fromName<Operation>(row.value(QLatin1String("operation")).toString());
        const qint64 credits = row.value(QLatin1String("credits")).toInteger();
        const QString left =
            credits == 1
                ? QCoreApplication::translate("text", "“%1” has 1 credit left for “%2”, and this row needs %3")
                : QCoreApplication::translate("text", "“%1” has %Ln credits left for “%2”, and this row needs %3",
                                              nullptr, int(credits));
        return left.arg(row.value(QLatin1String("client")).toString(),
                        operation ? operationName(*operation) : QString(),
                        QString::number(row.value(QLatin1String("needs")).toInteger()));
    }
    return sentence({fromName<ErrorKind>(reason).value_or(ErrorKind::Internal), subject,
                     row.value(QLatin1String("detail")).toString()});
}

QString markText(const QJsonObject &mark, Wall now, const Formats &formats)
{
    const QString what = mark.value(QLatin1String("mark")).toString();
    const QString of = QString::number(mark.value(QLatin1String("of")).toInteger());
    if (what == u"cache")
        return QCoreApplication::translate("text", "from the cache of %1: costs nothing")
            .arg(timeText(wallFromIso(mark.value(QLatin1String("made")).toString()), now, formats));
    if (what == u"equal")
        return (countsRows(mark) ? QCoreApplication::translate("text", "same as row %1: made once, paid once")
                                 : QCoreApplication::translate("text", "same as line %1: made once, paid once"))
            .arg(of);
    if (what == u"alike" && mark.value(QLatin1String("reused")).toBool())
        return (countsRows(mark) ? QCoreApplication::translate("text", "looks like row %1: takes its result")
                                 : QCoreApplication::translate("text", "looks like line %1: takes its result"))
            .arg(of);
    if (what == u"duplicate" && !mark.value(QLatin1String("leftOut")).toBool())
        return (countsRows(mark) ? QCoreApplication::translate("text", "named like row %1")
                                 : QCoreApplication::translate("text", "named like line %1"))
            .arg(of);
    return leftOutText(mark);
}

} // namespace fornada
