#include "results/result_files.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

namespace fornada {

namespace {

constexpr qsizetype kMostCharacters = 120;
constexpr qsizetype kMostBytes = 200;

// What can be seen and does not steer anything: right-to-left overrides could make "exe.png" of "gnp.exe".
bool isHarmless(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return false;
    default:
        return true;
    }
}

QString visible(const QString &wish)
{
    static const QString separators = QStringLiteral("/\\:*?\"<>|");
    QString out;
    const QList<uint> characters = wish.toUcs4();
    for (const uint c : characters) {
        if (QChar::isSpace(c))
            out += u' ';
        else if (c < 0x80 && separators.contains(QChar(c)))
            out += u'-';
        else if (isHarmless(c) && c != QChar::ReplacementCharacter)
            out += QString::fromUcs4(reinterpret_cast<const char32_t *>(&c), 1);
    }
    return out.normalized(QString::NormalizationForm_C).simplified();
}

QString trimmedName(QString name)
{
    const auto isPadding = [](QChar c) { return c == u'.' || c == u' '; };
    while (!name.isEmpty() && isPadding(name.back()))
        name.chop(1);
    qsizetype from = 0;
    while (from < name.size() && isPadding(name.at(from)))
        ++from;
    return name.mid(from);
}

// Never cuts a character, an accent or an emoji in two.
QString cut(const QString &name)
{
    if (name.size() <= kMostCharacters && name.toUtf8().size() <= kMostBytes)
        return name;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    qsizetype end = 0;
    for (qsizetype next = finder.toNextBoundary(); next > 0; next = finder.toNextBoundary()) {
        if (next > kMostCharacters || name.left(next).toUtf8().size() > kMostBytes)
            break;
        end = next;
    }
    return name.left(end);
}

} // namespace

QString safeFileName(const QString &wish)
{
    // Windows keeps these for devices, with any extension.
    static const QRegularExpression device(
        QStringLiteral("^(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\.|$)"),
        QRegularExpression::CaseInsensitiveOption);
    // More than this is cut anyway; it keeps the work small for an absurd wish.
    QString name = trimmedName(visible(wish.left(4 * kMostCharacters)));
    if (device.match(name).hasMatch())
        name.prepend(u'_');
    name = trimmedName(cut(name));
    return name.isEmpty() ? QStringLiteral("unnamed") : name;
}

} // namespace fornada
