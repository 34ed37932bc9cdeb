#include "base/http_syntax.h"

#include <algorithm>

namespace fornada {

namespace {

constexpr qsizetype kLongestChunkLine = 256;
constexpr qsizetype kLongestTrailer = 64 << 10;

} // namespace

bool isHttpToken(QByteArrayView text)
{
    static constexpr QByteArrayView others("!#$%&'*+-.^_`|~");
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
    });
}

std::optional<qint64> httpNumber(QByteArrayView text, int base)
{
    const bool plain = !text.isEmpty() && std::all_of(text.begin(), text.end(), [base](char c) {
        return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    });
    bool ok = false;
    const qint64 value = text.toLongLong(&ok, base);
    return plain && ok ? std::optional(value) : std::nullopt;
}

std::optional<HeaderLines> readHeaderLines(QByteArrayView block, qsizetype most)
{
    HeaderLines lines;
    for (qsizetype from = 0; from < block.size() && lines.size() <= most;) {
        qsizetype end = block.indexOf("\r\n", from);
        if (end < 0)
            end = block.size();
        const QByteArrayView line = block.sliced(from, end - from);
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isHttpToken(line.first(colon))) // also refuses folded lines, which start with a space
            return std::nullopt;
        lines.append({line.first(colon).toByteArray().toLower(), line.sliced(colon + 1).trimmed().toByteArray()});
        from = end + 2;
    }
    return lines;
}

QByteArray headerIn(const HeaderLines &lines, const char *name)
{
    for (const auto &[key, value] : lines)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

qsizetype ChunkedBody::read(QByteArrayView bytes, QByteArray &body)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_state == State::NeedMore) {
        if (m_part == Part::Data) {
            const auto count = qsizetype(std::min<qint64>(m_missing, bytes.size() - at));
            body.append(bytes.sliced(at, count));
            at += count;
            m_missing -= count;
            if (m_missing == 0)
                m_part = Part::DataEnd;
            continue;
        }
        const qsizetype lineBreak = bytes.indexOf('\n', at);
        const qsizetype end = lineBreak < 0 ? bytes.size() : lineBreak + 1;
        m_line.append(bytes.sliced(at, end - at));
        at = end;
        // Told as early as it shows: a sender that is wrong may never come to the line's end.
        const bool isNoEnd = m_part == Part::DataEnd && !QByteArrayView("\r\n").startsWith(m_line);
        if (isNoEnd || m_line.size() > (m_part == Part::Trailer ? kLongestTrailer : kLongestChunkLine))
            m_state = State::Broken;
        else if (lineBreak >= 0)
            m_state = handleLine(std::exchange(m_line, {}), m_most - body.size());
    }
    return at;
}

ChunkedBody::State ChunkedBody::handleLine(const QByteArray &line, qint64 room)
{
    if (!line.endsWith("\r\n"))
        return State::Broken;
    const QByteArrayView text = QByteArrayView(line).chopped(2);
    switch (m_part) {
    case Part::Size:
        return handleSize(text, room);
    case Part::DataEnd:
        m_part = Part::Size;
        return text.isEmpty() ? State::NeedMore : State::Broken;
    case Part::Trailer:
        m_trailerBytes += line.size();
        return text.isEmpty() ? State::Whole : m_trailerBytes > kLongestTrailer ? State::Broken : State::NeedMore;
    case Part::Data:
        break; // is not read in lines
    }
    return State::Broken;
}

ChunkedBody::State ChunkedBody::handleSize(QByteArrayView line, qint64 room)
{
    if (const qsizetype extension = line.indexOf(';'); extension >= 0)
        line = line.first(extension);
    const auto size = httpNumber(line.trimmed(), 16);
    if (!size)
        return State::Broken;
    if (*size > room)
        return State::TooLarge;
    m_missing = *size;
    m_part = m_missing > 0 ? Part::Data : Part::Trailer;
    return State::NeedMore;
}

} // namespace fornada
