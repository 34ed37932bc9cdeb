#pragma once

#include "engine/row_intake.h"
#include "providers/price_table.h"

namespace fornada {

// What each step's requests usually cost where they go.
void takeUsual(PlannedBatch &planned, const QHash<AccountId, Account> &accounts, const PriceTable &prices, Wall now);

// history: of the last days. The batch's re-send limits and budget bound the worst, the budget nothing else.
PriceRange priceRange(const PlannedBatch &planned, const QHash<QueueId, Queue> &queues,
                      const QList<ChargeShare> &history);

// By step: how much of what is set aside for the requests that are played through they likely cost, so that the days
// of a forecast add up to the likely price. each: so many stand behind one that is played.
QHash<QString, double> likelyParts(const PlannedBatch &planned, double each);

} // namespace fornada
