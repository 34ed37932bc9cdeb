#include "store/migrations.h"

#include "store/sql.h"

namespace fornada {

namespace {

// Statements end with ";" at the end of a line (a comment may follow): Qt runs one at a time.
QStringList statementsOf(const QString &sql)
{
    QStringList statements;
    QString statement;
    const QStringList lines = sql.split(u'\n');
    for (const QString &line : lines) {
        const QString code = line.section(QLatin1String("--"), 0, 0).trimmed();
        if (code.isEmpty())
            continue;
        statement += code + u'\n';
        if (code.endsWith(u';')) {
            statements.append(statement);
            statement.clear();
        }
    }
    if (!statement.isEmpty())
        statements.append(statement);
    return statements;
}

Status migrateOnce(SqlConnection &sql, const Migration &migration)
{
    SqlTransaction transaction(sql);
    const QStringList statements = statementsOf(migration.sql);
    for (const QString &statement : statements)
        if (const Status done = sql.execute(statement); !done)
            return done;
    if (const Status done = sql.execute(QStringLiteral("PRAGMA user_version = %1").arg(migration.version)); !done)
        return done;
    return transaction.commit();
}

} // namespace

int latestVersion(const QList<Migration> &migrations)
{
    return migrations.isEmpty() ? 0 : migrations.constLast().version;
}

int schemaVersion(SqlConnection &sql)
{
    int version = 0;
    const auto row = sql.once(QStringLiteral("PRAGMA user_version"));
    if (row->next())
        *row >> version;
    return version;
}

Status migrate(SqlConnection &sql, const QList<Migration> &migrations)
{
    const int from = schemaVersion(sql);
    if (const Status good = sql.status(); !good)
        return good;
    for (const Migration &migration : migrations)
        if (migration.version > from)
            if (const Status done = migrateOnce(sql, migration); !done)
                return done;
    return {};
}

} // namespace fornada
