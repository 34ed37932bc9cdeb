#pragma once

#include "base/result.h"

#include <QJsonObject>

namespace fornada {

class Session;

// Every request of every row that an order takes, as it will be asked: printed one after the other, however many. With
// --json as one object, the start sheet and the list "prompts".
Status listPrompts(Session &session, const QJsonObject &order, const QJsonObject &sheet);

} // namespace fornada
