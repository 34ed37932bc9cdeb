#pragma once

#include "base/redactor.h"
#include "engine/seams.h"
#include "host/key_store.h"

#include <QHash>

#include <memory>

namespace fornada {

// The keys of one data folder: typed in for this session, read from the keychain, or in environment variables. key()
// only looks into memory, so that it never waits; load() fills it, and so does asking again for a key that the keychain
// refused: it may be unlocked by now. Any thread.
class KeyRing final : public KeySource {
public:
    // Hands work to the engine thread.
    using Deliver = std::function<void(std::function<void()>)>;

    // store may be null: then keys cannot outlive the session. The redactor is told every key before anybody has it.
    // found is told, on the engine thread, when the keychain gives a key that it had refused.
    KeyRing(KeyStore *store, Redactor &redactor, Deliver deliver, std::function<void(const QString &account)> found);
    ~KeyRing() override;
    Q_DISABLE_COPY_MOVE(KeyRing)

    // Keys of different data folders never mix: their entries begin with this.
    void setFolderId(const QString &id);
    // Asks the keychain for the account's key where one could be; loaded comes on the engine thread, with whether
    // anything was found.
    void load(const Account &account, std::function<void(bool)> loaded);

    Result<QString> key(const Account &account) override;
    void keep(const QString &account, const QString &key, KeyPlace place, std::function<void(Status)> done) override;

    static bool mayBeInKeychain(const Account &account);

private:
    struct Memory;
    QString entryName(const QString &account) const;
    void askAgain(const Account &account);

    KeyStore *const m_store;
    Redactor &m_redactor;
    const std::shared_ptr<Memory> m_memory; // answers of the keychain may outlive the ring
};

} // namespace fornada
