#include "engine/file_kinds.h"

#include "providers/media.h"
#include "recipes/input_files.h"
#include "recipes/template.h"

#include <QFile>
#include <QJsonArray>
#include <QMimeDatabase>

namespace fornada {

namespace {

constexpr qint64 kHead = 4'096;

bool isPicture(const QByteArray &head)
{
    const QString sniffed = sniffedMime(head);
    const QString mime = sniffed.isEmpty() ? QMimeDatabase().mimeTypeForData(head).name() : sniffed;
    return mime.startsWith(u"image/");
}

} // namespace

FileKinds::FileKinds(const Recipe &recipe, const QStringList &fields)
    : m_fields(fields)
{
    for (const Step &step : recipe.steps) {
        if (!drawsPictures(step.operation))
            continue;
        const QJsonArray paths = step.parameters.value(QLatin1String("files")).toArray();
        for (const QJsonValue &path : paths) {
            const auto used = fieldsOf(path.toString());
            for (const QString &field : used ? *used : QStringList())
                if (m_fields.contains(field) && !m_pictures.contains(field))
                    m_pictures.append(field);
        }
    }
}

Status FileKinds::check(const QJsonObject &row) const
{
    for (const QString &field : m_fields) {
        const QString path = row.value(field).toString().trimmed();
        if (path.isEmpty() || InputFiles::linkIn(path))
            continue;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorKind::FileUnreadable, path, field};
        const QByteArray head = file.read(kHead);
        if (head.isEmpty())
            return Error{ErrorKind::BadFormat, path, QStringLiteral("it is empty")};
        if (m_pictures.contains(field) && !isPicture(head))
            return Error{ErrorKind::BadFormat, path, QStringLiteral("it is no picture")};
    }
    return {};
}

} // namespace fornada
