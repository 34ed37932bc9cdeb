#include "recipes/answer_json.h"

#include <QJsonArray>

namespace fornada {

namespace {

QJsonObject objectIn(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toObject();
}

QString typeOf(const QJsonObject &schema)
{
    return schema.value(QLatin1String("type")).toString().toLower(); // Gemini writes them in capitals
}

bool isRequired(const QJsonObject &schema, const QString &name)
{
    return schema.value(QLatin1String("required")).toArray().contains(name);
}

QString stand(const QString &name)
{
    return u'‹' + name + u'›';
}

QJsonValue standFor(const QJsonObject &schema, const QString &name)
{
    if (const QJsonObject items = objectIn(schema, "items"); !items.isEmpty())
        return QJsonArray{standFor(items, name)};
    const QJsonObject properties = objectIn(schema, "properties");
    if (properties.isEmpty())
        return stand(name);
    QJsonObject object;
    for (auto it = properties.begin(); it != properties.end(); ++it)
        object.insert(it.key(), standFor(it.value().toObject(), it.key()));
    return object;
}

void putStand(QJsonObject &object, const QStringList &path)
{
    const QString &name = path.first();
    if (path.size() == 1) {
        if (!object.contains(name))
            object.insert(name, stand(name));
        return;
    }
    QJsonObject inner = object.value(name).toObject();
    putStand(inner, path.mid(1));
    object.insert(name, inner);
}

} // namespace

QJsonObject answerSchema(const Step &step)
{
    if (!step.checks.schema.isEmpty())
        return step.checks.schema;
    for (const char *key : {"schema", "responseSchema", "responseJsonSchema"})
        if (const QJsonObject asked = objectIn(step.parameters, key); !asked.isEmpty())
            return asked;
    return {};
}

std::optional<JsonPlace> placeIn(const QJsonObject &schema, const QStringList &path)
{
    JsonPlace place;
    QJsonObject here = schema;
    for (const QString &name : path) {
        place.isList = place.isList || typeOf(here) == u"array" || here.contains(QLatin1String("items"));
        if (place.isList)
            return place;
        const QJsonObject properties = objectIn(here, "properties");
        if (properties.isEmpty() && (typeOf(here).isEmpty() || typeOf(here) == u"object")) {
            place.isKnown = false;
            return place;
        }
        if (!properties.contains(name))
            return std::nullopt;
        place.isSure = place.isSure && isRequired(here, name);
        here = properties.value(name).toObject();
    }
    return place;
}

QJsonValue answerToCome(const Step &step, const QList<QStringList> &paths)
{
    const QJsonObject schema = answerSchema(step);
    const QJsonValue known = standFor(schema, step.id);
    QJsonObject object = known.toObject();
    for (const QStringList &path : paths)
        if (const auto place = placeIn(schema, path); place && !place->isKnown)
            putStand(object, path);
    return object.isEmpty() ? known : QJsonValue(object);
}

} // namespace fornada
