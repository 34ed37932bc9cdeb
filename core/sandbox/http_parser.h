#pragma once

#include "base/http_syntax.h"
#include "sandbox/http_message.h"

namespace fornada::sandbox {

// Reads HTTP/1.1 requests from a growing stream of bytes, one after the other; knows nothing of sockets. Every size
// is limited, and a request that could be understood in two ways is refused.
class HttpParser final {
public:
    enum class State { NeedMore, Ready, Broken };

    static constexpr qsizetype maxHeadBytes = 64 << 10;
    static constexpr qsizetype maxHeaders = 200;

    explicit HttpParser(qint64 maxBodyBytes)
        : m_maxBody(maxBodyBytes)
    {}

    void append(const QByteArray &bytes) { m_buffer.append(bytes); }
    // Goes as far as the bytes allow. Ready: take() the request. Broken: errorStatus() says why; nothing more is read.
    State advance();
    HttpRequest take();
    int errorStatus() const { return m_errorStatus; }
    // The client waits for "100 Continue" before it sends the body; true once a request.
    bool takeWantsContinue();
    bool isIdle() const { return m_part == Part::Head && m_buffer.isEmpty(); }

private:
    enum class Part { Head, Body, Chunks, Done, Broken };

    bool step(); // false: more bytes are needed
    bool readHead();
    bool readRequestLine(const QByteArray &line);
    bool readHeaders(const QByteArray &block);
    bool chooseBody();
    bool readChunks();
    bool takeBytes(qint64 count); // moves count bytes of the buffer to the body
    bool fail(int status);
    void consume(qsizetype count);

    const qint64 m_maxBody;
    QByteArray m_buffer;
    qsizetype m_scanned = 0; // bytes of the buffer already searched for the end of the head
    Part m_part = Part::Head;
    HttpRequest m_request;
    qint64 m_missing = 0;
    std::optional<ChunkedBody> m_chunks;
    int m_errorStatus = 0;
    bool m_wantsContinue = false;
};

} // namespace fornada::sandbox
