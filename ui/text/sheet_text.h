#pragma once

#include "text/format.h"

#include <QJsonObject>

namespace fornada {

// What the engine foresees for a batch (its answer to batch.plan), in one line: when it would end and what goes on
// which day, or what it would wait for. Empty without an answer.
QString sheetText(const QJsonObject &sheet, Wall now, const Formats &formats = {});

} // namespace fornada
