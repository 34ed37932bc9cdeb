#pragma once

#include "providers/adapter.h"

namespace fornada {

// An error as OpenAI and its kin write it: an object, a text, the root itself, codes as words or numbers.
struct SaidError {
    QString code; // also an inner code (Azure)
    QString type;
    QString message;
    QString stage;        // of moderation: "input" or "output"
    bool flagged = false; // a moderation list came with it
    int number = 0;       // an HTTP status inside the body
};

// The error in a value that stands under "error" (or the root), nothing when it is none.
std::optional<SaidError> saidError(const QJsonValue &value);
// The error of a body; looks at the root's shape too.
std::optional<SaidError> errorIn(const QJsonObject &body);

Digest digestSaidError(const Ask &ask, const ProviderAnswer &answer, const SaidError &error);

} // namespace fornada
