#pragma once

#include "intake/row_source.h"

namespace fornada {

// Rows given in the order itself.
class GivenRows final : public RowSource {
public:
    explicit GivenRows(QList<QJsonObject> rows)
        : m_rows(std::move(rows))
    {}
    Result<std::optional<SourceRow>> next() override
    {
        if (m_next >= m_rows.size())
            return std::optional<SourceRow>();
        const qsizetype at = m_next++;
        return std::optional<SourceRow>(SourceRow{at + 1, m_rows.at(at)});
    }
    QStringList columns() const override { return m_rows.isEmpty() ? QStringList() : m_rows.first().keys(); }
    bool knowsColumns() const override { return false; }
    bool countsRows() const override { return true; }
    double progress() const override { return m_rows.isEmpty() ? 1 : double(m_next) / double(m_rows.size()); }

private:
    const QList<QJsonObject> m_rows;
    qsizetype m_next = 0;
};

} // namespace fornada
