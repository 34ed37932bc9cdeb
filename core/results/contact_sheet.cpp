#include "results/contact_sheet.h"

#include <QUrl>

namespace fornada {

namespace {

constexpr qsizetype kExcerpt = 400; // of a text

constexpr char kHead[] =
    "<!doctype html><html><head><meta charset=\"utf-8\"><title>%1</title><style>"
    "body{font:14px sans-serif;margin:24px;color:#222;background:#fafafa}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px}"
    "figure{margin:0;background:#fff;border:1px solid #ddd;border-radius:6px;padding:8px;overflow:hidden}"
    "img{width:100%;height:200px;object-fit:contain;background:#f0f0f0}audio{width:100%}"
    "p{white-space:pre-wrap;max-height:200px;overflow:auto;margin:0}"
    "figcaption{margin-top:8px;color:#555;overflow-wrap:anywhere}</style></head><body><h1>%1</h1><main>\n";

// What came from rows and answers is text there, never HTML.
QString contentOf(const ResultItem &result, const QString &path)
{
    const QString link = QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
    const QString named = QStringLiteral("<a href=\"%1\">%2</a>").arg(link, path.toHtmlEscaped());
    if (result.path.isEmpty())
        return QStringLiteral("<p>") + result.text.left(kExcerpt).toHtmlEscaped() + QStringLiteral("</p>") +
               (path.isEmpty() ? QString() : named);
    if (result.kind == OutputKind::Image)
        return QStringLiteral("<a href=\"%1\"><img loading=\"lazy\" src=\"%1\"></a>").arg(link);
    if (result.kind == OutputKind::Audio)
        return QStringLiteral("<audio controls preload=\"none\" src=\"%1\"></audio>").arg(link);
    return named;
}

} // namespace

ContactSheet::ContactSheet(const QString &folder)
    : m_page(folder, QStringLiteral("contact.html"))
{}

Status ContactSheet::open(const QString &title)
{
    const Status open = m_page.open();
    return open ? m_page.write(QString::fromLatin1(kHead).replace(QStringLiteral("%1"), title.toHtmlEscaped())) : open;
}

Status ContactSheet::add(const ResultItem &result, const QString &path, const QString &name)
{
    return m_page.write(QStringLiteral("<figure>") + contentOf(result, path) + QStringLiteral("<figcaption>") +
                        name.toHtmlEscaped() + QStringLiteral("</figcaption></figure>\n"));
}

Result<ExportedFile> ContactSheet::putInto(ExportSink &sink)
{
    const Status end = m_page.write(QStringLiteral("</main></body></html>\n"));
    return end ? m_page.putInto(sink) : Result<ExportedFile>(end.error());
}

} // namespace fornada
