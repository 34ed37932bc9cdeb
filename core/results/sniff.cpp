#include "results/result_files.h"

#include <QJsonDocument>

#include <algorithm>

namespace fornada {

namespace {

struct Magic {
    QByteArrayView begin;
    QLatin1String extension;
};

const Magic kMagics[] = {
    {"\x89PNG\r\n\x1a\n", QLatin1String("png")},
    {"\xff\xd8\xff", QLatin1String("jpg")},
    {"GIF87a", QLatin1String("gif")},
    {"GIF89a", QLatin1String("gif")},
    {"OggS", QLatin1String("ogg")},
    {"fLaC", QLatin1String("flac")},
    {"ID3", QLatin1String("mp3")},
    {"%PDF-", QLatin1String("pdf")},
};

// MP3 and AAC frames begin with eleven or twelve set bits; the layer bits tell them apart.
QString frameExtension(const QByteArray &bytes)
{
    if (bytes.size() < 4 || uchar(bytes.at(0)) != 0xff || (uchar(bytes.at(1)) & 0xe0) != 0xe0)
        return {};
    const int layer = (uchar(bytes.at(1)) >> 1) & 3;
    const int version = (uchar(bytes.at(1)) >> 3) & 3;
    if (layer == 0)
        return (uchar(bytes.at(1)) & 0xf0) == 0xf0 ? QStringLiteral("aac") : QString();
    const int bitRate = uchar(bytes.at(2)) >> 4;
    const int sampleRate = (uchar(bytes.at(2)) >> 2) & 3;
    const bool possible = version != 1 && bitRate != 15 && sampleRate != 3;
    return layer == 1 && possible ? QStringLiteral("mp3") : QString();
}

bool isText(const QByteArray &bytes)
{
    const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
        return uchar(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b';
    });
    return !control && QByteArrayView(bytes).isValidUtf8();
}

} // namespace

QString sniffExtension(const QByteArray &bytes)
{
    for (const Magic &magic : kMagics)
        if (bytes.startsWith(magic.begin))
            return magic.extension;
    if (bytes.startsWith("RIFF") || bytes.startsWith("RIFX")) {
        const QByteArrayView form = QByteArrayView(bytes).sliced(std::min<qsizetype>(bytes.size(), 8));
        if (form.startsWith("WEBP"))
            return QStringLiteral("webp");
        if (form.startsWith("WAVE"))
            return QStringLiteral("wav");
    }
    if (const QString frame = frameExtension(bytes); !frame.isEmpty())
        return frame;
    const QByteArray text = bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes;
    if (text.trimmed().isEmpty() || !isText(text))
        return QStringLiteral("bin");
    const char first = text.trimmed().front();
    const bool json = (first == '{' || first == '[') && !QJsonDocument::fromJson(text).isNull();
    return json ? QStringLiteral("json") : QStringLiteral("txt");
}

} // namespace fornada
