#pragma once

#include "base/file_io.h"
#include "providers/price_table.h"

namespace fornada {

// The prices in force: the operator's own table in the data folder, else the one that comes with the program. Where the
// own one cannot be used the other one is taken, and why is said.
struct PricesInForce {
    PriceTable table;
    std::optional<Error> fault;
};
QString ownPricesPath(const QString &dataFolder);
PricesInForce readPrices(FileIo &files, const QString &dataFolder);

} // namespace fornada
