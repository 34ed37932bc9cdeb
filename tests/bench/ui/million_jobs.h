#pragma once

#include "engine_link.h"
#include "store/sqlite_store.h"

#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <thread>

namespace fornada::bench {

// A data folder with one running batch of so many jobs, and a writer that can settle them at a pace.
class MillionJobs {
public:
    explicit MillionJobs(qint64 jobs);
    ~MillionJobs();

    QString folder() const { return m_folder.path(); }
    BatchId batch() const { return m_batch; }
    // Until stopped; tells link what changed, on link's thread, ten times a second like the engine.
    void settle(int perSecond, EngineLink &link);
    void stop();
    qint64 settled() const { return m_settled; }

private:
    std::unique_ptr<StoreRules> open() const;
    void fill(StoreRules &store, qint64 jobs);

    QTemporaryDir m_folder;
    BatchId m_batch;
    QueueId m_queue;
    std::thread m_writer;
    std::atomic_bool m_stop = false;
    std::atomic<qint64> m_settled = 0;
};

} // namespace fornada::bench
