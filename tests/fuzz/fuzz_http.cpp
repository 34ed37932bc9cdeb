#include "net/answer_reader.h"

using namespace fornada;

// What a server says: the first byte is how many bytes come at once, and whether a HEAD was asked. However they come,
// the answer is the same, and never over its cap.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr qint64 kCap = 1'000;
    if (size < 1)
        return 0;
    const bool withoutBody = (data[0] & 0x80) != 0;
    const qsizetype piece = 1 + (data[0] & 0x7f);
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    AnswerReader whole(withoutBody, kCap), pieces(withoutBody, kCap);
    whole.feed(bytes);
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        pieces.feed(bytes.mid(at, piece));
    if (pieces.state() != whole.state())
        qFatal("how the bytes came changed what they mean");
    if (whole.bodySize() > kCap)
        qFatal("over the cap");
    if (whole.end() == AnswerReader::State::NeedMore)
        qFatal("no end at the end");
    pieces.end();
    const WireAnswer one = whole.take(), other = pieces.take();
    if (whole.state() == AnswerReader::State::Whole && (one.status != other.status || one.body != other.body))
        qFatal("how the bytes came changed the answer");
    return 0;
}
