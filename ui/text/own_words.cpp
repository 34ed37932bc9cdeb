#include "text/own_words.h"

#include "model/recipe.h"
#include "text/state_text.h"
#include "text/word_forms.h"

#include <QtGlobal>

#include <array>

namespace fornada {

namespace {

// As core/providers and core/net word them; %1, %2 ... are parts that differ. Where one form is the beginning of
// another, the longer stands first.
constexpr auto kForms = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("text", "not sent: %1"),
    QT_TRANSLATE_NOOP("text", "not sent"),
    QT_TRANSLATE_NOOP("text", "sent, no whole answer: %1"),
    QT_TRANSLATE_NOOP("text", "sent, no whole answer"),
    QT_TRANSLATE_NOOP("text", "sent, no answer in time: %1"),
    QT_TRANSLATE_NOOP("text", "sent, no answer in time"),
    QT_TRANSLATE_NOOP("text", "sent, the answer was too large: %1"),
    QT_TRANSLATE_NOOP("text", "sent, the answer was too large"),
    QT_TRANSLATE_NOOP("text", "sent, then stopped: %1"),
    QT_TRANSLATE_NOOP("text", "sent, then stopped"),
    // why
    QT_TRANSLATE_NOOP("text", "the address is neither http nor https"),
    QT_TRANSLATE_NOOP("text", "the address is not valid"),
    QT_TRANSLATE_NOOP("text", "the method is not valid"),
    QT_TRANSLATE_NOOP("text", "a HEAD request has no body"),
    QT_TRANSLATE_NOOP("text", "the header \"%1\" holds what no header may"),
    QT_TRANSLATE_NOOP("text", "the header \"%1\" is not the request's to give"),
    QT_TRANSLATE_NOOP("text", "the address is this machine's or in its own network"),
    QT_TRANSLATE_NOOP("text", "what came is no HTTP answer"),
    QT_TRANSLATE_NOOP("text", "the answer has %1 bytes"),
    QT_TRANSLATE_NOOP("text", "the answer is over %1 bytes"),
    QT_TRANSLATE_NOOP("text", "no whole answer before the deadline"),
    QT_TRANSLATE_NOOP("text", "the connection fell silent"),
    QT_TRANSLATE_NOOP("text", "cancelled before it was sent"),
    QT_TRANSLATE_NOOP("text", "cancelled"),
    // what an answer holds, and does not hold
    QT_TRANSLATE_NOOP("text", "the address has moved to %1"),
    QT_TRANSLATE_NOOP("text", "the answer is not JSON"),
    QT_TRANSLATE_NOOP("text", "the prompt was blocked (%1)"),
    QT_TRANSLATE_NOOP("text", "refused (%1) %2"),
    QT_TRANSLATE_NOOP("text", "refused (%1)"),
    QT_TRANSLATE_NOOP("text", "refused: %1"),
    QT_TRANSLATE_NOOP("text", "stopped by the content filter"),
    QT_TRANSLATE_NOOP("text", "cut short at the token limit"),
    QT_TRANSLATE_NOOP("text", "nothing was said before the token limit"),
    QT_TRANSLATE_NOOP("text", "no sound in the answer"),
    QT_TRANSLATE_NOOP("text", "no %1 in the answer (%2), only text: %3"),
    QT_TRANSLATE_NOOP("text", "no %1 in the answer, only text: %2"),
    QT_TRANSLATE_NOOP("text", "nothing usable in the answer (%1)"),
    QT_TRANSLATE_NOOP("text", "nothing usable in the answer"),
    QT_TRANSLATE_NOOP("text", "the data in the answer cannot be read (%1)"),
    QT_TRANSLATE_NOOP("text", "the data in the answer cannot be read"),
    QT_TRANSLATE_NOOP("text", "the model stopped with an error"),
    QT_TRANSLATE_NOOP("text", "the worker reports a failure"),
    QT_TRANSLATE_NOOP("text", "%1 came instead of %2"),
});

// A part may be a kind of result, or words of ours again.
QString partText(const QString &part)
{
    if (part == toName(Operation::EditImage))
        return outputName(OutputKind::Image);
    if (const auto kind = fromName<OutputKind>(part))
        return outputName(*kind);
    return ownWords(part).value_or(part);
}

} // namespace

std::optional<QString> ownWords(const QString &message)
{
    static const WordForms forms{kForms};
    return forms.translated(message, partText);
}

} // namespace fornada
