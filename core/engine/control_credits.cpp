#include "engine/control.h"
#include "engine/start_rules.h"

// What clients may spend, and how many results of a kind they may have.
namespace fornada {

namespace {

QJsonObject termsOf(const Client &client)
{
    QJsonObject credits;
    for (auto it = client.credits.cbegin(); it != client.credits.cend(); ++it)
        credits.insert(toName(it.key()), it.value());
    return {{QStringLiteral("budget"), client.budget ? QJsonValue(toDecimal(*client.budget)) : QJsonValue()},
            {QStringLiteral("credits"), credits}};
}

Result<Client> findClient(Store &store, const QString &name)
{
    const auto clients = store.clients();
    if (!clients)
        return clients.error();
    Client found;
    found.name = name;
    for (const Client &client : *clients)
        if (client.name == name)
            found = client;
    return found;
}

Status putClient(Store &store, const Client &client)
{
    if (const Status budget = store.setClientBudget(client.name, client.budget); !budget)
        return budget;
    for (size_t i = 0; i < EnumNames<Operation>::names.size(); ++i) {
        const auto credits = client.credits.constFind(Operation(i));
        const auto remaining = credits == client.credits.cend() ? std::nullopt : std::optional(*credits);
        if (const Status set = store.setCredit(client.name, Operation(i), remaining); !set)
            return set;
    }
    return {};
}

// Into the client; an error names what is wrong. Null takes a limit away.
Status applyTerms(Args &args, Client &client)
{
    if (const QLatin1String key("budget"); args.has(key)) {
        const auto budget = args.value(key).isNull() ? std::nullopt : args.money(key);
        if (args.error() || (budget && budget->micros < 0))
            return Error{ErrorKind::BadArgument, key, QStringLiteral("is an amount like 5.00, or nothing")};
        client.budget = budget;
    }
    const QJsonObject credits = args.object(QLatin1String("credits"));
    for (auto it = credits.begin(); it != credits.end(); ++it) {
        const auto operation = fromName<Operation>(it.key());
        const qint64 count = it.value().toInteger(-1);
        if (!operation || (!it.value().isNull() && count < 0))
            return Error{ErrorKind::BadArgument, it.key(),
                         operation ? QStringLiteral("is a whole number, or nothing")
                                   : QStringLiteral("is no operation")};
        if (it.value().isNull())
            client.credits.remove(*operation);
        else
            client.credits.insert(*operation, count);
    }
    return {};
}

} // namespace

void Control::creditSet(Args &args, CommandReply reply)
{
    const QString name = args.needText(QLatin1String("client")).trimmed();
    Client probe; // a wrong argument is told before anything is read
    Status good = name.isEmpty() ? Status() : applyTerms(args, probe);
    if (good && probe.budget)
        good = mayCap(m_runtime, [name](const Batch &batch, const Account &) { return batch.client == name; });
    if (args.error() || !good) {
        reply(args.error() ? *args.error() : good.error());
        return;
    }
    const auto set = [name, given = args](Store &store, OperationRecord &record) mutable -> Result<Client> {
        auto client = findClient(store, name);
        if (!client)
            return client;
        const QJsonObject was = termsOf(*client);
        (void)applyTerms(given, *client);
        if (const Status put = putClient(store, *client); !put)
            return put.error();
        if (was != termsOf(*client))
            record.previous = {{QStringLiteral("was"), was}, {QStringLiteral("now"), termsOf(*client)}};
        return client;
    };
    act<Client>(record(name), set, [this, reply](Result<Client> client, qint64) {
        if (!client) {
            reply(client.error());
            return;
        }
        m_runtime.setClient(*client);
        QJsonObject answer = termsOf(*client);
        answer.insert(QStringLiteral("client"), client->name);
        reply(answer);
    });
}

// What was used up since stays used up.
void Control::undoCredit(const OperationRecord &operation, CommandReply reply)
{
    const QJsonObject was = operation.previous.value(QLatin1String("was")).toObject();
    const QJsonObject now = operation.previous.value(QLatin1String("now")).toObject();
    const auto change = [name = operation.subject, operation, was, now](Store &store) -> Result<Client> {
        auto client = findClient(store, name);
        if (!client)
            return client;
        if (termsOf(*client).value(QLatin1String("budget")) != now.value(QLatin1String("budget")))
            return Error{ErrorKind::ChangedSince, name, operation.command};
        client->budget = moneyFromDecimal(was.value(QLatin1String("budget")).toString());
        const QJsonObject before = was.value(QLatin1String("credits")).toObject();
        const QJsonObject after = now.value(QLatin1String("credits")).toObject();
        for (size_t i = 0; i < EnumNames<Operation>::names.size(); ++i) {
            const QString key = toName(Operation(i));
            if (before.value(key) == after.value(key))
                continue;
            const qint64 left = after.contains(key) ? after.value(key).toInteger() : 0;
            const qint64 used = after.contains(key) ? left - client->credits.value(Operation(i), left) : 0;
            client->credits.remove(Operation(i));
            if (before.contains(key))
                client->credits.insert(Operation(i), std::max<qint64>(0, before.value(key).toInteger() - used));
        }
        if (const Status put = putClient(store, *client); !put)
            return put.error();
        return client;
    };
    putBack<Client>(operation, change, [this, operation, reply](Result<Client> client) {
        if (!client) {
            reply(client.error());
            return;
        }
        m_runtime.setClient(*client);
        reply(QJsonObject{{QStringLiteral("undone"), operation.id},
                          {QStringLiteral("command"), operation.command},
                          {QStringLiteral("subject"), operation.subject}});
    });
}

} // namespace fornada
