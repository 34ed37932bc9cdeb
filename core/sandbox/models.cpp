#include "sandbox/refusals.h"
#include "sandbox/work.h"

#include <QJsonArray>

#include <array>

namespace fornada::sandbox {

namespace {

// What the lists name; any other model is answered too, so that recipes may name what they like.
constexpr std::array geminiModels{"gemini-3.8-flash",          "gemini-3.5-flash-lite",       "gemini-3.1-flash-image",
                                  "gemini-3-pro-image",        "gemini-nano-banana-2.1",      "gemini-3.8-flash-tts",
                                  "gemini-3.8-flash-lite-tts", "gemini-2.5-flash-preview-tts"};
constexpr std::array openAiModels{"gpt-5.4", "gpt-5.4-mini", "gpt-image-2", "gpt-4o-mini-tts", "gpt-4o-transcribe"};

} // namespace

HttpAnswer modelList(Dialect dialect)
{
    QJsonArray models;
    if (dialect == Dialect::OpenAi) {
        for (const char *name : openAiModels)
            models.append(QJsonObject{{QStringLiteral("id"), QLatin1String(name)},
                                      {QStringLiteral("object"), QStringLiteral("model")},
                                      {QStringLiteral("owned_by"), QStringLiteral("sandbox")}});
        return jsonAnswer(200, {{QStringLiteral("object"), QStringLiteral("list")}, {QStringLiteral("data"), models}});
    }
    for (const char *name : geminiModels)
        models.append(
            QJsonObject{{QStringLiteral("name"), QStringLiteral("models/") + QLatin1String(name)},
                        {QStringLiteral("displayName"), QLatin1String(name)},
                        {QStringLiteral("supportedGenerationMethods"), QJsonArray{QStringLiteral("generateContent")}}});
    return jsonAnswer(200, {{QStringLiteral("models"), models}});
}

} // namespace fornada::sandbox
