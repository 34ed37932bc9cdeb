#include "text/limit_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("text", source);
}

QString paceText(const PaceConfig &pace, const Formats &formats)
{
    const QString rate =
        text(QT_TRANSLATE_NOOP("text", "%1 in %2")).arg(countText(pace.count, formats), durationText(pace.period));
    return pace.burst > 1
               ? text(QT_TRANSLATE_NOOP("text", "%1, bursts of %2")).arg(rate, countText(pace.burst, formats))
               : rate;
}

} // namespace

QString limitsText(const LimitSet &limits, const Formats &formats)
{
    QStringList parts;
    if (limits.concurrency)
        parts.append(text(QT_TRANSLATE_NOOP("text", "%1 at once")).arg(countText(*limits.concurrency, formats)));
    if (limits.rowConcurrency)
        parts.append(
            text(QT_TRANSLATE_NOOP("text", "%1 at once for a row")).arg(countText(*limits.rowConcurrency, formats)));
    if (limits.pace)
        parts.append(paceText(*limits.pace, formats));
    if (limits.minimumGap)
        parts.append(text(QT_TRANSLATE_NOOP("text", "%1 between two")).arg(durationText(*limits.minimumGap)));
    if (limits.window)
        parts.append(text(QT_TRANSLATE_NOOP("text", "at most %1 in any %2"))
                         .arg(countText(limits.window->count, formats), durationText(limits.window->period)));
    if (limits.tokenWindow)
        parts.append(text(QT_TRANSLATE_NOOP("text", "at most %1 tokens in any %2"))
                         .arg(countText(limits.tokenWindow->count, formats), durationText(limits.tokenWindow->period)));
    if (limits.dailyCap)
        parts.append(text(QT_TRANSLATE_NOOP("text", "%1 a day")).arg(countText(limits.dailyCap->count, formats)));
    if (limits.openHours)
        parts.append(text(QT_TRANSLATE_NOOP("text", "in open hours only")));
    return parts.isEmpty() ? text(QT_TRANSLATE_NOOP("text", "no limits")) : parts.join(QStringLiteral(" · "));
}

} // namespace fornada
