#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/recipes and its parser word them: of templates.
Forms templateDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "a rendered text may have 4 million characters"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, but '%2' gives %3, not JSON"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, which the schema of '%2' does not have"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, which is inside a list: its items are seen inside of a section of it"),
        QT_TRANSLATE_NOOP("text",
                          "opens {{#%1}}, but '%2' has no schema that says what is in it: give it one in its checks"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, which may not be there: put it into a section, like {{#%1}}...{{/%1}}"),
        // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one sentence
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, which may not be there: put it into a section, like "
                                  "{{#results.%2}}...{{/results.%2}}"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, but '%2' gives a list here: use {{#results.%2}}{{%3}}{{/results.%2}}"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, but of '%2' there is only %3"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, but '%2' is not in this step's after list"),
        QT_TRANSLATE_NOOP("text", "uses {{%1}}, which is not there: the step runs when one has failed"),
        QT_TRANSLATE_NOOP("text", "a tag without a name"),
        QT_TRANSLATE_NOOP("text", "{{>%1}}: partials are not available"),
        QT_TRANSLATE_NOOP("text", "unexpected tag '%1'"),
        QT_TRANSLATE_NOOP("text", "longer than 256 thousand characters"),
        QT_TRANSLATE_NOOP("text", "more than %1 tags"),
        QT_TRANSLATE_NOOP("text", "delimiters cannot be changed"),
        QT_TRANSLATE_NOOP("text", "Unclosed tag at %1"),
        QT_TRANSLATE_NOOP("text", "Unclosed section \"%1\" at %2"),
        QT_TRANSLATE_NOOP("text", "Unopened section \"%1\" at %2"),
        QT_TRANSLATE_NOOP("text", "Invalid set delimiter tag at %1"),
    });
    return forms;
}

} // namespace fornada
