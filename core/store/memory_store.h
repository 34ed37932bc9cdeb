#pragma once

#include "store/store_rules.h"

namespace fornada {

// The Store's twin without a disk, for simulation, rehearsal and tests. One thread.
class MemoryStore : public StoreRules {
public:
    MemoryStore();

    void releaseReserve() override {}
    Status ensureReserve() override { return {}; }

    // What a kill leaves: everything committed, nothing else.
    void crash();
};

} // namespace fornada
