#include "store/sql.h"

#include <QAtomicInteger>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>

namespace fornada {

namespace {

ErrorKind kindOf(int code)
{
    switch (code & 0xff) { // the primary code
    case SQLITE_FULL:
        return ErrorKind::DiskFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::DatabaseLocked;
    case SQLITE_CORRUPT:
        return ErrorKind::DatabaseCorrupt;
    case SQLITE_NOTADB:
        return ErrorKind::DatabaseForeign;
    case SQLITE_READONLY:
        return ErrorKind::DatabaseReadOnly;
    case SQLITE_CANTOPEN:
        return ErrorKind::FileUnreadable;
    default:
        return ErrorKind::DatabaseFailed;
    }
}

Error errorOf(int code, const QString &text, const QString &path)
{
    return {kindOf(code), path, QStringLiteral("%1 (%2)").arg(text).arg(code)};
}

QString uniqueConnectionName()
{
    static QAtomicInteger<quint64> last;
    return QStringLiteral("fornada-%1").arg(last.fetchAndAddRelaxed(1));
}

QString optionsFor(SqlAccess access)
{
    switch (access) {
    case SqlAccess::ReadWrite:
        return QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
    case SqlAccess::ReadOnly:
        return QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000;QSQLITE_OPEN_READONLY");
    case SqlAccess::Immutable:
        return QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI");
    }
    return {};
}

} // namespace

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString &path, SqlAccess access)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection(uniqueConnectionName(), path));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    const QString escaped = QString::fromLatin1(path.toUtf8().toPercentEncoding("/"));
    database.setDatabaseName(access == SqlAccess::Immutable ? QStringLiteral("file:%1?immutable=1").arg(escaped)
                                                            : path);
    database.setConnectOptions(optionsFor(access));
    if (!database.open()) {
        const QSqlError why = database.lastError();
        return errorOf(why.nativeErrorCode().toInt(), why.databaseText(), path);
    }
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return Error{ErrorKind::Internal, path, QStringLiteral("QtSql's driver gives no SQLite handle")};
    connection->m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    return connection;
}

SqlConnection::SqlConnection(QString name, QString path)
    : m_name(std::move(name))
    , m_path(std::move(path))
{}

SqlConnection::~SqlConnection()
{
    for (sqlite3_stmt *statement : std::as_const(m_prepared))
        sqlite3_finalize(statement);
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Error SqlConnection::lastError() const
{
    return errorOf(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)), m_path);
}

sqlite3_stmt *SqlConnection::prepare(const QByteArray &sql, unsigned flags)
{
    sqlite3_stmt *statement = nullptr;
    if (!m_fault &&
        sqlite3_prepare_v3(m_handle, sql.constData(), int(sql.size()), flags, &statement, nullptr) != SQLITE_OK)
        fail(lastError());
    return statement;
}

sqlite3_stmt *SqlConnection::prepared(const char *sql)
{
    if (m_fault)
        return nullptr;
    const auto known = m_prepared.constFind(sql);
    if (known != m_prepared.cend())
        return *known;
    sqlite3_stmt *statement = prepare(QByteArray::fromRawData(sql, qsizetype(qstrlen(sql))), SQLITE_PREPARE_PERSISTENT);
    if (statement)
        m_prepared.insert(sql, statement);
    return statement;
}

Statement SqlConnection::statement(const char *sql)
{
    return Statement(*this, prepared(sql), Statement::Life::Kept);
}

std::unique_ptr<Statement> SqlConnection::once(const QString &sql)
{
    return std::make_unique<Statement>(*this, prepare(sql.toUtf8(), 0), Statement::Life::Once);
}

Status SqlConnection::execute(const QString &sql)
{
    if (m_fault)
        return *m_fault;
    if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) == SQLITE_OK)
        return {};
    return lastError();
}

void SqlConnection::watchLog()
{
    // In place of SQLite's own, which moves the log within a commit.
    const auto note = [](void *self, sqlite3 *, const char *, int pages) {
        static_cast<SqlConnection *>(self)->m_loggedPages = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_handle, note, this);
}

int SqlConnection::moveLog()
{
    int logged = 0, moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &logged, &moved);
    if (code != SQLITE_OK || moved <= 0)
        return 0; // trouble shows at the next commit; the log keeps all
    // SQLite syncs only what empties the log: the last one to move a little would wait for all that was moved before.
    sqlite3_file *file = nullptr;
    if (moved < logged && sqlite3_file_control(m_handle, nullptr, SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
        file->pMethods)
        file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
    return moved;
}

void SqlConnection::fail(Error error)
{
    if (!m_fault)
        m_fault = std::move(error);
}

SqlTransaction::SqlTransaction(SqlConnection &connection)
    : m_connection(connection)
{
    const Status begun = connection.execute(QStringLiteral("BEGIN IMMEDIATE"));
    m_open = bool(begun);
    if (!begun)
        m_connection.fail(begun.error());
}

SqlTransaction::~SqlTransaction()
{
    if (!m_open)
        return;
    m_connection.clearFault();
    (void)m_connection.execute(QStringLiteral("ROLLBACK"));
}

Status SqlTransaction::commit()
{
    if (m_connection.fault())
        return *m_connection.fault();
    const Status done = m_connection.execute(QStringLiteral("COMMIT"));
    if (done)
        m_open = false;
    return done;
}

} // namespace fornada
