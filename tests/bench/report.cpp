#include "report.h"

#include <QFile>
#include <QJsonDocument>
#include <QTextStream>

#include <ctime>
#include <sys/resource.h>
#include <unistd.h>

namespace fornada::bench {

namespace {

double read(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

QString cell(const QJsonValue &value)
{
    if (!value.isDouble())
        return value.toVariant().toString();
    const double number = value.toDouble();
    return QString::number(number, 'f', std::abs(number) >= 100 ? 0 : std::abs(number) >= 1 ? 2 : 4);
}

} // namespace

Report::Report(QString name, QStringList columns)
    : m_name(std::move(name))
    , m_columns(std::move(columns))
{}

void Report::add(const QJsonObject &row)
{
    m_rows.append(row);
}

int Report::finish(const QStringList &arguments) const
{
    QTextStream err(stderr);
    err << "\n" << m_name << "\n";
    for (const QString &column : m_columns)
        err << column.leftJustified(std::max<qsizetype>(16, column.size() + 2));
    err << "\n";
    for (const QJsonValue &row : m_rows) {
        for (const QString &column : m_columns)
            err << cell(row[column]).leftJustified(std::max<qsizetype>(16, column.size() + 2));
        err << "\n";
    }
    err.flush();
    if (!m_rows.isEmpty())
        QTextStream(stdout) << QJsonDocument(m_rows.last().toObject()).toJson(QJsonDocument::Compact) << "\n";
    const QString path = option(arguments, QStringLiteral("json"), {});
    if (path.isEmpty())
        return 0;
    QFile file(path);
    const QJsonObject all{{QStringLiteral("name"), m_name}, {QStringLiteral("rows"), m_rows}};
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(all).toJson()) > 0 ? 0 : 1;
}

QString option(const QStringList &arguments, const QString &name, const QString &fallback)
{
    const qsizetype at = arguments.indexOf(QStringLiteral("--") + name);
    return at >= 0 && at + 1 < arguments.size() ? arguments.at(at + 1) : fallback;
}

double secondsNow()
{
    return read(CLOCK_BOOTTIME);
}

double cpuSeconds()
{
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

double peakResidentMb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) * 1024 / 1e6;
}

} // namespace fornada::bench
