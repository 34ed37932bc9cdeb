#pragma once

#include "store/log_mover.h"
#include "store/reserve_file.h"
#include "store/store_rules.h"

#include <memory>

namespace fornada {

class SqlConnection;
class SqliteTables;

// The Store in DATA/fornada.db. Lives on the store thread, which must also open and destroy it; destroying it closes
// the file cleanly and sets the data folder free. Made by openStore (data_folder.h).
class SqliteStore final : public StoreRules {
public:
    SqliteStore(std::unique_ptr<SqliteTables> tables, ReserveFile reserve, std::unique_ptr<LogMover> log);
    ~SqliteStore() override;

    Status begin() override;
    void releaseReserve() override;
    Status ensureReserve() override;

    SqlConnection &connection() { return m_connection; }

    // Stands in table meta while a writer is at work: found at the next start, it tells of a crash.
    static QString openMark();

private:
    SqlConnection &m_connection; // owned by the tables
    ReserveFile m_reserve;
    const std::unique_ptr<LogMover> m_log; // started
    const quint64 m_fileNumber;            // to notice when the file is taken away under us
};

} // namespace fornada
