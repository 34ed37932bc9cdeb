#include "engine/price_file.h"

#include <QFile>

namespace fornada {

QString ownPricesPath(const QString &dataFolder)
{
    return dataFolder + QStringLiteral("/prices.json");
}

PricesInForce readPrices(FileIo &files, const QString &dataFolder)
{
    PricesInForce prices;
    const QString path = ownPricesPath(dataFolder);
    if (files.exists(path)) {
        const auto bytes = files.read(path);
        auto own = bytes ? PriceTable::fromJson(*bytes) : Result<PriceTable>(bytes.error());
        if (own) {
            prices.table = std::move(*own);
            return prices;
        }
        prices.fault = Error{ErrorKind::BadFormat, path, own.error().detail};
    }
    QFile builtIn(QStringLiteral(":/fornada/prices.json")); // a test reads it
    if (builtIn.open(QIODevice::ReadOnly))
        if (auto table = PriceTable::fromJson(builtIn.readAll()))
            prices.table = std::move(*table);
    return prices;
}

} // namespace fornada
