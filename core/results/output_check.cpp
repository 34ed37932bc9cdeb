#include "results/result_files.h"

#include "results/silence.h"
#include "results/sound_length.h"
#include "results/wave.h"

#include <QBuffer>
#include <QImageReader>
#include <QJsonDocument>
#include <QtEndian>

namespace fornada {

namespace {

using Fault = std::optional<QString>;

constexpr qint64 kMostPixels = 100'000'000;
constexpr qint64 kMostDecodedBytes = 120 << 20; // Qt refuses to decode more than 128 MB
constexpr qsizetype kSmallestSound = 100;

// A file whose end is there has very probably all of its middle.
bool hasItsEnd(const QString &extension, const QByteArray &bytes)
{
    if (extension == u"png")
        return bytes.lastIndexOf("IEND") >= std::max<qsizetype>(bytes.size() - 64, 0);
    if (extension == u"jpg") // an embedded thumbnail has an end of its own, before the picture's data begins
        return bytes.lastIndexOf("\xff\xd9") > bytes.lastIndexOf("\xff\xda");
    if (extension == u"webp")
        return bytes.size() >= 12 && qint64(qFromLittleEndian<quint32>(bytes.constData() + 4)) + 8 <= bytes.size();
    return true;
}

Fault imageFault(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return QStringLiteral("imageEmpty");
    const QString extension = sniffExtension(bytes);
    static const QStringList known{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("gif"),
                                   QStringLiteral("webp")};
    if (!known.contains(extension))
        return QStringLiteral("imageUnknown");
    if (!hasItsEnd(extension, bytes))
        return QStringLiteral("imageCutOff");
    // Where Qt has no plugin for a format, its frame is all that can be checked.
    const QByteArray format = extension.toLatin1();
    if (!QImageReader::supportedImageFormats().contains(format))
        return std::nullopt;
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    const QSize size = reader.size();
    if (size.isValid()) {
        const qint64 pixels = qint64(size.width()) * size.height();
        if (pixels > kMostPixels)
            return QStringLiteral("imageTooLarge");
        if (pixels * 4 > kMostDecodedBytes)
            return std::nullopt;
    }
    return reader.read().isNull() ? Fault(QStringLiteral("imageDoesNotDecode")) : std::nullopt;
}

Fault audioFault(const QByteArray &bytes)
{
    if (bytes.size() < kSmallestSound && sniffExtension(bytes) != u"wav")
        return QStringLiteral("audioEmpty");
    static const QStringList known{QStringLiteral("wav"), QStringLiteral("mp3"), QStringLiteral("ogg"),
                                   QStringLiteral("flac"), QStringLiteral("aac")};
    const QString extension = sniffExtension(bytes);
    if (!known.contains(extension))
        return QStringLiteral("audioUnknown");
    const auto wave = readWave(bytes);
    if (extension == u"wav" && !wave)
        return QStringLiteral("audioUnknown");
    if (const auto length = soundLength(bytes); wave ? wave->cutOff : length && length->cutOff)
        return QStringLiteral("audioCutOff");
    if (wave && wave->samples.size() < wave->frameBytes)
        return QStringLiteral("audioEmpty");
    return isSilent(bytes).value_or(false) ? Fault(QStringLiteral("audioSilent")) : std::nullopt;
}

Fault jsonFault(const QByteArray &json)
{
    QJsonParseError fault;
    (void)QJsonDocument::fromJson(json, &fault);
    return fault.error == QJsonParseError::NoError ? std::nullopt : Fault(QStringLiteral("jsonInvalid"));
}

} // namespace

std::optional<QString> outputFault(OutputKind kind, const QByteArray &bytes, const QString &text)
{
    switch (kind) {
    case OutputKind::Image:
        return imageFault(bytes);
    case OutputKind::Audio:
        return audioFault(bytes);
    case OutputKind::Json:
        return jsonFault(text.isEmpty() ? bytes : text.toUtf8());
    case OutputKind::Text:
        return (text.isEmpty() ? QString::fromUtf8(bytes) : text).trimmed().isEmpty()
                   ? Fault(QStringLiteral("textEmpty"))
                   : std::nullopt;
    case OutputKind::None:
        break;
    }
    return std::nullopt;
}

} // namespace fornada
