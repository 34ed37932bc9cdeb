#pragma once

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/result.h"
#include "model/journal.h"
#include "model/queue.h"

#include <functional>

namespace fornada {

// Seam: work that burns CPU or touches files. done runs on the engine thread afterwards.
class Workers {
public:
    virtual ~Workers() = default;
    virtual void run(std::function<void()> work, std::function<void()> done) = 0;
};

// Seam: asks for Runtime::tick at a moment on the boot clock; a new call replaces the last.
class WakeTimer {
public:
    virtual ~WakeTimer() = default;
    virtual void wakeAt(Moment when) = 0;
};

// Seam: tells people (tray, banner, terminal). Engine thread; hands over.
class Notifier {
public:
    virtual ~Notifier() = default;
    virtual void notify(const Event &event) = 0;
};

// Where a key that was typed in lives.
enum class KeyPlace { Keychain, Session };
FORNADA_ENUM_NAMES(KeyPlace, QLatin1String("keychain"), QLatin1String("session"));

// Seam: credentials. Never blocks for long; the value goes into requests and nowhere else.
class KeySource {
public:
    virtual ~KeySource() = default;
    // Empty for accounts that need none. KeyMissing says where it was looked for.
    virtual Result<QString> key(const Account &account) = 0;
    // Keeps what the operator typed; an empty key forgets. done comes on the engine thread, maybe much later: the
    // keychain may ask the operator something first. KeychainMissing, KeychainRefused.
    virtual void keep(const QString &account, const QString &key, KeyPlace place, std::function<void(Status)> done) = 0;
};

} // namespace fornada
