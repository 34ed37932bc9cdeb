#include "intake/sqlite_rows.h"

#include "intake/row_parts.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

namespace fornada {

namespace {

constexpr size_t kMostAhead = 1'000;

Error badQuery(const QString &why)
{
    return {ErrorKind::BadArgument, QStringLiteral("query"), why};
}

// A connection of this thread, closed at the end of its scope.
class Connection {
public:
    explicit Connection(const QString &path)
        : m_name(QUuid::createUuid().toString())
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"));
        (void)database.open();
    }
    ~Connection() { QSqlDatabase::removeDatabase(m_name); }
    Q_DISABLE_COPY_MOVE(Connection)

    const QString &name() const { return m_name; }

private:
    const QString m_name;
};

} // namespace

SqliteRows::SqliteRows(const QString &path, const QString &query)
    : m_path(path)
    , m_query(query)
    , m_thread([this] { run(); })
{}

SqliteRows::~SqliteRows()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Result<std::unique_ptr<SqliteRows>> SqliteRows::open(const QString &path, const QString &query)
{
    std::unique_ptr<SqliteRows> rows(new SqliteRows(path, query));
    if (const Status found = rows->waitForColumns(); !found)
        return found.error();
    return rows;
}

Result<QStringList> SqliteRows::tables(const QString &path)
{
    const Connection connection(path);
    const QSqlDatabase database = QSqlDatabase::database(connection.name());
    if (!database.isOpen())
        return Error{ErrorKind::FileUnreadable, path, database.lastError().text()};
    const QStringList tables = database.tables(QSql::Tables) + database.tables(QSql::Views);
    if (tables.isEmpty())
        return Error{ErrorKind::EmptyInput, path, QStringLiteral("the database has no table")};
    return tables;
}

Status SqliteRows::waitForColumns()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_found || !m_rows.empty(); });
    if (!m_found) // the first thing that came is what went wrong
        return m_rows.front().error();
    m_columns = *m_found;
    return {};
}

Result<std::optional<SourceRow>> SqliteRows::read()
{
    if (m_ended)
        return std::optional<SourceRow>();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_rows.empty(); });
    auto row = std::move(m_rows.front());
    m_rows.pop_front();
    m_ended = row ? !*row : row.error().kind != ErrorKind::BadFormat;
    lock.unlock();
    m_changed.notify_all();
    return row;
}

// False when nobody wants more.
bool SqliteRows::put(Result<std::optional<SourceRow>> row)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isClosing || m_rows.size() < kMostAhead; });
    if (m_isClosing)
        return false;
    m_rows.push_back(std::move(row));
    lock.unlock();
    m_changed.notify_all();
    return true;
}

void SqliteRows::run()
{
    const Status read = readAll();
    (void)put(read ? Result<std::optional<SourceRow>>(std::nullopt) : Result<std::optional<SourceRow>>(read.error()));
}

Result<QString> SqliteRows::onlyTable(const QString &connection) const
{
    const QStringList tables = QSqlDatabase::database(connection).tables();
    if (tables.size() == 1)
        return tables.first();
    return badQuery(tables.isEmpty() ? QStringLiteral("%1 has no table").arg(m_path)
                                     : QStringLiteral("%1 has several tables (%2): say which rows with a query")
                                           .arg(m_path, tables.join(QStringLiteral(", "))));
}

Status SqliteRows::readAll()
{
    const Connection connection(m_path);
    if (const QSqlDatabase database = QSqlDatabase::database(connection.name()); !database.isOpen())
        return Error{ErrorKind::FileUnreadable, m_path, database.lastError().text()};
    QString text = m_query;
    if (text.trimmed().isEmpty()) {
        const auto table = onlyTable(connection.name());
        if (!table)
            return table.error();
        text = queryOfTable(*table);
    }
    QSqlQuery query(QSqlDatabase::database(connection.name()));
    query.setForwardOnly(true);
    if (!query.exec(text))
        return badQuery(query.lastError().text());
    if (!query.isSelect())
        return badQuery(QStringLiteral("it must be a SELECT"));
    QStringList columns;
    const QSqlRecord record = query.record();
    for (int i = 0; i < record.count(); ++i) {
        if (columns.contains(record.fieldName(i)))
            return badQuery(QStringLiteral("two columns are named '%1'").arg(record.fieldName(i)));
        columns.append(record.fieldName(i));
    }
    {
        const std::lock_guard lock(m_mutex);
        m_found = columns;
    }
    m_changed.notify_all();
    for (qint64 line = 1; query.next(); ++line) {
        SourceRow row{line, {}};
        Result<std::optional<SourceRow>> next = std::optional<SourceRow>();
        QString bytes;
        for (int i = 0; i < columns.size(); ++i) {
            const QVariant value = query.value(i);
            if (value.typeId() == QMetaType::QByteArray)
                bytes = columns.at(i);
            row.fields.insert(columns.at(i), value.isNull() ? QJsonValue(QString()) : QJsonValue::fromVariant(value));
        }
        next = bytes.isEmpty()
                   ? Result<std::optional<SourceRow>>(std::optional(std::move(row)))
                   : badRow(line, QStringLiteral("the column %1 holds bytes, not text").arg(bytes), countsRows());
        if (!put(std::move(next)))
            return {};
    }
    if (query.lastError().isValid())
        return Error{ErrorKind::FileUnreadable, m_path, query.lastError().text()};
    return {};
}

} // namespace fornada
