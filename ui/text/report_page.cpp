#include "text/report_page.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace fornada {

Status writeReportPage(const Report &report, Wall now, const QString &path, const Formats &formats)
{
    const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    const QByteArray content =
        json ? QJsonDocument(toJson(report)).toJson() : reportHtml(report, now, formats).toUtf8();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return Error{ErrorKind::FileUnwritable, path, file.errorString()};
    return {};
}

} // namespace fornada
