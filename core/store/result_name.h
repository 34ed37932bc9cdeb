#pragma once

#include <QString>

namespace fornada {

// Equal for two paths that some file system takes for one: case folded, composed.
QString foldedPath(const QString &path);
// "a/name.png", 2 -> "a/name (2).png".
QString numberedPath(const QString &path, int number);

} // namespace fornada
