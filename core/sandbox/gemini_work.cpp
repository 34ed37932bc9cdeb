#include "sandbox/picture.h"
#include "sandbox/refusals.h"
#include "sandbox/studio.h"
#include "sandbox/text_writer.h"
#include "sandbox/voice.h"
#include "sandbox/work.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>

namespace fornada::sandbox {

namespace {

constexpr qsizetype maxSpokenCharacters = 20'000;

// A generateContent request, both spellings of its keys understood.
struct GeminiAsk {
    QString prompt;
    QList<QByteArray> files;
    QJsonObject settings; // generationConfig
    quint64 variation = 0;
};

// camelCase as documented, or the snake_case the real service also takes.
QJsonValue either(const QJsonObject &object, const char *camel, const char *snake)
{
    const QJsonValue value = object.value(QLatin1String(camel));
    return value.isUndefined() ? object.value(QLatin1String(snake)) : value;
}

HttpAnswer badArgument(const QString &why)
{
    return jsonAnswer(
        400, {{QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), 400},
                                                    {QStringLiteral("message"), why},
                                                    {QStringLiteral("status"), QStringLiteral("INVALID_ARGUMENT")}}}});
}

std::optional<GeminiAsk> parse(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    GeminiAsk ask;
    QStringList texts;
    const auto takeParts = [&](const QJsonObject &content) {
        const QJsonArray parts = content.value(QLatin1String("parts")).toArray();
        for (const QJsonValue &value : parts) {
            const QJsonObject part = value.toObject();
            if (const QString text = part.value(QLatin1String("text")).toString(); !text.isEmpty())
                texts.append(text);
            const QJsonObject data = either(part, "inlineData", "inline_data").toObject();
            if (!data.isEmpty())
                ask.files.append(QByteArray::fromBase64(data.value(QLatin1String("data")).toString().toLatin1()));
        }
        return !parts.isEmpty();
    };
    bool hasParts = false;
    for (const QJsonValue &content : json.value(QLatin1String("contents")).toArray())
        hasParts = takeParts(content.toObject()) || hasParts;
    if (!hasParts)
        return std::nullopt;
    ask.prompt = texts.join(QLatin1Char('\n'));
    ask.settings = either(json, "generationConfig", "generation_config").toObject();
    ask.variation = quint64(std::abs(ask.settings.value(QLatin1String("seed")).toDouble(0)));
    return ask;
}

QJsonObject modality(const char *name, int tokens)
{
    return {{QStringLiteral("modality"), QLatin1String(name)}, {QStringLiteral("tokenCount"), tokens}};
}

QJsonObject inlineData(const QByteArray &mime, const QByteArray &bytes)
{
    return {
        {QStringLiteral("inlineData"), QJsonObject{{QStringLiteral("mimeType"), QString::fromLatin1(mime)},
                                                   {QStringLiteral("data"), QString::fromLatin1(bytes.toBase64())}}}};
}

HttpAnswer answerWith(const GeminiAsk &ask, const Route &route, const WorkFacts &facts, const QJsonArray &parts,
                      const QJsonObject &produced, const char *finishReason = "STOP", int thoughtTokens = 0)
{
    const int imageTokens = 258 * int(ask.files.size());
    const int promptTokens = textTokens(ask.prompt) + imageTokens;
    QJsonArray promptDetails{modality("TEXT", promptTokens - imageTokens)};
    if (imageTokens > 0)
        promptDetails.append(modality("IMAGE", imageTokens));
    const int made = produced.value(QLatin1String("tokenCount")).toInt();
    QJsonObject usage{{QStringLiteral("promptTokenCount"), promptTokens},
                      {QStringLiteral("candidatesTokenCount"), made},
                      {QStringLiteral("totalTokenCount"), promptTokens + made + thoughtTokens},
                      {QStringLiteral("promptTokensDetails"), promptDetails},
                      {QStringLiteral("candidatesTokensDetails"), QJsonArray{produced}}};
    if (thoughtTokens > 0)
        usage.insert(QStringLiteral("thoughtsTokenCount"), thoughtTokens);
    const QJsonObject content{{QStringLiteral("role"), QStringLiteral("model")}, {QStringLiteral("parts"), parts}};
    const QJsonObject candidate{{QStringLiteral("content"), content},
                                {QStringLiteral("finishReason"), QLatin1String(finishReason)},
                                {QStringLiteral("index"), 0}};
    return jsonAnswer(200, {{QStringLiteral("candidates"), QJsonArray{candidate}},
                            {QStringLiteral("usageMetadata"), usage},
                            {QStringLiteral("modelVersion"), QString::fromUtf8(route.model)},
                            {QStringLiteral("responseId"), QStringLiteral("sandbox-%1").arg(facts.sequence)}});
}

bool isThinker(const Route &route)
{
    return route.model.startsWith("gemini-3");
}

