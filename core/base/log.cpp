#include "base/log.h"

#include "base/redactor.h"

#include <QJsonDocument>
#include <QMutexLocker>

namespace fornada {

Log::Log(QString path, const Clock &clock, const Redactor &redactor, qint64 rotateAt)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_redactor(redactor)
    , m_rotateAt(rotateAt)
    , m_file(m_path)
{}

void Log::write(LogLevel level, QLatin1String event, const QJsonObject &facts)
{
    QJsonObject line{{QStringLiteral("at"), toIso(m_clock.now().wall)},
                     {QStringLiteral("level"), toName(level)},
                     {QStringLiteral("event"), QString(event)}};
    if (!facts.isEmpty())
        line.insert(QStringLiteral("facts"), m_redactor.clean(facts));
    QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact);
    bytes.append('\n');

    const QMutexLocker lock(&m_mutex);
    if (!isReady())
        return;
    // One write call a line: two programs on one log never mix inside a line.
    if (m_file.write(bytes) != bytes.size())
        m_file.close();
    rotateIfFull();
}

bool Log::isReady()
{
    if (m_file.isOpen())
        return true;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return false;
    m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return true;
}

void Log::rotateIfFull()
{
    if (!m_file.isOpen() || m_file.size() < m_rotateAt)
        return;
    m_file.close();
    const QString predecessor = m_path + QStringLiteral(".1");
    QFile::remove(predecessor);
    QFile::rename(m_path, predecessor);
}

} // namespace fornada
