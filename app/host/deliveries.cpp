#include "host/deliveries.h"

#include "results/result_files.h"
#include "results/results_folder.h"
#include "results/write_back.h"
#include "store/reader.h"
#include "text/report_page.h"

#include <QDir>

namespace fornada {

namespace {

constexpr int kDaysOfAWeek = 7;
// Where one batch after the other finishes, the day's report is not written anew for each: it lists them all.
constexpr Micros kBetweenPeriods = std::chrono::minutes(1);
constexpr std::chrono::milliseconds kBetweenLooks = std::chrono::hours(1), kAfterMidnight = std::chrono::seconds(1);

QString reportsFolder(const QString &data)
{
    return data + QStringLiteral("/reports");
}

// A terminal or service without a language of its own speaks English.
Formats formatsHere()
{
    Formats formats;
    if (formats.locale.language() == QLocale::C)
        formats.locale = QLocale(QLocale::English, QLocale::UnitedStates);
    return formats;
}

Event failed(const QString &subject, BatchId batch, const Error &why)
{
    return {0, {}, EventLevel::Problem, QStringLiteral("deliveryFailed"), batch, subject, toJson(why)};
}

// As a page for people and as JSON for programs.
Status writeBoth(const Report &report, Wall now, const QString &path)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return Error{ErrorKind::FileUnwritable, QFileInfo(path).path(), {}};
    const Status page = writeReportPage(report, now, path + QStringLiteral(".html"), formatsHere());
    return page ? writeReportPage(report, now, path + QStringLiteral(".json")) : page;
}

Event reportOf(Reader &reader, const Batch &batch, const QString &folder, Wall now)
{
    const QString path = reportsFolder(folder) + QLatin1Char('/') +
                         safeFileName(QStringLiteral("batch %1 %2").arg(batch.id.value).arg(batch.name));
    const auto report = reader.batchReport(batch.id);
    if (!report)
        return failed(batch.name, batch.id, report.error());
    if (const Status written = writeBoth(*report, now, path); !written)
        return failed(batch.name, batch.id, written.error());
    return {0,
            {},
            EventLevel::Info,
            QStringLiteral("reportWritten"),
            batch.id,
            batch.name,
            {{QStringLiteral("path"), path + QStringLiteral(".html")}}};
}

Event writtenBack(Reader &reader, const Batch &batch, const QString &folder)
{
    auto order = writeBackOrder(batch.writeBack);
    if (!order)
        return failed(batch.name, batch.id, order.error());
    order->resultsFolder = resultsFolder(folder);
    const auto back = writeBack(
        *order, [&](qint64 after, int limit) { return reader.deliveries(batch.id, after, limit); },
        [](qint64) { return true; });
    if (!back)
        return failed(batch.name, batch.id, back.error());
    return {0,
            {},
            EventLevel::Info,
            QStringLiteral("wroteBack"),
            batch.id,
            batch.name,
            {{QStringLiteral("written"), back->written},
             {QStringLiteral("missing"), back->missing.size()},
             {QStringLiteral("doubled"), back->doubled},
             {QStringLiteral("gone"), back->gone},
             {QStringLiteral("into"), batch.writeBack.value(QLatin1String("into"))}}};
}

bool isRehearsal(const Batch &batch)
{
    return batch.recipe.startsWith(kRehearsalPrefix);
}

} // namespace

Deliveries::Deliveries(QString dataFolder, const Clock &clock, Notifier &next, Hooks hooks)
    : m_folder(std::move(dataFolder))
    , m_clock(clock)
    , m_next(next)
    , m_hooks(std::move(hooks))
    , m_pool(QStringLiteral("deliveries"), 1, WorkerPool::Urgency::CanWait)
{
    m_periods.setSingleShot(true);
    QObject::connect(&m_periods, &QTimer::timeout, &m_periods, [this] { reportPeriods(); });
    m_dayTimer.setSingleShot(true);
    QObject::connect(&m_dayTimer, &QTimer::timeout, &m_dayTimer, [this] { lookAtDay(); });
}

void Deliveries::notify(const Event &event)
{
    m_next.notify(event);
    const bool isFinished = event.kind == QLatin1String("batchFinished");
    if (isFinished)
        deliverBatch(event.batch);
    if (isFinished || event.kind == QLatin1String("quotaSpent") || event.kind == QLatin1String("dayCapReached"))
        wantPeriods();
}

void Deliveries::catchUp(const QList<Batch> &batches)
{
    for (const Batch &batch : batches) {
        const bool isOpen = batch.state == BatchState::Finished && batch.finished && !batch.removed &&
                            !isRehearsal(batch) && (!batch.delivered || *batch.delivered < *batch.finished);
        if (isOpen)
            deliverBatch(batch.id);
    }
    reportPeriods();
    lookAtDay();
}

