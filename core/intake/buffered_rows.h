#pragma once

#include "intake/row_source.h"

#include <deque>

namespace fornada {

// A row source that has read its first rows already, so that an empty or unreadable file is known when it is opened.
class BufferedRows : public RowSource {
public:
    Result<std::optional<SourceRow>> next() final;
    // Reads up to `most` rows ahead. An error when there is no row, or nothing but errors.
    Status readAhead(int most, const QString &path);

protected:
    virtual Result<std::optional<SourceRow>> read() = 0;
    // Enough was read ahead, whatever the number of rows.
    virtual bool isAheadEnough() const { return false; }
    virtual void noteAhead(const SourceRow &) {}

    bool isReadWhole() const { return m_isReadWhole; } // ahead

    static Error badRow(qint64 line, const QString &reason, bool isRow = false);

private:
    std::deque<Result<std::optional<SourceRow>>> m_ahead;
    bool m_isReadWhole = false;
};

} // namespace fornada
