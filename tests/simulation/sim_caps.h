#pragma once

#include "store/store.h"

namespace fornada::sim {

// The caps that the books are over once this is claimed, told one by one.
QStringList overCaps(Store &store, const Claim &claim);

} // namespace fornada::sim
