#pragma once

#include "model/journal.h"

#include <QJsonArray>

namespace fornada {

// Events as they are kept and told between processes, without their ids.
QJsonObject toJson(const Event &event);
Event eventFromJson(const QJsonObject &json);
QList<Event> eventsFromJson(const QJsonArray &json);

} // namespace fornada
