#pragma once

#include "text/format.h"

namespace fornada {

// Why a check did not pass ("checkImageSize|512x512|1024x1024"); empty when the message is no such thing.
QString checkText(const QString &message);
// What a result that waits for a person is about, what it cost, and what each answer to it means.
// again: what one more try may cost.
QString reviewText(const QString &message, Money cost, Money again, const Formats &formats = {});

} // namespace fornada
