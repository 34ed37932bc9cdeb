#include "intake/xlsx_book.h"

#include "intake/xlsx_part.h"

#include <QHash>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>

namespace fornada {

namespace {

constexpr qint64 kLargestList = 16 << 20;
constexpr qint64 kLargestTexts = 512 << 20;
constexpr qint64 kLargestSheet = qint64(8) << 30; // it is streamed
constexpr qsizetype kMostTexts = 5'000'000;
constexpr qsizetype kLargestText = 10 << 20; // of one cell; what is longer is a fault whatever its length

// Formats of dates and times that every program knows by number.
XlsxTime timeOfBuiltIn(int format)
{
    if (format == 46)
        return XlsxTime::Length;
    if ((format >= 18 && format <= 21) || format == 45 || format == 47)
        return XlsxTime::OfDay;
    const bool isDate =
        (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
    return isDate ? XlsxTime::Date : XlsxTime::None;
}

// What a format of one's own names outside of quoted texts and colours: hours that go on beyond a day, years or days,
// hours or seconds, or months alone.
XlsxTime timeOfCode(QString code)
{
    const auto option = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression quiet(QStringLiteral("\"[^\"]*\"|\\\\."));
    static const QRegularExpression length(QStringLiteral("\\[(h+|m+|s+)\\]"), option);
    static const QRegularExpression brackets(QStringLiteral("\\[[^\\]]*\\]"));
    static const QRegularExpression date(QStringLiteral("[yd]"), option), ofDay(QStringLiteral("[hs]"), option);
    code.remove(quiet);
    if (code.contains(length))
        return XlsxTime::Length;
    code.remove(brackets);
    if (code.contains(date))
        return XlsxTime::Date;
    if (code.contains(ofDay))
        return XlsxTime::OfDay;
    return code.contains(QLatin1String("mm"), Qt::CaseInsensitive) ? XlsxTime::Date : XlsxTime::None;
}

} // namespace

QString xlsxText(QXmlStreamReader &xml)
{
    QString text;
    for (int depth = 1; depth > 0 && !xml.atEnd();) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement) {
            --depth;
        } else if (token == QXmlStreamReader::StartElement) {
            if (xml.name() == u"t" && text.size() <= kLargestText)
                text += unspelled(xml.readElementText());
            else if (xml.name() == u"rPh") // how it is pronounced
                xml.skipCurrentElement();
            else
                ++depth;
        }
    }
    return text;
}

QString unspelled(const QString &text)
{
    if (!text.contains(QLatin1String("_x")))
        return text;
    static const QRegularExpression spelling(QStringLiteral("_x(?!0000)([0-9A-Fa-f]{4})_"));
    QString plain;
    qsizetype from = 0;
    for (auto it = spelling.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        plain += QStringView(text).sliced(from, match.capturedStart() - from);
        plain += QChar(match.capturedView(1).toUShort(nullptr, 16));
        from = match.capturedEnd();
    }
    return plain + text.sliced(from);
}

XlsxBook::XlsxBook(const QString &path)
    : m_path(path)
    , m_zip(std::make_unique<QuaZip>(path))
{}

XlsxBook::~XlsxBook() = default;

Result<std::unique_ptr<XlsxBook>> XlsxBook::open(const QString &path)
{
    std::unique_ptr<XlsxBook> book(new XlsxBook(path));
    if (const Status read = book->read(); !read)
        return read.error();
    return book;
}

Error XlsxBook::broken(const QString &why) const
{
    return {ErrorKind::BadFormat, m_path, why};
}

Status XlsxBook::read()
{
    if (!m_zip->open(QuaZip::mdUnzip))
        return broken(QStringLiteral("it is not a whole XLSX file"));
    for (const auto part : {&XlsxBook::readBook, &XlsxBook::readTexts, &XlsxBook::readStyles})
        if (const Status read = (this->*part)(); !read)
            return read;
    return {};
}

