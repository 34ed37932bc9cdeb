#pragma once

#include <QPainter>
#include <QString>

namespace fornada::sandbox {

// Writes a line of capitals in a small font of its own, because QPainter's text needs a QGuiApplication. Accents are
// left out, unknown signs become a space. The text stands on a dark rounded strip and is cut to fit width.
void paintCaption(QPainter &painter, const QString &text, const QRectF &area);

} // namespace fornada::sandbox
