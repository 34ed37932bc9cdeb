#include "store/sql.h"

#include <QJsonDocument>

#include <sqlite3.h>

namespace fornada {

namespace {

// Text is given with its length, and copied: what is bound may be gone before the step.
int bindText(sqlite3_stmt *statement, int place, const QByteArray &utf8)
{
    return sqlite3_bind_text64(statement, place, utf8.constData(), quint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
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

} // namespace fornada
