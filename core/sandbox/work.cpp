#include "sandbox/work.h"

namespace fornada::sandbox {

HttpAnswer doWork(const Route &route, const HttpRequest &request, const WorkFacts &facts)
{
    switch (route.dialect) {
    case Dialect::Gemini:
        return geminiWork(route, request, facts);
    case Dialect::OpenAi:
        return openAiWork(route, request, facts);
    case Dialect::Worker:
        return workerWork(request, facts);
    case Dialect::Message:
        return messageWork(request, facts);
    }
    return {};
}

bool isLight(const Route &route)
{
    return route.dialect == Dialect::Worker || route.dialect == Dialect::Message;
}

} // namespace fornada::sandbox
