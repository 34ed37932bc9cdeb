#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace fornada {

// The type that the first bytes show; empty when they are none we know.
QString sniffedMime(const QByteArray &bytes);

// Standard or URL-safe Base64, padded or not, line breaks allowed; nothing when it is damaged or empty.
std::optional<QByteArray> bytesFromBase64(const QString &text);
// "data:image/png;base64,..." only.
std::optional<QByteArray> bytesFromDataUrl(const QString &url);

// Signed 16-bit little-endian mono samples with the 44-byte header that players want.
QByteArray wavFromPcm(const QByteArray &samples, int rate);

struct Sound {
    QString mime;
    QByteArray bytes;
};
// Makes a provider's audio playable: headerless PCM gets a WAV header ("audio/L16;codec=pcm;rate=24000" is
// little-endian here, whatever its name says), a streamed WAV gets its true sizes. Nothing when there is no sound in
// it.
std::optional<Sound> playable(const QByteArray &bytes, const QString &statedMime);

} // namespace fornada
