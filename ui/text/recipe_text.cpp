#include "text/recipe_text.h"

#include "model/batch.h"

#include <QCoreApplication>

namespace fornada {

namespace {

struct BuiltIn {
    const char *name, *title, *about;
};

// The words of resources/recipes, for the translators; a test holds the two together.
constexpr BuiltIn kBuiltIn[] = {
    {"http-worker", QT_TRANSLATE_NOOP("recipe", "Rows to a worker"),
     QT_TRANSLATE_NOOP("recipe", "Posts each row as JSON to the worker's address and keeps the JSON it answers.")},
    {"portrait", QT_TRANSLATE_NOOP("recipe", "Portraits of personas"),
     QT_TRANSLATE_NOOP("recipe", "One portrait a row, from the persona's name and role.")},
    {"scripts", QT_TRANSLATE_NOOP("recipe", "Scripts in many voices"),
     QT_TRANSLATE_NOOP("recipe",
                       "A script for each title, its variations, each adapted to every language and read aloud.")},
    {"staging-worker", QT_TRANSLATE_NOOP("recipe", "Virtual staging by a worker"),
     QT_TRANSLATE_NOOP("recipe", "Posts each photo's address to your own staging worker and keeps what it answers, "
                                 "with the picture that the answer points at.")},
    {"staging", QT_TRANSLATE_NOOP("recipe", "Virtual staging"),
     QT_TRANSLATE_NOOP("recipe", "Each photo of an empty room, furnished.")},
    {"tattoo-colours", QT_TRANSLATE_NOOP("recipe", "Matched colours"),
     QT_TRANSLATE_NOOP("recipe", "Each picture in the colours of another, or with its own palette laid out.")},
    {"tattoo-enhance", QT_TRANSLATE_NOOP("recipe", "Enhanced pictures"),
     QT_TRANSLATE_NOOP("recipe", "Each picture sharper, cleaner and better lit, nothing else changed.")},
    {"tattoo-idea", QT_TRANSLATE_NOOP("recipe", "Tattoo ideas from text"),
     QT_TRANSLATE_NOOP("recipe", "A drawing from each description.")},
    {"tattoo-stencil", QT_TRANSLATE_NOOP("recipe", "Tattoo stencils"),
     QT_TRANSLATE_NOOP("recipe", "A stencil, ready to be traced, from each picture.")},
    {"voice-orders", QT_TRANSLATE_NOOP("recipe", "Voice orders"),
     QT_TRANSLATE_NOOP("recipe", "Transcribes each recording, understands the order in it, and tells the vendor and "
                                 "the client; where that fails, it asks the client to write.")},
};

struct Parameter {
    const char *name, *title;
    const char *hint = ""; // what is typed, where that is not plain
};

// Of the same recipes.
constexpr Parameter kParameters[] = {
    {"aspects", QT_TRANSLATE_NOOP("recipe", "Aspects")},
    {"designStyle", QT_TRANSLATE_NOOP("recipe", "Design style")},
    {"fallback", QT_TRANSLATE_NOOP("recipe", "Words when it fails")},
    {"language", QT_TRANSLATE_NOOP("recipe", "Language")},
    {"languages", QT_TRANSLATE_NOOP("recipe", "Languages")},
    {"maxOutputTokens", QT_TRANSLATE_NOOP("recipe", "Most tokens of an answer")},
    {"roomType", QT_TRANSLATE_NOOP("recipe", "Room type")},
    {"style", QT_TRANSLATE_NOOP("recipe", "Style")},
    {"temperature", QT_TRANSLATE_NOOP("recipe", "Temperature")},
    {"topK", QT_TRANSLATE_NOOP("recipe", "Top K")},
    {"topP", QT_TRANSLATE_NOOP("recipe", "Top P")},
    {"vendorPhone", QT_TRANSLATE_NOOP("recipe", "Vendor's phone")},
    {"voice", QT_TRANSLATE_NOOP("recipe", "Voice")},
    {"voices", QT_TRANSLATE_NOOP("recipe", "Voice by language"), QT_TRANSLATE_NOOP("recipe", "pt: Puck, en: Kore")},
};

QString translated(const QString &words)
{
    return words.isEmpty() ? QString() : QCoreApplication::translate("recipe", words.toUtf8().constData());
}

} // namespace

QString recipeTitle(const Recipe &recipe)
{
    return recipeTitle(recipe.name, recipe.title);
}

QString recipeAbout(const Recipe &recipe)
{
    return translated(recipe.description);
}

QString recipeTitle(const QString &name, const QString &title)
{
    if (name.startsWith(kRehearsalPrefix))
        return QCoreApplication::translate("recipe", "Rehearsal: %1")
            .arg(recipeTitle(name.mid(kRehearsalPrefix.size()), title));
    if (!title.isEmpty())
        return translated(title);
    for (const BuiltIn &recipe : kBuiltIn)
        if (name == QLatin1String(recipe.name))
            return QCoreApplication::translate("recipe", recipe.title);
    return name;
}

QString parameterTitle(const QString &name)
{
    for (const Parameter &parameter : kParameters)
        if (name == QLatin1String(parameter.name))
            return QCoreApplication::translate("recipe", parameter.title);
    return name;
}

QString parameterHint(const QString &name)
{
    for (const Parameter &parameter : kParameters)
        if (name == QLatin1String(parameter.name))
            return translated(QString::fromUtf8(parameter.hint));
    return {};
}

} // namespace fornada
