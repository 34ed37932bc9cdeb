#include "ui/million_jobs.h"

#include <QJsonArray>

#include "store/data_folder.h"

#include <chrono>

namespace fornada::bench {

namespace {

using namespace std::chrono_literals;
constexpr qint64 kChunk = 5'000;
constexpr auto kTick = 100ms;

template<class T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(toName(result.error().kind)), qPrintable(result.error().detail));
    return std::move(*result);
}

void need(const Status &status)
{
    if (!status)
        qFatal("%s %s", qPrintable(toName(status.error().kind)), qPrintable(status.error().detail));
}

} // namespace

MillionJobs::MillionJobs(qint64 jobs)
{
    const auto store = open();
    fill(*store, jobs);
}

// A store belongs to the thread that opened it.
std::unique_ptr<StoreRules> MillionJobs::open() const
{
    OpenOptions options;
    options.folder = m_folder.path();
    auto opened = openStore(options);
    if (!opened)
        qFatal("store: %s", qPrintable(opened.error().detail));
    return std::move(*opened);
}

MillionJobs::~MillionJobs()
{
    stop();
}

void MillionJobs::fill(StoreRules &store, qint64 jobs)
{
    const Wall now = SystemClock().now().wall;
    need(store.begin());
    Account account;
    account.name = QStringLiteral("studio");
    Queue queue;
    queue.name = QStringLiteral("portraits");
    queue.account = need(store.saveAccount(account));
    m_queue = need(store.saveQueue(queue));
    Batch batch;
    batch.name = QStringLiteral("A million portraits");
    batch.created = batch.updated = now;
    const QJsonObject recipe{
        {QStringLiteral("steps"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("portrait")}}}}};
    m_batch = need(store.createBatch(batch, recipe));
    need(store.commit());
    NewJob job;
    job.step = QStringLiteral("portrait");
    job.queue = m_queue;
    job.account = queue.account;
    job.model = QStringLiteral("painter-1");
    for (qint64 first = 1; first <= jobs; first += kChunk) {
        QList<NewRow> rows;
        for (qint64 n = first; n < std::min(first + kChunk, jobs + 1); ++n)
            rows.append({n,
                         QStringLiteral("Person %1").arg(n),
                         {{QStringLiteral("full_name"), QStringLiteral("Person %1").arg(n)},
                          {QStringLiteral("role"), QStringLiteral("Baker")}},
                         {job}});
        need(store.begin());
        need(store.addRows(m_batch, rows, now));
        need(store.commit());
    }
    need(store.begin());
    (void)need(store.batchEvent(m_batch, BatchEvent::RowsAdded, now));
    (void)need(store.batchEvent(m_batch, BatchEvent::Started, now));
    need(store.commit());
}

void MillionJobs::settle(int perSecond, EngineLink &link)
{
    m_stop = false;
    m_writer = std::thread([this, perSecond, &link] {
        const auto store = open();
        const int each = std::max(1, perSecond / 10);
        auto next = std::chrono::steady_clock::now();
        while (!m_stop) {
            const Wall now = SystemClock().now().wall;
            need(store->begin());
            const HeadPage page = need(store->heads({m_queue, m_batch}, each, now));
            Changes changes;
            changes.batches.insert(m_batch);
            for (const Job &job : page.jobs) {
                (void)need(store->settleUnsent(job.id, JobEvent::Completed, {}, {}, now));
                changes.jobs.insert(job.id);
            }
            need(store->commit());
            m_settled += page.jobs.size();
            QMetaObject::invokeMethod(
                &link, [&link, changes] { Q_EMIT link.changed(changes); }, Qt::QueuedConnection);
            next += kTick;
            std::this_thread::sleep_until(next);
        }
    });
}

void MillionJobs::stop()
{
    m_stop = true;
    if (m_writer.joinable())
        m_writer.join();
}

} // namespace fornada::bench