// The third generation thinks aloud: parts marked as thoughts come first, an interim picture among them.
HttpAnswer makePicture(const GeminiAsk &ask, const Route &route, const WorkFacts &facts)
{
    QJsonObject shape = either(ask.settings, "imageConfig", "image_config").toObject();
    if (shape.isEmpty())
        shape = either(ask.settings, "responseFormat", "response_format").toObject().value(u"image").toObject();
    const QSize size = pictureSize(either(shape, "aspectRatio", "aspect_ratio").toString(),
                                   either(shape, "imageSize", "image_size").toString());
    QImage picture;
    if (route.operation == Operation::EditImage) {
        QList<QImage> inputs;
        for (const QByteArray &file : ask.files) {
            inputs.append(pictureFrom(file));
            if (inputs.last().isNull())
                return badArgument(QStringLiteral("Unable to process input image. Please retry or report."));
        }
        picture = editPicture(editFor(ask.prompt), inputs, ask.prompt, ask.variation);
    } else {
        picture = drawPicture(ask.prompt, size, ask.variation);
    }
    QJsonArray parts;
    if (isThinker(route)) {
        QJsonObject interim = inlineData("image/png", toPng(picture.scaled(64, 64, Qt::KeepAspectRatio)));
        interim.insert(QStringLiteral("thought"), true);
        parts.append(QJsonObject{{QStringLiteral("text"), QStringLiteral("Composing the picture")},
                                 {QStringLiteral("thought"), true}});
        parts.append(interim);
    }
    parts.append(inlineData("image/png", toPng(picture)));
    return answerWith(ask, route, facts, parts, modality("IMAGE", pictureTokens(picture.size())));
}

HttpAnswer makeText(const GeminiAsk &ask, const Route &route, const WorkFacts &facts)
{
    QString text;
    if (route.operation == Operation::Json) {
        QJsonObject schema = either(ask.settings, "responseSchema", "response_schema").toObject();
        if (schema.isEmpty())
            schema = either(ask.settings, "responseJsonSchema", "response_json_schema").toObject();
        text = QString::fromUtf8(
            QJsonDocument(writeJson(ask.prompt, schema, ask.variation)).toJson(QJsonDocument::Compact));
    } else {
        text = writeText(ask.prompt, ask.variation);
    }
    const int limit = either(ask.settings, "maxOutputTokens", "max_output_tokens").toInt(0);
    const bool isCut = cutToTokens(text, limit);
    QJsonArray parts;
    if (isThinker(route))
        parts.append(QJsonObject{{QStringLiteral("text"), QStringLiteral("Weighing the request")},
                                 {QStringLiteral("thought"), true}});
    parts.append(QJsonObject{{QStringLiteral("text"), text}});
    return answerWith(ask, route, facts, parts, modality("TEXT", textTokens(text)), isCut ? "MAX_TOKENS" : "STOP",
                      isThinker(route) ? 48 : 0);
}

// Older models take the style as the prompt's beginning: "Say warmly: welcome home".
QString spokenPart(const QString &prompt)
{
    static const QRegularExpression style(
        QStringLiteral("^\\s*(?:say|read|speak|narrate|diga|fale|leia|narre|di|lee|habla|narra)\\b[^:\\n]{0,80}:\\s*"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = style.match(prompt);
    return match.hasMatch() ? prompt.mid(match.capturedEnd()) : prompt;
}

HttpAnswer makeSpeech(const GeminiAsk &ask, const Route &route, const WorkFacts &facts)
{
    const QJsonObject settings = either(ask.settings, "speechConfig", "speech_config").toObject();
    const QJsonObject voice = either(either(settings, "voiceConfig", "voice_config").toObject(), "prebuiltVoiceConfig",
                                     "prebuilt_voice_config")
                                  .toObject();
    SpeechAsk speech;
    speech.text = spokenPart(ask.prompt);
    speech.voice = either(voice, "voiceName", "voice_name").toString();
    speech.language = either(settings, "languageCode", "language_code").toString().toLatin1();
    if (speech.text.size() > maxSpokenCharacters)
        return badArgument(QStringLiteral("The input token count exceeds the maximum number of tokens allowed."));
    const Result<Sound> spoken = speak(speech);
    if (!spoken)
        return geminiRefusal({.fault = Fault::ServerError});
    const Sound sound = resampled(*spoken, 24'000);
    constexpr int tokensPerSecond = 25;
    const int tokens = std::max(1, int(sound.pcm.size() / 2 * tokensPerSecond / sound.rate));
    const QJsonObject part = route.model.startsWith("gemini-3.8")
                                 ? inlineData("audio/wav", toWav(sound))
                                 : inlineData("audio/L16;codec=pcm;rate=24000", sound.pcm);
    return answerWith(ask, route, facts, {part}, modality("AUDIO", tokens));
}

} // namespace

HttpAnswer geminiWork(const Route &route, const HttpRequest &request, const WorkFacts &facts)
{
    const auto ask = parse(request.body);
    if (!ask)
        return badArgument(QStringLiteral("* GenerateContentRequest.contents: contents is not specified\n"));
    switch (route.operation) {
    case Operation::Image:
    case Operation::EditImage:
        return makePicture(*ask, route, facts);
    case Operation::Speech:
        return makeSpeech(*ask, route, facts);
    default:
        return makeText(*ask, route, facts);
    }
}

} // namespace fornada::sandbox
