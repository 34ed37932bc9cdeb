#pragma once

#include "net/transport.h"

namespace fornada {

// Reads one HTTP/1.1 answer from a stream of bytes, however they come in; knows nothing of sockets. Interim answers
// (1xx) are passed over. Every size is limited, and an answer that could be understood in two ways is none.
class AnswerReader final {
public:
    enum class State { NeedMore, Whole, Broken, TooLarge };

    // withoutBody: the answer to a HEAD has none, whatever it says.
    AnswerReader(bool withoutBody, qint64 bodyCap)
        : m_withoutBody(withoutBody)
        , m_cap(bodyCap)
        , m_chunks(bodyCap)
    {}

    State feed(QByteArray bytes);
    // The other end has closed in good order: whole, when that is how this answer ends.
    State end();
    State state() const { return m_state; }
    // Nothing but the end of the connection says where it ends.
    bool endsWithConnection() const { return m_state == State::NeedMore && m_part == Part::UntilEnd; }
    bool hasHead() const { return m_answer.status != 0; }

    qint64 bodySize() const { return m_answer.body.size(); }
    qint64 declaredSize() const { return m_declared; } // -1: not known
    // Once it is whole: the connection may carry another request, if it does not stay unused for longer than this.
    bool keepsConnection() const { return m_keepsConnection; }
    std::optional<std::chrono::seconds> keptFor() const { return m_keptFor; }
    // What came: all of it, or as far as it went.
    WireAnswer take() { return std::exchange(m_answer, {}); }

private:
    enum class Part { Head, Sized, Chunks, UntilEnd };

    qsizetype readHead(QByteArrayView bytes);
    State handleHead(QByteArrayView head);
    bool readStatusLine(QByteArrayView line);
    State chooseBody();
    State takeBody(QByteArray bytes);
    State takeChunks(QByteArrayView bytes);

    const bool m_withoutBody;
    const qint64 m_cap;
    State m_state = State::NeedMore;
    Part m_part = Part::Head;
    QByteArray m_head; // as much as has come of it
    WireAnswer m_answer;
    qint64 m_declared = -1;
    ChunkedBody m_chunks;
    bool m_keepsConnection = true;
    std::optional<std::chrono::seconds> m_keptFor;
};

} // namespace fornada
