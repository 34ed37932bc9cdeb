#include "store/store_rules.h"

#include <QJsonArray>

// Set-up, gates and journal.
namespace fornada {

namespace {

template<class Id, class T>
const T *byId(const QList<T> &list, Id id)
{
    for (const T &item : list)
        if (item.id == id)
            return &item;
    return nullptr;
}

// A new thing, or one that exists under this id, whose name is nobody else's.
template<class T>
Status checkNamed(const QList<T> &known, const T &item)
{
    if (item.name.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("name"), QStringLiteral("is empty")};
    if (item.id.isValid() && !byId(known, item.id))
        return Error{ErrorKind::NotFound, item.name, {}};
    for (const T &other : known)
        if (other.name == item.name && other.id != item.id)
            return Error{ErrorKind::AlreadyExists, item.name, {}};
    return {};
}

// Does a step of this recipe go to the account when its own fails it?
bool namesOtherwise(const QJsonObject &recipe, const QString &account)
{
    const QJsonArray steps = recipe.value(QLatin1String("steps")).toArray();
    return std::any_of(steps.begin(), steps.end(), [&account](const QJsonValue &step) {
        return step[QLatin1String("otherwise")][QLatin1String("account")].toString() == account;
    });
}

} // namespace

StoreRules::StoreRules(std::unique_ptr<Tables> tables)
    : m_tables(std::move(tables))
{}

StoreRules::~StoreRules() = default;

Status StoreRules::begin()
{
    return m_tables->begin();
}

Status StoreRules::commit()
{
    if (const Status good = checked(); !good)
        return good;
    return m_tables->commit();
}

void StoreRules::rollback()
{
    m_tables->rollback();
    m_graphs.clear(); // ids given in what is undone are given again
}

Status StoreRules::writable() const
{
    if (!m_tables->inTransaction())
        return Error{ErrorKind::Internal, {}, QStringLiteral("a write outside a transaction")};
    return checked();
}

Status StoreRules::checked() const
{
    const auto fault = m_tables->fault();
    return fault ? Status(*fault) : Status();
}

Result<AccountId> StoreRules::saveAccount(const Account &account)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (const Status good = checkNamed(m_tables->accounts(), account); !good)
        return good.error();
    return checked(m_tables->putAccount(account));
}

Status StoreRules::removeAccount(AccountId id)
{
    if (const Status ready = writable(); !ready)
        return ready;
    const QList<Account> known = m_tables->accounts();
    const Account *account = byId(known, id);
    if (!account)
        return Error{ErrorKind::NotFound, QStringLiteral("account"), {}};
    const QList<Queue> queues = m_tables->queues();
    for (const Queue &queue : queues)
        if (queue.account == id)
            return Error{ErrorKind::NotAllowed, account->name, QStringLiteral("queue %1 uses it").arg(queue.name)};
    const QList<Batch> batches = m_tables->batches();
    for (const Batch &batch : batches)
        if (!batch.removed && batch.state != BatchState::Finished && batch.state != BatchState::Cancelled &&
            (batch.account == id || namesOtherwise(m_tables->snapshot(batch.id), account->name)))
            return Error{ErrorKind::NotAllowed, account->name, QStringLiteral("batch %1 uses it").arg(batch.name)};
    if (const BatchId batch = m_tables->batchUsing(id); batch.isValid())
        return Error{ErrorKind::NotAllowed, account->name,
                     QStringLiteral("batch %1 uses it").arg(m_tables->batch(batch)->name)};
    m_tables->dropAccount(id);
    return checked();
}

Result<QList<Account>> StoreRules::accounts()
{
    return checked(m_tables->accounts());
}

Result<QueueId> StoreRules::saveQueue(const Queue &queue)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    const QList<Queue> known = m_tables->queues();
    if (const Status good = checkNamed(known, queue); !good)
        return good.error();
    if (!byId(m_tables->accounts(), queue.account))
        return Error{ErrorKind::NotFound, QStringLiteral("account"), QStringLiteral("of queue %1").arg(queue.name)};
    const Queue *before = byId(known, queue.id);
    const QueueId id = m_tables->putQueue(queue);
    if (before && before->account != queue.account)
        m_tables->redirectQueue(id, queue.account);
    return checked(id);
}

Result<QList<Queue>> StoreRules::queues()
{
    return checked(m_tables->queues());
}

