#include "text/name_text.h"

#include <algorithm>

namespace fornada {

QString nameText(const QString &name)
{
    const QString line = name.simplified();
    const bool leftward = std::any_of(line.begin(), line.end(), [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
    });
    constexpr QChar isolate(0x2068), end(0x2069);
    return leftward ? isolate + line + end : line;
}

QString buttonText(const QString &text)
{
    return QString(text).replace(u'&', QStringLiteral("&&"));
}

int compareNames(const QString &a, const QString &b)
{
    // Folded: where there is no locale, capitals would come before all others.
    return a.toCaseFolded().localeAwareCompare(b.toCaseFolded());
}

void sortNames(QStringList &names)
{
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return compareNames(a, b) < 0; });
}

QString tipText(const QString &text)
{
    constexpr qsizetype kLongLine = 90;
    if (!text.contains(u'<') && text.size() <= kLongLine)
        return text;
    return QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

} // namespace fornada
