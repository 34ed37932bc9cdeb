#pragma once

#include "base/result.h"

#include <QString>

#include <memory>
#include <optional>

namespace fornada {

// The right to write in a data folder: a lock that the system takes back when the process ends, however it ends.
class DataLock {
public:
    // AnotherInstance (subject: its pid) when it is taken.
    static Result<std::shared_ptr<const DataLock>> take(const QString &folder);
    // The process that holds it now, if any.
    static std::optional<qint64> holder(const QString &folder);
    ~DataLock();
    Q_DISABLE_COPY_MOVE(DataLock)

private:
    explicit DataLock(int descriptor)
        : m_descriptor(descriptor)
    {}
    const int m_descriptor;
};

} // namespace fornada
