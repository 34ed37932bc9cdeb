#pragma once

#include "base/result.h"
#include "net/transport.h"

namespace fornada {

// A raw answer as saved before anything parses it: status, headers and body in one byte array.
QByteArray packAnswer(const WireAnswer &answer, Wall received);

struct SavedAnswer {
    WireAnswer answer;
    Wall received = {};
};
Result<SavedAnswer> unpackAnswer(const QByteArray &bytes);

} // namespace fornada
