#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QJsonArray>

namespace fornada {

// As they stand in JSON: "image, text".
template<class E>
QString namesOf()
{
    QStringList all;
    for (const QLatin1String name : EnumNames<E>::names)
        all.append(name);
    return all.join(QStringLiteral(", "));
}

// Reads one recipe and keeps the first mistake it meets, with its place. Used once, on one thread.
class RecipeReader {
public:
    explicit RecipeReader(bool isStored = false)
        : m_isStored(isStored)
    {}

    Result<Recipe> read(const QJsonObject &json);

private:
    // One JSON object and where it stands ("" or "steps[1]").
    struct Place {
        QJsonObject json;
        QString where;
        QString of(QLatin1String key) const;
    };

    void refuse(const QString &place, const QString &why);
    bool failed() const { return m_error.has_value(); }

    void checkKeys(const Place &place, std::initializer_list<QLatin1String> known);
    QString text(const Place &place, QLatin1String key);
    QString name(const Place &place, QLatin1String key);
    QStringList texts(const Place &place, QLatin1String key);
    QStringList keyFields(const Place &place);
    int number(const Place &place, QLatin1String key, int fallback, int least, int most);
    Money price(const Place &place);
    void output(const Place &place, Step &step);
    // what a step needs and may take (step_terms_reader.cpp)
    void terms(const Place &place, Step &step);
    QList<Need> needs(const Place &place, Operation operation);
    RowLimits rowLimits(const Place &place);
    Step step(const Place &place, const QList<Step> &before);
    // what becomes of a result, or where there is none (result_rules_reader.cpp)
    void resultRules(const Place &place, Step &step);
    std::optional<OtherAccount> otherwise(const Place &place);
    OutputChecks checks(const Place &place, OutputKind output);
    bool flag(const Place &place, QLatin1String key);
    double seconds(const Place &place, QLatin1String key);
    QString language(const Place &place);
    QSize pixels(const Place &place, QLatin1String key);
    void checkSchema(const QJsonObject &schema, const QString &where, int depth);
    QList<FanOut> forEach(const Place &place, const QList<Step> &before);
    FanOut fanOut(const Place &place);

    // what templates take from the steps before (template_check.cpp)
    void checkTemplates(const Recipe &recipe, const Step &step, const QString &where);
    void checkTemplate(const Recipe &recipe, const Step &step, const QString &source, const QString &where);
    void checkTemplatesIn(const Recipe &recipe, const Step &step, const QJsonValue &value, const QString &where);
    void checkGraph(const Recipe &recipe);
    void checkFans(const Recipe &recipe);
    void checkGoing(const Recipe &recipe);
    void checkSingles(const Recipe &recipe);

    const bool m_isStored; // it was accepted once
    std::optional<Error> m_error;
};

} // namespace fornada
