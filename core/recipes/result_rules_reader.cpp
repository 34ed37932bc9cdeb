#include "recipes/recipe_reader.h"

#include <QRegularExpression>

// What a step says about its results: checks, approval.
namespace fornada {

namespace {

constexpr int kMostPixels = 20'000; // of a side
constexpr int kMostCharacters = 10'000'000;
constexpr double kMostSeconds = 24 * 60 * 60;
constexpr int kDeepestSchema = 20;

bool isOneOf(const QString &word, std::initializer_list<QLatin1String> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool RecipeReader::flag(const Place &place, QLatin1String key)
{
    const QJsonValue value = place.json.value(key);
    if (!value.isUndefined() && !value.isBool())
        refuse(place.of(key), QStringLiteral("must be true or false"));
    return value.toBool();
}

double RecipeReader::seconds(const Place &place, QLatin1String key)
{
    const QJsonValue value = place.json.value(key);
    if (value.isUndefined())
        return 0;
    const double given = value.toDouble(-1);
    if (!(given > 0 && given <= kMostSeconds)) {
        refuse(place.of(key), QStringLiteral("must be a number of seconds, at most a day"));
        return 0;
    }
    return given;
}

// "512x768"
QSize RecipeReader::pixels(const Place &place, QLatin1String key)
{
    if (!place.json.contains(key))
        return {};
    static const QRegularExpression form(QStringLiteral("^([1-9]\\d{0,4})x([1-9]\\d{0,4})$"));
    const auto match = form.match(text(place, key));
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.width() > kMostPixels || size.height() > kMostPixels) {
        refuse(place.of(key), QStringLiteral("must be a size like \"512x768\""));
        return {};
    }
    return size;
}

// "pt", "pt-BR", or "asked"
QString RecipeReader::language(const Place &place)
{
    static const QRegularExpression form(QStringLiteral("^(asked|[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)$"));
    const QLatin1String key("language");
    const QString code = text(place, key);
    if (place.json.contains(key) && !form.match(code).hasMatch())
        refuse(place.of(key), QStringLiteral("must be a language like \"pt\" or \"pt-BR\", or \"asked\""));
    return code;
}

// Only what the check understands: a rule that is silently ignored would be worse than none.
void RecipeReader::checkSchema(const QJsonObject &schema, const QString &where, int depth)
{
    if (depth > kDeepestSchema) {
        refuse(where, QStringLiteral("is too deep"));
        return;
    }
    const Place place{schema, where};
    checkKeys(place,
              {QLatin1String("type"), QLatin1String("properties"), QLatin1String("required"), QLatin1String("items"),
               QLatin1String("enum"), QLatin1String("minItems"), QLatin1String("maxItems"), QLatin1String("minLength"),
               QLatin1String("maxLength"), QLatin1String("minimum"), QLatin1String("maximum"), QLatin1String("title"),
               QLatin1String("description")});
    const QString type = text(place, QLatin1String("type"));
    if (!type.isEmpty() && !isOneOf(type, {QLatin1String("object"), QLatin1String("array"), QLatin1String("string"),
                                           QLatin1String("number"), QLatin1String("integer"), QLatin1String("boolean"),
                                           QLatin1String("null")}))
        refuse(place.of(QLatin1String("type")), QStringLiteral("'%1' is no type of JSON").arg(type));
    (void)texts(place, QLatin1String("required"));
    const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        checkSchema(it.value().toObject(), where + QStringLiteral(".properties.") + it.key(), depth + 1);
    if (schema.contains(QLatin1String("items")))
        checkSchema(schema.value(QLatin1String("items")).toObject(), where + QStringLiteral(".items"), depth + 1);
}

OutputChecks RecipeReader::checks(const Place &place, OutputKind output)
{
    const bool image = output == OutputKind::Image, audio = output == OutputKind::Audio;
    const bool json = output == OutputKind::Json, text = output == OutputKind::Text || json;
    checkKeys(place, {QLatin1String("size"), QLatin1String("minSize"), QLatin1String("minSeconds"),
                      QLatin1String("maxSeconds"), QLatin1String("minCharacters"), QLatin1String("maxCharacters"),
                      QLatin1String("contains"), QLatin1String("excludes"), QLatin1String("schema"),
                      QLatin1String("language")});
    const QStringList keys = place.json.keys();
    for (const QString &key : keys) {
        const bool fits = isOneOf(key, {QLatin1String("size"), QLatin1String("minSize")})            ? image
                          : isOneOf(key, {QLatin1String("minSeconds"), QLatin1String("maxSeconds")}) ? audio
                          : key == u"schema"                                                         ? json
                                                                                                     : text;
        if (!fits)
            refuse(place.where + u'.' + key, QStringLiteral("does not fit a step that gives %1").arg(toName(output)));
    }
    OutputChecks checks;
    const QLatin1String sizeKey("size");
    checks.sizeAsAsked = place.json.value(sizeKey).toString() == u"asked";
    if (!checks.sizeAsAsked)
        checks.size = pixels(place, sizeKey);
    checks.leastSize = pixels(place, QLatin1String("minSize"));
    checks.leastSeconds = seconds(place, QLatin1String("minSeconds"));
    checks.mostSeconds = seconds(place, QLatin1String("maxSeconds"));
    checks.leastCharacters = number(place, QLatin1String("minCharacters"), 0, 1, kMostCharacters);
    checks.mostCharacters = number(place, QLatin1String("maxCharacters"), 0, 1, kMostCharacters);
    checks.contains = texts(place, QLatin1String("contains"));
    checks.excludes = texts(place, QLatin1String("excludes"));
    checks.language = language(place);
    if (checks.language == u"asked") {
        checks.language.clear();
        checks.languageAsAsked = true;
    }
    const QLatin1String schemaKey("schema");
    checks.schema = place.json.value(schemaKey).toObject();
    if (place.json.contains(schemaKey) && checks.schema.isEmpty())
        refuse(place.of(schemaKey), QStringLiteral("must be an object"));
    checkSchema(checks.schema, place.of(schemaKey), 0);
    if (checks.mostSeconds > 0 && checks.mostSeconds < checks.leastSeconds)
        refuse(place.of(QLatin1String("maxSeconds")), QStringLiteral("is less than minSeconds"));
    if (checks.mostCharacters > 0 && checks.mostCharacters < checks.leastCharacters)
        refuse(place.of(QLatin1String("maxCharacters")), QStringLiteral("is less than minCharacters"));
    return checks;
}

std::optional<OtherAccount> RecipeReader::otherwise(const Place &place)
{
    const QLatin1String key("otherwise"), accountKey("account");
    const QJsonValue value = place.json.value(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject())
        refuse(place.of(key), QStringLiteral("must be an object, like {\"account\": \"backup\"}"));
    const Place inside{value.toObject(), place.of(key)};
    checkKeys(inside, {accountKey, QLatin1String("model"), QLatin1String("price")});
    const OtherAccount other{text(inside, accountKey), text(inside, QLatin1String("model")), price(inside)};
    if (other.account.trimmed().isEmpty())
        refuse(inside.of(accountKey), QStringLiteral("is missing"));
    return other;
}

void RecipeReader::resultRules(const Place &place, Step &step)
{
    step.otherwise = otherwise(place);
    step.review = flag(place, QLatin1String("review"));
    const QLatin1String checksKey("checks");
    const QJsonValue given = place.json.value(checksKey);
    if (!given.isUndefined() && !given.isObject())
        refuse(place.of(checksKey), QStringLiteral("must be an object"));
    step.checks = checks({given.toObject(), place.of(checksKey)}, step.output);
    if (step.checks.sizeAsAsked && step.parameters.value(QLatin1String("size")).toString().isEmpty())
        refuse(place.of(checksKey) + QStringLiteral(".size"),
               QStringLiteral("is \"asked\", but the parameters ask for no size"));
    if (step.checks.languageAsAsked && step.parameters.value(QLatin1String("language")).toString().isEmpty())
        refuse(place.of(checksKey) + QStringLiteral(".language"),
               QStringLiteral("is \"asked\", but the parameters ask for no language"));
    const QLatin1String badKey("onBadOutput");
    if (place.json.contains(badKey)) {
        step.onBadOutput = fromName<BadOutput>(text(place, badKey));
        if (!step.onBadOutput)
            refuse(place.of(badKey), QStringLiteral("must be review, retry or fail"));
    }
}

} // namespace fornada
