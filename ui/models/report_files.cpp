#include "models/report_files.h"

#include "text/report_page.h"

#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace fornada {

namespace {

constexpr int kMargin = 18; // mm

constexpr char kPaperStyle[] = "h1{font-size:16pt}h2{font-size:11pt}th,.m{color:#66707a}.f{font-size:13pt;"
                               "font-weight:600}td,th{font-size:9pt}";

void writePdf(const Report &report, Wall now, QSaveFile &file)
{
    QPdfWriter pdf(&file);
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins(QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Millimeter);
    pdf.setTitle(reportTitle(report));
    QTextDocument document;
    document.setDefaultStyleSheet(QString::fromLatin1(kPaperStyle));
    document.setHtml(reportBody(report, now, ReportLinks::None));
    document.print(&pdf);
}

} // namespace

Status writeReport(const Report &report, Wall now, const QString &path)
{
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        return writeReportPage(report, now, path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{ErrorKind::FileUnwritable, path, file.errorString()};
    writePdf(report, now, file);
    if (!file.commit())
        return Error{ErrorKind::FileUnwritable, path, file.errorString()};
    return {};
}

} // namespace fornada
