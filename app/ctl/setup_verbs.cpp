#include "ctl/key_values.h"
#include "ctl/printing.h"
#include "ctl/session.h"
#include "text/account_text.h"
#include "text/limit_text.h"

#include <QJsonArray>

// queue and account commands.
namespace fornada {

namespace {

// ---- queues

int queueList(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto queues = (*reader)->queues();
    const auto accounts = (*reader)->accounts();
    const auto counts = (*reader)->queueCounts();
    if (!queues || !accounts || !counts)
        return session.fail(!queues ? queues.error() : !accounts ? accounts.error() : counts.error());
    const QString only = session.args().word(1) == QLatin1String("show") ? session.args().word(2) : QString();
    QJsonArray json;
    for (const Queue &queue : *queues) {
        if (!only.isEmpty() && queue.name != only)
            continue;
        QString account;
        for (const Account &candidate : *accounts)
            if (candidate.id == queue.account)
                account = candidate.name;
        const QJsonObject entry = queueJson(queue, account, counts->value(queue.id));
        json.append(entry);
        if (!session.json())
            session.print(QStringLiteral("%1  %2  waiting %3  active %4  completed %5  failed %6  %7%8")
                              .arg(queue.name, -16)
                              .arg(account, -12)
                              .arg(entry.value(QLatin1String("waiting")).toInteger())
                              .arg(entry.value(QLatin1String("active")).toInteger())
                              .arg(entry.value(QLatin1String("completed")).toInteger())
                              .arg(entry.value(QLatin1String("failed")).toInteger())
                              .arg(limitsText(queue.limits), queue.paused ? QStringLiteral("  PAUSED") : QString()));
    }
    if (json.isEmpty() && !only.isEmpty())
        return session.fail({ErrorKind::NotFound, only, QStringLiteral("queue")});
    if (session.json())
        session.printJson(only.isEmpty() ? QJsonObject{{QStringLiteral("queues"), json}} : json.first().toObject());
    return kOk;
}

// What came of a command, for people.
QString outcomeLine(const QString &command, const QJsonObject &args, const QJsonObject &result)
{
    if (const auto limits = limitSetFromJson(result.value(QLatin1String("limits")).toObject());
        limits && result.contains(QLatin1String("limits")))
        return QStringLiteral("%1: %2").arg(
            result.value(QLatin1String(args.contains(QLatin1String("queue")) ? "queue" : "account")).toString(),
            limitsText(*limits));
    if (result.contains(QLatin1String("ok")))
        return QStringLiteral("%1: %2").arg(result.value(QLatin1String("account")).toString(), testText(result));
    if (result.contains(QLatin1String("changed")))
        return counted(result.value(QLatin1String("changed")).toInteger(), "job", "jobs") + QStringLiteral(" changed");
    if (result.contains(QLatin1String("batch")))
        return QStringLiteral("batch %1 \"%2\" is %3; what came of it: fornadactl job list --batch %1")
            .arg(result.value(QLatin1String("batch")).toInteger())
            .arg(result.value(QLatin1String("name")).toString(), result.value(QLatin1String("state")).toString());
    return command + QStringLiteral(": done");
}

int act(Session &session, const QString &command, const QJsonObject &args)
{
    const auto result = session.act(command, args);
    if (!result)
        return session.fail(result.error());
    if (session.json())
        session.printJson(*result);
    else
        session.print(outcomeLine(command, args, *result));
    const bool works = result->value(QLatin1String("ok")).toBool(true); // a test may have found that it does not
    return works ? kOk : kError;
}

int queueSet(Session &session)
{
    auto changes = queueChanges(session.args().words().mid(3));
    if (!changes)
        return session.fail(changes.error());
    changes->insert(QStringLiteral("queue"), session.args().word(2));
    return act(session, QStringLiteral("queue.set"), *changes);
}

int queueCommand(Session &session)
{
    return act(session, QStringLiteral("queue.") + session.args().word(1),
               {{QStringLiteral("queue"), session.args().word(2)}});
}

// ---- accounts

int accountList(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto accounts = (*reader)->accounts();
    if (!accounts)
        return session.fail(accounts.error());
    QJsonArray json;
    for (const Account &account : *accounts) {
        json.append(accountJson(account));
        if (!session.json())
            session.print(QStringLiteral("%1  %2  %3%4")
                              .arg(account.name, -16)
                              .arg(toName(account.kind), -8)
                              .arg(account.url.isEmpty() ? QStringLiteral("(built in)") : account.url.toString(),
                                   account.paused ? QStringLiteral("  PAUSED") : QString()));
    }
    if (session.json())
        session.printJson({{QStringLiteral("accounts"), json}});
    return kOk;
}

int accountSave(Session &session)
{
    const Arguments &args = session.args();
    auto changes = accountLimits(args.words().mid(3));
    if (!changes)
        return session.fail(changes.error());
    changes->insert(QStringLiteral("account"), args.word(2));
    for (const auto &[option, name] : {std::pair(QStringLiteral("kind"), QStringLiteral("kind")),
                                       std::pair(QStringLiteral("url"), QStringLiteral("url")),
                                       std::pair(QStringLiteral("key-env"), QStringLiteral("keyEnv")),
                                       std::pair(QStringLiteral("day-budget"), QStringLiteral("dayBudget"))})
        if (args.has(option))
            changes->insert(name, args.value(option));
    for (const auto &[option, name] : {std::pair(QStringLiteral("free"), QStringLiteral("free")),
                                       std::pair(QStringLiteral("own-network"), QStringLiteral("ownNetwork"))}) {
        if (!args.has(option))
            continue;
        const QString given = args.value(option);
        const bool yes = given == QLatin1String("yes") || given.isEmpty(); // a bare --free
        if (!yes && given != QLatin1String("no"))
            return session.usage(QStringLiteral("--%1=yes|no").arg(option));
        changes->insert(name, yes);
    }
    return act(session, QStringLiteral("account.") + args.word(1), *changes);
}

int accountCommand(Session &session)
{
    return act(session, QStringLiteral("account.") + session.args().word(1),
               {{QStringLiteral("account"), session.args().word(2)}});
}

} // namespace

QList<Verb> queueVerbs()
{
    return {{QStringLiteral("list"), QStringLiteral("queue list"), {}, queueList},
            {QStringLiteral("show"), QStringLiteral("queue show NAME"), {}, queueList, kOneWord},
            {QStringLiteral("set"),
             QStringLiteral(
                 "queue set NAME [pace=60/min,10] [window=60/min] [tokenWindow=30000/min] [gap=120] [daily=15@ZONE] "
                 "[concurrency=10] [rowConcurrency=3] [hours=...] [attempts=3] [backoff=10-300] [doublings=3] "
                 "[jitter=0.1] [ageLimit=86400] [deadline=180] [alertAt=5000] [account=A]"),
             {},
             queueSet,
             {1, kManyWords}},
            {QStringLiteral("pause"), QStringLiteral("queue pause NAME"), {}, queueCommand, kOneWord},
            {QStringLiteral("resume"), QStringLiteral("queue resume NAME"), {}, queueCommand, kOneWord},
            {QStringLiteral("clear"), QStringLiteral("queue clear NAME"), {}, queueCommand, kOneWord},
            {QStringLiteral("test"), QStringLiteral("queue test NAME"), {}, queueCommand, kOneWord}};
}

QList<Verb> accountVerbs()
{
    const QStringList options = {QStringLiteral("url"), QStringLiteral("key-env"), QStringLiteral("day-budget"),
                                 QStringLiteral("free"), QStringLiteral("own-network")};
    return {{QStringLiteral("list"), QStringLiteral("account list"), {}, accountList},
            {QStringLiteral("add"),
             QStringLiteral("account add NAME --kind sandbox|gemini|openai|worker --url U [--key-env VAR] [--free] "
                            "[--day-budget M] [--own-network yes|no] [limits k=v ...]"),
             options + QStringList{QStringLiteral("kind")},
             accountSave,
             {1, kManyWords}},
            {QStringLiteral("set"),
             QStringLiteral("account set NAME [--url U] [--key-env VAR] [--free[=no]] [--day-budget M] "
                            "[--own-network yes|no] [limits k=v ...]"),
             options,
             accountSave,
             {1, kManyWords}},
            {QStringLiteral("test"), QStringLiteral("account test NAME"), {}, accountCommand, kOneWord},
            {QStringLiteral("remove"), QStringLiteral("account remove NAME"), {}, accountCommand, kOneWord}};
}

} // namespace fornada
