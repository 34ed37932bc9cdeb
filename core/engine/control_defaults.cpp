#include "engine/control.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

struct PresetQueue {
    Queue queue;
    QString freeSandbox; // an account of its own, made with it
};

// Those that a new data folder starts with, or those of these names.
Result<QList<PresetQueue>> presetQueues(const QStringList &names = {})
{
    QFile file(QStringLiteral(":/fornada/presets/queues.json"));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileMissing, file.fileName(), {}};
    QList<PresetQueue> queues;
    const QJsonArray entries =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("queues")).toArray();
    for (const QJsonValue &entry : entries) {
        const QJsonObject json = entry.toObject();
        Queue queue;
        queue.name = json.value(QLatin1String("name")).toString();
        const bool later = json.value(QLatin1String("whenNeeded")).toBool();
        if (names.isEmpty() ? later : !names.contains(queue.name))
            continue;
        auto limits = limitSetFromJson(json.value(QLatin1String("limits")).toObject());
        if (!limits)
            return limits.error();
        auto retry = retryPolicyFromJson(json.value(QLatin1String("retry")).toObject());
        if (!retry)
            return retry.error();
        queue.limits = *limits;
        queue.retry = *retry;
        queue.deadline = std::chrono::seconds(json.value(QLatin1String("deadline")).toInt(180));
        queues.append({queue, json.value(QLatin1String("freeSandbox")).toString()});
    }
    return queues;
}

Result<AccountId> sandboxNamed(Store &store, QList<Account> &accounts, const QString &name, bool free)
{
    for (const Account &account : std::as_const(accounts))
        if (account.name == name)
            return account.id;
    Account sandbox;
    sandbox.name = name;
    sandbox.kind = ProviderKind::Sandbox;
    sandbox.free = free;
    const auto id = store.saveAccount(sandbox);
    if (!id)
        return id.error();
    sandbox.id = *id;
    accounts.append(sandbox);
    return *id;
}

// Adds what is missing by name and returns all that is there.
struct Setup {
    QList<Account> accounts;
    QList<Queue> queues;
};

Result<Setup> addMissing(Store &store, const QList<PresetQueue> &presets)
{
    auto accounts = store.accounts();
    auto queues = store.queues();
    if (!accounts)
        return accounts.error();
    if (!queues)
        return queues.error();
    if (accounts->isEmpty())
        if (const auto made = sandboxNamed(store, *accounts, QStringLiteral("sandbox"), false); !made)
            return made.error();
    for (const auto &[preset, freeSandbox] : presets) {
        Queue queue = preset;
        const auto named = [&](const Queue &known) { return known.name == queue.name; };
        if (std::any_of(queues->cbegin(), queues->cend(), named))
            continue;
        queue.account = accounts->first().id;
        if (!freeSandbox.isEmpty()) {
            const auto own = sandboxNamed(store, *accounts, freeSandbox, true);
            if (!own)
                return own.error();
            queue.account = *own;
        }
        const auto id = store.saveQueue(queue);
        if (!id)
            return id.error();
        queue.id = *id;
        queues->append(queue);
    }
    return Setup{*accounts, *queues};
}

} // namespace

void Control::ensureDefaults(std::function<void(Status)> done)
{
    ensureQueues({}, std::move(done));
}

// A recipe brings its queues with it: those that Fornada knows limits for.
void Control::ensureQueuesOf(const Recipe &recipe, std::function<void(Status)> done)
{
    QStringList missing;
    for (const Step &step : recipe.steps) {
        const auto isIt = [&step](const Queue &queue) { return queue.name == step.queue; };
        if (std::none_of(m_runtime.queues().cbegin(), m_runtime.queues().cend(), isIt))
            missing.append(step.queue);
    }
    if (missing.isEmpty())
        done({});
    else
        ensureQueues(missing, std::move(done));
}

// Those that a new data folder starts with, or those of these names that there are presets for.
void Control::ensureQueues(const QStringList &names, std::function<void(Status)> done)
{
    const auto presets = presetQueues(names);
    if (!presets) {
        done(presets.error());
        return;
    }
    m_seams.store.call<Setup>([presets = *presets](Store &store) { return addMissing(store, presets); },
                              [this, done](Result<Setup> setup) {
                                  if (!setup) {
                                      done(setup.error());
                                      return;
                                  }
                                  for (const Account &account : std::as_const(setup->accounts))
                                      if (!m_runtime.accounts().contains(account.id))
                                          m_runtime.setAccount(account);
                                  for (const Queue &queue : std::as_const(setup->queues))
                                      if (!m_runtime.queues().contains(queue.id))
                                          m_runtime.setQueue(queue);
                                  done({});
                              });
}

} // namespace fornada
