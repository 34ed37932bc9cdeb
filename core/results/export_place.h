#pragma once

#include "base/result.h"

#include <QString>

#include <memory>

namespace fornada {

// Where exports go. What grows is not seen there until it is whole. Blocks on the disk: pool threads only.
class ExportPlace {
public:
    virtual ~ExportPlace() = default;
    // A path on this machine for something that grows; nobody else uses it.
    virtual Result<QString> growingPath() = 0;
    // What has grown there (a file or a folder) appears under this name, or the next free one: where it is then.
    virtual Result<QString> deliver(const QString &growing, const QString &name, const QString &ending) = 0;
};

// A folder of this machine; moving never overwrites.
std::shared_ptr<ExportPlace> localFolder(const QString &folder);

} // namespace fornada
