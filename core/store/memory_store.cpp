#include "store/memory_store.h"

#include "store/memory_tables.h"

namespace fornada {

MemoryStore::MemoryStore()
    : StoreRules(std::make_unique<MemoryTables>())
{}

void MemoryStore::crash()
{
    rollback();
}

} // namespace fornada
