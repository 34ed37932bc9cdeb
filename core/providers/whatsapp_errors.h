#pragma once

#include "providers/adapter.h"

namespace fornada {

// What WhatsApp says about a message that it did not take: its code decides, whatever the HTTP status. Nothing when
// the body brings no code that we know.
std::optional<Digest> digestMessageError(const Ask &ask, const ProviderAnswer &answer, const QJsonObject &body);

} // namespace fornada
