#include "providers/adapter.h"

using namespace fornada;

namespace {

constexpr std::array kKinds{ProviderKind::Gemini, ProviderKind::OpenAi, ProviderKind::Worker, ProviderKind::Sandbox};
constexpr std::array kOperations{Operation::Image,  Operation::EditImage,     Operation::Text,     Operation::Json,
                                 Operation::Speech, Operation::Transcription, Operation::HttpCall, Operation::Message};
constexpr std::array kStatuses{200, 204, 302, 400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504, 529};

} // namespace

// A provider's answer: three bytes choose who, what and the status, the rest is headers, an empty line and the body.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    Ask ask;
    const ProviderKind kind = kKinds[data[0] % kKinds.size()];
    ask.operation = kOperations[data[1] % kOperations.size()];
    ask.output = OutputKind(data[1] / kOperations.size() % EnumNames<OutputKind>::names.size());
    ask.reserve = Money{1'000};
    ProviderAnswer answer;
    answer.status = kStatuses[data[2] % kStatuses.size()];
    const QByteArray text(reinterpret_cast<const char *>(data) + 3, qsizetype(size) - 3);
    const qsizetype end = text.indexOf("\n\n");
    const QList<QByteArray> lines = text.left(std::max<qsizetype>(end, 0)).split('\n');
    for (const QByteArray &line : lines)
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            answer.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    answer.body = text.mid(end < 0 ? 0 : end + 2);
    const Digest digest = adapterFor(kind, ask.operation).digest(ask, answer);
    if (digest.charge.amount < Money{})
        qFatal("an answer pays us");
    if (digest.outcome == Outcome::Done && answer.status >= 400)
        qFatal("an error counts as a result");
    if (digest.message.contains(u'\n'))
        qFatal("a message of more than one line");
    return 0;
}
