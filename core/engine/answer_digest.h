#pragma once

#include "providers/adapter.h"

namespace fornada {

// What an answer means, as its provider's dialect says it. Speech that comes without its tokens costs by how long it
// lasts, where the price table knows a minute's price: what was set aside for it is several times that. Any thread.
Digest digestOf(const Adapter &adapter, const Ask &ask, const ProviderAnswer &answer);

} // namespace fornada
