#include "sandbox/dice.h"
#include "sandbox/language.h"
#include "sandbox/text_writer.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace fornada::sandbox {

namespace {

constexpr int maxDepth = 8; // a schema may refer to itself in spirit; answers end somewhere

class SchemaFiller final {
public:
    SchemaFiller(const QString &prompt, quint64 variation)
        : m_prompt(prompt)
        , m_subject(subjectOf(prompt))
        , m_text(writeText(prompt, variation))
        , m_dice(prompt.simplified(), variation)
    {}

    QJsonValue value(const QJsonObject &schema, const QString &name, int depth)
    {
        if (const QJsonArray allowed = schema.value(QLatin1String("enum")).toArray(); !allowed.isEmpty())
            return allowed.at(m_dice.below(int(allowed.size())));
        for (const auto either : {QLatin1String("anyOf"), QLatin1String("oneOf")})
            if (const QJsonArray choices = schema.value(either).toArray(); !choices.isEmpty())
                return value(choices.first().toObject(), name, depth + 1);
        const QString type = typeOf(schema);
        if (depth > maxDepth || type == QLatin1String("null"))
            return QJsonValue::Null;
        if (type == QLatin1String("object"))
            return object(schema, depth);
        if (type == QLatin1String("array"))
            return array(schema, name, depth);
        if (type == QLatin1String("boolean"))
            return m_dice.chance(0.7);
        if (type == QLatin1String("integer"))
            return std::floor(number(schema, 1, 10));
        if (type == QLatin1String("number"))
            return std::floor(number(schema, 1, 100) * 100) / 100;
        return text(schema, name);
    }

private:
    // Gemini writes types in capitals; JSON Schema may give a list of them.
    static QString typeOf(const QJsonObject &schema)
    {
        const QJsonValue type = schema.value(QLatin1String("type"));
        const QString name = type.isArray() ? type.toArray().first().toString() : type.toString();
        if (name.isEmpty())
            return schema.contains(QLatin1String("properties")) ? QStringLiteral("object") : QStringLiteral("string");
        return name.toLower();
    }

    QJsonObject object(const QJsonObject &schema, int depth)
    {
        QJsonObject result;
        const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it)
            result.insert(it.key(), value(it.value().toObject(), it.key(), depth + 1));
        return result;
    }

    QJsonArray array(const QJsonObject &schema, const QString &name, int depth)
    {
        const int least = schema.value(QLatin1String("minItems")).toInt(0);
        const int most = schema.value(QLatin1String("maxItems")).toInt(std::max(3, least));
        const int count = std::clamp(3, std::min(least, 1000), std::max(std::min(least, 1000), most));
        QJsonArray result;
        for (int i = 0; i < count; ++i) {
            m_item = i;
            result.append(value(schema.value(QLatin1String("items")).toObject(), name, depth + 1));
        }
        m_item = -1;
        return result;
    }

    double number(const QJsonObject &schema, double low, double high)
    {
        low = schema.value(QLatin1String("minimum")).toDouble(low);
        high = schema.value(QLatin1String("maximum")).toDouble(std::max(low, high));
        return m_dice.between(low, std::max(low, high));
    }

    QString text(const QJsonObject &schema, const QString &name)
    {
        const QString key = name.toLower();
        const auto names = [&key](std::initializer_list<QLatin1String> words) {
            return std::any_of(words.begin(), words.end(), [&key](QLatin1String word) { return key.contains(word); });
        };
        QString result;
        if (names({QLatin1String("title"), QLatin1String("titulo"), QLatin1String("name"), QLatin1String("nome")}))
            result = m_subject;
        else if (names({QLatin1String("lang"), QLatin1String("idioma")}))
            result = QString::fromLatin1(languageOf(m_prompt));
        else if (names({QLatin1String("date"), QLatin1String("data")}) ||
                 schema.value(QLatin1String("format")).toString().startsWith(QLatin1String("date")))
            result = QStringLiteral("2026-%1-%2")
                         .arg(1 + m_dice.below(12), 2, 10, QLatin1Char('0'))
                         .arg(1 + m_dice.below(28), 2, 10, QLatin1Char('0'));
        else if (names({QLatin1String("mail")}))
            result = QStringLiteral("contact@example.com");
        else if (names({QLatin1String("url"), QLatin1String("link")}))
            result = QStringLiteral("https://example.com/%1").arg(m_dice.below(10'000));
        else if (names({QLatin1String("phone"), QLatin1String("telefone")}))
            result = QStringLiteral("+55 11 95555-%1").arg(m_dice.below(10'000), 4, 10, QLatin1Char('0'));
        else if (names(
                     {QLatin1String("text"), QLatin1String("body"), QLatin1String("script"), QLatin1String("content")}))
            result = m_text;
        else
            result = m_text.section(QLatin1String("\n\n"), 1 + std::max(0, m_item), 1 + std::max(0, m_item));
        if (m_item >= 0 && result == m_subject)
            result += QStringLiteral(" %1").arg(m_item + 1);
        const int most = schema.value(QLatin1String("maxLength")).toInt(0);
        return most > 0 ? result.left(most) : result;
    }

    const QString m_prompt;
    const QString m_subject;
    const QString m_text;
    Dice m_dice;
    int m_item = -1; // place in the innermost array, to make its items differ
};

} // namespace

QJsonObject writeJson(const QString &prompt, const QJsonObject &schema, quint64 variation)
{
    if (!schema.isEmpty()) {
        const QJsonValue value = SchemaFiller(prompt, variation).value(schema, QString(), 0);
        if (value.isObject())
            return value.toObject();
        return {{QStringLiteral("value"), value}};
    }
    return {{QStringLiteral("text"), writeText(prompt, variation)}};
}

} // namespace fornada::sandbox
