#include "recipes/batch_parameters.h"

#include "recipes/recipe_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace fornada {

namespace {

std::optional<QJsonValue> numberIn(const QString &text, const QLocale &locale)
{
    bool ok = false;
    if (const qint64 whole = locale.toLongLong(text, &ok); ok) // keeps every digit
        return QJsonValue(whole);
    const double number = locale.toDouble(text, &ok);
    return ok && std::isfinite(number) ? std::optional(QJsonValue(number)) : std::nullopt;
}

std::optional<QJsonValue> yesOrNo(const QString &text)
{
    if (text == u"true" || text == u"yes")
        return QJsonValue(true);
    return text == u"false" || text == u"no" ? std::optional(QJsonValue(false)) : std::nullopt;
}

// Also those that the recipe gives no value to: {{params.season}} in a text, "params.languages" of a fan-out.
void collectNames(const QJsonValue &value, QStringList &names)
{
    static const QRegularExpression named(QStringLiteral("\\bparams\\.([^\\s{}\\[\\].]+)"));
    for (auto it = named.globalMatch(value.toString()); it.hasNext();)
        names.append(it.next().captured(1));
    for (const QJsonValue &item : value.toArray())
        collectNames(item, names);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectNames(it.value(), names);
}

QStringList namesOf(const Recipe &recipe)
{
    QStringList names = recipe.parameters.keys();
    collectNames(toJson(recipe), names);
    names.removeDuplicates();
    names.sort();
    return names;
}

QString asText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

} // namespace

bool isListOfTexts(const QJsonValue &value)
{
    if (!value.isArray())
        return false;
    const QJsonArray items = value.toArray();
    return std::all_of(items.begin(), items.end(), [](const QJsonValue &item) { return item.isString(); });
}

std::optional<QJsonValue> valueLike(const QString &text, const QJsonValue &like, const QLocale &locale)
{
    if (like.isString())
        return QJsonValue(text);
    if (like.isDouble())
        return numberIn(text.trimmed(), locale);
    if (like.isBool())
        return yesOrNo(text.trimmed());
    if (isListOfTexts(like)) {
        QJsonArray items;
        const QStringList parts = text.split(u',');
        for (const QString &part : parts)
            if (const QString item = part.trimmed(); !item.isEmpty())
                items.append(item);
        return QJsonValue(items);
    }
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    if (like.isArray() && document.isArray())
        return QJsonValue(document.array());
    if (like.isObject() && document.isObject())
        return QJsonValue(document.object());
    return std::nullopt;
}

Result<QJsonObject> batchParameters(const Recipe &recipe, const QJsonObject &given)
{
    static const QStringList ofTheProgram{QStringLiteral("sidecars"), QStringLiteral("created_at")};
    QLocale plain = QLocale::c();
    plain.setNumberOptions(QLocale::RejectGroupSeparator); // 1,5 is not 15
    QJsonObject parameters;
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QJsonValue usual = recipe.parameters.value(it.key());
        if (usual.isUndefined() || usual.isNull() || !it->isString()) {
            parameters.insert(it.key(), it.value());
            continue;
        }
        const auto value = valueLike(it->toString(), usual, plain);
        if (!value)
            return Error{ErrorKind::BadArgument, it.key(),
                         QStringLiteral("'%1' is not of the kind that the recipe has there: %2")
                             .arg(it->toString(), asText(usual))};
        parameters.insert(it.key(), *value);
    }
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (recipe.parameters.contains(it.key()) || ofTheProgram.contains(it.key()))
            continue;
        const QStringList names = namesOf(recipe);
        if (!names.contains(it.key()))
            return Error{ErrorKind::BadArgument, it.key(),
                         names.isEmpty() ? QStringLiteral("the recipe has no parameters")
                                         : QStringLiteral("the recipe has no such parameter; it has %1")
                                               .arg(names.join(QStringLiteral(", ")))};
    }
    return parameters;
}

} // namespace fornada
