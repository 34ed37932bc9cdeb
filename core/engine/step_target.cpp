#include "engine/step_target.h"

#include "engine/step_price.h"
#include "engine/step_voices.h"
#include "providers/adapter.h"

namespace fornada {

namespace {

// Where nobody knows the price, money that is capped may not be risked.
Result<Money> worstCase(const Step &step, const Account &account, const QString &model, const Batch &batch,
                        const PriceTable &prices, Wall now, bool isCapped)
{
    if (account.free)
        return Money{};
    if (const auto worst = worstPrice(step, account.kind, model, batch.parameters, prices, now))
        return *worst;
    const bool own = account.kind == ProviderKind::Worker || account.kind == ProviderKind::Sandbox;
    if (!own && isCapped)
        return Error{ErrorKind::PriceUnknown, model, QStringLiteral("step %1").arg(step.id)};
    return Money{};
}

} // namespace

// ui/text knows these forms and says them in people's words.
Status canDo(const Step &step, const Account &account)
{
    if (step.operation == Operation::Join)
        return {};
    const Adapter &adapter = adapterFor(account.kind, step.operation);
    if (!adapter.does(step.operation))
        return Error{ErrorKind::AccountUnable, account.name,
                     QStringLiteral("step %1 asks for %2").arg(step.id, toName(step.operation))};
    for (const Need need : step.needs)
        if (account.kind != ProviderKind::Sandbox && !adapter.offers(need, step.operation, account.url))
            return Error{ErrorKind::AccountUnable, account.name,
                         QStringLiteral("step %1 needs %2").arg(step.id, toName(need))};
    return {};
}

QString modelThere(const Step &step, const Account &account, const PriceTable &prices)
{
    return step.model.isEmpty() ? prices.defaultModel(account.kind, step.operation) : step.model;
}

Result<StepTarget> stepTarget(const Step &step, const Account &account, const Batch &batch, const PriceTable &prices,
                              Wall now, bool isCapped)
{
    if (step.operation == Operation::Join) { // made here, of what is there
        StepTarget here;
        here.account = account.id;
        return here;
    }
    if (const Status able = canDo(step, account); !able)
        return able.error();
    StepTarget target;
    target.account = account.id;
    target.model = modelThere(step, account, prices);
    if (const Status speaks = hasVoices(step, account, target.model, batch.parameters); !speaks)
        return speaks.error();
    const auto worst = worstCase(step, account, target.model, batch, prices, now, isCapped);
    if (!worst)
        return worst.error();
    target.worstCase = *worst;
    target.tokens = plannedTokens(step, account.kind, target.model, batch.parameters);
    return target;
}

Step askedElsewhere(const Step &step)
{
    Step asked = step;
    if (step.otherwise) {
        asked.model = step.otherwise->model;
        asked.price = step.otherwise->price;
    }
    return asked;
}

const Account *accountNamed(const QHash<AccountId, Account> &accounts, const QString &name)
{
    for (const Account &account : accounts)
        if (account.name == name)
            return &account;
    return nullptr;
}

} // namespace fornada
