#include "host/key_ring.h"

#include <QSet>

#include <mutex>

namespace fornada {

struct KeyRing::Memory {
    std::mutex mutex;
    QString folderId;                // guarded by mutex, as all below
    QHash<QString, QString> keys;    // by account name
    QHash<QString, Error> complaint; // why the keychain gave none
    QSet<QString> asking;            // again
    Deliver deliver;                 // none when the ring is gone, as the next
    Redactor *redactor = nullptr;
    std::function<void(const QString &)> found;

    void set(const QString &account, const QString &key)
    {
        const std::lock_guard lock(mutex);
        complaint.remove(account);
        if (redactor)
            redactor->addSecret(key);
        if (key.isEmpty())
            keys.remove(account);
        else
            keys.insert(account, key);
    }

    void hand(std::function<void()> work)
    {
        const std::lock_guard lock(mutex);
        if (deliver)
            deliver(std::move(work));
    }
};

KeyRing::KeyRing(KeyStore *store, Redactor &redactor, Deliver deliver, std::function<void(const QString &)> found)
    : m_store(store)
    , m_redactor(redactor)
    , m_memory(std::make_shared<Memory>())
{
    m_memory->deliver = std::move(deliver);
    m_memory->redactor = &redactor;
    m_memory->found = std::move(found);
}

KeyRing::~KeyRing()
{
    const std::lock_guard lock(m_memory->mutex);
    m_memory->deliver = {};
    m_memory->redactor = nullptr;
}

void KeyRing::setFolderId(const QString &id)
{
    const std::lock_guard lock(m_memory->mutex);
    m_memory->folderId = id;
}

QString KeyRing::entryName(const QString &account) const
{
    const std::lock_guard lock(m_memory->mutex);
    return m_memory->folderId + QLatin1Char('/') + account;
}

bool KeyRing::mayBeInKeychain(const Account &account)
{
    return account.keyEnv.isEmpty() && account.kind != ProviderKind::Sandbox;
}

void KeyRing::load(const Account &account, std::function<void(bool)> loaded)
{
    if (!m_store || !mayBeInKeychain(account)) {
        m_memory->hand([loaded = std::move(loaded)] { loaded(false); });
        return;
    }
    m_store->read(entryName(account.name),
                  [memory = m_memory, name = account.name, loaded = std::move(loaded)](Result<QString> key) {
                      if (key && !key->isEmpty()) {
                          memory->set(name, *key);
                      } else if (!key) {
                          const std::lock_guard lock(memory->mutex);
                          memory->complaint.insert(name, key.error());
                      }
                      memory->hand([loaded, found = key && !key->isEmpty()] { loaded(found); });
                  });
}

Result<QString> KeyRing::key(const Account &account)
{
    std::optional<Error> complaint;
    {
        const std::lock_guard lock(m_memory->mutex);
        if (const auto it = m_memory->keys.constFind(account.name); it != m_memory->keys.cend())
            return *it;
        if (const auto it = m_memory->complaint.constFind(account.name); it != m_memory->complaint.cend())
            complaint = *it;
    }
    if (!account.keyEnv.isEmpty()) {
        const QString value = qEnvironmentVariable(account.keyEnv.toLatin1().constData());
        m_redactor.addSecret(value);
        if (!value.isEmpty())
            return value;
        return Error{ErrorKind::KeyMissing, account.name,
                     QStringLiteral("environment variable %1 is empty").arg(account.keyEnv)};
    }
    if (account.kind == ProviderKind::Sandbox || account.kind == ProviderKind::Worker)
        return QString();
    if (complaint) {
        askAgain(account);
        return Error{complaint->kind, account.name, complaint->detail};
    }
    return Error{ErrorKind::KeyMissing, account.name, QStringLiteral("no key is set for this account")};
}

void KeyRing::askAgain(const Account &account)
{
    {
        const std::lock_guard lock(m_memory->mutex);
        if (m_memory->asking.contains(account.name))
            return;
        m_memory->asking.insert(account.name);
    }
    m_store->read(entryName(account.name), [memory = m_memory, name = account.name](const Result<QString> &key) {
        const bool found = key && !key->isEmpty();
        if (found)
            memory->set(name, *key);
        memory->hand([memory, name, found] {
            {
                const std::lock_guard lock(memory->mutex);
                memory->asking.remove(name);
            }
            if (found)
                memory->found(name);
        });
    });
}

void KeyRing::keep(const QString &account, const QString &key, KeyPlace place, std::function<void(Status)> done)
{
    const auto answer = [memory = m_memory, account, key, done = std::move(done)](Status status) {
        if (status)
            memory->set(account, key);
        memory->hand([done, status] { done(status); });
    };
    if (key.isEmpty() && m_store) {
        m_memory->set(account, {}); // forgotten here even where the keychain does not answer
        m_store->remove(entryName(account), answer);
    } else if (place == KeyPlace::Session || key.isEmpty()) {
        answer({});
    } else if (!m_store) {
        answer(Error{ErrorKind::KeychainMissing, account, {}});
    } else {
        m_store->write(entryName(account), key, [answer, account](Status status) {
            answer(status ? status : Error{status.error().kind, account, status.error().detail});
        });
    }
}

} // namespace fornada
