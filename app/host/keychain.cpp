#include "host/keychain.h"

#include <qt6keychain/keychain.h>

namespace fornada {

namespace {

QString service()
{
    return QStringLiteral("Fornada");
}

// The library's own words may name the entry, never its value.
Status statusOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
        return Error{ErrorKind::NotFound, job.key(), {}};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Error{ErrorKind::KeychainRefused, {}, {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // what a desktop without a secret service answers
        break;
    }
    return Error{ErrorKind::KeychainMissing, {}, job.errorString()};
}

void begin(QKeychain::Job *job, const QString &name, std::function<void(QKeychain::Job &)> done)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [done = std::move(done)](QKeychain::Job *ended) {
        done(*ended); // the library deletes the job afterwards
    });
    job->start();
}

} // namespace

Keychain::Keychain()
    : m_home(new Inbox)
{
    m_thread.setObjectName(QStringLiteral("keychain"));
    m_home->moveToThread(&m_thread);
    m_thread.start();
}

Keychain::~Keychain()
{
    m_thread.quit();
    m_thread.wait();
    delete m_home;
}

void Keychain::read(const QString &name, std::function<void(Result<QString>)> done)
{
    m_home->put([this, name, done = std::move(done)] {
        auto *job = new QKeychain::ReadPasswordJob(service(), m_home);
        begin(job, name, [done](QKeychain::Job &ended) {
            const Status status = statusOf(ended);
            if (status)
                done(static_cast<QKeychain::ReadPasswordJob &>(ended).textData());
            else if (status.error().kind == ErrorKind::NotFound)
                done(QString());
            else
                done(status.error());
        });
    });
}

void Keychain::write(const QString &name, const QString &key, std::function<void(Status)> done)
{
    m_home->put([this, name, key, done = std::move(done)] {
        auto *job = new QKeychain::WritePasswordJob(service(), m_home);
        job->setTextData(key);
        begin(job, name, [done](QKeychain::Job &ended) { done(statusOf(ended)); });
    });
}

void Keychain::remove(const QString &name, std::function<void(Status)> done)
{
    m_home->put([this, name, done = std::move(done)] {
        auto *job = new QKeychain::DeletePasswordJob(service(), m_home);
        begin(job, name, [done](QKeychain::Job &ended) {
            const Status status = statusOf(ended);
            done(!status && status.error().kind == ErrorKind::NotFound ? Status() : status);
        });
    });
}

} // namespace fornada
