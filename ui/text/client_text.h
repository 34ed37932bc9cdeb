#pragma once

#include "model/batch.h"
#include "model/client.h"
#include "text/format.h"

namespace fornada {

// "$1.84 of $5.00", or "$1.84" without a budget.
QString spentText(const Client &client, const Totals &totals, const Formats &formats = {});

// "3 × make an image, 12 × read aloud"; "not limited" when nothing is.
QString creditsText(const Client &client, const Formats &formats = {});

} // namespace fornada
