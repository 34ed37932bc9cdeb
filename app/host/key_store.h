#pragma once

#include "base/result.h"

#include <functional>

namespace fornada {

// Seam: where keys outlive the program. Any thread may ask; the answer comes on a thread of the store's own.
class KeyStore {
public:
    virtual ~KeyStore() = default;

    // Empty when there is none under this name. KeychainMissing at once where no keychain runs.
    virtual void read(const QString &name, std::function<void(Result<QString>)> done) = 0;
    virtual void write(const QString &name, const QString &key, std::function<void(Status)> done) = 0;
    virtual void remove(const QString &name, std::function<void(Status)> done) = 0;
};

} // namespace fornada
