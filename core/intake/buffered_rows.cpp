#include "intake/buffered_rows.h"

namespace fornada {

Result<std::optional<SourceRow>> BufferedRows::next()
{
    if (m_ahead.empty())
        return read();
    auto row = std::move(m_ahead.front());
    m_ahead.pop_front();
    return row;
}

Status BufferedRows::readAhead(int most, const QString &path)
{
    std::optional<Error> firstError;
    bool anyRow = false;
    for (int i = 0; i < most && !isAheadEnough(); ++i) {
        auto row = read();
        const bool atEnd = row && !*row;
        if (!row && row.error().kind != ErrorKind::BadFormat)
            return row.error();
        if (!row && !firstError)
            firstError = row.error();
        if (row && *row) {
            anyRow = true;
            noteAhead(**row);
        }
        if (atEnd && !anyRow)
            return firstError ? Error{firstError->kind, path, firstError->detail}
                              : Error{ErrorKind::EmptyInput, path, {}};
        m_ahead.push_back(std::move(row));
        m_isReadWhole = atEnd;
        if (atEnd)
            break;
    }
    return {};
}

Error BufferedRows::badRow(qint64 line, const QString &reason, bool isRow)
{
    const QString place = isRow ? QStringLiteral("row %1: %2") : QStringLiteral("line %1: %2");
    return {ErrorKind::BadFormat, QString::number(line), place.arg(line).arg(reason)};
}

} // namespace fornada
