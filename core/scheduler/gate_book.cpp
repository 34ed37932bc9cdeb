#include "scheduler/gate_book.h"

#include <QJsonDocument>

namespace fornada {

namespace {

// At once, of a queue that sets no number: each needs a connection, and a machine has not so many.
constexpr int kMostUnsaid = 64;

} // namespace

const JobGates::Entry &JobGates::at(Scope scope) const
{
    for (const Entry &entry : *this)
        if (entry.scope == scope)
            return entry;
    return m_entries[1];
}

std::optional<WindowConfig> JobGates::tooSmallFor(qint64 tokens) const
{
    for (const Entry &entry : *this)
        if (const auto &limit = entry.gates->config().tokenWindow; limit && tokens > limit->count)
            return limit;
    return std::nullopt;
}

QString GateBook::queueKey(QueueId queue)
{
    return QStringLiteral("queue:%1").arg(queue.value);
}

QString GateBook::accountKey(AccountId account)
{
    return QStringLiteral("account:%1").arg(account.value);
}

QString GateBook::modelKey(AccountId account, const QString &model)
{
    return QStringLiteral("model:%1:%2").arg(account.value).arg(model);
}

GateSet &GateBook::set(const QString &key)
{
    std::unique_ptr<GateSet> &gates = m_sets[key];
    if (!gates)
        gates = std::make_unique<GateSet>();
    return *gates;
}

void GateBook::setQueue(const Queue &queue)
{
    m_queues[queue.id] = queue.limits;
    configureQueue(queue.id);
}

void GateBook::configureQueue(QueueId queue)
{
    LimitSet limits = m_queues.value(queue);
    if (!limits.concurrency) {
        limits.concurrency = mostUnsaid();
        limits.adaptive = limits.adaptive && limits.pace; // nobody's number goes down, and nobody is told so
    }
    set(queueKey(queue)).configure(limits);
}

// Never less than an account allows: then that is the limit.
int GateBook::mostUnsaid() const
{
    int most = kMostUnsaid;
    for (const Account &account : m_accounts) {
        most = std::max(most, account.limits.concurrency.value_or(0));
        for (const LimitSet &ofModel : account.modelLimits)
            most = std::max(most, ofModel.concurrency.value_or(0));
    }
    return most;
}

void GateBook::setAccount(const Account &account)
{
    m_accounts[account.id] = account;
    set(accountKey(account.id)).configure(account.limits);
    for (auto queue = m_queues.cbegin(); queue != m_queues.cend(); ++queue)
        if (!queue->concurrency)
            configureQueue(queue.key());
    // Also of models that no job was met of: what a limit covers it covers when it was taken away and comes back.
    for (auto model = account.modelLimits.cbegin(); model != account.modelLimits.cend(); ++model)
        if (const QString key = modelKey(account.id, model.key()); !m_sets.contains(key))
            configureModel(key);
    // Models already in use that lost or gained limits of their own.
    const QString prefix = modelKey(account.id, {});
    for (auto &[key, gates] : m_sets)
        if (key.startsWith(prefix))
            gates->configure(account.modelLimits.value(key.mid(prefix.size())));
}

void GateBook::setSkew(AccountId account, Micros skew)
{
    m_skews[account] = skew;
    const QString prefix = modelKey(account, {});
    for (auto &[key, gates] : m_sets)
        if (key == accountKey(account) || key.startsWith(prefix))
            gates->setClockSkew(skew);
}

void GateBook::restore(const StoredGate &stored, Moment now)
{
    if (!m_sets.contains(stored.key))
        configureModel(stored.key);
    set(stored.key).restore(stored.state, now, m_bootId);
}

// A model's gates are made when it is given limits, or first met: by a job, or in what was stored.
void GateBook::configureModel(const QString &key)
{
    if (!key.startsWith(QLatin1String("model:")))
        return;
    const AccountId account{key.section(QLatin1Char(':'), 1, 1).toLongLong()};
    GateSet &gates = set(key);
    gates.configure(m_accounts.value(account).modelLimits.value(key.section(QLatin1Char(':'), 2)));
    if (const auto skew = m_skews.constFind(account); skew != m_skews.cend())
        gates.setClockSkew(*skew);
}

const JobGates &GateBook::of(QueueId queue, AccountId account, const QString &model)
{
    const std::tuple place(queue, account, model);
    auto known = m_ofJobs.find(place);
    if (known == m_ofJobs.end())
        known = m_ofJobs.emplace(place, made(queue, account, model)).first;
    return known->second;
}

JobGates GateBook::made(QueueId queue, AccountId account, const QString &model)
{
    JobGates gates;
    const auto add = [&](Scope scope, const QString &key) { gates.add({scope, key, &set(key)}); };
    add(Scope::Queue, queueKey(queue));
    add(Scope::Account, accountKey(account));
    if (!model.isEmpty()) {
        const QString key = modelKey(account, model);
        if (!m_sets.contains(key))
            configureModel(key);
        add(Scope::Model, key);
    }
    return gates;
}

JobGates GateBook::known(QueueId queue, AccountId account, const QString &model) const
{
    JobGates gates;
    const auto add = [&](Scope scope, const QString &key) {
        if (const auto it = m_sets.find(key); it != m_sets.end())
            gates.add({scope, key, it->second.get()});
    };
    add(Scope::Queue, queueKey(queue));
    add(Scope::Account, accountKey(account));
    if (!model.isEmpty())
        add(Scope::Model, modelKey(account, model));
    return gates;
}

QList<StoredGate> GateBook::save(const JobGates &gates, Moment now) const
{
    QList<StoredGate> stored;
    if (!m_isStored)
        return stored;
    for (const JobGates::Entry &entry : gates)
        if (const QJsonObject state = entry.gates->save(now, m_bootId); !state.isEmpty())
            stored.append({entry.key, state});
    return stored;
}

StoredGate GateBook::saveOne(const QString &key, Moment now) const
{
    return {key, m_sets.at(key)->save(now, m_bootId)};
}

QStringList GateBook::modelKeys() const
{
    QStringList keys;
    for (const auto &[key, gates] : m_sets)
        if (key.startsWith(QLatin1String("model:")))
            keys.append(key);
    return keys;
}

QList<GateReading> GateBook::readings(const QString &key, Moment now) const
{
    const auto it = m_sets.find(key);
    return it == m_sets.end() ? QList<GateReading>() : it->second->readings(now);
}

void GateBook::unpark(QueueId queue, AccountId account)
{
    const QString prefix = modelKey(account, {});
    for (auto &[key, gates] : m_sets) {
        const bool ofAccount = account.isValid() && (key == accountKey(account) || key.startsWith(prefix));
        if (ofAccount || (queue.isValid() && key == queueKey(queue)))
            gates->unpark();
    }
}

} // namespace fornada
