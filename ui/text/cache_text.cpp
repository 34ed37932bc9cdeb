#include "text/cache_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

QString factName(const QString &fact)
{
    static const QHash<QString, const char *> names{
        {QStringLiteral("provider"), QT_TRANSLATE_NOOP("text", "the provider")},
        {QStringLiteral("model"), QT_TRANSLATE_NOOP("text", "the model")},
        {QStringLiteral("operation"), QT_TRANSLATE_NOOP("text", "what is to be made")},
        {QStringLiteral("prompt"), QT_TRANSLATE_NOOP("text", "the prompt")},
        {QStringLiteral("parameters"), QT_TRANSLATE_NOOP("text", "the settings")},
        {QStringLiteral("seed"), QT_TRANSLATE_NOOP("text", "the seed")},
        {QStringLiteral("files"), QT_TRANSLATE_NOOP("text", "the input files")},
        {QStringLiteral("row"), QT_TRANSLATE_NOOP("text", "the row")},
        {QStringLiteral("checks"), QT_TRANSLATE_NOOP("text", "the checks")},
        {QStringLiteral("sample"), QT_TRANSLATE_NOOP("text", "the variation or re-roll")},
    };
    const char *name = names.value(fact);
    return name ? QCoreApplication::translate("text", name) : fact;
}

QString missText(const CacheMiss &miss, Wall now, const Formats &formats)
{
    const QString made = timeText(miss.made, now, formats);
    QStringList names;
    switch (miss.why) {
    case CacheMiss::Why::Nothing:
        return QCoreApplication::translate("text", "nothing equal was kept, so it was asked for");
    case CacheMiss::Why::Differs:
        for (const QString &fact : miss.facts)
            names.append(factName(fact));
        return QCoreApplication::translate("text", "asked for anew: not the same as job %1 (%2) in %3")
            .arg(QString::number(miss.job.value), made, names.join(QStringLiteral(", ")));
    case CacheMiss::Why::TooOld:
        return QCoreApplication::translate("text", "asked for anew: what was kept of job %1 (%2) is too old")
            .arg(QString::number(miss.job.value), made);
    case CacheMiss::Why::NotApproved:
        return QCoreApplication::translate("text", "asked for anew: nobody has approved the result of job %1 (%2)")
            .arg(QString::number(miss.job.value), made);
    case CacheMiss::Why::Rejected:
        return QCoreApplication::translate("text", "asked for anew: the result of job %1 (%2) was rejected")
            .arg(QString::number(miss.job.value), made);
    case CacheMiss::Why::FileGone:
        return QCoreApplication::translate("text", "asked for anew: the file of job %1 (%2) is gone or was changed")
            .arg(QString::number(miss.job.value), made);
    }
    return {};
}

} // namespace

QString takenText(const TakenResult &taken, Wall now, const Formats &formats)
{
    const QString job = QString::number(taken.from.value);
    return taken.sameBatch
               ? QCoreApplication::translate("text", "same as job %1: made once, paid once").arg(job)
               : QCoreApplication::translate("text", "from the cache of %1, job %2: nothing was sent or paid")
                     .arg(timeText(taken.made, now, formats), job);
}

QString cacheText(const CacheEntry &kept, Wall now, const Formats &formats)
{
    QStringList parts;
    if (kept.miss)
        parts.append(missText(*kept.miss, now, formats));
    if (kept.standing == CacheStanding::Rejected)
        parts.append(QCoreApplication::translate("text", "it was rejected: equal jobs do not use it"));
    else if (kept.standing == CacheStanding::Doubtful)
        parts.append(QCoreApplication::translate("text", "equal jobs may use it once it is approved"));
    else if (kept.expires > now)
        parts.append(QCoreApplication::translate("text", "equal jobs may use it until %1")
                         .arg(timeText(kept.expires, now, formats)));
    return parts.join(QStringLiteral("; "));
}

} // namespace fornada
