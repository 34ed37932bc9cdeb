#include "engine/control.h"
#include "engine/setup_rules.h"
#include "engine/start_rules.h"
#include "engine/undo_facts.h"

namespace fornada {

namespace {

Status changeAccount(Account &account, Args &args)
{
    auto limits = limitSetFromJson(overlaid(toJson(account.limits), args.object(QLatin1String("limits"))));
    if (!limits)
        return limits.error();
    account.limits = *limits;
    const QJsonObject models = args.object(QLatin1String("modelLimits"));
    for (auto it = models.begin(); it != models.end(); ++it) {
        auto set = limitSetFromJson(it.value().toObject());
        if (!set)
            return set.error();
        account.modelLimits.insert(it.key(), *set);
    }
    if (args.has(QLatin1String("url"))) {
        const auto url = addressFrom(args.text(QLatin1String("url")));
        if (!url)
            return url.error();
        account.url = *url;
    }
    if (args.has(QLatin1String("keyEnv")))
        account.keyEnv = args.text(QLatin1String("keyEnv"));
    if (args.has(QLatin1String("free")))
        account.free = args.flag(QLatin1String("free"));
    if (args.has(QLatin1String("ownNetwork")))
        account.allowPrivateAddresses = args.flag(QLatin1String("ownNetwork"));
    if (args.has(QLatin1String("dayBudget"))) {
        account.dayBudget = moneyFromDecimal(args.text(QLatin1String("dayBudget")));
        if (!account.dayBudget && args.text(QLatin1String("dayBudget")) != QLatin1String("none"))
            return Error{ErrorKind::BadArgument, QStringLiteral("dayBudget"), QStringLiteral("is not an amount")};
    }
    if (args.has(QLatin1String("paused")))
        account.paused = args.flag(QLatin1String("paused"));
    return {};
}

} // namespace

void Control::tellAccount(const Account &saved, CommandReply reply)
{
    m_runtime.setAccount(saved);
    m_runtime.tell(ScopeUnparked{{}, saved.id});
    const QJsonObject answer{{QStringLiteral("account"), saved.name},
                             {QStringLiteral("kind"), toName(saved.kind)},
                             {QStringLiteral("url"), saved.url.toString()},
                             {QStringLiteral("limits"), toJson(saved.limits)}};
    if (saved.paused)
        m_runtime.barrier([reply, answer] { reply(answer); });
    else
        reply(answer);
}

void Control::editAccount(const Account &known, std::function<Status(Account &)> change, CommandReply reply)
{
    const auto edit = [id = known.id, change = std::move(change)](Store &store,
                                                                  OperationRecord &record) -> Result<Account> {
        auto accounts = store.accounts();
        if (!accounts)
            return accounts.error();
        for (Account &account : *accounts) {
            if (account.id != id)
                continue;
            const QJsonObject was = undoFacts(account);
            if (const Status changed = change(account); !changed)
                return changed.error();
            if (const auto saved = store.saveAccount(account); !saved)
                return saved.error();
            record.previous = wasAndNow(was, undoFacts(account));
            return account;
        }
        return Error{ErrorKind::NotFound, QStringLiteral("account"), QString::number(id.value)};
    };
    act<Account>(record(known.name), edit, [this, reply](Result<Account> saved, qint64) {
        if (saved)
            tellAccount(*saved, reply);
        else
            reply(saved.error());
    });
}

void Control::accountAdd(Args &args, CommandReply reply)
{
    Account account;
    account.name = args.needText(QLatin1String("account"));
    const auto kind = fromName<ProviderKind>(args.needText(QLatin1String("kind")));
    if (!kind)
        args.fail(QStringLiteral("kind"), QStringLiteral("is one of sandbox, gemini, openai, worker"));
    for (const Account &known : m_runtime.accounts())
        if (known.name == account.name)
            args.fail(QStringLiteral("account"), QStringLiteral("%1 exists already").arg(known.name));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    account.kind = *kind;
    if (const Status changed = changeAccount(account, args); !changed) {
        reply(changed.error());
        return;
    }
    if (account.url.isEmpty() && account.kind != ProviderKind::Sandbox) {
        reply(Error{ErrorKind::BadUrl, {}, QStringLiteral("--url is missing")});
        return;
    }
    const auto add = [account](Store &store, OperationRecord &) -> Result<Account> {
        const auto id = store.saveAccount(account);
        if (!id)
            return id.error();
        Account saved = account;
        saved.id = *id;
        return saved;
    };
    act<Account>(record(account.name), add, [this, reply](Result<Account> saved, qint64) {
        if (saved)
            tellAccount(*saved, reply);
        else
            reply(saved.error());
    });
}

void Control::accountSet(Args &args, CommandReply reply)
{
    Account account = findAccount(args, QLatin1String("account"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    if (const Status changed = changeAccount(account, args); !changed) {
        reply(changed.error());
        return;
    }
    const auto isMeant = [id = account.id](const Batch &, const Account &one) { return one.id == id; };
    if (const Status good = account.dayBudget ? mayCap(m_runtime, isMeant) : Status(); !good) {
        reply(good.error());
        return;
    }
    const auto change = [args](Account &stored) mutable { return changeAccount(stored, args); };
    editAccount(account, change, std::move(reply));
}

void Control::accountRemove(Args &args, CommandReply reply)
{
    const Account account = findAccount(args, QLatin1String("account"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    const auto remove = [id = account.id](Store &store, OperationRecord &) -> Result<bool> {
        const Status removed = store.removeAccount(id);
        return removed ? Result<bool>(true) : Result<bool>(removed.error());
    };
    act<bool>(record(account.name), remove, [this, account, reply](Result<bool> removed, qint64) {
        if (!removed) {
            reply(removed.error());
            return;
        }
        m_runtime.removeAccount(account.id);
        m_seams.keys.keep(account.name, {}, KeyPlace::Session, [](Status) {});
        reply(QJsonObject{{QStringLiteral("removed"), account.name}});
    });
}

} // namespace fornada
