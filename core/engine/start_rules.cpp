#include "engine/start_rules.h"

#include "engine/runtime.h"
#include "engine/step_target.h"
#include "engine/step_voices.h"

namespace fornada {

namespace {

using Visit = std::function<Status(const Step &, const Account &)>;

// The batch's steps with the accounts they go to, and go to when those fail; until one is not good.
Status eachTarget(const Runtime &runtime, const Batch &batch, const Visit &visit)
{
    const QList<Step> steps = runtime.stepsOf(batch.id);
    for (const Step &step : steps) {
        for (const Queue &queue : runtime.queues()) {
            const Account account = runtime.accounts().value(batch.account.isValid() ? batch.account : queue.account);
            if (const Status good = queue.name == step.queue ? visit(step, account) : Status(); !good)
                return good;
        }
        const Account *other = step.otherwise ? accountNamed(runtime.accounts(), step.otherwise->account) : nullptr;
        if (const Status good = other ? visit(askedElsewhere(step), *other) : Status(); !good)
            return good;
    }
    return {};
}

bool isCapped(const Runtime &runtime, const Batch &batch, const Account &account)
{
    return batch.budget || runtime.scheduler().budget().isCapped(account.id, batch.client);
}

// Does anybody know what this costs?
Status isPriced(const Runtime &runtime, const Step &step, const Account &account, const Batch &batch)
{
    const auto target = stepTarget(step, account, batch, runtime.prices(), runtime.now().wall, true);
    return target || target.error().kind != ErrorKind::PriceUnknown ? Status() : Status(target.error());
}

} // namespace

Status mayStart(const Runtime &runtime, KeySource &keys, BatchId batch)
{
    const QJsonObject parameters = runtime.batches().value(batch).parameters;
    const auto ready = [&](const Step &step, const Account &account) -> Status {
        if (const Status able = canDo(step, account); !able)
            return able;
        const QString model = modelThere(step, account, runtime.prices());
        if (const Status speaks = hasVoices(step, account, model, parameters); !speaks)
            return speaks;
        const auto key = keys.key(account);
        return key ? Status() : Status(key.error());
    };
    const Status able = eachTarget(runtime, runtime.batches().value(batch), ready);
    return able ? pricesHold(runtime, batch) : able;
}

// What the sandbox and free accounts cost stands elsewhere.
Status pricesHold(const Runtime &runtime, const Batch &batch, const Account &account)
{
    if (!runtime.priceFault() || account.free || account.kind == ProviderKind::Sandbox ||
        !isCapped(runtime, batch, account))
        return {};
    return Error{ErrorKind::NotAllowed, batch.name,
                 QStringLiteral("your price table prices.json cannot be used, so no budget holds: "
                                "correct it and import it, or delete it and start the program again")};
}

Status pricesHold(const Runtime &runtime, BatchId id)
{
    const Batch batch = runtime.batches().value(id);
    return eachTarget(runtime, batch, [&](const Step &step, const Account &account) -> Status {
        const Status hold = pricesHold(runtime, batch, account);
        return hold && isCapped(runtime, batch, account) ? isPriced(runtime, step, account, batch) : hold;
    });
}

Status mayCap(const Runtime &runtime, const std::function<bool(const Batch &, const Account &)> &covers)
{
    for (const Batch &batch : runtime.batches()) {
        const auto priced = [&](const Step &step, const Account &account) {
            return covers(batch, account) ? isPriced(runtime, step, account, batch) : Status();
        };
        const bool runs = batch.state == BatchState::Running;
        if (const Status good = runs ? eachTarget(runtime, batch, priced) : Status(); !good)
            return good;
    }
    return {};
}

Result<StepTarget> targetOf(const Runtime &runtime, const Step &step, const Batch &batch, const Account &account)
{
    return stepTarget(step, account, batch, runtime.prices(), runtime.now().wall, isCapped(runtime, batch, account));
}

std::optional<Result<StepTarget>> targetElsewhere(const Runtime &runtime, const Step &step, const Batch &batch)
{
    const Account *account = step.otherwise ? accountNamed(runtime.accounts(), step.otherwise->account) : nullptr;
    if (!account)
        return std::nullopt;
    return targetOf(runtime, askedElsewhere(step), batch, *account);
}

} // namespace fornada
