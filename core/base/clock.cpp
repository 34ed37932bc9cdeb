#include "base/clock.h"

#include <QDateTime>
#include <QFile>

#include <ctime>

namespace fornada {

Moment SystemClock::now() const
{
    timespec boot{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    const auto sinceBoot = std::chrono::seconds(boot.tv_sec) + std::chrono::nanoseconds(boot.tv_nsec);
    return {std::chrono::time_point_cast<Micros>(std::chrono::system_clock::now()),
            Boot(std::chrono::duration_cast<Micros>(sinceBoot))};
}

QString SystemClock::bootId() const
{
    static const QString id = [] {
        QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
        return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed()
                                              : QStringLiteral("unknown");
    }();
    return id;
}

QDate localDay(Wall time)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1'000).date();
}

Wall startOf(QDate day)
{
    return Wall(std::chrono::milliseconds(day.startOfDay().toMSecsSinceEpoch()));
}

QString toIso(Wall time)
{
    const qint64 ms = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

Wall wallFromIso(const QString &text, bool *ok)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (ok)
        *ok = time.isValid();
    return Wall(std::chrono::milliseconds(time.isValid() ? time.toMSecsSinceEpoch() : 0));
}

} // namespace fornada
