#pragma once

#include "net/answer_reader.h"
#include "net/http_connection.h"

#include <memory>
#include <optional>

namespace fornada {

// One request on one connection, until its last event. It decides between not sent, lost and answered, and keeps its
// own deadline, idle limit and size cap. The request is handed to the system once, or not at all: nothing here sends
// again. Network thread; owned by its NetworkLane, which must outlive the calls it makes.
class Exchange final : private HttpConnection::User {
public:
    struct Hooks {
        std::function<void(WireEvent)> report;
        std::function<void()> ended; // after the last event; the exchange must live on until its caller has returned
    };

    Exchange(WireRequest request, const Clock &clock, Hooks hooks);
    ~Exchange() override; // closes its connection, without an event
    Q_DISABLE_COPY_MOVE(Exchange)

    void start(std::unique_ptr<HttpConnection> connection);
    void cancel();
    void recall(); // given back, unless it has been sent
    void checkLimits(Boot now);
    Boot due() const; // when checkLimits would end it

    bool isOver() const { return m_isOver; }
    // After the end: the connection, when another request may use it (it may still be opening), and for how long it may
    // be quiet before.
    std::unique_ptr<HttpConnection> takeConnection();
    std::optional<std::chrono::seconds> keptFor() const { return m_reader.keptFor(); }

    // Why this request must not be sent; empty when it may.
    static QString unsendable(const WireRequest &request);

private:
    void handleReady() override;
    void handleWritten() override;
    void handleBytes(QByteArray bytes) override;
    void handleEnd(End end, const QString &why) override;

    void settle(AnswerReader::State state, const QString &why);
    void reportProgress();
    void fail(WireFailure failure, const QString &detail);
    void giveBack();
    void conclude(WireEvent last, bool keepsConnection);

    // constant after construction
    const WireRequest m_request;
    const Clock &m_clock;
    const Hooks m_hooks;

    std::unique_ptr<HttpConnection> m_connection;
    AnswerReader m_reader;
    Moment m_began;
    std::optional<Moment> m_sentAt, m_headAt;
    Boot m_lastByteAt = {};
    Boot m_lastProgressAt = {};
    bool m_isOver = false;
};

} // namespace fornada
