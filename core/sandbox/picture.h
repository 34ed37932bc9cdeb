#pragma once

#include <QImage>
#include <QList>
#include <QString>

namespace fornada::sandbox {

// Pictures drawn from words. Only shapes, no text through QPainter: that would need a QGuiApplication, and the sandbox
// also runs in console programs. Any thread.

// A portrait where the prompt asks for one of a person, else a landscape with the prompt as its caption.
QImage drawPicture(const QString &prompt, QSize size, quint64 variation);
// The same person for the same name, whoever asks; the variation changes the backdrop and the expression.
QImage drawPortrait(const QString &name, QSize size, quint64 variation);
QImage drawLandscape(const QString &prompt, QSize size, quint64 variation);
// The person that a prompt names ("Portrait of Ada Lovelace, mathematician"); empty when it is about something else.
QString personIn(const QString &prompt);

enum class Edit { Stencil, Enhance, MatchColours, Stage };
Edit editFor(const QString &prompt);
// Works on the first picture; the second, if any, is the one whose colours are wanted.
QImage editPicture(Edit edit, const QList<QImage> &inputs, const QString &prompt, quint64 variation);
QImage stencil(const QImage &input);
QImage enhanced(const QImage &input);
QImage colourMatched(const QImage &input, const QImage &reference);
QImage staged(const QImage &room, const QString &prompt, quint64 variation);

// A room with nothing in it, to be staged.
QImage emptyRoom(const QString &name, QSize size);

// Decodes what a client sent; null when it is no picture or too large.
QImage pictureFrom(const QByteArray &bytes);
QByteArray toPng(const QImage &image);

} // namespace fornada::sandbox
