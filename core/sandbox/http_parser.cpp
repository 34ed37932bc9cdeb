#include "sandbox/http_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace fornada::sandbox {

namespace {

constexpr qsizetype maxChunkLine = 256;

bool isToken(const QByteArray &text)
{
    static constexpr char others[] = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::find(std::begin(others), std::end(others) - 1, c) != std::end(others) - 1;
    });
}

// Digits only: a sign or a space would be read differently by different servers.
std::optional<qint64> wholeNumber(const QByteArray &text, int base)
{
    const bool plain = !text.isEmpty() && std::all_of(text.begin(), text.end(), [base](char c) {
        return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    });
    bool ok = false;
    const qint64 value = text.toLongLong(&ok, base);
    return plain && ok ? std::optional(value) : std::nullopt;
}

} // namespace

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
    m_trailerBytes = 0;
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
    case Part::ChunkSize:
        return readChunkSize();
    case Part::ChunkData:
        if (!takeBytes(m_missing))
            return false;
        m_part = Part::ChunkEnd;
        return true;
    case Part::ChunkEnd:
        if (m_buffer.size() < 2)
            return false;
        if (!m_buffer.startsWith("\r\n"))
            return fail(400);
        consume(2);
        m_part = Part::ChunkSize;
        return true;
    case Part::Trailer:
        return readTrailer();
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
    if (words.size() != 3 || !isToken(words[0]) || !words[1].startsWith('/'))
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
    for (qsizetype from = 0; from < block.size();) {
        qsizetype end = block.indexOf("\r\n", from);
        if (end < 0)
            end = block.size();
        const qsizetype colon = block.indexOf(':', from);
        if (colon < 0 || colon >= end)
            return fail(400);
        const QByteArray name = block.mid(from, colon - from).toLower();
        if (!isToken(name)) // also refuses folded lines, which start with a space
            return fail(400);
        if (m_request.headers.size() >= maxHeaders)
            return fail(431);
        m_request.headers.append({name, block.mid(colon + 1, end - colon - 1).trimmed()});
        from = end + 2;
    }
    return true;
}

bool HttpParser::chooseBody()
{
    std::optional<qint64> length;
    bool chunked = false;
    for (const auto &[name, value] : std::as_const(m_request.headers)) {
        if (name == "content-length") {
            const auto number = wholeNumber(value, 10);
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
    m_part = chunked ? Part::ChunkSize : m_missing > 0 ? Part::Body : Part::Done;
    return true;
}

bool HttpParser::readChunkSize()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return m_buffer.size() > maxChunkLine ? fail(400) : false;
    QByteArray line = m_buffer.left(end);
    if (const qsizetype extension = line.indexOf(';'); extension >= 0)
        line.truncate(extension);
    const auto size = end > maxChunkLine ? std::nullopt : wholeNumber(line.trimmed(), 16);
    if (!size)
        return fail(400);
    if (*size > m_maxBody - m_request.body.size())
        return fail(413);
    consume(end + 2);
    m_missing = *size;
    m_part = m_missing > 0 ? Part::ChunkData : Part::Trailer;
    return true;
}

bool HttpParser::readTrailer()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return m_buffer.size() > maxHeadBytes ? fail(431) : false;
    m_trailerBytes += end + 2;
    if (m_trailerBytes > maxHeadBytes)
        return fail(431);
    consume(end + 2);
    if (end == 0)
        m_part = Part::Done;
    return true;
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
