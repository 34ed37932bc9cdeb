#include "engine/control.h"
#include "store/data_folder.h"

#include <QDateTime>
#include <QFileInfo>

// What keeps the data well without anybody asking: backups.
namespace fornada {

namespace {

QDate dayOf(Wall wall)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(wall) / 1000).date();
}

struct Copy {
    Result<QString> path = QString();
    qint64 bytes = 0;
};

} // namespace

void Control::backupMake(Args &, CommandReply reply)
{
    const QString folder = m_runtime.folders().data;
    if (folder.isEmpty()) {
        reply(Error{ErrorKind::NotAllowed, {}, QStringLiteral("there is no data folder")});
        return;
    }
    const auto copy = std::make_shared<Copy>();
    m_seams.workers.run(
        [folder, copy] {
            copy->path = backupData(folder);
            copy->bytes = copy->path ? QFileInfo(*copy->path).size() : 0;
        },
        [copy, reply] {
            if (copy->path)
                reply(QJsonObject{{QStringLiteral("path"), *copy->path}, {QStringLiteral("bytes"), copy->bytes}});
            else
                reply(copy->path.error());
        });
}

void Control::keepUp()
{
    const QString folder = m_runtime.folders().data;
    const Wall now = m_seams.clock.now().wall;
    const QDate today = dayOf(now);
    if (folder.isEmpty() || m_keptUp == today)
        return;
    m_keptUp = today;
    const auto copy = std::make_shared<Copy>();
    m_seams.workers.run([folder, today, copy] { copy->path = backupDaily(folder, today); },
                        [this, copy, now] {
                            if (copy->path)
                                return;
                            m_keptUp = {}; // tried again the next time
                            const Error &why = copy->path.error();
                            m_runtime.tellPeople(
                                {0,
                                 now,
                                 EventLevel::Problem,
                                 QStringLiteral("backupFailed"),
                                 {},
                                 {},
                                 {{QStringLiteral("message"), why.detail.isEmpty() ? why.subject : why.detail}}});
                        });
}

} // namespace fornada
