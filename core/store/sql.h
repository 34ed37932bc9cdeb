#pragma once

#include "base/result.h"
#include "store/statement.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>

struct sqlite3;

namespace fornada {

enum class SqlAccess { ReadWrite, ReadOnly, Immutable };

// One connection to the database file. Belongs to the thread that opens it. The first failure is kept (sticky): what
// follows does nothing until clearFault, so that a sequence of statements is checked once at its end.
class SqlConnection final {
public:
    static Result<std::unique_ptr<SqlConnection>> open(const QString &path, SqlAccess access);
    ~SqlConnection();
    Q_DISABLE_COPY_MOVE(SqlConnection)

    // A statement by its named constant: prepared once, kept by the constant's address.
    Statement statement(const char *sql);
    // Text made at run time; not kept.
    std::unique_ptr<Statement> once(const QString &sql);
    Status execute(const QString &sql);

    const std::optional<Error> &fault() const { return m_fault; }
    Status status() const { return m_fault ? Status(*m_fault) : Status(); }
    void clearFault() { m_fault.reset(); }
    void fail(Error error);
    const QString &path() const { return m_path; }
    quint64 writes() const { return m_writes; }
    void countWrite() { ++m_writes; }

    // From here on its commits leave the log alone, and loggedPages tells how long the last one made it.
    void watchLog();
    int loggedPages() const { return m_loggedPages; }
    // Into the database file, as far as readers allow, and onto the disk. Returns how many of the log's pages are there
    // now.
    int moveLog();

private:
    SqlConnection(QString name, QString path);
    sqlite3_stmt *prepared(const char *sql);
    sqlite3_stmt *prepare(const QByteArray &sql, unsigned flags);
    Error lastError() const;

    friend class Statement;
    const QString m_name;
    const QString m_path;
    sqlite3 *m_handle = nullptr; // the driver's
    QHash<const char *, sqlite3_stmt *> m_prepared;
    std::optional<Error> m_fault;
    quint64 m_writes = 0;
    int m_loggedPages = 0;
};

// Rolls back unless committed.
class SqlTransaction final {
public:
    explicit SqlTransaction(SqlConnection &connection);
    ~SqlTransaction();
    Q_DISABLE_COPY_MOVE(SqlTransaction)
    Status commit();

private:
    SqlConnection &m_connection;
    bool m_open = false;
};

} // namespace fornada
