#include "recipes/batch_parameters.h"

#include "recipes/fan_out.h"
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

// The names under which templates and fan-outs ask for what a batch sets.
struct Asked {
    QStringList names;
    bool all = false; // a section over all of them: any name may stand within
};

// Also those that the recipe gives no value to: {{params.season}} in a text, "params.languages" of a fan-out.
void collect(const QJsonValue &value, Asked &asked)
{
    static const QRegularExpression named(QStringLiteral("\\bparams\\.([^{}\\[\\].]+?)\\s*(?:[}\\[.]|$)"));
    static const QRegularExpression section(QStringLiteral("\\{\\{\\s*[#^]\\s*params\\s*\\}\\}"));
    const QString text = value.toString();
    for (auto it = named.globalMatch(text); it.hasNext();)
        asked.names.append(it.next().captured(1));
    asked.all = asked.all || text.contains(section);
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        collect(item, asked);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collect(it.value(), asked);
}

Asked askedBy(const Recipe &recipe)
{
    Asked asked{recipe.parameters.keys()};
    collect(toJson(recipe), asked);
    asked.names.removeDuplicates();
    asked.names.sort();
    return asked;
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
    if (isListOfTexts(like))
        return QJsonValue(QJsonArray::fromStringList(itemsOf(text)));
    // JSON, or as people write such a thing: 1, 2, 3 and pt: Kore, en: Puck.
    const QString plain = text.trimmed();
    const bool isBare = like.isArray() && !plain.startsWith(u'[');
    const auto document = QJsonDocument::fromJson((isBare ? u'[' + plain + u']' : plain).toUtf8());
    if (like.isArray() && document.isArray())
        return QJsonValue(document.array());
    if (like.isObject() && document.isObject())
        return QJsonValue(document.object());
    const bool isPairs = like.isObject() && plain.contains(u':') && !plain.startsWith(u'{');
    return isPairs ? std::optional(QJsonValue(plain)) : std::nullopt;
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
        const Asked asked = askedBy(recipe);
        if (!asked.all && !asked.names.contains(it.key()))
            return Error{ErrorKind::BadArgument, it.key(),
                         asked.names.isEmpty() ? QStringLiteral("the recipe has no parameters")
                                               : QStringLiteral("the recipe has no such parameter; it has %1")
                                                     .arg(asked.names.join(QStringLiteral(", ")))};
    }
    return parameters;
}

} // namespace fornada
