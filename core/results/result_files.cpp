#include "results/result_files.h"

#include "base/sha256.h"

#include <QDir>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace fornada {

namespace {

constexpr qsizetype kLargestInDatabase = 64 << 10;
// Written to see whether the disk takes results: a small picture's size.
constexpr qsizetype kTrial = 256 << 10;

QString mimeOf(const QString &extension, const QString &stated)
{
    static const QHash<QString, QString> mimes{{QStringLiteral("png"), QStringLiteral("image/png")},
                                               {QStringLiteral("jpg"), QStringLiteral("image/jpeg")},
                                               {QStringLiteral("gif"), QStringLiteral("image/gif")},
                                               {QStringLiteral("webp"), QStringLiteral("image/webp")},
                                               {QStringLiteral("wav"), QStringLiteral("audio/wav")},
                                               {QStringLiteral("mp3"), QStringLiteral("audio/mpeg")},
                                               {QStringLiteral("ogg"), QStringLiteral("audio/ogg")},
                                               {QStringLiteral("flac"), QStringLiteral("audio/flac")},
                                               {QStringLiteral("aac"), QStringLiteral("audio/aac")},
                                               {QStringLiteral("pdf"), QStringLiteral("application/pdf")},
                                               {QStringLiteral("txt"), QStringLiteral("text/plain")},
                                               {QStringLiteral("json"), QStringLiteral("application/json")}};
    return mimes.value(extension, stated.isEmpty() ? QStringLiteral("application/octet-stream") : stated);
}

bool isReadable(OutputKind kind)
{
    return kind == OutputKind::Text || kind == OutputKind::Json;
}

QByteArray contentOf(const ResultItem &item, const QByteArray &bytes)
{
    return isReadable(item.kind) && !item.text.isEmpty() ? item.text.toUtf8() : bytes;
}

// A place inside the results folder, whoever made the path.
bool staysInside(const QString &path)
{
    if (path.isEmpty() || QDir::isAbsolutePath(path) || path.contains(u'\\') || path.contains(QChar(u'\0')))
        return false;
    const QStringList parts = path.split(u'/');
    return std::all_of(parts.begin(), parts.end(),
                       [](const QString &part) { return !part.isEmpty() && !part.startsWith(u'.'); });
}

// Attempt, index, extension. What was taken from another job carries the job's own number, negative.
const QRegularExpression &incomingForm()
{
    static const QRegularExpression form(QStringLiteral("^(-?[1-9]\\d{0,17})-(\\d{1,6})\\.([a-z0-9]+)$"));
    return form;
}

AttemptId attemptOf(const QString &incomingName)
{
    return AttemptId{incomingForm().match(incomingName).captured(1).toLongLong()};
}

} // namespace

ResultFiles::ResultFiles(FileIo &files, QString folder)
    : m_files(files)
    , m_folder(std::move(folder))
{}

QString ResultFiles::incomingFolder() const
{
    return m_folder + QStringLiteral("/.incoming");
}

QString ResultFiles::incomingPath(AttemptId attempt, int index, const QString &extension) const
{
    return incomingFolder() + QStringLiteral("/%1-%2.%3").arg(attempt.value).arg(index).arg(extension);
}

bool ResultFiles::staysInDatabase(const ResultItem &item, const QByteArray &bytes)
{
    return isReadable(item.kind) && contentOf(item, bytes).size() <= kLargestInDatabase;
}

Status ResultFiles::store(ResultItem &item, int index, const QByteArray &bytes)
{
    const QReadLocker writing(&m_still);
    const bool readable = isReadable(item.kind);
    const QByteArray content = contentOf(item, bytes);
    item.bytes = content.size();
    item.sha256 = sha256(content);
    if (readable && content.size() <= kLargestInDatabase) {
        item.text = QString::fromUtf8(content);
        item.mime = mimeOf(item.kind == OutputKind::Json ? QStringLiteral("json") : QStringLiteral("txt"), item.mime);
        item.path.clear();
        return {};
    }
    if (content.isEmpty()) { // nothing to keep; the output check says so to people
        item.path.clear();
        return {};
    }
    const QString extension = readable
                                  ? (item.kind == OutputKind::Json ? QStringLiteral("json") : QStringLiteral("txt"))
                                  : sniffExtension(content);
    if (const Status made = m_files.makeFolder(incomingFolder()); !made)
        return made;
    if (const Status written = m_files.writeDurably(incomingPath(item.attempt, index, extension), content); !written)
        return written;
    item.text.clear();
    item.mime = mimeOf(extension, item.mime);
    if (item.path.isEmpty())
        item.path = QStringLiteral("%1-%2").arg(item.attempt.value).arg(index);
    item.path += u'.' + extension;
    return {};
}

// Settled a moment ago, it may still be on its way to its final name.
Result<QByteArray> ResultFiles::readSettled(const ResultItem &item, int index)
{
    const QString path = m_folder + u'/' + item.path;
    const QString early = incomingPath(item.attempt, index, item.path.section(u'.', -1));
    Result<QByteArray> bytes = Error{ErrorKind::FileMissing, path, {}};
    for (const QString &place : {path, early, path}) // the last: it may have got there in between
        if (!bytes && bytes.error().kind == ErrorKind::FileMissing)
            bytes = m_files.read(place);
    return bytes;
}