void Deliveries::lookAtDay()
{
    const QDate now = today();
    const QDate before = std::exchange(m_day, now), yesterday = now.addDays(-1);
    if (before != now)
        m_pool.start([this, before, yesterday, waits = m_hooks.waits()] {
            const auto reader = Reader::open(m_folder);
            if (!reader)
                return;
            writePeriods(**reader, yesterday, waits);
            if (before.isValid() && before < yesterday)
                writePeriods(**reader, before, waits); // the machine slept since
        });
    const QDateTime next = now.addDays(1).startOfDay();
    const std::chrono::milliseconds left(next.toMSecsSinceEpoch() - toMicros(m_clock.now().wall) / 1000);
    m_dayTimer.start(std::clamp<std::chrono::milliseconds>(left, kAfterMidnight, kBetweenLooks));
}

QDate Deliveries::today() const
{
    return localDay(m_clock.now().wall);
}

void Deliveries::deliverBatch(BatchId id)
{
    {
        const std::lock_guard lock(m_mutex);
        m_due.push_back(id);
        if (m_due.size() > 1)
            return; // whoever came first has called for it
    }
    m_pool.start([this] { deliverDue(); });
}

// Many small batches may finish together: the database is opened once for all of them.
void Deliveries::deliverDue()
{
    const auto reader = Reader::open(m_folder);
    for (;;) {
        BatchId id;
        {
            const std::lock_guard lock(m_mutex);
            id = m_due.front();
        }
        if (reader)
            deliver(**reader, id);
        else
            report({failed(QString::number(id.value), id, reader.error())});
        const std::lock_guard lock(m_mutex);
        m_due.pop_front();
        if (m_due.empty())
            return;
    }
}

void Deliveries::deliver(Reader &reader, BatchId id)
{
    const auto batch = reader.batch(id);
    if (!batch) {
        report({failed(QString::number(id.value), id, batch.error())});
        return;
    }
    if (isRehearsal(*batch))
        return;
    const Wall now = m_clock.now().wall;
    QList<Event> events{reportOf(reader, *batch, m_folder, now)};
    if (!batch->writeBack.isEmpty())
        events.append(writtenBack(reader, *batch, m_folder));
    const bool all = std::none_of(events.cbegin(), events.cend(),
                                  [](const Event &event) { return event.kind == QLatin1String("deliveryFailed"); });
    if (all)
        m_hooks.deliver([tell = m_hooks.delivered, id, now] { tell(id, now); });
    report(events);
}

// At once, or with those who want one within the minute after the last.
void Deliveries::wantPeriods()
{
    if (m_periods.isActive())
        return;
    const Micros since = m_reported ? m_clock.now().boot - *m_reported : kBetweenPeriods;
    m_periods.start(std::chrono::ceil<std::chrono::milliseconds>(std::max(Micros(0), kBetweenPeriods - since)));
}

void Deliveries::finish()
{
    if (m_periods.isActive())
        reportPeriods();
    m_pool.waitForDone();
}

// Today as it stands, written again with the next one; and last week when its report is not there yet.
void Deliveries::reportPeriods()
{
    m_periods.stop();
    m_reported = m_clock.now().boot;
    m_pool.start([this, waits = m_hooks.waits()] {
        if (const auto reader = Reader::open(m_folder)) // what is wrong with it others have said
            writePeriods(**reader, today(), waits);
    });
}

// That day, and the last whole week.
void Deliveries::writePeriods(Reader &reader, QDate day, const BatchWaits &waits)
{
    const Wall now = m_clock.now().wall;
    const QDate last = today().addDays(1 - today().dayOfWeek() - kDaysOfAWeek); // its Monday
    const QString dayPath = reportsFolder(m_folder) + QStringLiteral("/day ") + day.toString(Qt::ISODate);
    const QString weekPath = reportsFolder(m_folder) + QStringLiteral("/week of ") + last.toString(Qt::ISODate);
    if (auto report = reader.periodReport(day, day); report && report->total.requests > 0) {
        sayWaits(*report, waits, now, formatsHere());
        (void)writeBoth(*report, now, dayPath);
    }
    if (QFile::exists(weekPath + QStringLiteral(".html")))
        return;
    auto week = reader.periodReport(last, last.addDays(kDaysOfAWeek - 1));
    if (week && week->total.requests > 0) {
        sayWaits(*week, waits, now, formatsHere());
        (void)writeBoth(*week, now, weekPath);
    }
}

void Deliveries::report(const QList<Event> &events)
{
    for (Event event : events) {
        event.at = m_clock.now().wall;
        m_hooks.deliver([tell = m_hooks.tell, event] { tell(event); });
    }
}

} // namespace fornada
