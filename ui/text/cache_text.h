#pragma once

#include "model/cache.h"
#include "text/format.h"

namespace fornada {

// Where a job's result was taken from, as a part of a line: "from the cache of 20 Nov 14:03, job 17".
QString takenText(const TakenResult &taken, Wall now, const Formats &formats = {});

// What the cache did for a job that was asked for, and what its answer can do for others: "asked anew: the prompt is
// not that of job 12; kept until 28 Nov". kept: what it has given.
QString cacheText(const CacheEntry &kept, Wall now, const Formats &formats = {});

} // namespace fornada
