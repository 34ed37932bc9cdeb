#pragma once

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/ids.h"
#include "base/money.h"

#include <QDate>
#include <QJsonObject>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <optional>

struct sqlite3_stmt;

namespace fornada {

class SqlConnection;

// One use of a prepared statement: bind with <<, step with next() or run(), read the columns in order with >>.
// Ends (releasing its read lock) with the object. After a failure everything is a no-op; the connection keeps the
// error.
// It talks to SQLite through the handle of QtSql's driver: QSqlQuery boxes every value in a QVariant and describes the
// columns anew with each execution, which was half of what a job cost the store.
class Statement final {
public:
    enum class Life { Kept, Once }; // by the connection; or gone with this object

    Statement(SqlConnection &connection, sqlite3_stmt *statement, Life life);
    ~Statement();
    Q_DISABLE_COPY_MOVE(Statement)

    Statement &operator<<(const QVariant &value);
    Statement &operator<<(qint64 value);
    Statement &operator<<(int value) { return *this << qint64(value); }
    Statement &operator<<(bool value) { return *this << qint64(value); }
    Statement &operator<<(double value);
    Statement &operator<<(const QString &value);
    Statement &operator<<(const QByteArray &value);
    Statement &operator<<(const QJsonObject &value);
    Statement &operator<<(QDate value);
    Statement &operator<<(Wall value) { return *this << toMicros(value); }
    Statement &operator<<(Boot value) { return *this << toMicros(value); }
    Statement &operator<<(Micros value) { return *this << qint64(value.count()); }
    Statement &operator<<(Money value) { return *this << value.micros; }
    template<class Tag>
    Statement &operator<<(Id<Tag> id)
    {
        return *this << id.value;
    }
    template<class E>
    requires std::is_enum_v<E> Statement &operator<<(E value)
    {
        return bindName(EnumNames<E>::names.at(static_cast<size_t>(value)));
    }
    template<class T>
    Statement &operator<<(const std::optional<T> &value)
    {
        return value ? *this << *value : bindNull();
    }

    bool run();  // no rows wanted
    bool next(); // runs first; false at the end and after a failure
    qint64 insertedId() const;
    int affectedRows() const;

    Statement &operator>>(QVariant &value);
    Statement &operator>>(qint64 &value);
    Statement &operator>>(int &value);
    Statement &operator>>(bool &value);
    Statement &operator>>(double &value);
    Statement &operator>>(QString &value);
    Statement &operator>>(QByteArray &value);
    Statement &operator>>(QJsonObject &value);
    Statement &operator>>(QDate &value);
    Statement &operator>>(Wall &value);
    Statement &operator>>(Boot &value);
    Statement &operator>>(Micros &value);
    Statement &operator>>(Money &value) { return *this >> value.micros; }
    template<class Tag>
    Statement &operator>>(Id<Tag> &id)
    {
        return *this >> id.value;
    }
    template<class E>
    requires std::is_enum_v<E> Statement &operator>>(E &value)
    {
        const QLatin1String name = textColumn();
        const auto &names = EnumNames<E>::names;
        const auto known = std::find(names.begin(), names.end(), name);
        if (known != names.end())
            value = static_cast<E>(known - names.begin());
        else
            unknownName(name);
        return *this;
    }
    template<class T>
    Statement &operator>>(std::optional<T> &value)
    {
        if (isNull()) {
            value.reset();
            ++m_column;
            return *this;
        }
        return *this >> value.emplace();
    }

private:
    Statement &bindNull();
    Statement &bindName(QLatin1String name); // which must live for ever
    Statement &bound(int code);
    QLatin1String textColumn(); // good until the next step
    bool isNull() const;
    void unknownName(QLatin1String name);
    bool step();

    SqlConnection &m_connection;
    sqlite3_stmt *const m_statement; // nothing after a failure
    const Life m_life;
    int m_bound = 0;
    int m_column = 0;
    int m_changes = 0;
    bool m_executed = false;
    bool m_hasRow = false;
};

} // namespace fornada