Result<QHash<QueueId, qint64>> StoreRules::waitingJobs()
{
    const auto waitingIn = [](const StateCounts &counts) {
        return counts[JobState::Queued] + counts[JobState::Blocked];
    };
    QHash<QueueId, qint64> waiting;
    for (const Queue &queue : m_tables->queues())
        waiting.insert(queue.id, waitingIn(m_tables->counts(queue.id)));
    QHash<BatchId, QHash<QueueId, qint64>> hidden;
    for (const Batch &batch : m_tables->batches()) {
        if (!batch.removed || waitingIn(m_tables->counts(batch.id)) == 0)
            continue;
        const auto known = m_hiddenWaiting.constFind(batch.id);
        hidden.insert(batch.id, known == m_hiddenWaiting.cend() ? m_tables->waitingOf(batch.id) : *known);
        for (auto it = hidden[batch.id].cbegin(); it != hidden[batch.id].cend(); ++it)
            waiting[it.key()] -= it.value();
    }
    m_hiddenWaiting = std::move(hidden);
    return checked(std::move(waiting));
}

Result<RecipeId> StoreRules::saveRecipe(const QString &name, const QJsonObject &recipe, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (name.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("name"), QStringLiteral("is empty")};
    StoredRecipe stored{{}, name, recipe, now};
    const QList<StoredRecipe> known = m_tables->recipes();
    for (const StoredRecipe &other : known)
        if (other.name == name)
            stored.id = other.id;
    return checked(m_tables->putRecipe(stored));
}

Status StoreRules::removeRecipe(const QString &name)
{
    if (const Status ready = writable(); !ready)
        return ready;
    const QList<StoredRecipe> known = m_tables->recipes();
    for (const StoredRecipe &recipe : known)
        if (recipe.name == name)
            m_tables->dropRecipe(recipe.id);
    return checked();
}

Result<QList<StoredRecipe>> StoreRules::recipes()
{
    return checked(m_tables->recipes());
}

Result<QString> StoreRules::setting(const QString &name)
{
    return checked(m_tables->meta(settingName(name)));
}

Status StoreRules::setSetting(const QString &name, const QString &value)
{
    if (const Status ready = writable(); !ready)
        return ready;
    m_tables->putMeta(settingName(name), value);
    return checked();
}

Status StoreRules::saveGates(const QList<StoredGate> &gates)
{
    if (const Status ready = writable(); !ready)
        return ready;
    for (const StoredGate &gate : gates)
        m_tables->putGate(gate);
    return checked();
}

Result<QList<StoredGate>> StoreRules::gates()
{
    return checked(m_tables->gates());
}

Result<QHash<QueueId, MetricRecord>> StoreRules::metrics(Wall from, Wall to)
{
    QHash<QueueId, MetricRecord> sums;
    const auto minuteOf = [](Wall at) {
        return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
    };
    const QList<Queue> queues = m_tables->queues();
    for (const Queue &queue : queues) {
        MetricRecord sum;
        for (qint64 minute = minuteOf(from); minute <= minuteOf(to); ++minute)
            sum += m_tables->metric(minute, queue.id);
        if (sum != MetricRecord{})
            sums.insert(queue.id, sum);
    }
    return checked(std::move(sums));
}

Result<QList<LedgerTotal>> StoreRules::ledgerTotals(QDate day)
{
    QList<LedgerTotal> totals = m_tables->totals();
    totals.removeIf([day](const LedgerTotal &total) { return total.day.isValid() && total.day != day; });
    return checked(std::move(totals));
}

Status StoreRules::addEvent(const Event &event)
{
    if (const Status ready = writable(); !ready)
        return ready;
    m_tables->addEvent(event);
    return checked();
}

Result<qint64> StoreRules::addOperation(const OperationRecord &operation)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    return checked(m_tables->addOperation(operation));
}

Result<OperationRecord> StoreRules::operation(qint64 id)
{
    const auto operation = m_tables->operation(id);
    if (const Status good = checked(); !good)
        return good.error();
    if (!operation)
        return Error{ErrorKind::NotFound, QStringLiteral("operation"), QString::number(id)};
    return *operation;
}

Result<QList<OperationRecord>> StoreRules::operations(qint64 before, int limit)
{
    return checked(m_tables->operations(before > 0 ? before : std::numeric_limits<qint64>::max(), limit));
}

Result<qint64> StoreRules::lastOperation(const QString &command, BatchId batch)
{
    return checked(m_tables->lastOperation(command, batch));
}

Status StoreRules::markUndone(qint64 id)
{
    if (const Status ready = writable(); !ready)
        return ready;
    const auto known = operation(id);
    if (!known)
        return known.error();
    if (known->undone)
        return Error{ErrorKind::NotAllowed, known->command, QStringLiteral("is undone already")};
    m_tables->markUndone(id);
    return checked();
}

} // namespace fornada
