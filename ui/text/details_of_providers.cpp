#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/providers and core/model word them.
Forms providerDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "a key has no spaces and no characters beyond ASCII"),
        QT_TRANSLATE_NOOP("text", "needs http:// or https:// and a host"),
        QT_TRANSLATE_NOOP("text", "the account has no address"),
        QT_TRANSLATE_NOOP("text", "a step names a path, not an address"),
        QT_TRANSLATE_NOOP("text", "a worker has no such operation"),
        QT_TRANSLATE_NOOP("text", "Gemini has no such operation"),
        QT_TRANSLATE_NOOP("text", "OpenAI has no such operation"),
        QT_TRANSLATE_NOOP("text", "this header cannot be set by a recipe"),
        QT_TRANSLATE_NOOP("text", "a header's value is one line of ASCII"),
    });
    return forms;
}

} // namespace fornada
