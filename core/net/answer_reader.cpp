#include "net/answer_reader.h"

#include <algorithm>

namespace fornada {

namespace {

constexpr qsizetype kLongestHead = 256 << 10;
constexpr qsizetype kMostHeaders = 500;
constexpr qint64 kReservedAtOnce = 16 << 20; // what a server declares is believed so far

// "timeout=5, max=100"
std::optional<std::chrono::seconds> timeoutOf(QByteArrayView keepAlive)
{
    const qsizetype at = keepAlive.indexOf("timeout=");
    if (at < 0)
        return std::nullopt;
    QByteArrayView digits = keepAlive.sliced(at + 8);
    if (const qsizetype end = digits.indexOf(','); end >= 0)
        digits = digits.first(end);
    const auto seconds = httpNumber(digits.trimmed(), 10);
    return seconds && *seconds < 86'400 ? std::optional(std::chrono::seconds(*seconds)) : std::nullopt;
}

} // namespace

AnswerReader::State AnswerReader::feed(QByteArray bytes)
{
    while (m_state == State::NeedMore && m_part == Part::Head && !bytes.isEmpty()) {
        const qsizetype used = readHead(bytes);
        bytes.remove(0, used);
    }
    if (m_state == State::Whole && !bytes.isEmpty())
        m_keepsConnection = false; // bytes that nobody asked for: whose would they be?
    if (m_state == State::NeedMore && !bytes.isEmpty())
        m_state = m_part == Part::Chunks ? takeChunks(bytes) : takeBody(std::move(bytes));
    return m_state;
}

AnswerReader::State AnswerReader::end()
{
    if (m_state == State::NeedMore)
        m_state = m_part == Part::UntilEnd ? State::Whole : State::Broken;
    m_keepsConnection = false;
    return m_state;
}

// How many of the bytes belong to the head.
qsizetype AnswerReader::readHead(QByteArrayView bytes)
{
    const qsizetype before = m_head.size();
    m_head.append(bytes);
    const qsizetype end = m_head.indexOf("\r\n\r\n", std::max<qsizetype>(0, before - 3));
    if (end > kLongestHead || (end < 0 && m_head.size() > kLongestHead)) {
        m_state = State::Broken;
        return bytes.size();
    }
    if (end < 0) {
        static constexpr QByteArrayView start("HTTP/1.");
        const auto seen = std::min(start.size(), m_head.size());
        if (QByteArrayView(m_head).first(seen) != start.first(seen))
            m_state = State::Broken; // whatever this is, it is not going to be an answer
        return bytes.size();
    }
    const QByteArray head = std::exchange(m_head, {});
    m_state = handleHead(QByteArrayView(head).first(end));
    return end + 4 - before;
}

AnswerReader::State AnswerReader::handleHead(QByteArrayView head)
{
    const qsizetype lineEnd = head.indexOf("\r\n");
    m_answer = {};
    m_keepsConnection = true;
    if (!readStatusLine(lineEnd < 0 ? head : head.first(lineEnd)))
        return State::Broken;
    const auto lines = readHeaderLines(lineEnd < 0 ? QByteArrayView() : head.sliced(lineEnd + 2), kMostHeaders);
    if (!lines || lines->size() > kMostHeaders || m_answer.status == 101) // nobody asked to switch protocols
        return State::Broken;
    if (m_answer.status < 200) {
        m_answer = {};
        return State::NeedMore;
    }
    m_answer.headers = *lines;
    return chooseBody();
}

// "HTTP/1.1 200 Fine", the reason being optional.
bool AnswerReader::readStatusLine(QByteArrayView line)
{
    if (!line.startsWith("HTTP/1.") || line.size() < 12 || line.at(8) != ' ' ||
        (line.size() > 12 && line.at(12) != ' '))
        return false;
    const auto status = httpNumber(line.sliced(9, 3), 10);
    if (!status || *status < 100)
        return false;
    m_answer.status = int(*status);
    m_keepsConnection = line.at(7) != '0'; // the default of 1.0 is to close
    return true;
}

AnswerReader::State AnswerReader::chooseBody()
{
    std::optional<qint64> length;
    bool chunked = false;
    for (const auto &[name, value] : std::as_const(m_answer.headers)) {
        if (name == "content-length") {
            const auto number = httpNumber(value, 10);
            if (!number || (length && *length != *number))
                return State::Broken;
            length = number;
        } else if (name == "transfer-encoding") {
            if (value.toLower() != "chunked" || chunked)
                return State::Broken;
            chunked = true;
        } else if (name == "connection") {
            const QByteArray wish = value.toLower();
            m_keepsConnection = !wish.contains("close") && (m_keepsConnection || wish.contains("keep-alive"));
        } else if (name == "keep-alive") {
            m_keptFor = timeoutOf(value);
        }
    }
    if (m_withoutBody || m_answer.status == 204 || m_answer.status == 304)
        return State::Whole;
    if (chunked && length)
        return State::Broken;
    m_declared = length.value_or(-1);
    if (m_declared > m_cap)
        return State::TooLarge;
    m_part = chunked ? Part::Chunks : length ? Part::Sized : Part::UntilEnd;
    if (m_declared > 0)
        m_answer.body.reserve(qsizetype(std::min(m_declared, kReservedAtOnce)));
    return m_declared == 0 ? State::Whole : State::NeedMore;
}

AnswerReader::State AnswerReader::takeBody(QByteArray bytes)
{
    const qint64 room = (m_part == Part::Sized ? m_declared : m_cap) - m_answer.body.size();
    if (bytes.size() > room) {
        if (m_part == Part::UntilEnd)
            return State::TooLarge;
        bytes.truncate(room);
        m_keepsConnection = false;
    }
    m_answer.body.append(bytes);
    return m_part == Part::Sized && m_answer.body.size() == m_declared ? State::Whole : State::NeedMore;
}

AnswerReader::State AnswerReader::takeChunks(QByteArrayView bytes)
{
    const qsizetype used = m_chunks.read(bytes, m_answer.body);
    switch (m_chunks.state()) {
    case ChunkedBody::State::NeedMore:
        return State::NeedMore;
    case ChunkedBody::State::Whole:
        m_keepsConnection = m_keepsConnection && used == bytes.size();
        return State::Whole;
    case ChunkedBody::State::Broken:
        return State::Broken;
    case ChunkedBody::State::TooLarge:
        return State::TooLarge;
    }
    return State::Broken;
}

} // namespace fornada
