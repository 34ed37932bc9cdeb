#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/results words them.
Forms resultDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "the results are there already"),
        QT_TRANSLATE_NOOP("text", "it lies inside what would be moved"),
        QT_TRANSLATE_NOOP("text", "there is no manifest of Fornada in it"),
        QT_TRANSLATE_NOOP("text", "it is no ZIP file, or its end is missing"),
        QT_TRANSLATE_NOOP("text", "not a path inside the results folder"),
        QT_TRANSLATE_NOOP("text", "is not as it was made"),
        QT_TRANSLATE_NOOP("text", "it must be a whole path"),
        QT_TRANSLATE_NOOP("text", "they are in the data folder"),
        QT_TRANSLATE_NOOP("text", "results must not overwrite the key"),
        QT_TRANSLATE_NOOP("text", "it is no SQLite file"),
        QT_TRANSLATE_NOOP("text", "like people.db:personas.id=avatar (file, table, key, column); not %1"),
        QT_TRANSLATE_NOOP("text", "row %1 has several results: say which step's are written"),
        QT_TRANSLATE_NOOP("text", "%1 rows of table %2 have this %3"),
    });
    return forms;
}

} // namespace fornada
