#pragma once

#include "base/clock.h"

#include <QFile>
#include <QJsonObject>
#include <QMutex>

namespace fornada {

class Redactor;

enum class LogLevel { Debug, Info, Warning, Error };

// Structured log: one JSON object a line, redacted, rotated at 8 MB (one predecessor kept). Any thread.
class Log {
public:
    Log(QString path, const Clock &clock, const Redactor &redactor);
    void write(LogLevel level, QLatin1String event, const QJsonObject &facts = {});

private:
    void rotateIfFull();

    const QString m_path;
    const Clock &m_clock;
    const Redactor &m_redactor;
    QMutex m_mutex;
    QFile m_file; // guarded by m_mutex
};

} // namespace fornada
