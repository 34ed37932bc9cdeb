#pragma once

#include "base/error.h"

namespace fornada {

// One line: what happened, and what to do about it.
QString sentence(const Error &error);

} // namespace fornada
