#pragma once

#include <QByteArray>
#include <QImage>
#include <QJsonObject>
#include <QList>
#include <QSize>
#include <QString>

namespace fornada::sandbox {

// What both dialects need to turn a request's numbers into pictures and tokens.

// "16:9" and "1K": about that many pixels a side, both sides whole multiples of 16. Nothing asked: 512 x 512.
QSize pictureSize(const QString &aspectRatio, const QString &imageSize);
// "1536x1024"; "auto" or nonsense: 512 x 512.
QSize pictureSize(const QString &widthByHeight);
// What a picture of that size costs in output tokens.
int pictureTokens(QSize size);
int textTokens(const QString &text);
// Cuts a text to a token limit; says whether it had to. No limit: 0.
bool cutToTokens(QString &text, int limit);

} // namespace fornada::sandbox
