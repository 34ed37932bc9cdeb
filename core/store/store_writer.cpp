#include "store/store_writer.h"

#include <pthread.h>

namespace fornada {

StoreWriter::StoreWriter(Opener open, Deliver deliver, Health health, Options options)
    : m_open(std::move(open))
    , m_deliver(std::move(deliver))
    , m_health(std::move(health))
    , m_options(options)
{}

StoreWriter::~StoreWriter()
{
    stop();
}

Status StoreWriter::start()
{
    m_thread = std::thread([this] { run(); });
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_opened.has_value(); });
    return *m_opened;
}

void StoreWriter::submit(Task task)
{
    std::unique_lock lock(m_mutex);
    // The store thread itself must not wait for itself.
    const bool mayWait = std::this_thread::get_id() != m_storeThread;
    m_changed.wait(lock, [&] { return !mayWait || m_stopping || m_ended || m_queue.size() < m_options.queueLimit; });
    if (m_stopping || m_ended) {
        lock.unlock();
        refuse(std::move(task), Error{ErrorKind::Cancelled, QStringLiteral("store"), QStringLiteral("is closed")});
        return;
    }
    m_queue.push_back(std::move(task));
    ++m_submitted;
    lock.unlock();
    m_changed.notify_all();
}

void StoreWriter::refuse(Task task, const Error &why)
{
    m_deliver([done = std::move(task.done), why] {
        if (done)
            done(why);
    });
}

void StoreWriter::drain()
{
    std::unique_lock lock(m_mutex);
    const quint64 goal = m_submitted;
    m_changed.wait(lock, [this, goal] { return m_done >= goal || m_ended; });
}

void StoreWriter::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

quint64 StoreWriter::commits() const
{
    const std::lock_guard lock(m_mutex);
    return m_commits;
}

void StoreWriter::run()
{
    ::pthread_setname_np(::pthread_self(), "store");
    {
        const std::lock_guard lock(m_mutex);
        m_storeThread = std::this_thread::get_id();
    }
    auto store = m_open();
    if (store)
        m_store = std::move(*store);
    {
        const std::lock_guard lock(m_mutex);
        m_opened = store ? Status() : Status(store.error());
        m_ended = !store;
    }
    m_changed.notify_all();
    if (!store)
        return;
    for (Next next = wait(); next != Next::Stop; next = wait()) {
        if (next == Next::Probe) {
            probe();
            continue;
        }
        work();
    }
    m_store.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
}

StoreWriter::Next StoreWriter::wait()
{
    std::unique_lock lock(m_mutex);
    const auto ready = [this] { return m_stopping || !m_queue.empty(); };
    if (m_isHealthy)
        m_changed.wait(lock, ready);
    else
        m_changed.wait_until(lock, m_probeAt, ready);
    if (!m_isHealthy && !m_stopping && std::chrono::steady_clock::now() >= m_probeAt)
        return Next::Probe; // also between work: a busy store must not wait longer than an idle one
    return m_queue.empty() ? Next::Stop : Next::Work;
}

void StoreWriter::take(Group &group)
{
    {
        const std::lock_guard lock(m_mutex);
        while (!m_queue.empty() && group.size() < m_options.groupLimit) {
            group.push_back(std::move(m_queue.front()));
            m_queue.pop_front();
        }
    }
    m_changed.notify_all();
}

void StoreWriter::work()
{
    Group group;
    take(group);
    Answers answers;
    std::optional<Error> why;
    Outcome outcome = runTogether(group, answers.statuses, why);
    if (outcome == Outcome::Failed && why->kind == ErrorKind::DiskFull) {
        noteTrouble(*why, answers);
        m_store->releaseReserve();
        outcome = runTogether(group, answers.statuses, why);
        if (outcome == Outcome::Failed && why->kind == ErrorKind::DiskFull) {
            answers.statuses.assign(group.size(), Status(*why));
            outcome = Outcome::Committed; // nothing smaller would fit either
        }
    }
    if (outcome != Outcome::Committed)
        runAlone(group, answers);
    answer(std::move(group), std::move(answers));
}

