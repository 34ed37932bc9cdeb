#include "store/result_name.h"

namespace fornada {

QString foldedPath(const QString &path)
{
    // Folding may decompose (U+0130 becomes two characters): compose last.
    return path.normalized(QString::NormalizationForm_C).toCaseFolded().normalized(QString::NormalizationForm_C);
}

QString numberedPath(const QString &path, int number)
{
    const qsizetype name = path.lastIndexOf(u'/') + 1;
    const qsizetype dot = path.lastIndexOf(u'.');
    const qsizetype end = dot > name ? dot : path.size();
    return path.left(end) + QStringLiteral(" (%1)").arg(number) + path.mid(end);
}

} // namespace fornada
