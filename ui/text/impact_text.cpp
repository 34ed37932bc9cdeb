#include "text/impact_text.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fornada {

namespace {

qint64 count(const QJsonObject &impact, const char *key)
{
    return impact.value(QLatin1String(key)).toInteger();
}

// What leaves the house a second time.
qint64 callsAmong(const QJsonObject &impact)
{
    qint64 calls = 0;
    const QJsonArray steps = impact.value(QLatin1String("steps")).toArray();
    for (const QJsonValue &step : steps)
        if (const QString operation = step[QLatin1String("operation")].toString();
            operation == u"message" || operation == u"httpCall")
            calls += step[QLatin1String("stale")].toInteger();
    return calls;
}

QString priceText(const QJsonObject &impact, const Formats &formats)
{
    const Money most = moneyFromDecimal(impact.value(QLatin1String("most")).toString()).value_or(Money());
    if (most.isZero())
        return QCoreApplication::translate("text", "Making them again costs nothing.");
    return QCoreApplication::translate("text", "Making them again costs at most %1.").arg(moneyText(most, formats));
}

} // namespace

QString impactTitle(const QJsonObject &impact)
{
    const qint64 stale = count(impact, "stale"), made = count(impact, "made");
    if (made == 0)
        return QCoreApplication::translate("text", "Nothing is made yet: everything will be asked for as it is now.");
    if (stale == 0)
        return QCoreApplication::translate("text",
                                           "Nothing would change: what is made is what would be asked for now.");
    return QCoreApplication::translate("text", "%1 of %2 results would come out differently now.")
        .arg(countText(stale), countText(made));
}

QString impactAbout(const QJsonObject &impact, const Formats &formats)
{
    QStringList parts;
    if (count(impact, "stale") > 0) {
        parts += priceText(impact, formats);
        parts += QCoreApplication::translate(
            "text", "Until the new ones are there, you keep the ones you have; after that they stay beside them.");
    }
    if (const qint64 calls = callsAmong(impact); calls > 0)
        parts += oneOrMany(QT_TRANSLATE_NOOP("text", "One of them is a message or a call, and goes out a second time."),
                           QT_TRANSLATE_N_NOOP("text", "%Ln of them are messages or calls, and go out a second time."),
                           calls);
    if (const qint64 unclear = count(impact, "unclear"); unclear > 0)
        parts += oneOrMany(
            QT_TRANSLATE_NOOP("text", "Of one result it is not known what it was made with; it stays."),
            QT_TRANSLATE_N_NOOP("text", "Of %Ln results it is not known what they were made with; they stay."),
            unclear);
    if (const qint64 waiting = count(impact, "notMade"); waiting > 0)
        parts +=
            oneOrMany(QT_TRANSLATE_NOOP("text", "One job is not done yet; it is not counted here."),
                      QT_TRANSLATE_N_NOOP("text", "%Ln jobs are not done yet; they are not counted here."), waiting);
    return parts.join(u' ');
}

QString remakeText(qint64 stale)
{
    return stale == 1 ? QCoreApplication::translate("text", "Make this one again")
                      : QCoreApplication::translate("text", "Make these %1 again").arg(countText(stale));
}

QString staleReason(const QJsonObject &job)
{
    const QString because = job.value(QLatin1String("because")).toString();
    return because.isEmpty() ? QCoreApplication::translate("text", "asked for differently now")
                             : QCoreApplication::translate("text", "the step “%1” changes").arg(because);
}

} // namespace fornada