Status ResultFiles::copy(ResultItem &item, int index, AttemptId by, const QString &wish)
{
    const QReadLocker writing(&m_still);
    if (item.path.isEmpty()) {
        item.attempt = by;
        return {};
    }
    if (!staysInside(item.path))
        return Error{ErrorKind::BadArgument, item.path, QStringLiteral("not a path inside the results folder")};
    // First of all: where the whole folder is away, nothing can be said of one file in it.
    if (const Status made = m_files.makeFolder(incomingFolder()); !made)
        return made;
    const auto bytes = readSettled(item, index);
    if (!bytes)
        return bytes.error();
    if (sha256(*bytes) != item.sha256)
        return Error{ErrorKind::BadFormat, item.path, QStringLiteral("is not as it was made")};
    const QString extension = item.path.section(u'.', -1);
    item.attempt = by;
    if (const Status written = m_files.writeDurably(incomingPath(item.attempt, index, extension), *bytes); !written)
        return written;
    item.path = wish + u'.' + extension;
    return {};
}

Status ResultFiles::publish(AttemptId attempt, int index, const QString &extension, const QString &finalPath)
{
    const QReadLocker writing(&m_still);
    if (!staysInside(finalPath))
        return Error{ErrorKind::BadArgument, finalPath, QStringLiteral("not a path inside the results folder")};
    const QString from = incomingPath(attempt, index, extension);
    const QString to = m_folder + u'/' + finalPath;
    if (!m_files.exists(from) && m_files.exists(to))
        return {}; // it was moved before a crash could say so
    if (const Status made = m_files.makeFolder(to.section(u'/', 0, -2)); !made)
        return made;
    const Status moved = m_files.move(from, to);
    if (moved || moved.error().kind != ErrorKind::AlreadyExists)
        return moved;
    if (isSame(from, to))
        return m_files.remove(from);
    // The store gives each place once: what lies there belongs to nothing it knows, as after a backup was put back.
    const Status aside = stepAside(to);
    return aside ? m_files.move(from, to) : aside;
}

bool ResultFiles::isSame(const QString &one, const QString &other)
{
    const auto first = m_files.read(one), second = m_files.read(other);
    return first && second && *first == *second;
}

// "name.png" becomes "name (replaced).png", "name (replaced 2).png" ...
Status ResultFiles::stepAside(const QString &path)
{
    const qsizetype dot = path.lastIndexOf(u'.'), end = dot > path.lastIndexOf(u'/') ? dot : path.size();
    for (int copy = 1;; ++copy) {
        const QString mark = copy == 1 ? QStringLiteral(" (replaced)") : QStringLiteral(" (replaced %1)").arg(copy);
        const Status moved = m_files.move(path, path.left(end) + mark + path.mid(end));
        if (moved || moved.error().kind != ErrorKind::AlreadyExists)
            return moved;
    }
}

Status ResultFiles::tryDisk()
{
    const QReadLocker writing(&m_still);
    const QString name = QStringLiteral("trial");
    if (const Status made = m_files.makeFolder(incomingFolder()); !made)
        return made;
    const Status written = m_files.writeDurably(incomingFolder() + u'/' + name, QByteArray(kTrial, '\0'));
    return written ? removeIncoming(name) : written;
}

QList<AttemptId> ResultFiles::incoming() const
{
    QSet<AttemptId> attempts;
    const QStringList names = m_files.list(incomingFolder());
    for (const QString &name : names)
        if (const AttemptId id = attemptOf(name); id.isValid())
            attempts.insert(id);
    return attempts.values();
}

Status ResultFiles::whileStill(const std::function<Status()> &work)
{
    const QWriteLocker alone(&m_still);
    return work();
}

Status ResultFiles::sweep(const std::function<QString(AttemptId, int)> &pathOf, const QList<AttemptId> &open)
{
    std::optional<Error> first;
    const QStringList names = m_files.list(incomingFolder());
    for (const QString &name : names)
        if (const Status swept = sweepOne(name, pathOf, open); !swept && !first)
            first = swept.error();
    return first ? Status(*first) : Status();
}

Status ResultFiles::sweepOne(const QString &name, const std::function<QString(AttemptId, int)> &pathOf,
                             const QList<AttemptId> &open)
{
    const auto match = incomingForm().match(name);
    if (!match.hasMatch())
        return removeIncoming(name); // a write that a crash cut off
    const AttemptId attempt{match.captured(1).toLongLong()};
    if (open.contains(attempt))
        return {}; // its digest writes it anew
    const int index = match.captured(2).toInt();
    const QString path = pathOf(attempt, index);
    if (path.isEmpty())
        return removeIncoming(name);
    // Two digests of one attempt may have left two formats: only the settled one has its place, nothing is thrown away
    // until that one is there.
    const QString to = m_folder + u'/' + path;
    const bool isThere = m_files.exists(to);
    const bool isOfItsKind = path.endsWith(u'.' + match.captured(3));
    // What was taken from another job may be taken again under the same number.
    const bool isOnce = attempt.value > 0;
    if (isOfItsKind && (!isThere || isOnce))
        return publish(attempt, index, match.captured(3), path);
    if (!isThere)
        return {};
    return !isOfItsKind || isSame(incomingFolder() + u'/' + name, to) ? removeIncoming(name) : Status();
}

Status ResultFiles::removeIncoming(const QString &name)
{
    return m_files.remove(incomingFolder() + u'/' + name);
}

} // namespace fornada
