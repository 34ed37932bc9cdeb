#include "providers/media.h"

#include <QRegularExpression>
#include <QtEndian>

namespace fornada {

namespace {

constexpr int kUsualRate = 24'000;
constexpr qsizetype kWavHeader = 44;

void appendLittle32(QByteArray &out, quint32 value)
{
    const quint32 little = qToLittleEndian(value);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

void appendLittle16(QByteArray &out, quint16 value)
{
    const quint16 little = qToLittleEndian(value);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

bool isMp3Frame(const QByteArray &bytes)
{
    return bytes.size() > 2 && quint8(bytes[0]) == 0xff && (quint8(bytes[1]) & 0xe0) == 0xe0 &&
           (quint8(bytes[1]) & 0x06) != 0;
}

// The boxes of pictures, films and recordings are the same: the brand tells pictures, the tracks tell films.
QString mimeOfBoxes(const QByteArray &bytes)
{
    const QByteArray brand = bytes.mid(8, 4);
    if (brand == "avif" || brand == "avis")
        return QStringLiteral("image/avif");
    if (brand.startsWith("hei") || brand.startsWith("hev"))
        return QStringLiteral("image/heic");
    if (brand == "mif1" || brand == "msf1")
        return QStringLiteral("image/heif");
    constexpr qsizetype kHandlerType = 12; // from the name of its box
    for (qsizetype at = bytes.indexOf("hdlr"); at >= 0; at = bytes.indexOf("hdlr", at + 4)) {
        if (bytes.mid(at + kHandlerType, 4) == "vide")
            return brand == "qt  " ? QStringLiteral("video/quicktime") : QStringLiteral("video/mp4");
    }
    return QStringLiteral("audio/mp4");
}

// A WAV that was written while it was made says 0xFFFFFFFF for its sizes; players then guess.
QByteArray withTrueSizes(QByteArray wav)
{
    const auto put = [&wav](qsizetype at, qsizetype size) {
        qToLittleEndian(quint32(size), reinterpret_cast<uchar *>(wav.data() + at));
    };
    const auto at32 = [&wav](qsizetype at) {
        return qFromLittleEndian<quint32>(reinterpret_cast<const uchar *>(wav.constData() + at));
    };
    if (at32(4) > quint32(wav.size() - 8))
        put(4, wav.size() - 8);
    for (qsizetype at = 12; at + 8 <= wav.size();) {
        const quint32 size = at32(at + 4);
        const qsizetype left = wav.size() - at - 8;
        if (qsizetype(size) > left) {
            put(at + 4, left);
            break;
        }
        at += 8 + qsizetype(size) + qsizetype(size & 1);
    }
    return wav;
}

} // namespace

QString sniffedMime(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return QStringLiteral("image/png");
    if (bytes.startsWith("\xff\xd8\xff"))
        return QStringLiteral("image/jpeg");
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return QStringLiteral("image/gif");
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return QStringLiteral("image/webp");
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WAVE")
        return QStringLiteral("audio/wav");
    if (bytes.mid(4, 4) == "ftyp")
        return mimeOfBoxes(bytes);
    if (bytes.startsWith("OggS"))
        return QStringLiteral("audio/ogg");
    if (bytes.startsWith("fLaC"))
        return QStringLiteral("audio/flac");
    if (bytes.startsWith("\xff\xf1") || bytes.startsWith("\xff\xf9"))
        return QStringLiteral("audio/aac");
    if (bytes.startsWith("ID3") || isMp3Frame(bytes))
        return QStringLiteral("audio/mpeg");
    return {};
}

std::optional<QByteArray> bytesFromBase64(const QString &text)
{
    QByteArray plain = text.toLatin1();
    plain.replace('\r', "").replace('\n', "");
    plain.replace('-', '+').replace('_', '/');
    const auto decoded = QByteArray::fromBase64Encoding(plain, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return std::nullopt;
    return decoded.decoded;
}

std::optional<QByteArray> bytesFromDataUrl(const QString &url)
{
    const qsizetype comma = url.indexOf(QLatin1Char(','));
    if (!url.startsWith(u"data:", Qt::CaseInsensitive) || comma < 0)
        return std::nullopt;
    if (!url.left(comma).endsWith(u";base64", Qt::CaseInsensitive))
        return std::nullopt;
    return bytesFromBase64(url.mid(comma + 1));
}

QByteArray wavFromPcm(const QByteArray &samples, int rate)
{
    constexpr quint16 kPcm = 1;
    constexpr quint16 kChannels = 1;
    constexpr quint16 kBytes = 2;
    const auto size = quint32(samples.size() / kBytes * kBytes);
    QByteArray wav;
    wav.reserve(kWavHeader + samples.size());
    wav.append("RIFF");
    appendLittle32(wav, quint32(kWavHeader - 8) + size);
    wav.append("WAVEfmt ");
    appendLittle32(wav, 16);
    appendLittle16(wav, kPcm);
    appendLittle16(wav, kChannels);
    appendLittle32(wav, quint32(rate));
    appendLittle32(wav, quint32(rate) * kBytes * kChannels);
    appendLittle16(wav, kBytes * kChannels);
    appendLittle16(wav, kBytes * 8);
    wav.append("data");
    appendLittle32(wav, size);
    wav.append(samples.constData(), qsizetype(size));
    return wav;
}

std::optional<Sound> playable(const QByteArray &bytes, const QString &statedMime)
{
    const QString sniffed = sniffedMime(bytes);
    if (sniffed == u"audio/wav") {
        if (bytes.size() <= kWavHeader)
            return std::nullopt;
        return Sound{sniffed, withTrueSizes(bytes)};
    }
    const QString stated = statedMime.toLower();
    static const QRegularExpression raw(QStringLiteral("^audio/(l16|pcm|x-pcm|raw)\\b|codec=pcm"));
    // PCM may begin with any bytes, so its name wins over what they look like.
    if (raw.match(stated).hasMatch()) {
        static const QRegularExpression form(QStringLiteral("\\brate=(\\d{4,6})\\b"));
        const auto rate = form.match(stated);
        if (bytes.size() < 2)
            return std::nullopt;
        return Sound{QStringLiteral("audio/wav"),
                     wavFromPcm(bytes, rate.hasMatch() ? rate.captured(1).toInt() : kUsualRate)};
    }
    if (bytes.isEmpty() || (sniffed.isEmpty() && !stated.startsWith(u"audio/")))
        return std::nullopt;
    if (!sniffed.isEmpty() && !sniffed.startsWith(u"audio/"))
        return std::nullopt;
    return Sound{sniffed.isEmpty() ? stated.section(QLatin1Char(';'), 0, 0).trimmed() : sniffed, bytes};
}

} // namespace fornada
