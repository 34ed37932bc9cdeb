#include "model/json_parts.h"

namespace fornada {

QJsonObject countsJson(const StateCounts &counts)
{
    QJsonObject json{{QStringLiteral("total"), counts.total()}};
    for (size_t state = 0; state < counts.byState.size(); ++state)
        json.insert(toName(JobState(state)), counts.byState[state]);
    return json;
}

QJsonValue timeOrNull(const std::optional<Wall> &time)
{
    return time ? QJsonValue(toIso(*time)) : QJsonValue();
}

} // namespace fornada
