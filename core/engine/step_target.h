#pragma once

#include "model/batch.h"
#include "model/queue.h"
#include "providers/price_table.h"
#include "recipes/planner.h"

namespace fornada {

// Can this account do what the step asks for, and does it offer what the step needs? The sandbox stands in for all of
// them. AccountUnable says what is missing.
Status canDo(const Step &step, const Account &account);

// The model that a step's jobs are asked of there; empty where it names none and there is no usual one.
QString modelThere(const Step &step, const Account &account, const PriceTable &prices);

// Where a step's jobs go with this account, and what one costs there at worst. AccountUnable: the account cannot do it;
// PriceUnknown: money that is capped may not be risked.
Result<StepTarget> stepTarget(const Step &step, const Account &account, const Batch &batch, const PriceTable &prices,
                              Wall now, bool isCapped);

// The step as it is asked of the other account that it names.
Step askedElsewhere(const Step &step);

const Account *accountNamed(const QHash<AccountId, Account> &accounts, const QString &name);

} // namespace fornada
