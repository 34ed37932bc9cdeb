#include "model/lane_waits.h"

#include <QJsonArray>
#include <QJsonObject>

namespace fornada {

BatchWaits laneWaits(const QJsonArray &lanes)
{
    BatchWaits waits;
    for (const QJsonValue &lane : lanes) {
        Opening opening;
        opening.reason = fromName<WaitReason>(lane[QLatin1String("reason")].toString()).value_or(WaitReason::None);
        if (const QJsonValue until = lane[QLatin1String("until")]; until.isString())
            opening.until = Moment{wallFromIso(until.toString()), {}};
        waits[BatchId{lane[QLatin1String("batch")].toInteger()}].append(
            {lane[QLatin1String("queue")].toString(), opening});
    }
    return waits;
}

} // namespace fornada
