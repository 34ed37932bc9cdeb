#include "sandbox/http_parser.h"

#include <algorithm>
#include <utility>

namespace fornada::sandbox {

HttpParser::State HttpParser::advance()
{
    while (m_part != Part::Done && m_part != Part::Broken)
        if (!step())
            break;
    return m_part == Part::Done ? State::Ready : m_part == Part::Broken ? State::Broken : State::NeedMore;
}

HttpRequest HttpParser::take()
{
    m_part = Part::Head;
    m_wantsContinue = false;
    return std::exchange(m_request, {});
}

bool HttpParser::takeWantsContinue()
{
    // A client that already sends its body does not need the permission any more.
    return std::exchange(m_wantsContinue, false) && m_request.body.isEmpty() && m_part != Part::Done;
}

bool HttpParser::step()
{
    switch (m_part) {
    case Part::Head:
        return readHead();
    case Part::Body:
        if (takeBytes(m_missing))
            m_part = Part::Done;
        return m_part == Part::Done;
    case Part::Chunks:
        return readChunks();
    case Part::Done:
    case Part::Broken:
        break;
    }
    return false;
}

bool HttpParser::readHead()
{
    while (m_buffer.startsWith("\r\n")) // some clients end a body with one line break too many
        consume(2);
    const qsizetype end = m_buffer.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_scanned - 3));
    if (end < 0) {
        m_scanned = m_buffer.size();
        return m_buffer.size() > maxHeadBytes ? fail(431) : false;
    }
    if (end > maxHeadBytes)
        return fail(431);
    const QByteArray head = m_buffer.left(end);
    consume(end + 4);
    const qsizetype lineEnd = head.indexOf("\r\n");
    return readRequestLine(lineEnd < 0 ? head : head.left(lineEnd)) &&
           readHeaders(lineEnd < 0 ? QByteArray() : head.mid(lineEnd + 2)) && chooseBody();
}

bool HttpParser::readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !isHttpToken(words[0]) || !words[1].startsWith('/'))
        return fail(400);
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0")
        return fail(words[2].startsWith("HTTP/") ? 505 : 400);
    m_request.method = words[0];
    const qsizetype question = words[1].indexOf('?');
    m_request.path = question < 0 ? words[1] : words[1].left(question);
    m_request.query = question < 0 ? QByteArray() : words[1].mid(question + 1);
    m_request.keepAlive = words[2] == "HTTP/1.1";
    return true;
}

bool HttpParser::readHeaders(const QByteArray &block)
{
    const auto lines = readHeaderLines(block, maxHeaders);
    if (!lines)
        return fail(400);
    if (lines->size() > maxHeaders)
        return fail(431);
    m_request.headers = *lines;
    return true;
}

bool HttpParser::chooseBody()
{
    std::optional<qint64> length;
    bool chunked = false;
    for (const auto &[name, value] : std::as_const(m_request.headers)) {
        if (name == "content-length") {
            const auto number = httpNumber(value, 10);
            if (!number || (length && *length != *number))
                return fail(400);
            length = number;
        } else if (name == "transfer-encoding") {
            if (value.toLower() != "chunked" || chunked)
                return fail(501);
            chunked = true;
        } else if (name == "connection") {
            const QByteArray wish = value.toLower();
            m_request.keepAlive = wish.contains("close") ? false : m_request.keepAlive || wish.contains("keep-alive");
        } else if (name == "expect") {
            m_wantsContinue = value.toLower() == "100-continue";
        }
    }
    if (chunked && length)
        return fail(400);
    if (length.value_or(0) > m_maxBody)
        return fail(413);
    m_missing = length.value_or(0);
    m_chunks.emplace(m_maxBody);
    m_part = chunked ? Part::Chunks : m_missing > 0 ? Part::Body : Part::Done;
    return true;
}

bool HttpParser::readChunks()
{
    consume(m_chunks->read(m_buffer, m_request.body));
    switch (m_chunks->state()) {
    case ChunkedBody::State::NeedMore:
        return false;
    case ChunkedBody::State::Whole:
        m_part = Part::Done;
        return true;
    case ChunkedBody::State::Broken:
        return fail(400);
    case ChunkedBody::State::TooLarge:
        return fail(413);
    }
    return false;
}

bool HttpParser::takeBytes(qint64 count)
{
    const qsizetype now = std::min<qsizetype>(count, m_buffer.size());
    if (m_request.body.isEmpty() && now == m_buffer.size()) {
        m_request.body = std::exchange(m_buffer, {}); // the usual case: the rest of the buffer is the body
        m_scanned = 0;
    } else {
        m_request.body.append(m_buffer.constData(), now);
        consume(now);
    }
    m_missing -= now;
    return m_missing == 0;
}

bool HttpParser::fail(int status)
{
    m_part = Part::Broken;
    m_errorStatus = status;
    m_buffer.clear();
    return false;
}

void HttpParser::consume(qsizetype count)
{
    m_buffer.remove(0, count);
    m_scanned = 0;
}

} // namespace fornada::sandbox
