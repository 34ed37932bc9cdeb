#pragma once

#include "base/clock.h"

#include <QString>

#include <optional>

namespace fornada {

// How long a row may be worked on, counted as a job's age is: in its requests and the waits before they are tried
// again, not behind closed gates, along the longest way through its steps.
struct RowLimits {
    std::optional<Micros> soft; // from here on people are told
    std::optional<Micros> hard; // from here on nothing more of it is sent
    friend bool operator==(const RowLimits &, const RowLimits &) = default;
};

// Why a job of such a row has failed, and what its last request brought, if one was sent. A stable form; ui/text has
// the words.
struct RowTimeUp {
    Micros limit = {};
    QString last;
};
QString toMessage(const RowTimeUp &up);
std::optional<RowTimeUp> rowTimeUp(const QString &message);

} // namespace fornada
