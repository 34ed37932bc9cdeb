#pragma once

#include <QByteArray>
#include <QMutex>
#include <QString>
#include <QStringList>

namespace fornada {

// Takes known credentials and anything that looks like one out of text that leaves the core.
// One object, made by the composition root; any thread.
class Redactor {
public:
    // From now on this value is replaced wherever it appears (plain and percent-encoded).
    void addSecret(const QString &secret);
    QString clean(QString text) const;

private:
    mutable QMutex m_mutex;
    QStringList m_secrets; // guarded by m_mutex
};

} // namespace fornada
