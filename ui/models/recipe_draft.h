#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QHash>

namespace fornada {

// A recipe as people read and write it: JSON whose keys stand in the order they are thought of.
QString recipeText(const QJsonObject &recipe);

// What a step would be asked with for one row. What is not known yet (a parent's result, a field the row lacks) is
// written in angle brackets.
struct TriedStep {
    QString prompt;
    QString parameters; // as JSON; empty without any
    std::optional<Error> error;
    qsizetype requests = 0; // of one row; 0: a list it takes is not in the row
};
TriedStep tryStep(const Recipe &recipe, const Step &step, const QJsonObject &fields, qint64 row);

// A recipe while it is being written: the text, its mistake if it has one, and what it was when it could last be read,
// which stays to be looked at. UI thread.
class RecipeDraft {
public:
    void setText(const QString &text);
    const QString &text() const { return m_text; }
    const Recipe *recipe() const { return m_recipe ? &*m_recipe : nullptr; }
    const QJsonObject &json() const { return m_json; } // of that recipe
    const std::optional<Error> &mistake() const { return m_mistake; }
    const Step *step(const QString &id) const;

    // Words a step anew; not while there is a mistake elsewhere in the text.
    bool setPrompt(const QString &step, const QString &prompt);
    bool setVersion(int version);

private:
    QString m_text;
    QJsonObject m_json;
    std::optional<Recipe> m_recipe;
    std::optional<Error> m_mistake;
};

} // namespace fornada
