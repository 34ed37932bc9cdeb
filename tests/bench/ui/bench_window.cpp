#include "pages/jobs_page.h"
#include "report.h"
#include "ui/million_jobs.h"
#include "ui/ui_bench.h"
#include "window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <ctime>

// The window over a million jobs: first frame, memory, smoothness while thousands settle, search, calm.
using namespace fornada;
using namespace fornada::bench;

namespace {

template<class F>
double secondsUntil(F there, double patience = 60)
{
    const double began = secondsNow();
    QTimer look; // processEvents with a time would not wait but spin
    look.setTimerType(Qt::PreciseTimer);
    look.start(1);
    while (!there() && secondsNow() - began < patience)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return secondsNow() - began;
}

// As the program does: nothing but the event loop.
void runFor(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::milliseconds(qint64(seconds * 1000)), &loop, &QEventLoop::quit);
    loop.exec();
}

double threadCpuMs()
{
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
}

// How long the event loop was away, looked at every millisecond: on the clock, and in work of its own. On a machine
// that does other things besides, only the second is this program's.
struct Gaps {
    QList<double> away, busy;

    static double p99(const QList<double> &sorted)
    {
        return sorted.isEmpty() ? 0 : sorted.at(qsizetype(double(sorted.size()) * 0.99));
    }
    static double worst(const QList<double> &sorted) { return sorted.isEmpty() ? 0 : sorted.last(); }
};

Gaps gapsWhileScrolling(QTableView &table, double seconds)
{
    Gaps gaps;
    double cpu = threadCpuMs();
    QElapsedTimer since;
    QTimer beat, scroll;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        gaps.away.append(double(since.nsecsElapsed()) / 1e6);
        since.restart();
        const double now = threadCpuMs();
        gaps.busy.append(now - cpu);
        cpu = now;
    });
    QObject::connect(&scroll, &QTimer::timeout, &table, [&table] {
        QScrollBar *bar = table.verticalScrollBar();
        bar->setValue(bar->value() + 7 > bar->maximum() ? 0 : bar->value() + 7);
    });
    since.start();
    beat.start(1);
    scroll.start(16);
    runFor(seconds);
    beat.stop();
    std::sort(gaps.away.begin(), gaps.away.end());
    std::sort(gaps.busy.begin(), gaps.busy.end());
    return gaps;
}

// How soon the reader is free again when a search that finds nothing is no longer wanted.
double stopsAfter(UiBench &desk)
{
    QObject context;
    JobQuery nobody;
    nobody.filter.text = QStringLiteral("nobody is called so");
    ReadTicket search = desk.reads.read<QList<qint64>>(
        &context,
        [nobody](ReadPort &port, const ReadDesk::Cancelled &cancelled) { return port.jobIds(nobody, cancelled); },
        [](Result<QList<qint64>>) {}, ReadDesk::Lane::Scan);
    runFor(0.2); // it is in the middle of it
    bool isFree = false;
    search.cancel();
    const auto next = desk.reads.read<bool>(
        &context, [](ReadPort &, const ReadDesk::Cancelled &) { return Result<bool>(true); },
        [&isFree](Result<bool>) { isFree = true; }, ReadDesk::Lane::Scan);
    return next.isOpen() ? secondsUntil([&isFree] { return isFree; }) : 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const qint64 jobs = option(arguments, QStringLiteral("jobs"), QStringLiteral("1000000")).toLongLong();
    const double seconds = option(arguments, QStringLiteral("seconds"), QStringLiteral("20")).toDouble();
    const int pace = option(arguments, QStringLiteral("pace"), QStringLiteral("2000")).toInt();
    MillionJobs million(jobs);
    const double before = residentMb();

    const double began = secondsNow();
    UiBench desk(app, [&million] { return StoreReadPort::open(million.folder()); });
    MainWindow window(desk.context());
    window.showPage(QStringLiteral("jobs"));
    window.show();
    desk.batches.refresh();
    auto *table = window.findChild<QTableView *>(QStringLiteral("jobs"));
    secondsUntil([&] { return table->model()->rowCount() > 0; });
    window.repaint();
    const double firstFrame = secondsNow() - began;
    const double empty = residentMb();
    const double whole = secondsUntil([&] { return table->model()->rowCount() >= jobs; });
    const double full = residentMb();

    million.settle(pace, desk.link);
    const Gaps gaps = gapsWhileScrolling(*table, seconds);
    million.stop();
    const double settled = double(million.settled()) / seconds;

    auto *search = window.findChild<QLineEdit *>(QStringLiteral("search"));
    const double typed = secondsNow();
    search->setText(QStringLiteral("Person 999999"));
    const double typing = secondsNow() - typed;
    const double found = secondsUntil([&] { return table->model()->rowCount() == 1; });
    search->clear();
    secondsUntil([&] { return table->model()->rowCount() >= jobs; });
    double stops = 0;
    for (int i = 0; i < 5; ++i)
        stops = std::max(stops, stopsAfter(desk));

    runFor(2);
    const double cpu = cpuSeconds(), idleFrom = secondsNow();
    runFor(5);
    const double idle = 100 * (cpuSeconds() - cpu) / (secondsNow() - idleFrom);

    bench::Report report(QStringLiteral("window"),
                         {QStringLiteral("jobs"), QStringLiteral("firstFrameS"), QStringLiteral("wholeListS"),
                          QStringLiteral("tableMb"), QStringLiteral("windowMb"), QStringLiteral("settledPerS"),
                          QStringLiteral("gapP99Ms"), QStringLiteral("gapWorstMs"), QStringLiteral("busyP99Ms"),
                          QStringLiteral("busyWorstMs"), QStringLiteral("typingMs"), QStringLiteral("searchS"),
                          QStringLiteral("searchStopsMs"), QStringLiteral("idleCpuPercent"), QStringLiteral("rssMb")});
    report.add({{QStringLiteral("jobs"), jobs},
                {QStringLiteral("firstFrameS"), firstFrame},
                {QStringLiteral("wholeListS"), whole},
                {QStringLiteral("tableMb"), full - empty},
                {QStringLiteral("windowMb"), full - before},
                {QStringLiteral("settledPerS"), settled},
                {QStringLiteral("gapP99Ms"), Gaps::p99(gaps.away)},
                {QStringLiteral("gapWorstMs"), Gaps::worst(gaps.away)},
                {QStringLiteral("busyP99Ms"), Gaps::p99(gaps.busy)},
                {QStringLiteral("busyWorstMs"), Gaps::worst(gaps.busy)},
                {QStringLiteral("typingMs"), typing * 1000},
                {QStringLiteral("searchS"), found},
                {QStringLiteral("searchStopsMs"), stops * 1000},
                {QStringLiteral("idleCpuPercent"), idle},
                {QStringLiteral("rssMb"), residentMb()}});
    return report.finish(arguments);
}
