#pragma once

#include "base/clock.h"
#include "net/http_transport.h"

#include <QMutex>
#include <QTest>

#include <optional>
#include <vector>

namespace fornada {

// Keeps every event of a transport; the test thread reads it and waits on it.
class WireRecorder final {
public:
    explicit WireRecorder(Transport &transport)
    {
        transport.setSink([this](WireEvent event) {
            const QMutexLocker lock(&m_mutex);
            m_over += !std::holds_alternative<WireSent>(event) && !std::holds_alternative<WireProgress>(event);
            m_events.push_back(std::move(event));
        });
    }

    size_t size() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_events.size();
    }

    template<class Event>
    std::vector<Event> all() const
    {
        const QMutexLocker lock(&m_mutex);
        std::vector<Event> found;
        for (const WireEvent &event : m_events) {
            if (const auto *match = std::get_if<Event>(&event))
                found.push_back(*match);
        }
        return found;
    }

    template<class Event>
    std::optional<Event> of(qint64 id) const
    {
        for (Event &event : all<Event>()) {
            if (event.id == id)
                return event;
        }
        return {};
    }

    // "sent answered", "deferred", "failed" ...: the events of one request in order, without progress.
    QByteArray trace(qint64 id) const
    {
        const QMutexLocker lock(&m_mutex);
        QByteArrayList words;
        for (const WireEvent &event : m_events) {
            if (std::visit([](const auto &e) { return e.id; }, event) == id && !std::get_if<WireProgress>(&event))
                words << word(event);
        }
        return words.join(' ');
    }

    bool waitFor(const std::function<bool()> &condition) const { return QTest::qWaitFor(condition, 60'000); }
    bool waitUntilOver(qint64 id) const
    {
        return waitFor([&] { return of<WireAnswered>(id) || of<WireFailed>(id) || of<WireDeferred>(id); });
    }
    bool waitUntilAllOver(size_t requests) const
    {
        return waitFor([&] { return over() >= requests; });
    }
    // So many at once, as gates would let them; then to the end.
    bool inTurns(int requests, int atOnce, const std::function<void(int)> &send) const
    {
        for (int i = 0; i < requests; ++i) {
            if (!waitFor([&] { return i < atOnce + int(over()); }))
                return false;
            send(i);
        }
        return waitUntilAllOver(size_t(requests));
    }

private:
    static QByteArray word(const WireEvent &event)
    {
        if (const auto *failed = std::get_if<WireFailed>(&event)) {
            switch (failed->failure) {
            case WireFailure::NotSent:
                return "notSent";
            case WireFailure::Lost:
                return "lost";
            case WireFailure::TimedOut:
                return "timedOut";
            case WireFailure::TooLarge:
                return "tooLarge";
            case WireFailure::Cancelled:
                return "cancelled";
            case WireFailure::Inside:
                return "inside";
            }
        }
        static constexpr const char *Words[] = {"sent", "deferred", "progress", "answered"};
        return Words[event.index()];
    }

    size_t over() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_over;
    }

    mutable QMutex m_mutex;
    std::vector<WireEvent> m_events; // guarded by m_mutex
    size_t m_over = 0;               // so is this: requests that have ended
};

inline WireRequest post(qint64 id, const QUrl &url, const QByteArray &body = "{\"prompt\":\"a cat\"}")
{
    WireRequest request;
    request.id = id;
    request.url = url;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = body;
    request.lateLimit = std::chrono::seconds(30); // a loaded machine must not turn a test into a deferral
    return request;
}

} // namespace fornada
