#include "net/http_transport.h"
#include "report.h"
#include "slow_server.h"

#include <QCoreApplication>
#include <QDir>

#include <condition_variable>
#include <mutex>

using namespace fornada;
using namespace fornada::bench;
using namespace std::chrono_literals;

namespace {

constexpr int kAtOnce = 200;

// Requests that have ended, handed from the lanes to the one thread that may send.
class Ended {
public:
    void add()
    {
        {
            const std::lock_guard lock(m_mutex);
            ++m_count;
        }
        m_changed.notify_one();
    }
    int take(Micros most)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, most, [this] { return m_count > 0; });
        return std::exchange(m_count, 0);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_count = 0;
};

WireRequest request(qint64 id, const QUrl &url)
{
    WireRequest request;
    request.id = id;
    request.url = url;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = "{\"prompt\":\"a sunny room\"}";
    request.lateLimit = 1min; // a busy machine makes a lane late; here nobody sends again
    return request;
}

int threadsNow()
{
    return int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

// Waits (looking often: this is what is measured) until it is so, or 10 s have passed; returns the seconds.
template<class Condition>
double secondsUntil(Condition condition)
{
    const double began = secondsNow();
    while (!condition() && secondsNow() - began < 10)
        std::this_thread::sleep_for(200us);
    return secondsNow() - began;
}

} // namespace

// 200 requests in flight over HTTP/1.1 against a server that takes 50 ms: how many it sees at once, how many a second,
// with how many threads of ours, and how soon all 200 have gone when they are cancelled.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    const double length = option(args, QStringLiteral("seconds"), QStringLiteral("5")).toDouble();
    SlowServer server(50ms);
    const SystemClock clock;
    const int threadsBefore = threadsNow();
    HttpTransport transport(clock);
    Ended ended;
    transport.setSink([&](const WireEvent &event) {
        if (std::holds_alternative<WireAnswered>(event) || std::holds_alternative<WireFailed>(event))
            ended.add();
    });
    qint64 id = 0;
    for (int i = 0; i < kAtOnce; ++i)
        transport.send(request(++id, server.url()));
    int threads = 0;
    const auto keepGoing = [&](double seconds) {
        const double began = secondsNow();
        while (secondsNow() - began < seconds) {
            for (int free = ended.take(10ms); free > 0; --free)
                transport.send(request(++id, server.url()));
            threads = std::max(threads, threadsNow() - threadsBefore + 1);
        }
    };
    keepGoing(1.0); // connections are made
    const qint64 before = server.answered();
    const double cpuBefore = cpuSeconds(), began = secondsNow();
    keepGoing(length);
    const double answered = double(server.answered() - before), took = secondsNow() - began;
    const double cpu = cpuSeconds() - cpuBefore;

    server.setHolding(true);
    for (int free = 1; free > 0 || server.atOnce() < kAtOnce;) {
        free = ended.take(100ms);
        for (int i = 0; i < free; ++i)
            transport.send(request(++id, server.url()));
    }
    for (qint64 old = id - kAtOnce * 3; old <= id; ++old) // those that have ended are not known any more
        transport.cancel(old);
    const double cancelled = secondsUntil([&] { return server.gone() >= kAtOnce; });

    bench::Report report(QStringLiteral("lanes"), {QStringLiteral("seen_at_once"), QStringLiteral("requests_per_s"),
                                                   QStringLiteral("threads"), QStringLiteral("cpu_us_per_request"),
                                                   QStringLiteral("cancel_200_ms"), QStringLiteral("cancelled")});
    report.add({{QStringLiteral("seen_at_once"), server.mostAtOnce()},
                {QStringLiteral("requests_per_s"), answered / took},
                {QStringLiteral("threads"), threads},
                {QStringLiteral("cpu_us_per_request"), cpu * 1e6 / answered},
                {QStringLiteral("cancel_200_ms"), cancelled * 1e3},
                {QStringLiteral("cancelled"), server.gone()}});
    return report.finish(args);
}
