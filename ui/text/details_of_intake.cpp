#include "text/details.h"

#include <QtGlobal>

#include <array>

namespace fornada {

// As core/intake words them: of files and of their rows.
Forms intakeDetails()
{
    static constexpr auto forms = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("text", "it is a workbook of an old kind (.xls): save it as XLSX or CSV"),
        QT_TRANSLATE_NOOP("text", "it is not a workbook"),
        QT_TRANSLATE_NOOP("text", "it is not a text file"),
        QT_TRANSLATE_NOOP("text", "it is a folder"),
        QT_TRANSLATE_NOOP("text", "the database has no table"),
        QT_TRANSLATE_NOOP("text", "it must be a SELECT"),
        QT_TRANSLATE_NOOP("text", "no queue file"),
        QT_TRANSLATE_NOOP("text", "it breaks off in line %1: copy it again, whole, or take it from a backup"),
        QT_TRANSLATE_NOOP("text", "line %1 is damaged: mend it there, or take the file from a backup"),
        QT_TRANSLATE_NOOP("text", "more than %1 columns"),
        QT_TRANSLATE_NOOP("text", "column %1 has no name"),
        QT_TRANSLATE_NOOP("text", "two columns are named '%1'"),
        QT_TRANSLATE_NOOP("text", "a value in column %1, which has no name"),
        QT_TRANSLATE_NOOP("text", "%1 cells, but there is only one column"),
        QT_TRANSLATE_NOOP("text", "%1 cells, but there are %2 columns"),
        QT_TRANSLATE_NOOP("text",
                          "cell %1 has text behind its closing quote; a quote inside a quoted cell is written twice"),
        // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one sentence
        QT_TRANSLATE_NOOP("text", "cell %1 has text behind its closing quote in line %2; a quote inside a quoted "
                                  "cell is written twice"),
        QT_TRANSLATE_NOOP("text", "a quote that is opened in this row is never closed"),
        QT_TRANSLATE_NOOP("text", "cell %1 is larger than 10 MB"),
        QT_TRANSLATE_NOOP("text", "the row is larger than 16 MB"),
        QT_TRANSLATE_NOOP("text", "a row must be an object like {\"name\": \"value\"}"),
        QT_TRANSLATE_NOOP("text", "the list has no end: the file seems to be cut off"),
        QT_TRANSLATE_NOOP("text", "the file must be a list of rows: [{...}, {...}]"),
        QT_TRANSLATE_NOOP("text", "a comma without a row"),
        QT_TRANSLATE_NOOP("text", "a comma is missing between two rows"),
        QT_TRANSLATE_NOOP("text", "there is text behind the end of the list"),
        QT_TRANSLATE_NOOP("text", "sample rows of a recipe"),
        QT_TRANSLATE_NOOP("text", "%1 has no table"),
        QT_TRANSLATE_NOOP("text", "%1 has several tables (%2): say which rows with a query"),
        QT_TRANSLATE_NOOP("text", "the column %1 holds bytes, not text"),
        QT_TRANSLATE_NOOP("text", "line %1 is not UTF-8"),
        QT_TRANSLATE_NOOP("text", "line %1 has bytes that are no text"),
        QT_TRANSLATE_NOOP("text", "it is not a whole XLSX file"),
        QT_TRANSLATE_NOOP("text", "%1 cannot be unpacked"),
        QT_TRANSLATE_NOOP("text", "%1 would unpack to %2 bytes"),
        QT_TRANSLATE_NOOP("text", "the sheet %1 is missing"),
        QT_TRANSLATE_NOOP("text", "its list of sheets cannot be read"),
        QT_TRANSLATE_NOOP("text", "more than %1 different texts"),
        QT_TRANSLATE_NOOP("text", "its texts cannot be read: %1"),
        QT_TRANSLATE_NOOP("text", "the sheets of %1 are: %2"),
        QT_TRANSLATE_NOOP("text", "the sheet %1 has none; there are the sheets %2"),
        QT_TRANSLATE_NOOP("text", "only a workbook (XLSX) has sheets, not %1"),
        QT_TRANSLATE_NOOP("text", "only a SQLite file can be asked, not %1"),
        QT_TRANSLATE_NOOP("text", "after line %1: %2"),
        QT_TRANSLATE_NOOP("text", "a cell beyond column %1"),
        QT_TRANSLATE_NOOP("text", "a cell of more than 10 MB"),
    });
    return forms;
}

} // namespace fornada
