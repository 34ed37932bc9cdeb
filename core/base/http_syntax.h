#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>

#include <optional>

namespace fornada {

// What HTTP/1.1 looks like on the wire, for both of its ends: the transport reads answers, the sandbox requests.
using HeaderLines = QList<QPair<QByteArray, QByteArray>>;

bool isHttpToken(QByteArrayView text);
// Digits only: a sign or a space would be read differently by different programs.
std::optional<qint64> httpNumber(QByteArrayView text, int base);
// The lines between the first one and the empty one: names lower-case, values trimmed. Stops after `most` lines, so
// that more can be told by the size; nothing when one is malformed or folded.
std::optional<HeaderLines> readHeaderLines(QByteArrayView block, qsizetype most);

// The value of the first line of that name, whatever its case; empty when there is none.
QByteArray headerIn(const HeaderLines &lines, const char *name);

// Takes the chunks of a body apart, however their bytes come in.
class ChunkedBody final {
public:
    enum class State { NeedMore, Whole, Broken, TooLarge };

    explicit ChunkedBody(qint64 mostBytes)
        : m_most(mostBytes)
    {}
    // Appends to body and returns how many of the bytes it used: those after the end are somebody else's.
    qsizetype read(QByteArrayView bytes, QByteArray &body);
    State state() const { return m_state; }

private:
    enum class Part { Size, Data, DataEnd, Trailer };

    State handleLine(const QByteArray &line, qint64 room);
    State handleSize(QByteArrayView line, qint64 room);

    const qint64 m_most;
    State m_state = State::NeedMore;
    Part m_part = Part::Size;
    QByteArray m_line; // what has come of the one that is being read
    qint64 m_missing = 0;
    qsizetype m_trailerBytes = 0;
};

} // namespace fornada
