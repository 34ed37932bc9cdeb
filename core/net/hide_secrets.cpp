#include "net/hide_secrets.h"

#include "base/redactor.h"

namespace fornada {

namespace {

// What succeeded is somebody's result, and may hold a word that a server without keys wants as one ("ollama").
constexpr qsizetype kShortestInResult = 12;

void hideSecrets(WireAnswer &answer, const Redactor &redactor)
{
    const qsizetype shortest = answer.status >= 200 && answer.status < 300 ? kShortestInResult : 0;
    answer.body = redactor.withoutSecrets(std::move(answer.body), shortest);
    for (auto &[name, value] : answer.headers)
        value = redactor.withoutSecrets(std::move(value));
}

} // namespace

void hideSecrets(WireEvent &event, const Redactor &redactor)
{
    if (auto *answered = std::get_if<WireAnswered>(&event)) {
        hideSecrets(answered->answer, redactor);
    } else if (auto *failed = std::get_if<WireFailed>(&event)) {
        failed->detail = redactor.clean(std::move(failed->detail));
        hideSecrets(failed->partial, redactor);
    }
}

} // namespace fornada
