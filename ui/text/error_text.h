#pragma once

#include "base/error.h"

namespace fornada {

// What happened, without a full stop.
QString statement(const Error &error);
// One line: that, and what to do about it.
QString sentence(const Error &error);

} // namespace fornada
