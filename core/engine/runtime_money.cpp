#include "engine/runtime.h"
#include "engine/step_target.h"

// What is asked before money is spent: who does it, with which key, at which price.
namespace fornada {

namespace {

// Does anybody know what this costs?
Status isPriced(const Step &step, const Account &account, const Batch &batch, const PriceTable &prices, Wall now)
{
    const auto target = stepTarget(step, account, batch, prices, now, true);
    return target || target.error().kind != ErrorKind::PriceUnknown ? Status() : Status(target.error());
}

} // namespace

Status Runtime::eachTarget(const Batch &batch, const Visit &visit) const
{
    for (const Step &step : m_steps.value(batch.id)) {
        for (const Queue &queue : m_queues) {
            const AccountId account = batch.account.isValid() ? batch.account : queue.account;
            if (const Status good = queue.name == step.queue ? visit(step, m_accounts.value(account)) : Status(); !good)
                return good;
        }
        const Account *other = step.otherwise ? accountNamed(m_accounts, step.otherwise->account) : nullptr;
        if (const Status good = other ? visit(askedElsewhere(step), *other) : Status(); !good)
            return good;
    }
    return {};
}

Status Runtime::mayStart(BatchId id) const
{
    const auto ready = [this](const Step &step, const Account &account) -> Status {
        if (const Status able = canDo(step, account); !able)
            return able;
        const auto key = m_seams.keys.key(account);
        return key ? Status() : Status(key.error());
    };
    const Status able = eachTarget(m_batches.value(id), ready);
    return able ? pricesHold(id) : able;
}

Result<StepTarget> Runtime::targetOf(const Step &step, const Batch &batch, const Account &account) const
{
    return stepTarget(step, account, batch, m_prices, now().wall, isCapped(batch, account));
}

std::optional<Result<StepTarget>> Runtime::targetElsewhere(const Step &step, const Batch &batch) const
{
    const Account *account = step.otherwise ? accountNamed(m_accounts, step.otherwise->account) : nullptr;
    if (!account)
        return std::nullopt;
    return targetOf(askedElsewhere(step), batch, *account);
}

bool Runtime::isCapped(const Batch &batch, const Account &account) const
{
    return batch.budget || m_scheduler.budget().isCapped(account.id, batch.client);
}

Status Runtime::pricesHold(BatchId id) const
{
    const Batch batch = m_batches.value(id);
    return eachTarget(batch, [&](const Step &step, const Account &account) -> Status {
        if (const Status hold = pricesHold(batch, account); !hold)
            return hold;
        return isCapped(batch, account) ? isPriced(step, account, batch, m_prices, now().wall) : Status();
    });
}

// What the sandbox and free accounts cost stands elsewhere.
Status Runtime::pricesHold(const Batch &batch, const Account &account) const
{
    if (!m_priceFault || account.free || account.kind == ProviderKind::Sandbox)
        return {};
    return isCapped(batch, account)
               ? Status(Error{ErrorKind::NotAllowed, batch.name,
                              QStringLiteral("your price table prices.json cannot be used, so no budget holds: "
                                             "correct it and import it, or delete it and start the program again")})
               : Status();
}

Status Runtime::mayCap(const std::function<bool(const Batch &, const Account &)> &covers) const
{
    for (const Batch &batch : m_batches) {
        const auto priced = [&](const Step &step, const Account &account) {
            return covers(batch, account) ? isPriced(step, account, batch, m_prices, now().wall) : Status();
        };
        if (const Status good = batch.state == BatchState::Running ? eachTarget(batch, priced) : Status(); !good)
            return good;
    }
    return {};
}

void Runtime::setPrices(PriceTable prices, std::optional<Error> fault)
{
    m_prices = std::move(prices);
    m_priceFault = std::move(fault);
    m_changes.setup = true;
    tellChanged();
}

} // namespace fornada
