#pragma once

#include "intake/buffered_rows.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace fornada {

// Rows of a query over a SQLite file, which is opened for reading only. A connection belongs to the thread that made
// it, while rows are read now here, now there: a thread of its own reads ahead, a little.
class SqliteRows final : public BufferedRows {
public:
    // Without a query the file must have one table, which is read whole.
    static Result<std::unique_ptr<SqliteRows>> open(const QString &path, const QString &query);
    // Its tables, then its views.
    static Result<QStringList> tables(const QString &path);
    ~SqliteRows() override;
    Q_DISABLE_COPY_MOVE(SqliteRows)

    QStringList columns() const override { return m_columns; }
    bool countsRows() const override { return true; }
    double progress() const override { return m_ended ? 1 : 0; } // how many there are nobody knows before the end

protected:
    Result<std::optional<SourceRow>> read() override;

private:
    SqliteRows(const QString &path, const QString &query);
    Status waitForColumns();

    // On the own thread:
    void run();
    Status readAll();
    Result<QString> onlyTable(const QString &connection) const;
    bool put(Result<std::optional<SourceRow>> row);

    const QString m_path, m_query;
    QStringList m_columns; // constant after waitForColumns
    bool m_ended = false;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Result<std::optional<SourceRow>>> m_rows;
    std::optional<QStringList> m_found;
    bool m_isClosing = false;
    std::thread m_thread;
};

} // namespace fornada
