#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/engine words them.
Forms engineDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "account or step is gone"),
        QT_TRANSLATE_NOOP("text", "every row has its result already"),
        QT_TRANSLATE_NOOP("text", "nothing of these rows is left to make"),
        QT_TRANSLATE_NOOP("text", "no row of the batch has it"),
        QT_TRANSLATE_NOOP("text", "the recipe has no such field; it has %1"),
        QT_TRANSLATE_NOOP("text", "the rows have no such column; they have %1"),
        QT_TRANSLATE_NOOP("text", "the batch has no such parameter"),
        QT_TRANSLATE_NOOP("text", "results could not be written back: no row has it"),
        QT_TRANSLATE_NOOP("text", "the recipe has several: say which one's results are written"),
        QT_TRANSLATE_NOOP("text", "it does not reach for making these results again"),
        QT_TRANSLATE_NOOP("text", "making these results again may cost $%1, and at most $%2 was agreed to"),
        QT_TRANSLATE_NOOP("text", "its results are being made again already"),
        QT_TRANSLATE_NOOP("text", "the results are being moved already"),
        QT_TRANSLATE_NOOP("text", "the address is this machine's or in its own network"),
        QT_TRANSLATE_NOOP("text", "what lies there is neither a picture nor a sound"),
        QT_TRANSLATE_NOOP("text", "what lies there is something else"),
        QT_TRANSLATE_NOOP("text", "it leads on to where nothing is fetched from"),
        QT_TRANSLATE_NOOP("text", "its server answers %1"),
        QT_TRANSLATE_NOOP("text", "input files may have 20 MB"),
        QT_TRANSLATE_NOOP("text", "it is empty"),
        QT_TRANSLATE_NOOP("text", "it is no picture"),
        // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one sentence
        QT_TRANSLATE_NOOP("text", "your price table prices.json cannot be used, so no budget holds: correct it and "
                                  "import it, or delete it and start the program again"),
        QT_TRANSLATE_NOOP("text", "damaged envelope"),
        QT_TRANSLATE_NOOP("text", "queue of step %1"),
        QT_TRANSLATE_NOOP("text", "of queue %1"),
        QT_TRANSLATE_NOOP("text", "there is no such command"),
        QT_TRANSLATE_NOOP("text", "there is no queue %1"),
        QT_TRANSLATE_NOOP("text", "there is no account %1"),
        QT_TRANSLATE_NOOP("text", "there is no state %1"),
        QT_TRANSLATE_NOOP("text", "%1 exists already"),
        QT_TRANSLATE_NOOP("text", "--url is missing"),
        QT_TRANSLATE_NOOP("text", "is not an amount"),
        QT_TRANSLATE_NOOP("text", "is not an amount like 5.00"),
        QT_TRANSLATE_NOOP("text", "is an amount like 5.00, or nothing"),
        QT_TRANSLATE_NOOP("text", "is one of sandbox, gemini, openai, worker"),
        QT_TRANSLATE_NOOP("text", "is one of make, reuse, leaveOut"),
        QT_TRANSLATE_NOOP("text", "is resend, charged or giveUp"),
        QT_TRANSLATE_NOOP("text", "is keychain or session"),
        QT_TRANSLATE_NOOP("text", "is missing"),
        QT_TRANSLATE_NOOP("text", "missing"),
        QT_TRANSLATE_NOOP("text", "is not a whole number"),
        QT_TRANSLATE_NOOP("text", "is a whole number, or nothing"),
        QT_TRANSLATE_NOOP("text", "is no operation"),
        QT_TRANSLATE_NOOP("text", "is not a list"),
        QT_TRANSLATE_NOOP("text", "is a list of the numbers of jobs"),
        QT_TRANSLATE_NOOP("text", "is 1 to 86400 seconds"),
        QT_TRANSLATE_NOOP("text", "is a number of waiting jobs, or none"),
        QT_TRANSLATE_NOOP("text", "is a number of days, or empty for never"),
        QT_TRANSLATE_NOOP("text", "is a part from 0 to 1"),
        QT_TRANSLATE_NOOP("text", "must be from 0 to %1"),
        QT_TRANSLATE_NOOP("text", "must be from 1 to %1"),
        QT_TRANSLATE_NOOP("text", "must be more than 0: with nothing to spend nothing can be made"),
        QT_TRANSLATE_NOOP("text", "say which: those of an older wording"),
        QT_TRANSLATE_NOOP("text", "name a job or a batch"),
        QT_TRANSLATE_NOOP("text", "name a queue or an account"),
        QT_TRANSLATE_NOOP("text", "needs fallbackAccount: whose model it is"),
        QT_TRANSLATE_NOOP("text", "needs the file's whole path"),
        QT_TRANSLATE_NOOP("text", "a pilot has at most %1 rows"),
        QT_TRANSLATE_NOOP("text", "it has no pilot: all its rows run already"),
        QT_TRANSLATE_NOOP("text", "it came with the program, and nothing was changed in it"),
        QT_TRANSLATE_NOOP("text", "there is no data folder"),
        QT_TRANSLATE_NOOP("text", "a batch may have 2,000,000 jobs"),
        QT_TRANSLATE_NOOP("text", "step %1"),
    });
    return forms;
}

} // namespace fornada
