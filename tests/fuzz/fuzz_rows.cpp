#include "intake/row_source.h"

#include <QFile>
#include <QTemporaryDir>

using namespace fornada;

// A file of rows: the first byte chooses its extension, the rest is what stands in it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder;
    static const QStringList names{QStringLiteral("rows.csv"), QStringLiteral("rows.json"),
                                   QStringLiteral("rows.jsonl"), QStringLiteral("rows")};
    if (size == 0)
        return 0;
    const QString path = folder.filePath(names[data[0] % names.size()]);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(data) + 1, qint64(size) - 1) < 0)
        return 0;
    file.close();
    const auto rows = openRows(path);
    if (!rows)
        return 0;
    // An error about one row may be followed by good rows; every call must come nearer to the end.
    for (size_t calls = 0; calls <= size + 2; ++calls) {
        const auto row = (*rows)->next();
        if (row ? !*row : row.error().kind != ErrorKind::BadFormat)
            return 0;
    }
    qFatal("the rows never end");
}
