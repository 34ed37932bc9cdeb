#include "models/report_files.h"

#include "text/report_text.h"

#include <QJsonDocument>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace fornada {

namespace {

constexpr int kMargin = 18; // mm

constexpr char kPaperStyle[] = "h1{font-size:16pt}h2{font-size:11pt}th,.m{color:#66707a}.f{font-size:13pt;"
                               "font-weight:600}td,th{font-size:9pt}";

bool writePdf(const Report &report, Wall now, QSaveFile &file)
{
    QPdfWriter pdf(&file);
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins(QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Millimeter);
    pdf.setTitle(reportTitle(report));
    QTextDocument document;
    document.setDefaultStyleSheet(QString::fromLatin1(kPaperStyle));
    document.setHtml(reportBody(report, now, ReportLinks::None));
    document.print(&pdf);
    return true;
}

} // namespace

Status writeReport(const Report &report, Wall now, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{ErrorKind::FileUnwritable, path, file.errorString()};
    const QString ending = path.section(QLatin1Char('.'), -1).toLower();
    bool written = false;
    if (ending == QLatin1String("pdf"))
        written = writePdf(report, now, file);
    else if (ending == QLatin1String("json"))
        written = file.write(QJsonDocument(toJson(report)).toJson()) >= 0;
    else
        written = file.write(reportHtml(report, now).toUtf8()) >= 0;
    if (!written || !file.commit())
        return Error{ErrorKind::FileUnwritable, path, file.errorString()};
    return {};
}

} // namespace fornada
