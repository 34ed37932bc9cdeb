#include "store/sql.h"

#include <QAtomicInteger>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>

namespace fornada {

namespace {

// SQLite's primary result codes that mean something to us.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADb = 26
};

ErrorKind kindOf(int code)
{
    switch (code & 0xff) {
    case Full:
        return ErrorKind::DiskFull;
    case Busy:
    case Locked:
        return ErrorKind::DatabaseLocked;
    case Corrupt:
        return ErrorKind::DatabaseCorrupt;
    case NotADb:
        return ErrorKind::DatabaseForeign;
    case ReadOnly:
        return ErrorKind::DatabaseReadOnly;
    case CantOpen:
        return ErrorKind::FileUnreadable;
    default:
        return ErrorKind::DatabaseFailed;
    }
}

Error errorOf(const QSqlError &error, const QString &path)
{
    return {kindOf(error.nativeErrorCode().toInt()), path,
            error.databaseText() + QLatin1String(" (") + error.nativeErrorCode() + QLatin1Char(')')};
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

Statement::Statement(SqlConnection &connection, QSqlQuery *query)
    : m_connection(connection)
    , m_query(query)
{}

Statement::Statement(SqlConnection &connection, std::unique_ptr<QSqlQuery> query)
    : m_connection(connection)
    , m_owned(std::move(query))
    , m_query(m_owned.get())
{}

Statement::~Statement()
{
    if (m_query && m_executed)
        m_query->finish();
}

Statement &Statement::bindVariant(const QVariant &value)
{
    if (m_query)
        m_query->bindValue(m_bound++, value);
    return *this;
}

Statement &Statement::bindNull()
{
    return bindVariant(QVariant());
}

Statement &Statement::operator<<(qint64 value)
{
    return bindVariant(value);
}

Statement &Statement::operator<<(double value)
{
    return bindVariant(value);
}

Statement &Statement::operator<<(const QString &value)
{
    // Qt binds a null QString as NULL; our columns know empty text only.
    return bindVariant(value.isNull() ? QStringLiteral("") : value);
}

Statement &Statement::operator<<(const QByteArray &value)
{
    return bindVariant(value.isNull() ? QByteArray("") : value);
}

Statement &Statement::operator<<(const QJsonObject &value)
{
    return *this << QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact));
}

Statement &Statement::operator<<(QDate value)
{
    return *this << (value.isValid() ? value.toString(Qt::ISODate) : QString());
}

bool Statement::execute()
{
    m_executed = true;
    if (!m_query || m_connection.fault())
        return false;
    if (m_query->exec()) {
        if (!m_query->isSelect())
            m_connection.countWrite();
        return true;
    }
    m_connection.fail(errorOf(m_query->lastError(), m_connection.path()));
    return false;
}

bool Statement::run()
{
    return execute();
}

bool Statement::next()
{
    if (!m_executed && !execute())
        return false;
    if (!m_query || m_connection.fault())
        return false;
    m_column = 0;
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        m_connection.fail(errorOf(m_query->lastError(), m_connection.path()));
    return false;
}

qint64 Statement::insertedId() const
{
    return m_query ? m_query->lastInsertId().toLongLong() : 0;
}

int Statement::affectedRows() const
{
    return m_query && !m_connection.fault() ? m_query->numRowsAffected() : 0;
}

QVariant Statement::column()
{
    return m_query ? m_query->value(m_column++) : QVariant();
}

bool Statement::isNull() const
{
    return !m_query || m_query->isNull(m_column);
}

Statement &Statement::operator>>(QVariant &value)
{
    value = column();
    return *this;
}

Statement &Statement::operator>>(qint64 &value)
{
    value = column().toLongLong();
    return *this;
}

Statement &Statement::operator>>(int &value)
{
    value = column().toInt();
    return *this;
}

Statement &Statement::operator>>(bool &value)
{
    value = column().toLongLong() != 0;
    return *this;
}

Statement &Statement::operator>>(double &value)
{
    value = column().toDouble();
    return *this;
}

Statement &Statement::operator>>(QString &value)
{
    value = column().toString();
    return *this;
}

Statement &Statement::operator>>(QByteArray &value)
{
    value = column().toByteArray();
    return *this;
}

Statement &Statement::operator>>(QJsonObject &value)
{
    value = QJsonDocument::fromJson(column().toString().toUtf8()).object();
    return *this;
}

Statement &Statement::operator>>(QDate &value)
{
    value = QDate::fromString(column().toString(), Qt::ISODate);
    return *this;
}

Statement &Statement::operator>>(Wall &value)
{
    value = wallFromMicros(column().toLongLong());
    return *this;
}

Statement &Statement::operator>>(Boot &value)
{
    value = bootFromMicros(column().toLongLong());
    return *this;
}

Statement &Statement::operator>>(Micros &value)
{
    value = Micros(column().toLongLong());
    return *this;
}

void Statement::unknownName(const QString &name)
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
    if (!database.open())
        return errorOf(database.lastError(), path);
    return connection;
}

SqlConnection::SqlConnection(QString name, QString path)
    : m_name(std::move(name))
    , m_path(std::move(path))
{}

SqlConnection::~SqlConnection()
{
    qDeleteAll(m_prepared);
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlQuery SqlConnection::newQuery() const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    return query;
}

QSqlQuery *SqlConnection::prepared(const char *sql)
{
    if (m_fault)
        return nullptr;
    const auto known = m_prepared.constFind(sql);
    if (known != m_prepared.cend())
        return *known;
    auto query = std::make_unique<QSqlQuery>(newQuery());
    if (!query->prepare(QString::fromUtf8(sql))) {
        fail(errorOf(query->lastError(), m_path));
        return nullptr;
    }
    return *m_prepared.insert(sql, query.release());
}

Statement SqlConnection::statement(const char *sql)
{
    return Statement(*this, prepared(sql));
}

std::unique_ptr<Statement> SqlConnection::once(const QString &sql)
{
    auto query = std::make_unique<QSqlQuery>(newQuery());
    if (!m_fault && !query->prepare(sql))
        fail(errorOf(query->lastError(), m_path));
    if (m_fault)
        query.reset();
    return std::make_unique<Statement>(*this, std::move(query));
}

Status SqlConnection::execute(const QString &sql)
{
    if (m_fault)
        return *m_fault;
    QSqlQuery query = newQuery();
    if (query.exec(sql))
        return {};
    return errorOf(query.lastError(), m_path);
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
