#pragma once

#include "store/store_port.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace fornada {

// The store thread: the only writer. Takes whatever is queued into one transaction, waits for nothing, commits, and
// then answers everybody at once. What comes while the work is done goes with it, as long as nobody waits noticeably
// longer for that. submit from any thread; made, started and stopped by its owner.
class StoreWriter final : public StorePort {
public:
    // Makes the store; called on the store thread, where the store lives and ends.
    using Opener = std::function<Result<std::unique_ptr<Store>>()>;
    // Hands work to the owner's thread, in order.
    using Deliver = std::function<void(std::function<void()>)>;
    // Told (through deliver) when writing fails or the reserve is in use, and, with success, when all is well again.
    using Health = std::function<void(Status)>;

    struct Options {
        size_t groupLimit = 512;                                             // tasks in one transaction
        std::chrono::microseconds joinWithin = std::chrono::milliseconds(1); // of its begin, others may go along
        size_t queueLimit = 20'000;                                          // submit waits when so many are queued
        std::chrono::milliseconds retryAfter = std::chrono::seconds(5); // a full disk tells nobody when it has room
    };

    StoreWriter(Opener open, Deliver deliver, Health health, Options options);
    StoreWriter(Opener open, Deliver deliver, Health health)
        : StoreWriter(std::move(open), std::move(deliver), std::move(health), Options())
    {}
    ~StoreWriter() override; // stops
    Q_DISABLE_COPY_MOVE(StoreWriter)

    // Returns when the store is open, or why it is not.
    Status start();
    void submit(Task task) override;
    // Waits until everything submitted so far is committed and handed over.
    void drain();
    // Finishes everything queued and closes the store. What is submitted later is answered Cancelled.
    void stop();

    quint64 commits() const;

private:
    using Group = std::vector<Task>;
    enum class Next { Work, Probe, Stop };
    enum class Outcome { Committed, Isolate, Failed };
    struct Answers {
        std::vector<Status> statuses;
        std::optional<Status> health;
    };

    void run();
    Next wait();
    void take(Group &group);
    void work();
    Outcome runTogether(Group &group, std::vector<Status> &statuses, std::optional<Error> &why);
    void runAlone(const Group &group, Answers &answers);
    Status runOne(const Task &task, bool &storeIsFine);
    Status commitOr();
    void probe();
    void answer(Group group, Answers answers);
    void noteTrouble(const Error &error, Answers &answers);
    void refuse(Task task, const Error &why);

    const Opener m_open;
    const Deliver m_deliver;
    const Health m_health;
    const Options m_options;
    std::thread m_thread; // owner's thread

    std::unique_ptr<Store> m_store;                  // store thread
    bool m_isHealthy = true;                         // store thread
    std::chrono::steady_clock::time_point m_probeAt; // store thread; when not healthy

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_queue;       // guarded by m_mutex, as all below
    std::optional<Status> m_opened; // the result of opening
    std::thread::id m_storeThread;
    bool m_stopping = false;
    bool m_ended = false;
    quint64 m_submitted = 0, m_done = 0;
    quint64 m_commits = 0;
};

} // namespace fornada
