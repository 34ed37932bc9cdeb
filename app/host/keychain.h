#pragma once

#include "base/inbox.h"
#include "host/key_store.h"

#include <QThread>

namespace QKeychain {
class Job;
}

namespace fornada {

// The keychain of the desktop (Secret Service, KWallet), never its plain-text fallback. One a process, made by the
// program itself: the library behind it works on one thread for the whole life of the process, which is m_thread.
class Keychain final : public KeyStore {
public:
    Keychain();
    ~Keychain() override;
    Q_DISABLE_COPY_MOVE(Keychain)

    void read(const QString &name, std::function<void(Result<QString>)> done) override;
    void write(const QString &name, const QString &key, std::function<void(Status)> done) override;
    void remove(const QString &name, std::function<void(Status)> done) override;

private:
    QThread m_thread;
    Inbox *m_home; // lives on m_thread
};

} // namespace fornada