Result<std::unique_ptr<QIODevice>> XlsxBook::openPart(const QString &name, qint64 largest)
{
    if (!m_zip->setCurrentFile(name))
        return std::unique_ptr<QIODevice>();
    auto part = std::make_unique<QuaZipFile>(m_zip.get());
    if (!part->open(QIODevice::ReadOnly))
        return broken(QStringLiteral("%1 cannot be unpacked").arg(name));
    if (part->usize() > largest)
        return broken(QStringLiteral("%1 would unpack to %2 bytes").arg(name).arg(part->usize()));
    return std::unique_ptr<QIODevice>(std::make_unique<XlsxPart>(std::move(part)));
}

Result<std::unique_ptr<QIODevice>> XlsxBook::openSheet(qsizetype index)
{
    auto part = openPart(m_parts.at(index), kLargestSheet);
    if (part && !*part)
        return broken(QStringLiteral("the sheet %1 is missing").arg(m_names.at(index)));
    return part;
}

Status XlsxBook::readBook()
{
    QHash<QString, QString> targets;
    {
        auto part = openPart(QStringLiteral("xl/_rels/workbook.xml.rels"), kLargestList);
        if (!part || !*part)
            return part ? broken(QStringLiteral("it is not a workbook")) : Status(part.error());
        QXmlStreamReader xml(part->get());
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"Relationship")
                targets.insert(xml.attributes().value(QLatin1String("Id")).toString(),
                               xml.attributes().value(QLatin1String("Target")).toString());
    }
    auto part = openPart(QStringLiteral("xl/workbook.xml"), kLargestList);
    if (!part || !*part)
        return part ? broken(QStringLiteral("it is not a workbook")) : Status(part.error());
    QXmlStreamReader xml(part->get());
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == u"workbookPr")
            m_is1904 = attributes.value(QLatin1String("date1904")) == u"1" ||
                       attributes.value(QLatin1String("date1904")) == u"true";
        if (xml.name() != u"sheet")
            continue;
        QString id;
        for (const QXmlStreamAttribute &attribute : attributes)
            if (attribute.name() == u"id")
                id = attribute.value().toString();
        const QString target = targets.value(id);
        m_names.append(attributes.value(QLatin1String("name")).toString());
        m_parts.append(target.startsWith(u'/') ? target.mid(1) : QStringLiteral("xl/") + target);
    }
    if (xml.hasError() || m_names.isEmpty())
        return broken(QStringLiteral("its list of sheets cannot be read"));
    return {};
}

Status XlsxBook::readTexts()
{
    auto part = openPart(QStringLiteral("xl/sharedStrings.xml"), kLargestTexts);
    if (!part)
        return part.error();
    if (!*part)
        return {};
    QXmlStreamReader xml(part->get());
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"si")
            continue;
        if (m_texts.size() == kMostTexts)
            return broken(QStringLiteral("more than %1 different texts").arg(kMostTexts));
        m_texts.append(xlsxText(xml));
    }
    if (xml.hasError())
        return broken(QStringLiteral("its texts cannot be read: %1").arg(xml.errorString()));
    return {};
}

Status XlsxBook::readStyles()
{
    auto part = openPart(QStringLiteral("xl/styles.xml"), kLargestList);
    if (!part)
        return part.error();
    if (!*part)
        return {};
    QHash<int, XlsxTime> own; // by format
    QXmlStreamReader xml(part->get());
    bool inCells = false;
    int style = 0;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.name() == u"cellXfs")
            inCells = false;
        if (token != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == u"numFmt")
            own.insert(attributes.value(QLatin1String("numFmtId")).toInt(),
                       timeOfCode(attributes.value(QLatin1String("formatCode")).toString()));
        else if (xml.name() == u"cellXfs")
            inCells = true;
        else if (inCells && xml.name() == u"xf") {
            const int format = attributes.value(QLatin1String("numFmtId")).toInt();
            const XlsxTime builtIn = timeOfBuiltIn(format);
            m_times.insert(style++, builtIn == XlsxTime::None ? own.value(format, XlsxTime::None) : builtIn);
        }
    }
    return {};
}

} // namespace fornada
