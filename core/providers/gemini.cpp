#include "providers/gemini.h"

#include "providers/picture_size.h"
#include "providers/voices.h"
#include "providers/wire.h"

#include <QJsonArray>

namespace fornada {

namespace {

// Larger requests need the Files API.
constexpr qsizetype kLargestInline = 20 << 20;

QString modelOf(const Ask &ask)
{
    QString model = ask.model;
    if (model.startsWith(u"models/"))
        model = model.mid(7);
    if (!model.isEmpty() || !ask.local)
        return model;
    switch (ask.operation) {
    case Operation::Image:
    case Operation::EditImage:
        return QStringLiteral("sandbox-image");
    case Operation::Speech:
        return QStringLiteral("sandbox-speech");
    default:
        return QStringLiteral("sandbox-text");
    }
}

void addImageConfig(QJsonObject &config, const Ask &ask, const QString &model)
{
    config.insert(QStringLiteral("responseModalities"), QJsonArray{QStringLiteral("IMAGE")});
    const PictureShape shape = shapeOf(ask.parameters);
    QJsonObject image;
    if (!shape.ratio.isEmpty())
        image.insert(QStringLiteral("aspectRatio"), shape.ratio);
    // 2.5 draws 1K and refuses to be asked for it.
    if (!shape.size.isEmpty() && !model.startsWith(u"gemini-2.5"))
        image.insert(QStringLiteral("imageSize"), shape.size);
    if (image.isEmpty())
        return;
    // Two dialects of one thing: a model's presets say when it wants the newer.
    if (textIn(ask.parameters, QLatin1String("imageDialect")) == u"responseFormat")
        config.insert(QStringLiteral("responseFormat"), QJsonObject{{QStringLiteral("image"), image}});
    else
        config.insert(QStringLiteral("imageConfig"), image);
}

QJsonObject voiceConfig(const QString &wanted)
{
    const QString there = voiceAmong(geminiVoices(), wanted);
    return {{QStringLiteral("prebuiltVoiceConfig"),
             QJsonObject{{QStringLiteral("voiceName"), there.isEmpty() ? wanted : there}}}};
}

void addSpeechConfig(QJsonObject &config, const Ask &ask)
{
    config.insert(QStringLiteral("responseModalities"), QJsonArray{QStringLiteral("AUDIO")});
    QJsonObject speech;
    const QJsonArray speakers = ask.parameters.value(QLatin1String("speakers")).toArray();
    if (speakers.isEmpty()) {
        speech.insert(QStringLiteral("voiceConfig"),
                      voiceConfig(textIn(ask.parameters, QLatin1String("voice"), QStringLiteral("Kore"))));
    } else {
        QJsonArray voices;
        for (const QJsonValueConstRef speaker : speakers) {
            const QJsonObject one = speaker.toObject();
            voices.append(QJsonObject{
                {QStringLiteral("speaker"), one.value(QLatin1String("speaker"))},
                {QStringLiteral("voiceConfig"), voiceConfig(one.value(QLatin1String("voice")).toString())}});
        }
        speech.insert(QStringLiteral("multiSpeakerVoiceConfig"),
                      QJsonObject{{QStringLiteral("speakerVoiceConfigs"), voices}});
    }
    const QString language = textIn(ask.parameters, QLatin1String("language"));
    if (!language.isEmpty())
        speech.insert(QStringLiteral("languageCode"), language);
    config.insert(QStringLiteral("speechConfig"), speech);
}

void addJsonConfig(QJsonObject &config, const Ask &ask)
{
    config.insert(QStringLiteral("responseMimeType"), QStringLiteral("application/json"));
    for (const QLatin1String key : {QLatin1String("responseSchema"), QLatin1String("responseJsonSchema")}) {
        if (ask.parameters.contains(key))
            config.insert(key, ask.parameters.value(key));
    }
    if (ask.parameters.contains(QLatin1String("schema")))
        config.insert(QStringLiteral("responseSchema"), ask.parameters.value(QLatin1String("schema")));
}

QJsonObject generationConfig(const Ask &ask, const QString &model)
{
    QJsonObject config;
    for (const QLatin1String key :
         {QLatin1String("temperature"), QLatin1String("topP"), QLatin1String("topK"), QLatin1String("seed")}) {
        if (const auto number = numberIn(ask.parameters, key))
            config.insert(key, *number);
    }
    if (const auto most = outputLimit(ask))
        config.insert(QStringLiteral("maxOutputTokens"), *most);
    for (const QLatin1String key : {QLatin1String("stopSequences"), QLatin1String("thinkingConfig")}) {
        if (ask.parameters.contains(key))
            config.insert(key, ask.parameters.value(key));
    }
    switch (ask.operation) {
    case Operation::Image:
    case Operation::EditImage:
        addImageConfig(config, ask, model);
        break;
    case Operation::Speech:
        addSpeechConfig(config, ask);
        break;
    case Operation::Json:
        addJsonConfig(config, ask);
        break;
    default:
        break;
    }
    return config;
}

// Its list of sounds has MP3 under this name only.
QString mimeThere(const QString &mime)
{
    return mime == u"audio/mpeg" ? QStringLiteral("audio/mp3") : mime;
}

QJsonArray partsOf(const Ask &ask)
{
    QJsonArray parts;
    QString prompt = ask.prompt;
    if (prompt.isEmpty() && ask.operation == Operation::Transcription)
        prompt = QStringLiteral("Transcribe this recording word for word. Answer with the transcript only.");
    if (!prompt.isEmpty())
        parts.append(QJsonObject{{QStringLiteral("text"), prompt}});
    for (const InputFile &file : ask.files) {
        const QJsonObject data{{QStringLiteral("mimeType"), mimeThere(file.mime)},
                               {QStringLiteral("data"), QString::fromLatin1(file.bytes.toBase64())}};
        parts.append(QJsonObject{{QStringLiteral("inlineData"), data}});
    }
    return parts;
}

Status canAsk(const Ask &ask, const QString &model, const QJsonArray &parts)
{
    if (!GeminiAdapter().does(ask.operation))
        return Error{ErrorKind::BadArgument, toName(ask.operation), QStringLiteral("Gemini has no such operation")};
    if (model.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("model"), QStringLiteral("no model is named")};
    if (parts.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("prompt"), QStringLiteral("nothing is asked")};
    const bool needsFile = ask.operation == Operation::EditImage || ask.operation == Operation::Transcription;
    if (needsFile && ask.files.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("files"), QStringLiteral("this operation needs a file")};
    return {};
}

} // namespace

bool GeminiAdapter::does(Operation operation) const
{
    return operation != Operation::HttpCall && operation != Operation::Message && operation != Operation::Join;
}

bool GeminiAdapter::offers(Need need, Operation operation, const QUrl &) const
{
    switch (need) {
    case Need::Seed:
    case Need::Files:
    case Need::SeveralFiles:
    case Need::System:
        return does(operation);
    case Need::Schema:
        return operation == Operation::Json;
    case Need::AspectRatio:
        return drawsPictures(operation);
    case Need::Speakers:
        return operation == Operation::Speech;
    case Need::Size: // it draws the nearest of its own
        return false;
    }
    return false;
}

QStringList GeminiAdapter::voices(const QString &, const QUrl &) const
{
    return geminiVoices();
}

// Its limits are about what is sent.
qint64 GeminiAdapter::weightOf(const Ask &ask) const
{
    return inputTokens(ask);
}

Result<BuiltRequest> GeminiAdapter::build(const Ask &ask, const QString &key) const
{
    const QString model = modelOf(ask);
    const QJsonArray parts = partsOf(ask);
    if (const Status status = canAsk(ask, model, parts); !status)
        return status.error();
    const bool versioned = ask.baseUrl.path().contains(u"/v1");
    const QByteArray path = QByteArray(ask.baseUrl.isEmpty() || versioned ? "" : "/v1beta") + "/models/" +
                            QUrl::toPercentEncoding(model) + ":generateContent";
    const auto url = addressOf(ask.baseUrl, "https://generativelanguage.googleapis.com/v1beta", path);
    if (!url)
        return url.error();
    const auto credential = keyHeaderValue(key);
    if (!credential)
        return credential.error();

    QJsonObject body{
        {QStringLiteral("contents"),
         QJsonArray{QJsonObject{{QStringLiteral("role"), QStringLiteral("user")}, {QStringLiteral("parts"), parts}}}}};
    const QString system = textIn(ask.parameters, QLatin1String("system"));
    if (!system.isEmpty())
        body.insert(QStringLiteral("systemInstruction"),
                    QJsonObject{{QStringLiteral("parts"), QJsonArray{QJsonObject{{QStringLiteral("text"), system}}}}});
    for (const QLatin1String sibling : {QLatin1String("safetySettings"), QLatin1String("serviceTier")}) {
        if (ask.parameters.contains(sibling))
            body.insert(sibling, ask.parameters.value(sibling));
    }
    const QJsonObject config = generationConfig(ask, model);
    if (!config.isEmpty())
        body.insert(QStringLiteral("generationConfig"), config);

    BuiltRequest request = jsonRequest(ask, *url, body);
    if (request.body.size() > kLargestInline)
        return Error{ErrorKind::TooMany, QStringLiteral("files"), QStringLiteral("a request may have 20 MB in all")};
    if (!credential->isEmpty())
        request.headers.append({"x-goog-api-key", *credential});
    return request;
}

} // namespace fornada
