#include "ctl/session.h"
#include "store/reader.h"

#include <QJsonArray>

namespace fornada {

namespace {

QJsonObject clientJson(const Client &client, const Totals &totals)
{
    QJsonObject credits;
    for (auto it = client.credits.cbegin(); it != client.credits.cend(); ++it)
        credits.insert(toName(it.key()), it.value());
    return {{QStringLiteral("client"), client.name},
            {QStringLiteral("budget"), client.budget ? QJsonValue(toDecimal(*client.budget)) : QJsonValue()},
            {QStringLiteral("used"), toDecimal(totals.counted())},
            {QStringLiteral("credits"), credits}};
}

int list(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto clients = (*reader)->clients();
    if (!clients)
        return session.fail(clients.error());
    QJsonArray json;
    for (const auto &[client, totals] : *clients) {
        json.append(clientJson(client, totals));
        if (session.json())
            continue;
        QStringList parts;
        if (client.budget)
            parts.append(QStringLiteral("$%1 of $%2 used").arg(toDecimal(totals.counted()), toDecimal(*client.budget)));
        for (auto it = client.credits.cbegin(); it != client.credits.cend(); ++it)
            parts.append(QStringLiteral("%1 %2 left").arg(it.value()).arg(toName(it.key())));
        session.print(QStringLiteral("%1  %2").arg(client.name, -20).arg(parts.join(QStringLiteral(", "))));
    }
    if (session.json())
        session.printJson({{QStringLiteral("clients"), json}});
    return kOk;
}

int set(Session &session)
{
    const Arguments &args = session.args();
    const QStringList given = args.words().mid(3);
    QJsonObject command{{QStringLiteral("client"), args.word(2)}};
    QJsonObject credits;
    for (const QString &pair : given) {
        const QString key = pair.section(u'=', 0, 0), value = pair.section(u'=', 1);
        bool ok = true;
        const QJsonValue count = value == u"none" ? QJsonValue() : QJsonValue(value.toLongLong(&ok));
        if (key == u"budget")
            command.insert(key, value == u"none" ? QJsonValue() : QJsonValue(value));
        else if (ok && pair.contains(u'='))
            credits.insert(key, count);
        else
            return session.fail(Error{ErrorKind::BadArgument, pair, QStringLiteral("is not like image=100")});
    }
    if (!credits.isEmpty())
        command.insert(QStringLiteral("credits"), credits);
    const auto answer = session.act(QStringLiteral("credit.set"), command);
    if (!answer)
        return session.fail(answer.error());
    if (session.json())
        session.printJson(*answer);
    else
        session.print(QStringLiteral("ok"));
    return kOk;
}

} // namespace

QList<Verb> creditVerbs()
{
    return {{QStringLiteral("list"), QStringLiteral("credit list"), {}, list},
            {QStringLiteral("set"),
             QStringLiteral("credit set CLIENT [budget=M|none] [OPERATION=N|none ...]: what a client may spend in all, "
                            "and how many results of a kind it may still have"),
             {},
             set,
             {2, kManyWords}}};
}

} // namespace fornada
