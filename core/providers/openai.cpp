#include "providers/openai.h"

#include "providers/multipart.h"
#include "providers/voices.h"
#include "providers/wire.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <optional>

namespace fornada {

namespace {

const char kPublicAddress[] = "https://api.openai.com/v1";

bool isHost(const QUrl &baseUrl, QStringView name)
{
    const QString host = baseUrl.host();
    return host == name || host.endsWith(u'.' + name.toString());
}

bool isAzure(const QUrl &baseUrl)
{
    return isHost(baseUrl, u"openai.azure.com");
}

bool isOpenAi(const QUrl &baseUrl)
{
    return baseUrl.isEmpty() || isHost(baseUrl, u"api.openai.com") || isAzure(baseUrl);
}

// The o series and from GPT-5 on all but the chat variants: they take no temperature but the usual.
bool isThinking(const QString &model)
{
    static const QRegularExpression form(QStringLiteral("^(?:.*/)?(?:o\\d|gpt-[5-9](?!.*-chat))"));
    return form.match(model).hasMatch();
}

// OpenRouter draws in chats.
bool drawsInChat(const QUrl &baseUrl)
{
    return isHost(baseUrl, u"openrouter.ai");
}

Result<QUrl> endpoint(const Ask &ask, const QByteArray &name)
{
    // Servers are named with or without their /v1.
    const QString path = ask.baseUrl.path();
    const bool bare = !ask.baseUrl.isEmpty() && (path.isEmpty() || path == u"/");
    const QByteArray usual = isAzure(ask.baseUrl) ? "/openai/v1/" : "/v1/";
    return addressOf(ask.baseUrl, kPublicAddress, (bare ? usual : QByteArray("/")) + name);
}

void copyNumbers(QJsonObject &body, const QJsonObject &parameters, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (const auto number = numberIn(parameters, QLatin1String(key)))
            body.insert(QLatin1String(key), *number);
    }
}

void copyTexts(QJsonObject &body, const QJsonObject &parameters, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QString text = textIn(parameters, QLatin1String(key));
        if (!text.isEmpty())
            body.insert(QLatin1String(key), text);
    }
}

QString dataUrl(const InputFile &file)
{
    return QStringLiteral("data:%1;base64,%2").arg(file.mime, QString::fromLatin1(file.bytes.toBase64()));
}

QJsonArray messagesOf(const Ask &ask)
{
    QJsonArray messages;
    const QString system = textIn(ask.parameters, QLatin1String("system"));
    if (!system.isEmpty())
        messages.append(
            QJsonObject{{QStringLiteral("role"), QStringLiteral("system")}, {QStringLiteral("content"), system}});
    QJsonValue content = ask.prompt;
    if (!ask.files.isEmpty()) {
        QJsonArray parts;
        if (!ask.prompt.isEmpty())
            parts.append(
                QJsonObject{{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), ask.prompt}});
        for (const InputFile &file : ask.files)
            parts.append(
                QJsonObject{{QStringLiteral("type"), QStringLiteral("image_url")},
                            {QStringLiteral("image_url"), QJsonObject{{QStringLiteral("url"), dataUrl(file)}}}});
        content = parts;
    }
    messages.append(
        QJsonObject{{QStringLiteral("role"), QStringLiteral("user")}, {QStringLiteral("content"), content}});
    return messages;
}

void addResponseFormat(QJsonObject &body, const Ask &ask)
{
    if (ask.operation != Operation::Json)
        return;
    const QJsonValue schema = ask.parameters.value(QLatin1String("schema"));
    if (schema.isObject()) {
        const QJsonObject named{{QStringLiteral("name"), QStringLiteral("answer")}, {QStringLiteral("schema"), schema}};
        body.insert(QStringLiteral("response_format"),
                    QJsonObject{{QStringLiteral("type"), QStringLiteral("json_schema")},
                                {QStringLiteral("json_schema"), named}});
    } else {
        body.insert(QStringLiteral("response_format"),
                    QJsonObject{{QStringLiteral("type"), QStringLiteral("json_object")}});
    }
}

void addChance(QJsonObject &body, const QJsonObject &parameters)
{
    copyNumbers(body, parameters, {"temperature", "top_p"});
    if (const auto topP = numberIn(parameters, QLatin1String("topP")))
        body.insert(QStringLiteral("top_p"), *topP);
}

