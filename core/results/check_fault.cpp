#include "results/json_schema.h"
#include "results/language.h"
#include "results/result_files.h"
#include "results/sound_length.h"

#include <QBuffer>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

using Fault = std::optional<QString>;

// What a recipe or an answer says must not look like another part of the message.
QString plain(QString text)
{
    return text.replace(u'|', u'/').simplified();
}

QString unmet(const char *word, const QString &wanted, const QString &found = {})
{
    return QString::fromLatin1(word) + u'|' + plain(wanted) + u'|' + plain(found);
}

QString sizeText(QSize size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

QString secondsText(double seconds)
{
    return QString::number(seconds, 'f', 1);
}

// Of the file itself; no size when this machine cannot read its format.
QSize imageSize(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, sniffExtension(bytes).toLatin1());
    return reader.size();
}

QSize sizeFrom(const QString &text)
{
    const QString width = text.section(u'x', 0, 0), height = text.section(u'x', 1, 1);
    return {width.toInt(), height.toInt()};
}

Fault imageUnmet(const OutputChecks &checks, const QString &askedSize, const QByteArray &bytes)
{
    const QSize wanted = checks.sizeAsAsked ? sizeFrom(askedSize) : checks.size;
    if (wanted.isEmpty() && checks.leastSize.isEmpty())
        return std::nullopt;
    const QSize size = imageSize(bytes);
    if (!size.isValid())
        return std::nullopt;
    if (!wanted.isEmpty() && size != wanted)
        return unmet("checkImageSize", sizeText(wanted), sizeText(size));
    if (size.width() < checks.leastSize.width() || size.height() < checks.leastSize.height())
        return unmet("checkImageSmall", sizeText(checks.leastSize), sizeText(size));
    return std::nullopt;
}

Fault audioUnmet(const OutputChecks &checks, const QByteArray &bytes)
{
    const auto length = soundLength(bytes);
    if (!length)
        return std::nullopt;
    if (length->seconds < checks.leastSeconds)
        return unmet("checkAudioShort", secondsText(checks.leastSeconds), secondsText(length->seconds));
    if (checks.mostSeconds > 0 && length->seconds > checks.mostSeconds)
        return unmet("checkAudioLong", secondsText(checks.mostSeconds), secondsText(length->seconds));
    return std::nullopt;
}

// What is asked for, whatever the country: "pt" of "pt-BR".
QString languageOf(const QString &asked)
{
    return asked.trimmed().section(u'-', 0, 0).section(u'_', 0, 0).toLower();
}

// Where the text does not show its language clearly, it is taken to be the right one.
Fault languageUnmet(const QString &asked, const QString &text)
{
    const QString wanted = languageOf(asked), found = wanted.isEmpty() ? QString() : languageOfText(text);
    return found.isEmpty() || found == wanted ? std::nullopt : Fault(unmet("checkLanguage", wanted, found));
}

Fault textUnmet(const OutputChecks &checks, const QJsonObject &asked, const QString &text)
{
    const qsizetype length = text.trimmed().size();
    if (length < checks.leastCharacters)
        return unmet("checkTextShort", QString::number(checks.leastCharacters), QString::number(length));
    if (checks.mostCharacters > 0 && length > checks.mostCharacters)
        return unmet("checkTextLong", QString::number(checks.mostCharacters), QString::number(length));
    for (const QString &part : checks.contains)
        if (!text.contains(part, Qt::CaseInsensitive))
            return unmet("checkTextLacks", part);
    for (const QString &part : checks.excludes)
        if (text.contains(part, Qt::CaseInsensitive))
            return unmet("checkTextHas", part);
    return languageUnmet(checks.languageAsAsked ? asked.value(QLatin1String("language")).toString() : checks.language,
                         text);
}

Fault jsonUnmet(const OutputChecks &checks, const QString &text)
{
    if (checks.schema.isEmpty())
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const auto breach = schemaBreach(checks.schema, value);
    if (!breach)
        return std::nullopt;
    return unmet("checkJson", breach->place, breach->rule) + u'|' + plain(breach->wanted);
}

} // namespace

std::optional<QString> cutFault(OutputKind kind, qint64 tokens)
{
    switch (kind) {
    case OutputKind::Text:
    case OutputKind::Json:
        return unmet("checkTextCut", QString::number(tokens));
    case OutputKind::Audio:
        return unmet("checkAudioCut", QString::number(tokens));
    case OutputKind::Image:
    case OutputKind::None:
        break;
    }
    return std::nullopt;
}

std::optional<QString> checkFault(const OutputChecks &checks, const QJsonObject &asked, OutputKind kind,
                                  const QByteArray &bytes, const QString &text)
{
    const QString words = text.isEmpty() ? QString::fromUtf8(bytes) : text;
    switch (kind) {
    case OutputKind::Image:
        return imageUnmet(checks, asked.value(QLatin1String("size")).toString(), bytes);
    case OutputKind::Audio:
        return audioUnmet(checks, bytes);
    case OutputKind::Json:
        if (const Fault fault = jsonUnmet(checks, words))
            return fault;
        return textUnmet(checks, asked, words);
    case OutputKind::Text:
        return textUnmet(checks, asked, words);
    case OutputKind::None:
        break;
    }
    return std::nullopt;
}

} // namespace fornada