StoreWriter::Outcome StoreWriter::runTogether(Group &group, std::vector<Status> &statuses, std::optional<Error> &why)
{
    statuses.clear();
    const auto joinUntil = std::chrono::steady_clock::now() + m_options.joinWithin;
    if (const Status begun = m_store->begin(); !begun) {
        why = begun.error();
        return Outcome::Failed;
    }
    for (size_t i = 0;; ++i) {
        if (i == group.size() && std::chrono::steady_clock::now() < joinUntil)
            take(group);
        if (i == group.size())
            break;
        const Task &task = group[i];
        const quint64 before = m_store->writes();
        const Status status = task.run(*m_store);
        const bool failed = !status && isStoreFailure(status.error().kind);
        // Work that was refused after it had changed something would leave half of itself to the others' commit.
        if (failed || (!status && m_store->writes() != before)) {
            if (failed)
                why = status.error();
            m_store->rollback();
            return failed ? Outcome::Failed : Outcome::Isolate;
        }
        statuses.push_back(status);
    }
    if (const Status committed = commitOr(); !committed) {
        why = committed.error();
        return Outcome::Failed;
    }
    return Outcome::Committed;
}

// A commit that fails is taken back.
Status StoreWriter::commitOr()
{
    const Status committed = m_store->commit();
    if (!committed) {
        m_store->rollback();
        return committed;
    }
    const std::lock_guard lock(m_mutex);
    ++m_commits;
    return committed;
}

// One transaction each, so that only what is at fault fails.
void StoreWriter::runAlone(const Group &group, Answers &answers)
{
    answers.statuses.clear();
    bool storeIsFine = true;
    for (const Task &task : group) {
        if (!storeIsFine) {
            answers.statuses.push_back(answers.statuses.back());
            continue;
        }
        answers.statuses.push_back(runOne(task, storeIsFine));
        const Status &status = answers.statuses.back();
        if (!status && isStoreFailure(status.error().kind))
            noteTrouble(status.error(), answers);
    }
}

Status StoreWriter::runOne(const Task &task, bool &storeIsFine)
{
    if (const Status begun = m_store->begin(); !begun) {
        storeIsFine = false; // nobody after it would fare better
        return begun;
    }
    const Status status = task.run(*m_store);
    if (!status) {
        m_store->rollback();
        return status;
    }
    return commitOr();
}

void StoreWriter::noteTrouble(const Error &error, Answers &answers)
{
    if (m_isHealthy)
        m_probeAt = std::chrono::steady_clock::now() + m_options.retryAfter;
    m_isHealthy = false;
    answers.health = Status(error);
}

void StoreWriter::answer(Group group, Answers answers)
{
    std::vector<std::pair<std::function<void(Status)>, Status>> dones;
    for (size_t i = 0; i < group.size(); ++i)
        if (group[i].done)
            dones.emplace_back(std::move(group[i].done), std::move(answers.statuses[i]));
    m_deliver([dones = std::move(dones), health = answers.health, tell = m_health] {
        for (const auto &[done, status] : dones)
            done(status);
        if (health && tell)
            tell(*health);
    });
    {
        const std::lock_guard lock(m_mutex);
        m_done += group.size();
    }
    m_changed.notify_all();
}

// After trouble: is there room for the reserve again, and does a write go through?
void StoreWriter::probe()
{
    m_probeAt = std::chrono::steady_clock::now() + m_options.retryAfter;
    if (!m_store->ensureReserve() || !m_store->begin())
        return;
    if (!m_store->setSetting(QStringLiteral("storeProbe"), QString())) {
        m_store->rollback();
        return;
    }
    if (!commitOr())
        return;
    m_isHealthy = true;
    m_deliver([tell = m_health] {
        if (tell)
            tell({});
    });
}

} // namespace fornada
