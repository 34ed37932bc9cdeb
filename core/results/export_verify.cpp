#include "base/sha256.h"
#include "results/export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>

namespace fornada {

namespace {

constexpr qint64 kPiece = 1 << 20;
constexpr qint64 kLargestManifest = 1LL << 30;

// Nothing when it cannot be read to its end.
std::optional<QByteArray> hashOf(QuaZip &zip)
{
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    Sha256 hash;
    for (QByteArray piece = file.read(kPiece); !piece.isEmpty(); piece = file.read(kPiece))
        hash.add(piece);
    file.close();
    return file.getZipError() == UNZ_OK ? std::optional(hash.result()) : std::nullopt;
}

Result<QJsonObject> manifestOf(QuaZip &zip, const QString &path)
{
    const Error strange{ErrorKind::BadFormat, path, QStringLiteral("there is no manifest of Fornada in it")};
    if (!zip.setCurrentFile(QStringLiteral("manifest.json")))
        return strange;
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestManifest)
        return strange;
    const QJsonObject manifest = QJsonDocument::fromJson(file.readAll()).object();
    return manifest.value(QLatin1String("format")).toString() == u"fornada-export" ? Result(manifest) : strange;
}

} // namespace

Result<ExportCheck> verifyExport(const QString &path)
{
    if (!QFile::exists(path))
        return Error{ErrorKind::FileMissing, path, {}};
    QuaZip zip(path);
    if (!zip.open(QuaZip::mdUnzip))
        return Error{ErrorKind::BadFormat, path, QStringLiteral("it is no ZIP file, or its end is missing")};
    const auto manifest = manifestOf(zip, path);
    if (!manifest)
        return manifest.error();
    ExportCheck check;
    QSet<QString> known{QStringLiteral("manifest.json")};
    if (manifest->value(QLatin1String("version")).toInt() < 2) // it did not list its pages
        known += {QStringLiteral("manifest.csv"), QStringLiteral("table.csv"), QStringLiteral("contact.html")};
    const QJsonArray files = manifest->value(QLatin1String("files")).toArray();
    for (const QJsonValue &entry : files) {
        const QString name = entry[QLatin1String("path")].toString();
        const QByteArray wanted = QByteArray::fromHex(entry[QLatin1String("sha256")].toString().toLatin1());
        ++check.files;
        known.insert(name);
        if (!zip.setCurrentFile(name))
            check.missing.append(name);
        else if (hashOf(zip) != wanted)
            check.damaged.append(name);
    }
    const QStringList names = zip.getFileNameList();
    for (const QString &name : names)
        if (!known.contains(name))
            check.unknown.append(name);
    return check;
}

} // namespace fornada
