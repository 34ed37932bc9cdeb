#pragma once

#include "base/result.h"
#include "model/batch.h"

namespace fornada {

// The batch that somebody means by its number, or by its name when it is the only one of that name: a name may be a
// number too, and what was not clearly meant is not touched.
template<class Batches>
Result<Batch> batchMeant(const Batches &batches, const QString &given)
{
    const QString argument = QStringLiteral("batch");
    if (given.isEmpty())
        return Error{ErrorKind::BadArgument, argument, QStringLiteral("is missing")};
    const BatchId number{given.toLongLong()};
    std::optional<Batch> named;
    bool isOne = true;
    for (const Batch &batch : batches) {
        if (batch.id == number)
            return batch;
        isOne = isOne && !(named && batch.name == given);
        if (batch.name == given)
            named = batch;
    }
    if (!named)
        return Error{ErrorKind::NotFound, QStringLiteral("batch %1").arg(given), {}};
    if (!isOne)
        return Error{ErrorKind::BadArgument, argument,
                     QStringLiteral("several batches are named %1: give its number").arg(given)};
    return *named;
}

} // namespace fornada
