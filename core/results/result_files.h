#pragma once

#include "base/file_io.h"
#include "model/job.h"

#include <QByteArray>
#include <QReadWriteLock>
#include <QString>

#include <functional>
#include <optional>

namespace fornada {

// A name that is safe on every file system: no separators, reserved names, control characters or trailing dots; at most
// 120 characters (and 200 bytes, to leave room for a number and an extension); never empty.
QString safeFileName(const QString &wish);

// Extension by the bytes themselves ("png", "jpg", "gif", "webp", "wav", "mp3", "ogg", "flac", "aac", "pdf", "json",
// "txt"); "bin" when unknown.
QString sniffExtension(const QByteArray &bytes);

// Why these bytes are not a usable result of this kind, or nothing. A stable word that ui/text makes a sentence of:
// textEmpty, jsonInvalid, imageEmpty, imageUnknown, imageDoesNotDecode, imageCutOff, imageTooLarge, audioEmpty,
// audioUnknown, audioCutOff, audioSilent.
std::optional<QString> outputFault(OutputKind kind, const QByteArray &bytes, const QString &text);

// Why a good result is not what was asked for, or nothing: a stable word, what was wanted and what there is
// ("checkImageSize|512x512|1024x1024"), which ui/text makes a sentence of: checkImageSize, checkImageSmall,
// checkAudioShort, checkAudioLong, checkTextShort, checkTextLong, checkTextLacks, checkTextHas, checkLanguage,
// checkJson (place, rule, value). asked: the step's parameters, rendered.
std::optional<QString> checkFault(const OutputChecks &checks, const QJsonObject &asked, OutputKind kind,
                                  const QByteArray &bytes, const QString &text);

// Why a result that ends at a limit of so many tokens is not whole, or nothing: checkTextCut, checkAudioCut (the limit,
// 0: not known). A picture is whole or damaged.
std::optional<QString> cutFault(OutputKind kind, qint64 tokens);

// The folder of results: media are written under .incoming by attempt, and get their final name once it is settled.
// Any thread that may block.
class ResultFiles {
public:
    ResultFiles(FileIo &files, QString folder);

    // Durable under .incoming. Fills in size, hash, type and path: item.path comes in as the wished name and becomes
    // the wish with the extension that the bytes deserve (without a wish: the attempt's number).
    // Texts and JSON up to 64 KB stay in item.text and have no path.
    Status store(ResultItem &item, int index, const QByteArray &bytes);
    // Such a one needs no file.
    static bool staysInDatabase(const ResultItem &item, const QByteArray &bytes);
    // The same with what another job has, when it is still as it was made: item comes in as that one's result with that
    // one's attempt, by and wish are the own attempt and name. FileMissing, BadFormat: it is not; anything else is the
    // disk's fault.
    Status copy(ResultItem &item, int index, AttemptId by, const QString &wish);
    // After the settlement: from .incoming to the reserved final path. May be repeated. Another file that lies there
    // gets another name.
    Status publish(AttemptId attempt, int index, const QString &extension, const QString &finalPath);
    // The attempts that have something under .incoming.
    QList<AttemptId> incoming() const;
    // At start: publishes what a crash left settled but not moved, removes what belongs to no attempt.
    // pathOf: the final path of (attempt, index), empty when there is no such result; open: attempts still to be
    // digested. Goes on after a failure and returns the first one.
    Status sweep(const std::function<QString(AttemptId, int)> &pathOf, const QList<AttemptId> &open);
    // Does the disk take a result at all?
    Status tryDisk();
    // What changes the folder itself: meanwhile nobody writes into it.
    Status whileStill(const std::function<Status()> &work);

private:
    Result<QByteArray> readSettled(const ResultItem &item, int index);
    bool isSame(const QString &one, const QString &other);
    Status stepAside(const QString &path);
    QString incomingFolder() const;
    QString incomingPath(AttemptId attempt, int index, const QString &extension) const;
    Status sweepOne(const QString &name, const std::function<QString(AttemptId, int)> &pathOf,
                    const QList<AttemptId> &open);
    Status removeIncoming(const QString &name);

    FileIo &m_files;
    const QString m_folder;
    QReadWriteLock m_still; // written by whom nobody may disturb; writers of results read it
};

} // namespace fornada
