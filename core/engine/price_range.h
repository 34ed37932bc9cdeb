#pragma once

#include "engine/row_intake.h"

namespace fornada {

// history: of the last days. The batch's re-send limits and budget bound the worst.
PriceRange priceRange(const PlannedBatch &planned, const QHash<QueueId, Queue> &queues,
                      const QList<ChargeShare> &history);

} // namespace fornada
