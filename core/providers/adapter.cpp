#include "providers/adapter.h"

#include "providers/gemini.h"
#include "providers/openai.h"
#include "providers/wire.h"
#include "providers/worker.h"

namespace fornada {

const Adapter &adapterFor(ProviderKind kind, Operation operation)
{
    // Without state: one of each serves every thread.
    static const GeminiAdapter gemini;
    static const OpenAiAdapter openAi;
    static const WorkerAdapter worker("", "");
    static const WorkerAdapter sandboxWorker("/worker", "/v23.0/sandbox/messages");
    switch (kind) {
    case ProviderKind::Gemini:
        return gemini;
    case ProviderKind::OpenAi:
        return openAi;
    case ProviderKind::Worker:
        return worker;
    case ProviderKind::Sandbox:
        break;
    }
    const bool call = operation == Operation::HttpCall || operation == Operation::Message;
    return call ? static_cast<const Adapter &>(sandboxWorker) : gemini;
}

Digest digestMissing(NoAnswer why, const QString &detail, Money reserve)
{
    Digest digest;
    digest.outcome = Outcome::Lost;
    digest.charge = Charge::maybe(reserve);
    QString what;
    switch (why) {
    case NoAnswer::NotSent:
        digest.outcome = Outcome::NotSent;
        digest.charge = Charge::none();
        what = QStringLiteral("not sent");
        break;
    case NoAnswer::Lost:
        what = QStringLiteral("sent, no whole answer");
        break;
    case NoAnswer::TimedOut:
        what = QStringLiteral("sent, no answer in time");
        break;
    case NoAnswer::TooLarge:
        what = QStringLiteral("sent, the answer was too large");
        break;
    case NoAnswer::Cancelled:
        what = QStringLiteral("sent, then stopped");
        break;
    }
    digest.message = oneLine(detail.isEmpty() ? what : QStringLiteral("%1: %2").arg(what, detail));
    return digest;
}

} // namespace fornada