QJsonObject chatBody(const Ask &ask)
{
    QJsonObject body{{QStringLiteral("model"), ask.model}, {QStringLiteral("messages"), messagesOf(ask)}};
    copyNumbers(body, ask.parameters, {"seed"});
    if (!isThinking(ask.model))
        addChance(body, ask.parameters);
    copyTexts(body, ask.parameters, {"reasoning_effort"});
    if (ask.parameters.contains(QLatin1String("stop")))
        body.insert(QStringLiteral("stop"), ask.parameters.value(QLatin1String("stop")));
    // One limit, two names: OpenAI's new models refuse the old, other servers know only the old.
    if (const auto most = outputLimit(ask))
        body.insert(isOpenAi(ask.baseUrl) ? QStringLiteral("max_completion_tokens") : QStringLiteral("max_tokens"),
                    *most);
    addResponseFormat(body, ask);
    return body;
}

QJsonObject chatImageBody(const Ask &ask)
{
    QJsonObject body{{QStringLiteral("model"), ask.model}, {QStringLiteral("messages"), messagesOf(ask)}};
    body.insert(QStringLiteral("modalities"), QJsonArray{QStringLiteral("image"), QStringLiteral("text")});
    QJsonObject config;
    const QString ratio = textIn(ask.parameters, QLatin1String("aspectRatio"));
    const QString size = textIn(ask.parameters, QLatin1String("imageSize"));
    if (!ratio.isEmpty())
        config.insert(QStringLiteral("aspect_ratio"), ratio);
    if (!size.isEmpty())
        config.insert(QStringLiteral("image_size"), size);
    if (!config.isEmpty())
        body.insert(QStringLiteral("image_config"), config);
    return body;
}

QJsonObject imageBody(const Ask &ask)
{
    QJsonObject body{{QStringLiteral("model"), ask.model}, {QStringLiteral("prompt"), ask.prompt}};
    body.insert(QStringLiteral("n"), 1);
    copyTexts(body, ask.parameters, {"size", "quality", "output_format", "background", "moderation", "style"});
    copyNumbers(body, ask.parameters, {"output_compression"});
    // The GPT image models always answer with the bytes and refuse to be asked; others send a link unless asked.
    if (!ask.model.contains(u"gpt-image"))
        body.insert(QStringLiteral("response_format"), QStringLiteral("b64_json"));
    return body;
}

QJsonObject speechBody(const Ask &ask)
{
    QJsonObject body{{QStringLiteral("model"), ask.model}, {QStringLiteral("input"), ask.prompt}};
    const QString wanted = textIn(ask.parameters, QLatin1String("voice"), QStringLiteral("alloy"));
    const QString there = voiceAmong(OpenAiAdapter().voices(ask.model, ask.baseUrl), wanted);
    body.insert(QStringLiteral("voice"), there.isEmpty() ? wanted : there);
    body.insert(QStringLiteral("response_format"),
                textIn(ask.parameters, QLatin1String("format"), QStringLiteral("mp3")));
    copyNumbers(body, ask.parameters, {"speed"});
    copyTexts(body, ask.parameters, {"instructions"});
    return body;
}

// Fields first, then files: some servers read in order.
Form formOf(const QJsonObject &fields, const QList<InputFile> &files, const QByteArray &fileField)
{
    QList<FormPart> parts;
    for (auto it = fields.begin(); it != fields.end(); ++it)
        parts.append({it.key().toUtf8(), it.value().toVariant().toString().toUtf8(), {}, {}});
    for (qsizetype i = 0; i < files.size(); ++i) {
        const InputFile &file = files.at(i);
        const QString name = file.name.isEmpty() ? QStringLiteral("input%1").arg(i + 1) : file.name;
        parts.append({fileField, file.bytes, name, file.mime.toUtf8()});
    }
    return formFrom(parts);
}

BuiltRequest formRequest(const Ask &ask, const QUrl &url, const Form &form)
{
    BuiltRequest request;
    request.url = url;
    request.body = form.body;
    request.headers = {{"Content-Type", form.contentType}, {"Accept", "application/json"}};
    if (ask.local)
        request.headers.append({"X-Fornada-Job", headerValue(ask.jobName)});
    return request;
}

BuiltRequest editRequest(const Ask &ask, const QUrl &url)
{
    return formRequest(ask, url, formOf(imageBody(ask), ask.files, ask.files.size() > 1 ? "image[]" : "image"));
}

