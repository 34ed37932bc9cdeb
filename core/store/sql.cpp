#include "store/sql.h"

#include <QAtomicInteger>
#include <QJsonDocument>
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

// Text is given with its length, and copied: what is bound may be gone before the step.
int bindText(sqlite3_stmt *statement, int place, const QByteArray &utf8)
{
    return sqlite3_bind_text64(statement, place, utf8.constData(), quint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
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

Statement::Statement(SqlConnection &connection, sqlite3_stmt *statement, Life life)
    : m_connection(connection)
    , m_statement(statement)
    , m_life(life)
{}

Statement::~Statement()
{
    if (m_life == Life::Once) {
        sqlite3_finalize(m_statement);
    } else if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement); // answers of any size
    }
}

Statement &Statement::bound(int code)
{
    if (code != SQLITE_OK)
        m_connection.fail(m_connection.lastError());
    return *this;
}

Statement &Statement::operator<<(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return bindNull();
    case QMetaType::Double:
        return *this << value.toDouble();
    case QMetaType::QString:
        return *this << value.toString();
    case QMetaType::QByteArray:
        return *this << value.toByteArray();
    default:
        return *this << value.toLongLong();
    }
}

Statement &Statement::bindNull()
{
    return m_statement ? bound(sqlite3_bind_null(m_statement, ++m_bound)) : *this;
}

Statement &Statement::bindName(QLatin1String name)
{
    return m_statement ? bound(sqlite3_bind_text(m_statement, ++m_bound, name.data(), int(name.size()), SQLITE_STATIC))
                       : *this;
}

Statement &Statement::operator<<(qint64 value)
{
    return m_statement ? bound(sqlite3_bind_int64(m_statement, ++m_bound, value)) : *this;
}

Statement &Statement::operator<<(double value)
{
    return m_statement ? bound(sqlite3_bind_double(m_statement, ++m_bound, value)) : *this;
}

// Our columns know empty text, but no missing one.
Statement &Statement::operator<<(const QString &value)
{
    if (value.isEmpty())
        return bindName(QLatin1String(""));
    return m_statement ? bound(bindText(m_statement, ++m_bound, value.toUtf8())) : *this;
}

Statement &Statement::operator<<(const QByteArray &value)
{
    if (!m_statement)
        return *this;
    if (value.isEmpty())
        return bound(sqlite3_bind_zeroblob(m_statement, ++m_bound, 0));
    return bound(
        sqlite3_bind_blob64(m_statement, ++m_bound, value.constData(), quint64(value.size()), SQLITE_TRANSIENT));
}

Statement &Statement::operator<<(const QJsonObject &value)
{
    if (value.isEmpty())
        return bindName(QLatin1String("{}"));
    return m_statement ? bound(bindText(m_statement, ++m_bound, QJsonDocument(value).toJson(QJsonDocument::Compact)))
                       : *this;
}

Statement &Statement::operator<<(QDate value)
{
    return *this << (value.isValid() ? value.toString(Qt::ISODate) : QString());
}

bool Statement::step()
{
    m_hasRow = false;
    if (!m_statement || m_connection.fault())
        return false;
    const bool isFirst = !std::exchange(m_executed, true);
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        m_connection.fail(m_connection.lastError());
        return false;
    }
    m_hasRow = code == SQLITE_ROW;
    if (isFirst && !sqlite3_stmt_readonly(m_statement)) {
        m_changes = sqlite3_changes(m_connection.m_handle);
        m_connection.countWrite();
    }
    return true;
}

bool Statement::run()
{
    return step();
}

bool Statement::next()
{
    if (m_executed && !m_hasRow)
        return false;
    m_column = 0;
    return step() && m_hasRow;
}

qint64 Statement::insertedId() const
{
    return m_statement && !m_connection.fault() ? sqlite3_last_insert_rowid(m_connection.m_handle) : 0;
}

int Statement::affectedRows() const
{
    return m_statement && !m_connection.fault() ? m_changes : 0;
}

bool Statement::isNull() const
{
    return !m_hasRow || sqlite3_column_type(m_statement, m_column) == SQLITE_NULL;
}

QLatin1String Statement::textColumn()
{
    if (!m_hasRow)
        return {};
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, m_column));
    return {text, sqlite3_column_bytes(m_statement, m_column++)};
}

Statement &Statement::operator>>(QVariant &value)
{
    switch (m_hasRow ? sqlite3_column_type(m_statement, m_column) : SQLITE_NULL) {
    case SQLITE_INTEGER:
        value = sqlite3_column_int64(m_statement, m_column);
        break;
    case SQLITE_FLOAT:
        value = sqlite3_column_double(m_statement, m_column);
        break;
    case SQLITE_TEXT: {
        QString text;
        *this >> text;
        value = text;
        return *this;
    }
    case SQLITE_BLOB: {
        QByteArray bytes;
        *this >> bytes;
        value = bytes;
        return *this;
    }
    default:
        value = QVariant();
    }
    ++m_column;
    return *this;
}

Statement &Statement::operator>>(qint64 &value)
{
    value = m_hasRow ? sqlite3_column_int64(m_statement, m_column++) : 0;
    return *this;
}

Statement &Statement::operator>>(int &value)
{
    value = m_hasRow ? sqlite3_column_int(m_statement, m_column++) : 0;
    return *this;
}

Statement &Statement::operator>>(bool &value)
{
    value = m_hasRow && sqlite3_column_int64(m_statement, m_column++) != 0;
    return *this;
}

Statement &Statement::operator>>(double &value)
{
    value = m_hasRow ? sqlite3_column_double(m_statement, m_column++) : 0;
    return *this;
}

Statement &Statement::operator>>(QString &value)
{
    const QLatin1String utf8 = textColumn();
    value = QString::fromUtf8(utf8.data(), utf8.size());
    return *this;
}

Statement &Statement::operator>>(QByteArray &value)
{
    value.clear();
    if (!m_hasRow)
        return *this;
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, m_column));
    value = QByteArray(bytes, sqlite3_column_bytes(m_statement, m_column++));
    return *this;
}

Statement &Statement::operator>>(QJsonObject &value)
{
    const QLatin1String utf8 = textColumn();
    value = utf8 == QLatin1String("{}")
                ? QJsonObject()
                : QJsonDocument::fromJson(QByteArray::fromRawData(utf8.data(), utf8.size())).object();
    return *this;
}

Statement &Statement::operator>>(QDate &value)
{
    value = QDate::fromString(QString(textColumn()), Qt::ISODate);
    return *this;
}

Statement &Statement::operator>>(Wall &value)
{
    qint64 micros = 0;
    *this >> micros;
    value = wallFromMicros(micros);
    return *this;
}

Statement &Statement::operator>>(Boot &value)
{
    qint64 micros = 0;
    *this >> micros;
    value = bootFromMicros(micros);
    return *this;
}

Statement &Statement::operator>>(Micros &value)
{
    qint64 micros = 0;
    *this >> micros;
    value = Micros(micros);
    return *this;
}

void Statement::unknownName(QLatin1String name)
{
    m_connection.fail({ErrorKind::DatabaseCorrupt, m_connection.path(), QStringLiteral("unknown name '%1'").arg(name)});
}

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
