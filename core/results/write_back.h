#pragma once

#include "results/export.h"

namespace fornada {

// Where results are written back to: a column of a table that is there.
struct WriteBackOrder {
    QString database;      // a SQLite file
    QString table;         // in it
    QString key;           // the column that names a row there ...
    QString field;         // ... and the field of our rows that has the same; empty: the same name
    QString column;        // gets the result: a text, or a file's path
    QString step;          // of the recipe; empty: its only one
    QString resultsFolder; // where result paths begin
};

// "people.db:personas.id=avatar": database, table, key, column.
Result<WriteBackOrder> writeBackOrder(const QString &text);
// The same with field and step, as a batch keeps it: {"into", "field", "step"}.
Result<WriteBackOrder> writeBackOrder(const QJsonObject &kept);
QJsonObject toJson(const WriteBackOrder &order);

// What a database has, to choose from.
struct TableShape {
    QString name;
    QStringList columns;
};
Result<QList<TableShape>> tablesOf(const QString &database);

struct WrittenBack {
    qint64 written = 0;
    QStringList missing; // keys that no row of the table has
    qint64 without = 0;  // rows of the batch without a result: theirs stay as they are
    qint64 gone = 0;     // results whose file is on the disk no more: the same
    // A key that an earlier row of the batch has too: that one's result is written, this one's is not.
    struct Double {
        qint64 row = 0, of = 0;
        QString key;
    };
    QList<Double> doubles; // the first ones
    qint64 doubled = 0;    // all of them
};

// Are the file, the table and its columns there, and may they be written? Blocks on the disk.
Status canWriteBack(const WriteBackOrder &order);

// All in one transaction: everything is written or nothing. Nothing else in the file is touched, nothing is made there:
// a table, column or step that is missing is an error. A key that several rows there have is one too. Blocks on the
// disk: pool threads only.
Result<WrittenBack> writeBack(const WriteBackOrder &order, const DeliveryPages &pages, const ExportProgress &progress);

} // namespace fornada
