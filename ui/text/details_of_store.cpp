#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/store words them.
Forms storeDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "application id %1"),
        QT_TRANSLATE_NOOP("text", "schema %1, this program knows %2"),
        QT_TRANSLATE_NOOP("text", "the file is empty"),
        QT_TRANSLATE_NOOP("text", "the file is gone, what belongs to it is there"),
        QT_TRANSLATE_NOOP("text", "the database was moved or deleted while it was open"),
        QT_TRANSLATE_NOOP("text", "unknown name '%1'"),
        QT_TRANSLATE_NOOP("text", "of batch %1"),
        QT_TRANSLATE_NOOP("text", "comes after row %1"),
        QT_TRANSLATE_NOOP("text", "a step and fan-out key are there twice"),
        QT_TRANSLATE_NOOP("text", "requests of it are still in flight"),
        QT_TRANSLATE_NOOP("text", "its account is gone"),
        QT_TRANSLATE_NOOP("text", "was sent elsewhere meanwhile"),
        QT_TRANSLATE_NOOP("text", "its pilot comes first"),
        QT_TRANSLATE_NOOP("text", "its result came meanwhile"),
        QT_TRANSLATE_NOOP("text", "is empty"),
        QT_TRANSLATE_NOOP("text", "queue %1 uses it"),
        QT_TRANSLATE_NOOP("text", "batch %1 uses it"),
        QT_TRANSLATE_NOOP("text", "is undone already"),
        QT_TRANSLATE_NOOP("text", "is closed"),
        QT_TRANSLATE_NOOP("text", "row %1"),
    });
    return forms;
}

} // namespace fornada
