#pragma once

#include "results/export.h"

namespace fornada {

// The batch as a queue file (avatar_queue.json), as the script it comes from reads it: who is done, who waits, attempts
// and errors. One entry for every row, the same seven fields and what else the row had. Blocks on the disk: pool
// threads only.
Result<Exported> exportAvatarQueue(const ExportOrder &order, const DeliveryPages &pages,
                                   const ExportProgress &progress);

} // namespace fornada
