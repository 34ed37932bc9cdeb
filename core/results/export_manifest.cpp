#include "results/export_manifest.h"

#include <QJsonDocument>

namespace fornada {

namespace {

constexpr char kChecksums[] = "manifest.csv";

} // namespace

ExportManifest::ExportManifest(const QString &folder)
    : m_page(folder, QStringLiteral("manifest.json"))
{}

Status ExportManifest::open(const QString &folder, const QJsonObject &about)
{
    auto checksums = csvTable(folder + u'/' + QLatin1String(kChecksums));
    if (!checksums)
        return checksums.error();
    m_checksums = std::move(*checksums);
    if (const Status written = m_checksums->addLine(
            textCells({QStringLiteral("file"), QStringLiteral("bytes"), QStringLiteral("sha256"), QStringLiteral("row"),
                       QStringLiteral("step"), QStringLiteral("variation"), QStringLiteral("from_cache")}));
        !written)
        return written;
    if (const Status open = m_page.open(); !open)
        return open;
    return m_page.write(QStringLiteral("{\"format\": \"fornada-export\", \"version\": 2, \"batch\": %1, \"files\": [")
                            .arg(QString::fromUtf8(QJsonDocument(about).toJson(QJsonDocument::Compact))));
}

Status ExportManifest::list(const ExportedFile &file, const QJsonObject &entry, const QString &fromCache)
{
    const auto text = [&entry](const char *key) { return entry.value(QLatin1String(key)).toString(); };
    const QString hash = QString::fromLatin1(file.sha256.toHex());
    if (const Status written = write(file, entry); !written)
        return written;
    return m_checksums->addLine(textCells(
        {file.path, QString::number(file.bytes), hash, text("row"), text("step"), text("variation"), fromCache}));
}

Status ExportManifest::putInto(ExportSink &sink)
{
    const auto checksums = m_checksums->putInto(sink, QString::fromLatin1(kChecksums));
    if (!checksums)
        return checksums.error();
    for (const ExportedFile &file : *checksums)
        if (const Status written = write(file, {}); !written)
            return written;
    if (const Status end = m_page.write(QStringLiteral("\n]}\n")); !end)
        return end;
    const auto added = m_page.putInto(sink);
    return added ? Status() : Status(added.error());
}

Status ExportManifest::write(const ExportedFile &file, QJsonObject entry)
{
    entry.insert(QStringLiteral("path"), file.path);
    entry.insert(QStringLiteral("bytes"), file.bytes);
    entry.insert(QStringLiteral("sha256"), QString::fromLatin1(file.sha256.toHex()));
    const QString comma = m_files++ > 0 ? QStringLiteral(",\n") : QStringLiteral("\n");
    return m_page.write(comma + QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact)));
}

} // namespace fornada
