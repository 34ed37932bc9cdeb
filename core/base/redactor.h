#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMutex>
#include <QString>
#include <QStringList>

namespace fornada {

// Takes known credentials and anything that looks like one out of text that leaves the core.
// One object, made by the composition root; any thread.
class Redactor {
public:
    // From now on this value is replaced wherever it appears (plain, percent-encoded, Base64, inside JSON). Values
    // shorter than four characters are no credentials, and hiding them would make every text unreadable: they are
    // ignored.
    void addSecret(const QString &secret);
    QString clean(QString text) const;
    // The same for every string in it; values whose key names a credential are hidden whole.
    QJsonObject clean(const QJsonObject &object) const;
    // The known secrets of so many characters or more, and nothing else, out of what is still to be parsed.
    QByteArray withoutSecrets(QByteArray bytes, qsizetype shortest = 0) const;

private:
    QStringList secrets() const;

    mutable QMutex m_mutex;
    QStringList m_secrets; // guarded by m_mutex; longest first, so that a part never hides the rest
};

// What looks like a credential, where no keys are known: in what adapters and windows say.
QString hideByLooks(QString text);
QJsonObject hideByLooks(const QJsonObject &object);

} // namespace fornada
