#pragma once

#include "intake/buffered_rows.h"

#include <QSqlQuery>

namespace fornada {

// Rows of a query over a SQLite file, which is opened for reading only. One thread: the one that opened it.
class SqliteRows final : public BufferedRows {
public:
    // Without a query the file must have one table, which is read whole.
    static Result<std::unique_ptr<SqliteRows>> open(const QString &path, const QString &query);
    ~SqliteRows() override;
    Q_DISABLE_COPY_MOVE(SqliteRows)

    QStringList columns() const override { return m_columns; }
    double progress() const override { return m_ended ? 1 : 0; } // how many there are nobody knows before the end

protected:
    Result<std::optional<SourceRow>> read() override;

private:
    explicit SqliteRows(const QString &path);
    Result<QString> onlyTable() const;
    Status start(const QString &query);

    const QString m_path;
    const QString m_connection;
    std::unique_ptr<QSqlQuery> m_query;
    QStringList m_columns;
    qint64 m_line = 0;
    bool m_ended = false;
};

} // namespace fornada
