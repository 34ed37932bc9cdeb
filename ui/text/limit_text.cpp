#include "text/limit_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace fornada {

namespace {

// "a minute", "in 90 s".
QString everyText(Micros period)
{
    using namespace std::chrono_literals;
    if (period == Micros(1s))
        return QCoreApplication::translate("text", "a second");
    if (period == Micros(1min))
        return QCoreApplication::translate("text", "a minute");
    if (period == Micros(1h))
        return QCoreApplication::translate("text", "an hour");
    if (period == Micros(24h))
        return QCoreApplication::translate("text", "in 24 hours");
    return QCoreApplication::translate("text", "in %1").arg(durationText(period));
}

QString anyText(Micros period)
{
    using namespace std::chrono_literals;
    if (period == Micros(1min))
        return QCoreApplication::translate("text", "in any minute");
    if (period == Micros(1h))
        return QCoreApplication::translate("text", "in any hour");
    return QCoreApplication::translate("text", "in any %1").arg(durationText(period));
}

// "America/Los_Angeles" -> "Los Angeles".
QString placeOf(const QByteArray &zone)
{
    return QString::fromLatin1(zone).section(u'/', -1).replace(u'_', u' ');
}

QString paceText(const PaceConfig &pace, const Formats &formats)
{
    const QString rate = QStringLiteral("%1 %2").arg(countText(pace.count, formats), everyText(pace.period));
    return pace.burst > 1
               ? QCoreApplication::translate("text", "%1, bursts of %2").arg(rate, countText(pace.burst, formats))
               : rate;
}

QString windowText(const WindowConfig &window, const Formats &formats)
{
    return QStringLiteral("%1 %2").arg(countText(window.count, formats), anyText(window.period));
}

QString daysText(const QList<int> &days, const Formats &formats)
{
    if (days.size() == 7)
        return QCoreApplication::translate("text", "every day");
    QStringList names;
    for (const int day : days)
        names.append(formats.locale.dayName(day, QLocale::ShortFormat));
    return names.join(QStringLiteral(", "));
}

QString clockText(std::chrono::minutes time, const Formats &formats)
{
    if (time.count() >= 24 * 60)
        return QStringLiteral("24:00");
    return formats.locale.toString(QTime(int(time.count() / 60), int(time.count() % 60)), QStringLiteral("HH:mm"));
}

QString hoursText(const OpenHoursConfig &hours, const Formats &formats)
{
    QStringList rules;
    for (const OpenHoursRule &rule : hours.rules)
        rules.append(
            QStringLiteral("%1 %2–%3")
                .arg(daysText(rule.weekdays, formats), clockText(rule.from, formats), clockText(rule.to, formats)));
    return QCoreApplication::translate("text", "%1, %2 time")
        .arg(rules.join(QStringLiteral("; ")), placeOf(hours.zone));
}

} // namespace

QString limitName(WaitReason gate)
{
    switch (gate) {
    case WaitReason::Pace:
        return QCoreApplication::translate("text", "Pace");
    case WaitReason::Gap:
        return QCoreApplication::translate("text", "Gap between requests");
    case WaitReason::Window:
        return QCoreApplication::translate("text", "Requests");
    case WaitReason::TokenWindow:
        return QCoreApplication::translate("text", "Tokens");
    case WaitReason::DailyCap:
        return QCoreApplication::translate("text", "Today");
    case WaitReason::Concurrency:
        return QCoreApplication::translate("text", "At the same time");
    case WaitReason::RowConcurrency:
        return QCoreApplication::translate("text", "At the same time for one row");
    case WaitReason::OpenHours:
        return QCoreApplication::translate("text", "Open hours");
    case WaitReason::CircuitOpen:
        return QCoreApplication::translate("text", "Failures in a row");
    case WaitReason::ProviderWait:
        return QCoreApplication::translate("text", "The provider's wish");
    case WaitReason::QuotaReset:
        return QCoreApplication::translate("text", "The provider's quota");
    case WaitReason::NeedsUser:
        return QCoreApplication::translate("text", "Needs you");
    default:
        return QCoreApplication::translate("text", "Limit");
    }
}

QString limitText(WaitReason gate, const LimitSet &limits, const Formats &formats)
{
    switch (gate) {
    case WaitReason::Pace:
        return limits.pace ? paceText(*limits.pace, formats) : QString();
    case WaitReason::Gap:
        return limits.minimumGap ? QCoreApplication::translate("text", "%1 between two requests")
                                       .arg(durationText(*limits.minimumGap))
                                 : QString();
    case WaitReason::Window:
        return limits.window ? windowText(*limits.window, formats) : QString();
    case WaitReason::TokenWindow:
        return limits.tokenWindow
                   ? QCoreApplication::translate("text", "%1 tokens").arg(windowText(*limits.tokenWindow, formats))
                   : QString();
    case WaitReason::DailyCap:
        return limits.dailyCap ? QCoreApplication::translate("text", "%1 a day, %2 time")
                                     .arg(countText(limits.dailyCap->count, formats), placeOf(limits.dailyCap->zone))
                               : QString();
    case WaitReason::Concurrency:
        return limits.concurrency ? QCoreApplication::translate("text", "%1 at the same time")
                                        .arg(countText(*limits.concurrency, formats))
                                  : QString();
    case WaitReason::RowConcurrency:
        return limits.rowConcurrency ? QCoreApplication::translate("text", "%1 at the same time for one row")
                                           .arg(countText(*limits.rowConcurrency, formats))
                                     : QString();
    case WaitReason::OpenHours:
        return limits.openHours ? hoursText(*limits.openHours, formats) : QString();
    case WaitReason::CircuitOpen:
        return limits.breakerThreshold > 0
                   ? QCoreApplication::translate("text", "stops after %1").arg(limits.breakerThreshold)
                   : QString();
    default:
        return {};
    }
}

QString limitsText(const LimitSet &limits, const Formats &formats)
{
    QStringList parts;
    for (const auto gate :
         {WaitReason::Pace, WaitReason::Window, WaitReason::Gap, WaitReason::DailyCap, WaitReason::TokenWindow,
          WaitReason::Concurrency, WaitReason::RowConcurrency, WaitReason::OpenHours})
        if (const QString text = limitText(gate, limits, formats); !text.isEmpty())
            parts.append(text);
    return parts.isEmpty() ? QCoreApplication::translate("text", "no limits of its own")
                           : parts.join(QStringLiteral(" · "));
}

QString retryText(const RetryPolicy &policy, const Formats &formats)
{
    if (policy.maxAttempts == 1)
        return QCoreApplication::translate("text", "1 attempt, no retries");
    return QCoreApplication::translate("text", "%1 attempts, waits of %2 to %3")
        .arg(countText(policy.maxAttempts, formats), durationText(policy.minBackoff), durationText(policy.maxBackoff));
}

QString alertText(qint64 waiting, const Formats &formats)
{
    return waiting == 1
               ? QCoreApplication::translate("text", "when more than one job waits")
               : QCoreApplication::translate("text", "when more than %1 jobs wait").arg(countText(waiting, formats));
}

} // namespace fornada
