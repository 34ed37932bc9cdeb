#include "results/export_sink.h"

#include "base/sha256.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipnewinfo.h>

namespace fornada {

namespace {

constexpr qint64 kPiece = 1 << 20;

// Piece by piece: an export is as large as the disk allows, memory is not.
Result<ExportedFile> pour(QIODevice &from, QIODevice &to, const QString &path)
{
    Sha256 hash;
    ExportedFile file{path, 0, {}};
    while (!from.atEnd()) {
        const QByteArray piece = from.read(kPiece);
        if (piece.isEmpty())
            return Error{ErrorKind::FileUnreadable, path, from.errorString()};
        if (to.write(piece) != piece.size())
            return Error{ErrorKind::FileUnwritable, path, to.errorString()};
        hash.add(piece);
        file.bytes += piece.size();
    }
    file.sha256 = hash.result();
    return file;
}

// Where it grows, and how it is taken away when it is not finished.
class GrowingSink : public ExportSink {
public:
    GrowingSink(std::shared_ptr<ExportPlace> place, QString name, QString ending, QString growing)
        : m_growing(std::move(growing))
        , m_place(std::move(place))
        , m_name(std::move(name))
        , m_ending(std::move(ending))
    {}
    ~GrowingSink() override
    {
        if (m_finished)
            return;
        if (QFileInfo(m_growing).isDir())
            QDir(m_growing).removeRecursively();
        else
            QFile::remove(m_growing);
    }
    Q_DISABLE_COPY_MOVE(GrowingSink)

protected:
    Result<QString> deliver()
    {
        auto path = m_place->deliver(m_growing, m_name, m_ending);
        m_finished = bool(path);
        return path;
    }

    const QString m_growing;

private:
    const std::shared_ptr<ExportPlace> m_place;
    const QString m_name, m_ending;
    bool m_finished = false;
};

class FolderSink final : public GrowingSink {
public:
    using GrowingSink::GrowingSink;

    bool contains(const QString &path) const override { return QFileInfo::exists(m_growing + u'/' + path); }
    Result<ExportedFile> add(QIODevice &from, const QString &path) override
    {
        QFile to(m_growing + u'/' + path);
        if (!QDir().mkpath(QFileInfo(to).absolutePath()) || !to.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return unwritable(to);
        auto file = pour(from, to, path);
        if (file && !to.flush())
            return unwritable(to);
        return file;
    }
    Result<QString> finish() override { return deliver(); }
};

class FileSink final : public GrowingSink {
public:
    using GrowingSink::GrowingSink;

    bool contains(const QString &) const override { return QFileInfo::exists(m_growing); }
    Result<ExportedFile> add(QIODevice &from, const QString &path) override
    {
        QFile to(m_growing);
        if (!to.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return unwritable(to);
        auto file = pour(from, to, path);
        if (file && !to.flush())
            return unwritable(to);
        return file;
    }
    Result<QString> finish() override { return deliver(); }
};

class ZipSink final : public GrowingSink {
public:
    ZipSink(std::shared_ptr<ExportPlace> place, QString name, QString ending, const QString &growing)
        : GrowingSink(std::move(place), std::move(name), std::move(ending), growing)
        , m_zip(growing)
    {
        m_zip.setZip64Enabled(true); // more than 4 GB, more than 65,535 files
        m_zip.setUtf8Enabled(true);
    }
    ~ZipSink() override
    {
        if (m_zip.isOpen())
            m_zip.close();
    }
    Q_DISABLE_COPY_MOVE(ZipSink)

    Status open()
    {
        return m_zip.open(QuaZip::mdCreate) ? Status() : Status(Error{ErrorKind::FileUnwritable, m_growing, {}});
    }
    bool contains(const QString &path) const override { return m_paths.contains(path); }
    Result<ExportedFile> add(QIODevice &from, const QString &path) override
    {
        if (contains(path))
            return Error{ErrorKind::AlreadyExists, path, {}};
        QuaZipFile to(&m_zip);
        // Pictures and sound are packed already: they are only stored, at the disk's speed.
        static const QStringList plain{QStringLiteral("csv"),  QStringLiteral("json"), QStringLiteral("txt"),
                                       QStringLiteral("html"), QStringLiteral("wav"),  QStringLiteral("xml"),
                                       QStringLiteral("rels")};
        const bool pack = plain.contains(path.section(u'.', -1).toLower());
        QuaZipNewInfo info(path);
        if (const auto *file = qobject_cast<const QFile *>(&from))
            info.setFileDateTime(file->fileName());
        info.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup |
                            QFileDevice::ReadOther);
        if (!to.open(QIODevice::WriteOnly, info, nullptr, 0, pack ? Z_DEFLATED : 0, pack ? 6 : 0))
            return Error{ErrorKind::FileUnwritable, m_growing, path};
        auto file = pour(from, to, path);
        to.close();
        if (file && to.getZipError() != UNZ_OK)
            return Error{ErrorKind::FileUnwritable, m_growing, path};
        if (file)
            m_paths.insert(path);
        return file;
    }
    Result<QString> finish() override
    {
        m_zip.close();
        if (m_zip.getZipError() != UNZ_OK)
            return Error{ErrorKind::FileUnwritable, m_growing, {}};
        return deliver();
    }

private:
    QuaZip m_zip;
    QSet<QString> m_paths;
};

} // namespace

Error unwritable(const QFileDevice &file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return {full ? ErrorKind::DiskFull : ErrorKind::FileUnwritable, file.fileName(), file.errorString()};
}

Result<ExportedFile> ExportSink::addFile(const QString &source, const QString &path)
{
    QFile from(source);
    if (!from.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileUnreadable, source, from.errorString()};
    return add(from, path);
}

Result<ExportedFile> ExportSink::addBytes(QByteArray bytes, const QString &path)
{
    QBuffer from(&bytes);
    if (!from.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Internal, path, from.errorString()};
    return add(from, path);
}

Result<std::unique_ptr<ExportSink>> folderSink(std::shared_ptr<ExportPlace> place, const QString &name)
{
    const auto growing = place->growingPath();
    if (!growing)
        return growing.error();
    if (!QDir().mkpath(*growing))
        return Error{ErrorKind::FileUnwritable, *growing, {}};
    return std::unique_ptr<ExportSink>(std::make_unique<FolderSink>(std::move(place), name, QString(), *growing));
}

Result<std::unique_ptr<ExportSink>> zipSink(std::shared_ptr<ExportPlace> place, const QString &name,
                                            const QString &ending)
{
    const auto growing = place->growingPath();
    if (!growing)
        return growing.error();
    auto sink = std::make_unique<ZipSink>(std::move(place), name, ending, *growing);
    if (const Status open = sink->open(); !open)
        return open.error();
    return std::unique_ptr<ExportSink>(std::move(sink));
}

Result<std::unique_ptr<ExportSink>> fileSink(std::shared_ptr<ExportPlace> place, const QString &name,
                                             const QString &ending)
{
    const auto growing = place->growingPath();
    if (!growing)
        return growing.error();
    return std::unique_ptr<ExportSink>(std::make_unique<FileSink>(std::move(place), name, ending, *growing));
}

} // namespace fornada
