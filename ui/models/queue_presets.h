#pragma once

#include "base/result.h"
#include "model/queue.h"

#include <QDate>

namespace fornada {

// A ready-made set of limits, from resources/presets/queue_presets.json: data, dated, to be edited by who knows better.
struct QueuePreset {
    QString id;
    QString title, about; // in the reader's language
    QString name;         // proposed for a new queue
    QDate asOf;
    LimitSet limits;
    RetryPolicy retry;
    Micros deadline = std::chrono::seconds(180);
};

Result<QList<QueuePreset>> queuePresets(const QString &language);

} // namespace fornada
