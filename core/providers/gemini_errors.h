#pragma once

#include "providers/adapter.h"

namespace fornada {

// What a Google error body means. status: the HTTP status; error: the object under "error", maybe empty.
Digest digestGoogleError(const Ask &ask, const ProviderAnswer &answer, int status, const QJsonObject &error);

} // namespace fornada
