#pragma once

#include "base/ids.h"
#include "model/wait_reason.h"

#include <QHash>
#include <QList>
#include <QString>

class QJsonArray;

namespace fornada {

// What the jobs of a batch wait for in one queue.
struct LaneWait {
    QString queue; // name
    Opening opening;
};
using BatchWaits = QHash<BatchId, QList<LaneWait>>;

BatchWaits laneWaits(const QJsonArray &lanes); // of engine.status

} // namespace fornada
