#include "recipes/input_files.h"

#include "base/sha256.h"
#include "recipes/job_context.h"
#include "recipes/template.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

namespace fornada {

namespace {

bool isRowField(const QString &field, const Step &step)
{
    const auto isIt = [&field](const FanOut &fan) { return fan.name == field; };
    return !contextNames().contains(field.section(u'.', 0, 0)) &&
           std::none_of(step.forEach.begin(), step.forEach.end(), isIt);
}

} // namespace

std::optional<QUrl> InputFiles::linkIn(const QString &given)
{
    const QString text = given.trimmed();
    if (!text.startsWith(u"https://", Qt::CaseInsensitive) && !text.startsWith(u"http://", Qt::CaseInsensitive))
        return std::nullopt;
    return QUrl(text);
}

QString shownLink(const QUrl &link)
{
    return link.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString InputFiles::fetchedPath(const QString &folder, BatchId batch, const QUrl &link)
{
    return QStringLiteral("%1/%2-%3")
        .arg(folder)
        .arg(batch.value)
        .arg(QString::fromLatin1(sha256(link.toEncoded()).toHex()));
}

QDir InputFiles::folderOf(const QString &rowsPath)
{
    const QFileInfo rows(rowsPath);
    return rows.isDir() ? QDir(rows.absoluteFilePath()) : rows.absoluteDir();
}

InputFiles::InputFiles(const Recipe &recipe, const QDir &folder)
    : m_folder(folder)
{
    for (const Step &step : recipe.steps) {
        const QJsonArray paths = step.parameters.value(QLatin1String("files")).toArray();
        for (const QJsonValue &path : paths) {
            const auto fields = fieldsOf(path.toString());
            for (const QString &field : fields ? *fields : QStringList())
                if (isRowField(field, step) && !m_fields.contains(field))
                    m_fields.append(field);
        }
    }
}

Status InputFiles::find(QJsonObject &row) const
{
    for (const QString &field : m_fields) {
        const QString given = row.value(field).toString().trimmed();
        if (given.isEmpty())
            continue; // whether it may be missing is the template's business
        if (const auto link = linkIn(given)) {
            if (!link->userInfo().isEmpty()) // perhaps a password: it is not said again
                return Error{ErrorKind::BadUrl, shownLink(*link), QStringLiteral("an address with a name in it")};
            if (!link->isValid() || link->host().isEmpty())
                return Error{ErrorKind::BadUrl, given, field};
            continue;
        }
        static const QRegularExpression otherScheme(QStringLiteral("^[a-z0-9]{2,10}://"));
        if (otherScheme.match(given).hasMatch())
            return Error{ErrorKind::BadUrl, given, QStringLiteral("only http and https addresses are fetched")};
        const QString path = QDir::cleanPath(m_folder.absoluteFilePath(given));
        const QFileInfo file(path);
        if (!file.isFile())
            return Error{ErrorKind::FileMissing, path, field};
        if (!file.isReadable())
            return Error{ErrorKind::FileUnreadable, path, field};
        if (file.size() > kLargest)
            return Error{ErrorKind::TooMany, path, QStringLiteral("input files may have 20 MB")};
        row.insert(field, path);
    }
    return {};
}

} // namespace fornada
