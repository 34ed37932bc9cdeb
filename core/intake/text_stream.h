#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFile>
#include <QStringDecoder>
#include <QStringEncoder>

#include <memory>

namespace fornada {

// A text file as UTF-8 pieces, whatever its encoding: UTF-8, UTF-16, UTF-32 (with or without mark) or Windows-1252.
// A piece ends with its line; a line longer than 64 KB comes in several, so memory stays bounded. One thread.
class TextStream {
public:
    static Result<std::unique_ptr<TextStream>> open(const QString &path);

    // The next piece; empty at the end. Valid until the next call.
    Result<QByteArrayView> next();
    // The beginning of the text, up to 64 KB, without moving.
    QByteArrayView head() const;

    qint64 line() const { return m_line; } // of the last piece, from 1
    qint64 position() const { return m_file.pos(); }
    double progress() const;
    const QString &path() const { return m_path; }

private:
    enum class Encoding { Utf8, ByDecoder, Windows1252 };

    explicit TextStream(const QString &path);
    Status start();
    QByteArray readFile(qint64 most);
    Status detect(const QByteArray &beginning);
    Status chooseEightBit();
    Status fill();
    Status decode(const QByteArray &bytes);
    Error badEncoding() const;

    const QString m_path;
    QFile m_file;
    qint64 m_size = 0;
    Encoding m_encoding = Encoding::Utf8;
    QStringDecoder m_decoder;
    QStringEncoder m_encoder{QStringConverter::Utf8}; // keeps half a surrogate pair until the other comes
    QByteArray m_cut;                                 // bytes of a character whose rest is not read yet
    QByteArray m_text;                                // decoded, not handed out before m_at
    qsizetype m_at = 0;
    qint64 m_line = 0, m_linesEnded = 0;
    char m_lineEnd = '\n';
    bool m_fileEnded = false;
};

} // namespace fornada
