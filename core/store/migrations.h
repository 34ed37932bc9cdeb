#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

namespace fornada {

class SqlConnection;

// One step of the schema: the numbered files in store/migrations, compiled in.
struct Migration {
    int version = 0;
    QString sql;
};

QList<Migration> builtInMigrations(); // in order
int latestVersion(const QList<Migration> &migrations);
int schemaVersion(SqlConnection &sql);

// Takes the schema from its version to the latest, each step with its version in one transaction.
Status migrate(SqlConnection &sql, const QList<Migration> &migrations);

} // namespace fornada
