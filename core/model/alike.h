#pragma once

#include "base/enum_names.h"

#include <QString>

namespace fornada {

// What becomes of a row that looks like an earlier one.
enum class Alike { Make, Reuse, LeaveOut };
FORNADA_ENUM_NAMES(Alike, QLatin1String("make"), QLatin1String("reuse"), QLatin1String("leaveOut"));

// A field of ours in a row that takes an earlier one's results: that one's number. It is asked for with the other's
// fields, and so is the same request; its name and its files are its own.
constexpr QLatin1String kReusedRow("fornada:reuses");

} // namespace fornada
