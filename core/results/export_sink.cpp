#include "results/export_sink.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QUuid>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipnewinfo.h>

namespace fornada {

namespace {

constexpr qint64 kPiece = 1 << 20;

Error unwritable(const QFileDevice &file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return {full ? ErrorKind::DiskFull : ErrorKind::FileUnwritable, file.fileName(), file.errorString()};
}

QString growingPath(const QString &parent)
{
    return parent + QStringLiteral("/.fornada-") + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
}

// Piece by piece: an export is as large as the disk allows, memory is not.
Result<ExportedFile> pour(QFile &from, QIODevice &to, const QString &path)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    ExportedFile file{path, 0, {}};
    while (!from.atEnd()) {
        const QByteArray piece = from.read(kPiece);
        if (piece.isEmpty())
            return Error{ErrorKind::FileUnreadable, from.fileName(), from.errorString()};
        if (to.write(piece) != piece.size())
            return Error{ErrorKind::FileUnwritable, path, to.errorString()};
        hash.addData(piece);
        file.bytes += piece.size();
    }
    file.sha256 = hash.result();
    return file;
}

// The first free one of "name.zip", "name (2).zip" ...; moving never overwrites.
Result<QString> takePlace(const QString &growing, const QString &parent, const QString &name, const QString &ending)
{
    constexpr int kMostNames = 10'000;
    for (int copy = 1; copy <= kMostNames; ++copy) {
        const QString stem = copy == 1 ? name : QStringLiteral("%1 (%2)").arg(name).arg(copy);
        const QString path = parent + u'/' + stem + ending;
        if (QFileInfo::exists(path))
            continue;
        if (!QDir().rename(growing, path))
            return Error{ErrorKind::FileUnwritable, path, {}};
        return path;
    }
    return Error{ErrorKind::AlreadyExists, parent + u'/' + name + ending, {}};
}

class FolderSink final : public ExportSink {
public:
    FolderSink(QString parent, QString name, QString growing)
        : m_parent(std::move(parent))
        , m_name(std::move(name))
        , m_growing(std::move(growing))
    {}
    ~FolderSink() override
    {
        if (!m_finished)
            QDir(m_growing).removeRecursively();
    }
    Q_DISABLE_COPY_MOVE(FolderSink)

    bool contains(const QString &path) const override { return QFileInfo::exists(m_growing + u'/' + path); }
    Result<ExportedFile> add(const QString &source, const QString &path) override
    {
        QFile from(source), to(m_growing + u'/' + path);
        if (!from.open(QIODevice::ReadOnly))
            return Error{ErrorKind::FileUnreadable, source, from.errorString()};
        if (!QDir().mkpath(QFileInfo(to).absolutePath()) || !to.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return unwritable(to);
        auto file = pour(from, to, path);
        if (file && !to.flush())
            return unwritable(to);
        return file;
    }
    Result<QString> finish() override
    {
        auto path = takePlace(m_growing, m_parent, m_name, {});
        m_finished = bool(path);
        return path;
    }

private:
    const QString m_parent, m_name, m_growing;
    bool m_finished = false;
};

class ZipSink final : public ExportSink {
public:
    ZipSink(QString parent, QString name, QString growing)
        : m_parent(std::move(parent))
        , m_name(std::move(name))
        , m_growing(std::move(growing))
        , m_zip(m_growing)
    {
        m_zip.setZip64Enabled(true); // more than 4 GB, more than 65,535 files
        m_zip.setUtf8Enabled(true);
    }
    ~ZipSink() override
    {
        if (m_zip.isOpen())
            m_zip.close();
        if (!m_finished)
            QFile::remove(m_growing);
    }
    Q_DISABLE_COPY_MOVE(ZipSink)

    Status open()
    {
        return m_zip.open(QuaZip::mdCreate) ? Status() : Status(Error{ErrorKind::FileUnwritable, m_growing, {}});
    }
    bool contains(const QString &path) const override { return m_paths.contains(path); }
    Result<ExportedFile> add(const QString &source, const QString &path) override
    {
        if (contains(path))
            return Error{ErrorKind::AlreadyExists, path, {}};
        QFile from(source);
        if (!from.open(QIODevice::ReadOnly))
            return Error{ErrorKind::FileUnreadable, source, from.errorString()};
        QuaZipFile to(&m_zip);
        // Pictures and sound are packed already: they are only stored, at the disk's speed.
        static const QStringList plain{QStringLiteral("csv"), QStringLiteral("json"), QStringLiteral("txt"),
                                       QStringLiteral("html"), QStringLiteral("wav")};
        const bool pack = plain.contains(path.section(u'.', -1).toLower());
        QuaZipNewInfo info(path, source);
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
        auto path = takePlace(m_growing, m_parent, m_name, QStringLiteral(".zip"));
        m_finished = bool(path);
        return path;
    }

private:
    const QString m_parent, m_name, m_growing;
    QuaZip m_zip;
    QSet<QString> m_paths;
    bool m_finished = false;
};

} // namespace

Result<std::unique_ptr<ExportSink>> folderSink(const QString &parent, const QString &name)
{
    const QString growing = growingPath(parent);
    if (!QDir(parent).exists() || !QDir().mkpath(growing))
        return Error{ErrorKind::FileUnwritable, parent, {}};
    return std::unique_ptr<ExportSink>(std::make_unique<FolderSink>(parent, name, growing));
}

Result<std::unique_ptr<ExportSink>> zipSink(const QString &parent, const QString &name)
{
    auto sink = std::make_unique<ZipSink>(parent, name, growingPath(parent));
    if (!QDir(parent).exists())
        return Error{ErrorKind::FileUnwritable, parent, {}};
    if (const Status open = sink->open(); !open)
        return open.error();
    return std::unique_ptr<ExportSink>(std::move(sink));
}

} // namespace fornada