BuiltRequest transcriptionRequest(const Ask &ask, const QUrl &url)
{
    QJsonObject fields{{QStringLiteral("model"), ask.model},
                       {QStringLiteral("response_format"), QStringLiteral("json")}};
    copyTexts(fields, ask.parameters, {"language"});
    copyNumbers(fields, ask.parameters, {"temperature"});
    if (!ask.prompt.isEmpty())
        fields.insert(QStringLiteral("prompt"), ask.prompt);
    return formRequest(ask, url, formOf(fields, ask.files, "file"));
}

Status canAsk(const Ask &ask)
{
    if (!OpenAiAdapter().does(ask.operation))
        return Error{ErrorKind::BadArgument, toName(ask.operation), QStringLiteral("OpenAI has no such operation")};
    if (ask.model.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("model"), QStringLiteral("no model is named")};
    const bool needsFile = ask.operation == Operation::EditImage || ask.operation == Operation::Transcription;
    if (needsFile && ask.files.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("files"), QStringLiteral("this operation needs a file")};
    if (ask.prompt.isEmpty() && ask.files.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("prompt"), QStringLiteral("nothing is asked")};
    return {};
}

Result<BuiltRequest> unsignedRequest(const Ask &ask)
{
    const bool inChat = drawsInChat(ask.baseUrl);
    QByteArray name = "chat/completions";
    switch (ask.operation) {
    case Operation::Image:
        name = inChat ? name : "images/generations";
        break;
    case Operation::EditImage:
        name = inChat ? name : "images/edits";
        break;
    case Operation::Speech:
        name = "audio/speech";
        break;
    case Operation::Transcription:
        name = "audio/transcriptions";
        break;
    default:
        break;
    }
    const auto url = endpoint(ask, name);
    if (!url)
        return url.error();
    switch (ask.operation) {
    case Operation::Image:
        return jsonRequest(ask, *url, inChat ? chatImageBody(ask) : imageBody(ask));
    case Operation::EditImage:
        return inChat ? jsonRequest(ask, *url, chatImageBody(ask)) : editRequest(ask, *url);
    case Operation::Speech:
        return jsonRequest(ask, *url, speechBody(ask));
    case Operation::Transcription:
        return transcriptionRequest(ask, *url);
    default:
        return jsonRequest(ask, *url, chatBody(ask));
    }
}

} // namespace

bool OpenAiAdapter::does(Operation operation) const
{
    return operation != Operation::HttpCall && operation != Operation::Message && operation != Operation::Join;
}

bool OpenAiAdapter::offers(Need need, Operation operation, const QUrl &baseUrl) const
{
    const bool writes = operation == Operation::Text || operation == Operation::Json;
    const bool draws = drawsPictures(operation);
    const bool chats = writes || (draws && drawsInChat(baseUrl));
    switch (need) {
    case Need::Seed:
        return writes;
    case Need::Files:
        return chats || operation == Operation::EditImage || operation == Operation::Transcription;
    case Need::SeveralFiles:
        return chats || operation == Operation::EditImage;
    case Need::Schema:
        return operation == Operation::Json;
    case Need::Size:
        return draws && !drawsInChat(baseUrl);
    case Need::AspectRatio:
        return draws && drawsInChat(baseUrl);
    case Need::System:
        return chats;
    case Need::Speakers:
        return false;
    }
    return false;
}

QStringList OpenAiAdapter::voices(const QString &model, const QUrl &baseUrl) const
{
    return isOpenAi(baseUrl) ? openAiVoices(model) : QStringList();
}

// Its limits are about both ways; how long an answer without a bound will be nobody knows.
qint64 OpenAiAdapter::weightOf(const Ask &ask) const
{
    const auto most = outputLimit(ask);
    return inputTokens(ask) + qint64(std::max(0.0, most.value_or(0)));
}

Result<BuiltRequest> OpenAiAdapter::build(const Ask &ask, const QString &key) const
{
    if (const Status status = canAsk(ask); !status)
        return status.error();
    const auto credential = keyHeaderValue(key);
    if (!credential)
        return credential.error();
    auto request = unsignedRequest(ask);
    if (request && !credential->isEmpty()) {
        if (isAzure(ask.baseUrl))
            request->headers.append({"api-key", *credential});
        else
            request->headers.append({"Authorization", "Bearer " + *credential});
    }
    return request;
}

} // namespace fornada
