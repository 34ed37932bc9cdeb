#include "intake/samples.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fornada {

namespace {

QString builtIn(const QString &name)
{
    return QStringLiteral(":/fornada/samples/") + name;
}

Status copyOut(const QString &name, const QDir &folder)
{
    const QString to = folder.filePath(name);
    if (QFile::exists(to))
        return {};
    QFile from(builtIn(name));
    if (!from.exists())
        return Error{ErrorKind::FileMissing, from.fileName(), {}};
    if (!from.copy(to) || !QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner)) // not those of a resource
        return Error{ErrorKind::FileUnwritable, to, from.errorString()};
    return {};
}

} // namespace

Result<QList<Sample>> samples()
{
    QFile file(builtIn(QStringLiteral("samples.json")));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileMissing, file.fileName(), {}};
    QList<Sample> all;
    const QJsonArray entries =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("samples")).toArray();
    for (const QJsonValue &entry : entries)
        all.append({entry[QLatin1String("recipe")].toString(), entry[QLatin1String("rows")].toString(),
                    entry[QLatin1String("files")].toVariant().toStringList()});
    return all;
}

Result<QString> writeSample(const QString &recipe, const QString &folder)
{
    const auto all = samples();
    if (!all)
        return all.error();
    const auto sample =
        std::find_if(all->cbegin(), all->cend(), [&recipe](const Sample &one) { return one.recipe == recipe; });
    if (sample == all->cend())
        return Error{ErrorKind::NotFound, recipe, QStringLiteral("sample rows of a recipe")};
    const QDir to(folder);
    if (!to.mkpath(QStringLiteral(".")))
        return Error{ErrorKind::FileUnwritable, folder, {}};
    for (const QString &name : QStringList{sample->rows} + sample->files)
        if (const Status copied = copyOut(name, to); !copied)
            return copied.error();
    return to.filePath(sample->rows);
}

} // namespace fornada
