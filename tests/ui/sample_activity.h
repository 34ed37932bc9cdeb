#pragma once

#include "ui/made_up_data.h"

namespace fornada {

// A day of work behind the sample batches: what was done, what happened, and its figures by the minute.
void addSampleDay(MadeUpData &data, Wall now);

} // namespace fornada
