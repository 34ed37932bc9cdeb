#include "intake/row_parts.h"

#include "intake/sqlite_rows.h"
#include "intake/xlsx_book.h"

#include <QFile>

namespace fornada {

Result<RowParts> partsOf(const QString &path)
{
    QFile file(path);
    const QByteArray start = file.open(QIODevice::ReadOnly) ? file.read(16) : QByteArray();
    if (start.startsWith("PK\3\4")) {
        const auto book = XlsxBook::open(path);
        if (!book)
            return book.error();
        return RowParts{RowParts::Kind::Sheets, (*book)->sheetNames()};
    }
    if (start.startsWith("SQLite format 3")) {
        const auto tables = SqliteRows::tables(path);
        if (!tables)
            return tables.error();
        return RowParts{RowParts::Kind::Tables, *tables};
    }
    return RowParts();
}

QString queryOfTable(const QString &table)
{
    return QStringLiteral("SELECT * FROM \"%1\"").arg(QString(table).replace(u'"', QLatin1String("\"\"")));
}

} // namespace fornada
