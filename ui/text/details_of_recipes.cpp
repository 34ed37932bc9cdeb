#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/recipes words them: of recipes.
Forms recipeDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "only http and https addresses are fetched"),
        QT_TRANSLATE_NOOP("text", "step '%1' would have more than %2 jobs a row"),
        QT_TRANSLATE_NOOP("text", "step '%1', for each %2"),
        QT_TRANSLATE_NOOP("text", "step '%1', %2"),
        QT_TRANSLATE_NOOP("text", "queue of step '%1'"),
        QT_TRANSLATE_NOOP("text", "an address with a name in it"),
        QT_TRANSLATE_NOOP("text", "unknown key"),
        QT_TRANSLATE_NOOP("text", "'%1' is not of the kind that the recipe has there: %2"),
        QT_TRANSLATE_NOOP("text", "the recipe has no parameters"),
        QT_TRANSLATE_NOOP("text", "the recipe has no such parameter; it has %1"),
        QT_TRANSLATE_NOOP("text", "must be a text"),
        QT_TRANSLATE_NOOP("text",
                          "'%1' must be lower-case letters, digits, '-' and '_', starting with a letter, at most 64"),
        QT_TRANSLATE_NOOP("text", "must be a list"),
        QT_TRANSLATE_NOOP("text", "must be a list of texts"),
        QT_TRANSLATE_NOOP("text", "must be a list of texts, none of them empty"),
        QT_TRANSLATE_NOOP("text", "must be a list of 1 to %1 steps"),
        QT_TRANSLATE_NOOP("text", "must be a field's name or a list of 1 to %1 texts"),
        QT_TRANSLATE_NOOP("text", "'%1' is there twice"),
        QT_TRANSLATE_NOOP("text", "must be a whole number from %1 to %2"),
        QT_TRANSLATE_NOOP("text", "must be an amount written as a text, like \"0.002\""),
        QT_TRANSLATE_NOOP("text", "must be one of skip, goOn"),
        QT_TRANSLATE_NOOP("text", "must be one of %1"),
        QT_TRANSLATE_NOOP("text", "'%1' must be one of %2"),
        QT_TRANSLATE_NOOP("text", "must be an object"),
        QT_TRANSLATE_NOOP("text", "must be an object, like {\"account\": \"backup\"}"),
        QT_TRANSLATE_NOOP("text", "the operation %1 cannot give %2"),
        QT_TRANSLATE_NOOP("text", "'%1' has a meaning already"),
        QT_TRANSLATE_NOOP("text", "needs either 'in' or 'count'"),
        QT_TRANSLATE_NOOP("text", "no step before has a fan-out '%1'"),
        QT_TRANSLATE_NOOP("text", "needs steps in after: it runs when one of them has failed"),
        QT_TRANSLATE_NOOP("text", "there are two steps '%1'"),
        QT_TRANSLATE_NOOP("text", "there is no step '%1'"),
        QT_TRANSLATE_NOOP("text", "the step '%1' waits for itself"),
        QT_TRANSLATE_NOOP("text", "must be true or false"),
        QT_TRANSLATE_NOOP("text", "must be a number of seconds, at most a day"),
        QT_TRANSLATE_NOOP("text", "must be a size like \"512x768\""),
        QT_TRANSLATE_NOOP("text", "must be a language like \"pt\" or \"pt-BR\", or \"asked\""),
        QT_TRANSLATE_NOOP("text", "is too deep"),
        QT_TRANSLATE_NOOP("text", "'%1' is no type of JSON"),
        QT_TRANSLATE_NOOP("text", "does not fit a step that gives %1"),
        QT_TRANSLATE_NOOP("text", "is less than minSeconds"),
        QT_TRANSLATE_NOOP("text", "is less than minCharacters"),
        QT_TRANSLATE_NOOP("text", "is \"asked\", but the parameters ask for no size"),
        QT_TRANSLATE_NOOP("text", "is \"asked\", but the parameters ask for no language"),
        QT_TRANSLATE_NOOP("text", "must be review, retry or fail"),
        QT_TRANSLATE_NOOP("text", "a join asks nobody: it costs no credits"),
        QT_TRANSLATE_NOOP("text", "a join asks nobody: it takes no time"),
        QT_TRANSLATE_NOOP("text", "is for operations that generate, not for %1"),
        QT_TRANSLATE_NOOP("text", "must begin like that of step '%1', or be its beginning"),
        // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one sentence
        QT_TRANSLATE_NOOP("text", "goOn is for steps that join: of the operation join, or with a 'for' shorter "
                                  "than that of a step before"),
        QT_TRANSLATE_NOOP("text", "a fallback runs where something has failed: it has nothing to go on with"),
        QT_TRANSLATE_NOOP("text", "needs one step in after, whose result is taken instead"),
        QT_TRANSLATE_NOOP("text", "needs a 'for' that is longer than that of step '%1'"),
        QT_TRANSLATE_NOOP("text", "gives %1, but step '%2' gives %3"),
        QT_TRANSLATE_NOOP("text", "'%1' comes from the row: it must be the same for a whole batch"),
        QT_TRANSLATE_NOOP("text", "step '%1' joins its results"),
        QT_TRANSLATE_NOOP("text", "is not for steps with review or fallback"),
        QT_TRANSLATE_NOOP("text", "must be less than hardMinutes"),
    });
    return forms;
}

} // namespace fornada
