#include "intake/sqlite_rows.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>
#include <QSqlRecord>
#include <QUuid>

namespace fornada {

SqliteRows::SqliteRows(const QString &path)
    : m_path(path)
    , m_connection(QUuid::createUuid().toString())
{}

SqliteRows::~SqliteRows()
{
    m_query.reset();
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<SqliteRows>> SqliteRows::open(const QString &path, const QString &query)
{
    std::unique_ptr<SqliteRows> rows(new SqliteRows(path));
    QString text = query;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), rows->m_connection);
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"));
        if (!database.open())
            return Error{ErrorKind::FileUnreadable, path, database.lastError().text()};
    }
    if (text.trimmed().isEmpty()) {
        const auto table = rows->onlyTable();
        if (!table)
            return table.error();
        text = QStringLiteral("SELECT * FROM \"%1\"").arg(QString(*table).replace(u'"', QLatin1String("\"\"")));
    }
    if (const Status started = rows->start(text); !started)
        return started.error();
    return rows;
}

Result<QString> SqliteRows::onlyTable() const
{
    const QStringList tables = QSqlDatabase::database(m_connection).tables();
    if (tables.size() == 1)
        return tables.first();
    return Error{ErrorKind::BadArgument, QStringLiteral("query"),
                 tables.isEmpty() ? QStringLiteral("%1 has no table").arg(m_path)
                                  : QStringLiteral("%1 has several tables (%2): say which rows with a query")
                                        .arg(m_path, tables.join(QStringLiteral(", ")))};
}

Status SqliteRows::start(const QString &query)
{
    m_query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_connection));
    m_query->setForwardOnly(true);
    if (!m_query->exec(query))
        return Error{ErrorKind::BadArgument, QStringLiteral("query"), m_query->lastError().text()};
    if (!m_query->isSelect())
        return Error{ErrorKind::BadArgument, QStringLiteral("query"), QStringLiteral("it must be a SELECT")};
    const QSqlRecord record = m_query->record();
    for (int i = 0; i < record.count(); ++i) {
        const QString name = record.fieldName(i);
        if (m_columns.contains(name))
            return Error{ErrorKind::BadArgument, QStringLiteral("query"),
                         QStringLiteral("two columns are named '%1'").arg(name)};
        m_columns.append(name);
    }
    return {};
}

Result<std::optional<SourceRow>> SqliteRows::read()
{
    if (m_ended)
        return std::optional<SourceRow>();
    if (!m_query->next()) {
        m_ended = true;
        const QSqlError error = m_query->lastError();
        if (error.isValid())
            return Error{ErrorKind::FileUnreadable, m_path, error.text()};
        return std::optional<SourceRow>();
    }
    SourceRow row;
    row.line = ++m_line;
    for (int i = 0; i < m_columns.size(); ++i) {
        const QVariant value = m_query->value(i);
        if (value.typeId() == QMetaType::QByteArray)
            return badRow(m_line, QStringLiteral("the column %1 holds bytes, not text").arg(m_columns.at(i)));
        row.fields.insert(m_columns.at(i), value.isNull() ? QJsonValue(QString()) : QJsonValue::fromVariant(value));
    }
    return std::optional(std::move(row));
}

} // namespace fornada
