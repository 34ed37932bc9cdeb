#include "engine/step_target.h"

namespace fornada {

namespace {

// The step's own price wins; then the table's. Without either, money that is capped may not be risked.
Result<Money> worstCase(const Step &step, const Account &account, const QString &model, const Batch &batch,
                        const PriceTable &prices, Wall now)
{
    if (account.free)
        return Money{};
    if (!step.price.isZero())
        return step.price;
    Ask ask;
    ask.operation = step.operation;
    ask.output = step.output;
    ask.model = model;
    ask.prompt = step.prompt;
    ask.parameters = step.parameters;
    if (const auto worst = prices.worstCase(account.kind, ask, now))
        return *worst;
    const bool own = account.kind == ProviderKind::Worker || account.kind == ProviderKind::Sandbox;
    if (!own && (batch.budget || account.dayBudget))
        return Error{ErrorKind::PriceUnknown, model, QStringLiteral("step %1").arg(step.id)};
    return Money{};
}

} // namespace

Result<StepTarget> stepTarget(const Step &step, const Account &account, const Batch &batch, const PriceTable &prices,
                              Wall now)
{
    if (step.operation == Operation::Join) { // made here, of what is there
        StepTarget here;
        here.account = account.id;
        return here;
    }
    if (account.kind == ProviderKind::Worker && step.operation != Operation::HttpCall &&
        step.operation != Operation::Message)
        return Error{ErrorKind::NotAllowed, account.name, QStringLiteral("a worker cannot do step %1").arg(step.id)};
    StepTarget target;
    target.account = account.id;
    target.model = step.model.isEmpty() ? prices.defaultModel(account.kind, step.operation) : step.model;
    const auto worst = worstCase(step, account, target.model, batch, prices, now);
    if (!worst)
        return worst.error();
    target.worstCase = *worst;
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

std::optional<Result<StepTarget>> elsewhereTarget(const Step &step, const QHash<AccountId, Account> &accounts,
                                                  const Batch &batch, const PriceTable &prices, Wall now)
{
    const Account *account = step.otherwise ? accountNamed(accounts, step.otherwise->account) : nullptr;
    if (!account)
        return std::nullopt;
    return stepTarget(askedElsewhere(step), *account, batch, prices, now);
}

const Account *accountNamed(const QHash<AccountId, Account> &accounts, const QString &name)
{
    for (const Account &account : accounts)
        if (account.name == name)
            return &account;
    return nullptr;
}

} // namespace fornada
