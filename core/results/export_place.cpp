#include "results/export_place.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace fornada {

namespace {

constexpr int kMostNames = 10'000;

class LocalFolder final : public ExportPlace {
public:
    explicit LocalFolder(QString folder)
        : m_folder(std::move(folder))
    {}

    Result<QString> growingPath() override
    {
        if (!QFileInfo(m_folder).isDir())
            return Error{ErrorKind::FileUnwritable, m_folder, {}};
        return m_folder + QStringLiteral("/.fornada-") + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
    }
    // The first free one of "name.zip", "name (2).zip" ...
    Result<QString> deliver(const QString &growing, const QString &name, const QString &ending) override
    {
        for (int copy = 1; copy <= kMostNames; ++copy) {
            const QString stem = copy == 1 ? name : QStringLiteral("%1 (%2)").arg(name).arg(copy);
            const QString path = m_folder + u'/' + stem + ending;
            if (QFileInfo::exists(path))
                continue;
            if (!QDir().rename(growing, path))
                return Error{ErrorKind::FileUnwritable, path, {}};
            return path;
        }
        return Error{ErrorKind::AlreadyExists, m_folder + u'/' + name + ending, {}};
    }

private:
    const QString m_folder;
};

} // namespace

std::shared_ptr<ExportPlace> localFolder(const QString &folder)
{
    return std::make_shared<LocalFolder>(folder);
}

} // namespace fornada
