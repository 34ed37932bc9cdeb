#include "text/request_text.h"

#include "model/cache.h"
#include "model/fan_key.h"
#include "text/sheet_text.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace fornada {

QString resultPlaceholder(const QString &step, const QString &fanKey)
{
    const QString of = fanKey.isEmpty() ? step : step + QStringLiteral(" · ") + fanText(fanKey);
    return u'‹' + QCoreApplication::translate("text", "result of “%1”").arg(of) + u'›';
}

QString fanText(const QString &fanKey)
{
    return fanValues(fanKey).join(QStringLiteral(" · "));
}

QJsonObject RequestFacts::mark() const
{
    for (const QJsonValue &mark : marks)
        if (mark[QLatin1String("step")].toString() == step.id && mark[QLatin1String("fanKey")].toString() == fanKey)
            return mark.toObject();
    for (const QJsonValue &mark : marks)
        if (mark[QLatin1String("reused")].toBool())
            return mark.toObject();
    return {};
}

RequestStanding RequestFacts::standing() const
{
    const QString known = mark().value(QLatin1String("mark")).toString();
    if (!known.isEmpty())
        return known == u"cache"   ? RequestStanding::Cached
               : known == u"equal" ? RequestStanding::Equal
                                   : RequestStanding::Reused;
    if (step.operation == Operation::Join)
        return RequestStanding::Here;
    if (step.fallback)
        return RequestStanding::Fallback;
    if (cacheTtlOf(step) <= Micros(0))
        return RequestStanding::Always;
    if (!isLooked)
        return RequestStanding::Unlooked;
    const auto isKept = [this](const QString &parent) {
        return std::any_of(marks.begin(), marks.end(), [&](const QJsonValue &mark) {
            return mark[QLatin1String("mark")].toString() == u"cache" &&
                   mark[QLatin1String("step")].toString() == parent &&
                   isSameFan(mark[QLatin1String("fanKey")].toString(), fanKey);
        });
    };
    return std::all_of(step.after.begin(), step.after.end(), isKept) ? RequestStanding::Asked : RequestStanding::Open;
}

bool RequestFacts::isFree() const
{
    const RequestStanding is = standing();
    return is == RequestStanding::Cached || is == RequestStanding::Equal || is == RequestStanding::Reused ||
           is == RequestStanding::Here;
}

QString RequestFacts::text(Wall now, const Formats &formats) const
{
    switch (standing()) {
    case RequestStanding::Cached:
    case RequestStanding::Equal:
    case RequestStanding::Reused:
        return markText(mark(), now, formats);
    case RequestStanding::Here:
        return QCoreApplication::translate("text", "made here, asked of nobody");
    case RequestStanding::Fallback:
        return QCoreApplication::translate("text", "asked only where a step before it fails");
    case RequestStanding::Always:
        return QCoreApplication::translate("text", "asked each time, never from the cache");
    case RequestStanding::Open:
        return QCoreApplication::translate("text", "looked up in the cache when “%1” is done")
            .arg(step.after.join(QStringLiteral("”, “")));
    case RequestStanding::Unlooked:
        return QCoreApplication::translate("text", "looked up in the cache when its turn comes");
    case RequestStanding::Asked:
        break;
    }
    return QCoreApplication::translate("text", "not in the cache: asked");
}

QString valueText(const QJsonValue &value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

QString settingsText(const QJsonObject &parameters)
{
    QStringList lines;
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        lines.append(it.key() + QStringLiteral(": ") + valueText(it.value()));
    return lines.join(u'\n');
}

} // namespace fornada
