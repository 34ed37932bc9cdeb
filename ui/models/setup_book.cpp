#include "models/setup_book.h"

#include "text/name_text.h"

#include <algorithm>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kCoalesce(500);
constexpr int kEventsBack = 500;

template<class T>
void sortByName(QList<T> &list)
{
    std::sort(list.begin(), list.end(), [](const T &a, const T &b) { return compareNames(a.name, b.name) < 0; });
}

template<class T>
const T *named(const QList<T> &list, const QString &name)
{
    const auto it = std::find_if(list.cbegin(), list.cend(), [&](const T &item) { return item.name == name; });
    return it == list.cend() ? nullptr : &*it;
}

QList<PaceDrop> dropsIn(const QList<Event> &events)
{
    QList<PaceDrop> drops;
    for (const Event &event : events)
        if (event.kind == QLatin1String("paceLowered"))
            drops.append({event.at, event.facts.value(QLatin1String("scope")).toString(),
                          event.facts.value(QLatin1String("percent")).toInt(100)});
    return drops;
}

} // namespace

struct SetupBook::Facts {
    QList<Queue> queues;
    QList<Account> accounts;
    QHash<QueueId, StateCounts> counts;
    QList<PaceDrop> drops;
};

SetupBook::SetupBook(EngineLink &link, ReadDesk &reads, QObject *parent)
    : QObject(parent)
    , m_reads(reads)
{
    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(kCoalesce);
    connect(&m_coalesce, &QTimer::timeout, this, [this] {
        if (m_reading.isOpen())
            m_coalesce.start(); // a long reading is waited for
        else
            refresh();
    });
    connect(&link, &EngineLink::changed, this, [this](const Changes &) {
        if (!m_coalesce.isActive())
            m_coalesce.start();
    });
}

SetupBook::~SetupBook()
{
    m_reading.cancel();
}

void SetupBook::refresh()
{
    const auto work = [](ReadPort &port, const ReadDesk::Cancelled &) -> Result<Facts> {
        auto queues = port.queues();
        if (!queues)
            return queues.error();
        auto accounts = port.accounts();
        if (!accounts)
            return accounts.error();
        auto counts = port.queueCounts();
        if (!counts)
            return counts.error();
        const auto events = port.events(0, kEventsBack);
        if (!events)
            return events.error();
        return Facts{std::move(*queues), std::move(*accounts), std::move(*counts), dropsIn(*events)};
    };
    m_reading.cancel();
    m_reading = m_reads.read<Facts>(this, work, [this](Result<Facts> facts) {
        if (facts)
            take(std::move(*facts));
        else
            Q_EMIT failed(facts.error());
    });
}

void SetupBook::take(Facts facts)
{
    m_queues = std::move(facts.queues);
    m_accounts = std::move(facts.accounts);
    sortByName(m_queues);
    sortByName(m_accounts);
    m_counts = std::move(facts.counts);
    m_drops = std::move(facts.drops);
    m_loaded = true;
    Q_EMIT refreshed();
}

const Queue *SetupBook::queue(const QString &name) const
{
    return named(m_queues, name);
}

const Account *SetupBook::account(const QString &name) const
{
    return named(m_accounts, name);
}

const Account *SetupBook::account(AccountId id) const
{
    const auto it =
        std::find_if(m_accounts.cbegin(), m_accounts.cend(), [id](const Account &account) { return account.id == id; });
    return it == m_accounts.cend() ? nullptr : &*it;
}

QStringList SetupBook::queuesOf(AccountId account) const
{
    QStringList names;
    for (const Queue &queue : m_queues)
        if (queue.account == account)
            names.append(queue.name);
    return names;
}

QList<PaceDrop> SetupBook::dropsOf(QueueId queue) const
{
    QList<PaceDrop> drops;
    for (const PaceDrop &drop : m_drops)
        if (drop.scopeKey == QStringLiteral("queue:%1").arg(queue.value))
            drops.append(drop);
    return drops;
}

QList<PaceDrop> SetupBook::dropsOf(AccountId account) const
{
    const QString model = QStringLiteral("model:%1:").arg(account.value);
    QList<PaceDrop> drops;
    for (const PaceDrop &drop : m_drops)
        if (drop.scopeKey == QStringLiteral("account:%1").arg(account.value) || drop.scopeKey.startsWith(model))
            drops.append(drop);
    return drops;
}

} // namespace fornada
