#pragma once

#include "base/result.h"

#include <QHash>
#include <QStringList>

#include <memory>

class QIODevice;
class QXmlStreamReader;
class QuaZip;

namespace fornada {

// What a number means by its style: a point of time, a time of day, or how long something takes ([h]:mm).
enum class XlsxTime { None, Date, OfDay, Length };

// An XLSX file: which sheets it has, the texts they share, and which styles mean a date or a time. One thread.
// Hostile files are refused by what they declare: a part may not unpack to more than its limit.
class XlsxBook final {
public:
    static Result<std::unique_ptr<XlsxBook>> open(const QString &path);
    ~XlsxBook();
    Q_DISABLE_COPY_MOVE(XlsxBook)

    QString path() const { return m_path; }
    QStringList sheetNames() const { return m_names; }
    // The sheet's XML, to be read from its beginning; the book outlives it.
    Result<std::unique_ptr<QIODevice>> openSheet(qsizetype index);

    // Empty when there is no such text.
    QString sharedText(qsizetype index) const { return m_texts.value(index); }
    XlsxTime timeOf(int style) const { return m_times.value(style, XlsxTime::None); }
    // Days are counted from 1 January 1904 instead of 1900.
    bool is1904() const { return m_is1904; }

private:
    explicit XlsxBook(const QString &path);
    Status read();
    Status readBook();
    Status readTexts();
    Status readStyles();
    // Opens a part for reading; nothing when the file has none of that name.
    Result<std::unique_ptr<QIODevice>> openPart(const QString &name, qint64 largest);
    Error broken(const QString &why) const;

    const QString m_path;
    const std::unique_ptr<QuaZip> m_zip;
    QStringList m_names, m_parts;
    QStringList m_texts;
    QHash<int, XlsxTime> m_times; // by style
    bool m_is1904 = false;
};

// The text inside <t> elements until the element that is open now ends.
QString xlsxText(QXmlStreamReader &xml);
// What a workbook spells as _x000D_, since XML cannot say it, is that character; the zero character stays spelled.
QString unspelled(const QString &text);

} // namespace fornada
