#include "sandbox/route.h"

namespace fornada::sandbox {

namespace {

// The text that follows "key": in a JSON body, up to maxLength. Finds it without parsing: a body may hold megabytes of
// pictures, and a refusal at the door should cost nothing. A key cannot occur inside a string, where its quotes would
// be escaped.
QByteArray rawValue(const QByteArray &body, const char *quotedKey, qsizetype maxLength)
{
    const QByteArray key(quotedKey);
    for (qsizetype at = body.indexOf(key); at >= 0; at = body.indexOf(key, at + 1)) {
        qsizetype after = at + key.size();
        while (after < body.size() && QByteArrayView(" \t\r\n").contains(body.at(after)))
            ++after;
        if (after < body.size() && body.at(after) == ':')
            return body.mid(after + 1, maxLength).trimmed();
    }
    return {};
}

QByteArray stringValue(const QByteArray &body, const char *quotedKey)
{
    const QByteArray raw = rawValue(body, quotedKey, 256);
    const qsizetype end = raw.indexOf('"', 1);
    return raw.startsWith('"') && end > 0 ? raw.mid(1, end - 1) : QByteArray();
}

Operation geminiOperation(const QByteArray &body)
{
    QByteArray modalities = rawValue(body, "\"responseModalities\"", 128);
    if (modalities.isEmpty())
        modalities = rawValue(body, "\"response_modalities\"", 128);
    modalities.truncate(std::max<qsizetype>(0, modalities.indexOf(']')));
    if (modalities.contains("\"AUDIO\""))
        return Operation::Speech;
    if (modalities.contains("\"IMAGE\"")) {
        const bool hasInput =
            !rawValue(body, "\"inlineData\"", 1).isEmpty() || !rawValue(body, "\"inline_data\"", 1).isEmpty();
        return hasInput ? Operation::EditImage : Operation::Image;
    }
    const bool json = stringValue(body, "\"responseMimeType\"") == "application/json" ||
                      stringValue(body, "\"response_mime_type\"") == "application/json";
    return json ? Operation::Json : Operation::Text;
}

// The value of a small field in a multipart body.
QByteArray formField(const QByteArray &body, const QByteArray &name)
{
    const qsizetype at = body.indexOf("name=\"" + name + '"');
    const qsizetype start = at < 0 ? -1 : body.indexOf("\r\n\r\n", at);
    const qsizetype end = start < 0 ? -1 : body.indexOf("\r\n", start + 4);
    return end < 0 || end - start > 260 ? QByteArray() : body.mid(start + 4, end - start - 4);
}

Route work(Dialect dialect, Operation operation, const QByteArray &model = {})
{
    return {Target::Work, dialect, operation, model};
}

Route openAiRoute(const HttpRequest &request)
{
    const QByteArray &path = request.path;
    const auto model = [&] {
        const QByteArray inJson = stringValue(request.body, "\"model\"");
        return inJson.isEmpty() ? formField(request.body, "model") : inJson;
    };
    if (path == "/v1/chat/completions") {
        const bool json = rawValue(request.body, "\"response_format\"", 64).contains("\"json");
        return work(Dialect::OpenAi, json ? Operation::Json : Operation::Text, model());
    }
    if (path == "/v1/images/generations")
        return work(Dialect::OpenAi, Operation::Image, model());
    if (path == "/v1/images/edits")
        return work(Dialect::OpenAi, Operation::EditImage, model());
    if (path == "/v1/audio/speech")
        return work(Dialect::OpenAi, Operation::Speech, model());
    if (path == "/v1/audio/transcriptions")
        return work(Dialect::OpenAi, Operation::Transcription, model());
    return {};
}

// POST /v23.0/{id}/messages
bool isMessagePath(const QByteArray &path)
{
    const QList<QByteArray> parts = path.split('/');
    return parts.size() == 4 && parts[1].startsWith('v') && parts[1].contains('.') && parts[3] == "messages";
}

Route postRoute(const HttpRequest &request)
{
    const QByteArray &path = request.path;
    if (path == "/worker" || path == "/api/worker/process-staging")
        return work(Dialect::Worker, Operation::HttpCall);
    static constexpr char models[] = "/v1beta/models/";
    static constexpr char generate[] = ":generateContent";
    if (path.startsWith(models) && path.endsWith(generate)) {
        const qsizetype from = qsizetype(sizeof models) - 1;
        const qsizetype length = path.size() - from - (qsizetype(sizeof generate) - 1);
        if (length > 0)
            return work(Dialect::Gemini, geminiOperation(request.body),
                        QByteArray::fromPercentEncoding(path.mid(from, length)));
    }
    if (path == "/config")
        return {.target = Target::Config};
    if (isMessagePath(path))
        return work(Dialect::Message, Operation::Message);
    return openAiRoute(request);
}

Route getRoute(const QByteArray &path)
{
    if (path == "/v1beta/models")
        return {.target = Target::ModelList, .dialect = Dialect::Gemini};
    if (path == "/v1/models")
        return {.target = Target::ModelList, .dialect = Dialect::OpenAi};
    if (path == "/ledger")
        return {.target = Target::Ledger};
    if (path == "/health" || path == "/")
        return {.target = Target::Health};
    if (path.startsWith("/files/") && path.endsWith(".png"))
        return {.target = Target::File};
    return {};
}

} // namespace

Route routeFor(const HttpRequest &request)
{
    if (request.method == "POST") {
        const Route route = postRoute(request);
        return route.target == Target::Unknown && getRoute(request.path).target != Target::Unknown
                   ? Route{.target = Target::WrongMethod}
                   : route;
    }
    if (request.method == "GET") {
        const Route route = getRoute(request.path);
        return route.target == Target::Unknown && postRoute(request).target != Target::Unknown
                   ? Route{.target = Target::WrongMethod}
                   : route;
    }
    return {.target = Target::WrongMethod};
}

QByteArray queryValue(const QByteArray &query, const QByteArray &name)
{
    for (const QByteArray &pair : query.split('&'))
        if (pair.startsWith(name + '='))
            return QByteArray::fromPercentEncoding(pair.mid(name.size() + 1));
    return {};
}

QByteArray presentedKey(const HttpRequest &request)
{
    if (const QByteArray key = request.header("x-goog-api-key"); !key.isEmpty())
        return key;
    if (const QByteArray key = request.header("authorization"); key.left(7).toLower() == "bearer ")
        return key.mid(7).trimmed();
    if (const QByteArray key = request.header("api-key"); !key.isEmpty())
        return key;
    return queryValue(request.query, "key");
}

} // namespace fornada::sandbox
