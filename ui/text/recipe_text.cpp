#include "text/recipe_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

// The words of resources/recipes, for the translators; a test holds the two together.
[[maybe_unused]] constexpr const char *kBuiltIn[] = {
    QT_TRANSLATE_NOOP("recipe", "Rows to a worker"),
    QT_TRANSLATE_NOOP("recipe", "Posts each row as JSON to the worker's address and keeps the JSON it answers."),
    QT_TRANSLATE_NOOP("recipe", "Portraits of personas"),
    QT_TRANSLATE_NOOP("recipe", "One portrait a row, from the persona's name and role."),
    QT_TRANSLATE_NOOP("recipe", "Scripts in many voices"),
    QT_TRANSLATE_NOOP("recipe",
                      "A script for each title, its variations, each adapted to every language and read aloud."),
    QT_TRANSLATE_NOOP("recipe", "Virtual staging by a worker"),
    QT_TRANSLATE_NOOP("recipe", "Posts each photo's address to your own staging worker and keeps what it answers."),
    QT_TRANSLATE_NOOP("recipe", "Virtual staging"),
    QT_TRANSLATE_NOOP("recipe", "Each photo of an empty room, furnished."),
    QT_TRANSLATE_NOOP("recipe", "Matched colours"),
    QT_TRANSLATE_NOOP("recipe", "Each picture in the colours of another, or with its own palette laid out."),
    QT_TRANSLATE_NOOP("recipe", "Enhanced pictures"),
    QT_TRANSLATE_NOOP("recipe", "Each picture sharper, cleaner and better lit, nothing else changed."),
    QT_TRANSLATE_NOOP("recipe", "Tattoo ideas from text"),
    QT_TRANSLATE_NOOP("recipe", "A drawing from each description."),
    QT_TRANSLATE_NOOP("recipe", "Tattoo stencils"),
    QT_TRANSLATE_NOOP("recipe", "A stencil, ready to be traced, from each picture."),
    QT_TRANSLATE_NOOP("recipe", "Voice orders"),
    QT_TRANSLATE_NOOP("recipe",
                      "Transcribes each recording, understands the order in it, and tells the vendor and the client; "
                      "where that fails, it asks the client to write."),
};

} // namespace

QString recipeTitle(const Recipe &recipe)
{
    return recipe.title.isEmpty() ? recipe.name
                                  : QCoreApplication::translate("recipe", recipe.title.toUtf8().constData());
}

QString recipeAbout(const Recipe &recipe)
{
    return recipe.description.isEmpty()
               ? QString()
               : QCoreApplication::translate("recipe", recipe.description.toUtf8().constData());
}

} // namespace fornada
