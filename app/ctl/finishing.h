#pragma once

#include "limits/eta.h"
#include "store/reader.h"

#include <QJsonObject>

namespace fornada {

// When each batch will be done, by what the running engine says of itself; without one nothing is going to be done.
QHash<BatchId, Eta> finishingTimes(Reader &reader, const std::optional<QJsonObject> &engine);
// {"kind", "early", "late"}.
QJsonObject etaJson(const Eta &eta);
// "  done by 14:20 - 15:10"; nothing when it cannot be said.
QString etaWords(const Eta &eta);

} // namespace fornada
