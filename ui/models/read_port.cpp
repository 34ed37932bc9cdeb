#include "models/read_port.h"

namespace fornada {

Result<std::unique_ptr<ReadPort>> StoreReadPort::open(const QString &folder)
{
    auto reader = Reader::open(folder);
    if (!reader)
        return reader.error();
    return std::unique_ptr<ReadPort>(new StoreReadPort(std::move(*reader)));
}

} // namespace fornada
