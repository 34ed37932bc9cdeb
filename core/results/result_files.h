#pragma once

#include "base/file_io.h"
#include "model/job.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace fornada {

// A name that is safe on every file system: no separators, reserved names, control characters or trailing dots; at most
// 120 characters; never empty.
QString safeFileName(const QString &wish);

// Extension by the bytes themselves ("png", "jpg", "webp", "wav", "mp3", "ogg", "json", "txt"); "bin" when unknown.
QString sniffExtension(const QByteArray &bytes);

// Why these bytes are not a usable result of this kind (does not decode, is empty, is silent), or nothing.
std::optional<QString> outputFault(OutputKind kind, const QByteArray &bytes, const QString &text);

// The folder of results: media are written under .incoming by attempt, and get their final name once it is settled.
class ResultFiles {
public:
    ResultFiles(FileIo &files, QString folder);

    // Durable under .incoming; the item's path stays the wish. Texts and JSON up to 64 KB stay in the item.
    Status store(ResultItem &item, int index, const QByteArray &bytes);
    // After the settlement: from .incoming to the reserved final path.
    Status publish(AttemptId attempt, int index, const QString &extension, const QString &finalPath);
    // At start: publishes what a crash left settled but not moved, removes what belongs to no attempt.
    // pathOf: the final path of (attempt, index), empty when there is no such result; open: attempts still to be
    // digested.
    Status sweep(const std::function<QString(AttemptId, int)> &pathOf, const QList<AttemptId> &open);

private:
    QString incomingPath(AttemptId attempt, int index, const QString &extension) const;

    FileIo &m_files;
    const QString m_folder;
};

} // namespace fornada
