#pragma once

#include "base/clock.h"
#include "sandbox/fault.h"
#include "sandbox/http_message.h"
#include "sandbox/route.h"
#include "sandbox/true_limits.h"

#include <QJsonObject>

namespace fornada::sandbox {

// What an answer that brings no work has to say.
struct Refusal {
    Fault fault = Fault::ServerError;
    Operation operation = Operation::Text;
    QByteArray model = {};
    qint64 limit = 20;                         // the broken limit's size
    Micros retryIn = std::chrono::seconds(26); // what a 429 tells the client
    qint64 sequence = 0;
};

// Which refusal a provider gives for a broken limit.
Fault faultFor(Violation violation);

// The provider's own words for it: status, headers and body as observed at the real one.
HttpAnswer refusalAnswer(Dialect dialect, const Refusal &refusal);
HttpAnswer geminiRefusal(const Refusal &refusal);
HttpAnswer openAiRefusal(const Refusal &refusal);
HttpAnswer workerRefusal(const Refusal &refusal);
HttpAnswer messageRefusal(const Refusal &refusal);

HttpAnswer jsonAnswer(int status, const QJsonObject &body);

} // namespace fornada::sandbox
