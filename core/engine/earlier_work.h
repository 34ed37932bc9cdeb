#pragma once

#include "intake/row_source.h"
#include "store/writes.h"

namespace fornada {

// What a queue file says was done before it came here: what is done is not asked for again, attempts and errors stay.
void takeEarlierWork(const SourcePast &past, NewRow &row);
// What the file says about itself, where the batch says nothing.
void takeAbout(const SourceAbout &about, Batch &batch);

} // namespace fornada
