#pragma once

#include "base/clock.h"
#include "base/enum_names.h"

#include <QFile>
#include <QJsonObject>
#include <QMutex>

namespace fornada {

class Redactor;

enum class LogLevel { Debug, Info, Warning, Error };

FORNADA_ENUM_NAMES(LogLevel, QLatin1String("debug"), QLatin1String("info"), QLatin1String("warning"),
                   QLatin1String("error"));

// Structured log: one JSON object a line, redacted, rotated (one predecessor kept, "<path>.1"). Any thread.
// A log that cannot be written never stops the program: the line is dropped and the next one tries again.
class Log {
public:
    Log(QString path, const Clock &clock, const Redactor &redactor, qint64 rotateAt = 8 << 20);
    void write(LogLevel level, QLatin1String event, const QJsonObject &facts = {});

private:
    bool isReady();
    void rotateIfFull();

    const QString m_path;
    const Clock &m_clock;
    const Redactor &m_redactor;
    const qint64 m_rotateAt;
    QMutex m_mutex;
    QFile m_file; // guarded by m_mutex
};

} // namespace fornada
