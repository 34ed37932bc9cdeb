#include "sandbox/language.h"
#include "sandbox/multipart.h"
#include "sandbox/picture.h"
#include "sandbox/refusals.h"
#include "sandbox/studio.h"
#include "sandbox/text_writer.h"
#include "sandbox/voice.h"
#include "sandbox/work.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace fornada::sandbox {

namespace {

constexpr qsizetype maxSpokenCharacters = 4096;

HttpAnswer badRequest(const QString &why, const QString &parameter, const char *code)
{
    return jsonAnswer(
        400, {{QStringLiteral("error"), QJsonObject{{QStringLiteral("message"), why},
                                                    {QStringLiteral("type"), QStringLiteral("invalid_request_error")},
                                                    {QStringLiteral("param"), parameter},
                                                    {QStringLiteral("code"), QLatin1String(code)}}}});
}

quint64 variationOf(const QJsonObject &json)
{
    return quint64(std::abs(json.value(QLatin1String("seed")).toDouble(0)));
}

// A message's content is a text, or a list of parts of which some are texts.
QString contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QStringList texts;
    for (const QJsonValue &part : content.toArray())
        texts.append(part.toObject().value(QLatin1String("text")).toString());
    texts.removeAll(QString());
    return texts.join(QLatin1Char('\n'));
}

HttpAnswer chat(const Route &route, const HttpRequest &request, const WorkFacts &facts)
{
    const QJsonObject json = QJsonDocument::fromJson(request.body).object();
    QStringList said;
    for (const QJsonValue &value : json.value(QLatin1String("messages")).toArray())
        if (value.toObject().value(QLatin1String("role")) != QLatin1String("assistant"))
            said.append(contentText(value.toObject().value(QLatin1String("content"))));
    if (said.isEmpty())
        return badRequest(QStringLiteral("Missing required parameter: 'messages'."), QStringLiteral("messages"),
                          "missing_required_parameter");
    const QString prompt = said.join(QLatin1Char('\n'));
    QString text;
    if (route.operation == Operation::Json) {
        const QJsonObject format = json.value(QLatin1String("response_format")).toObject();
        const QJsonObject schema =
            format.value(QLatin1String("json_schema")).toObject().value(QLatin1String("schema")).toObject();
        text = QString::fromUtf8(
            QJsonDocument(writeJson(prompt, schema, variationOf(json))).toJson(QJsonDocument::Compact));
    } else {
        text = writeText(prompt, variationOf(json));
    }
    const int limit =
        json.value(QLatin1String("max_completion_tokens")).toInt(json.value(QLatin1String("max_tokens")).toInt(0));
    const bool isCut = cutToTokens(text, limit);
    const int in = textTokens(prompt);
    const int out = textTokens(text);
    const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                              {QStringLiteral("content"), text},
                              {QStringLiteral("refusal"), QJsonValue::Null}};
    const QJsonObject choice{
        {QStringLiteral("index"), 0},
        {QStringLiteral("message"), message},
        {QStringLiteral("finish_reason"), isCut ? QStringLiteral("length") : QStringLiteral("stop")}};
    const QJsonObject usage{{QStringLiteral("prompt_tokens"), in},
                            {QStringLiteral("completion_tokens"), out},
                            {QStringLiteral("total_tokens"), in + out}};
    return jsonAnswer(200, {{QStringLiteral("id"), QStringLiteral("chatcmpl-sandbox-%1").arg(facts.sequence)},
                            {QStringLiteral("object"), QStringLiteral("chat.completion")},
                            {QStringLiteral("created"), facts.unixSeconds},
                            {QStringLiteral("model"), QString::fromUtf8(route.model)},
                            {QStringLiteral("choices"), QJsonArray{choice}},
                            {QStringLiteral("usage"), usage}});
}

HttpAnswer pictures(const QList<QImage> &images, const QString &prompt, int inputPictures, const WorkFacts &facts)
{
    QJsonArray data;
    int out = 0;
    for (const QImage &image : images) {
        const QByteArray name = QByteArray::number(facts.sequence) + '-' + QByteArray::number(data.size());
        if (facts.pictureLinks)
            data.append(
                QJsonObject{{QStringLiteral("url"), QString::fromUtf8(facts.baseUrl + "/files/" + name + ".png")}});
        else
            data.append(QJsonObject{{QStringLiteral("b64_json"), QString::fromLatin1(toPng(image).toBase64())}});
        out += pictureTokens(image.size());
    }
    const int text = textTokens(prompt);
    const int in = 258 * inputPictures;
    const QSize size = images.first().size();
    return jsonAnswer(
        200, {{QStringLiteral("created"), facts.unixSeconds},
              {QStringLiteral("background"), QStringLiteral("opaque")},
              {QStringLiteral("output_format"), QStringLiteral("png")},
              {QStringLiteral("size"), QStringLiteral("%1x%2").arg(size.width()).arg(size.height())},
              {QStringLiteral("data"), data},
              {QStringLiteral("usage"),
               QJsonObject{{QStringLiteral("input_tokens"), text + in},
                           {QStringLiteral("input_tokens_details"),
                            QJsonObject{{QStringLiteral("text_tokens"), text}, {QStringLiteral("image_tokens"), in}}},
                           {QStringLiteral("output_tokens"), out},
                           {QStringLiteral("total_tokens"), text + in + out},
                           {QStringLiteral("output_tokens_details"),
                            QJsonObject{{QStringLiteral("image_tokens"), out}, {QStringLiteral("text_tokens"), 0}}}}}});
}

HttpAnswer generate(const Route &route, const HttpRequest &request, const WorkFacts &facts)
{
    const QJsonObject json = QJsonDocument::fromJson(request.body).object();
    const QString prompt = json.value(QLatin1String("prompt")).toString();
    if (prompt.isEmpty())
        return badRequest(QStringLiteral("Missing required parameter: 'prompt'."), QStringLiteral("prompt"),
                          "missing_required_parameter");
    if (route.model.startsWith("gpt-image") && json.contains(QLatin1String("response_format")))
        return badRequest(QStringLiteral("Unknown parameter: 'response_format'."), QStringLiteral("response_format"),
                          "unknown_parameter");
    const int count = std::clamp(json.value(QLatin1String("n")).toInt(1), 1, 10);
    QList<QImage> images;
    for (int i = 0; i < count; ++i)
        images.append(drawPicture(prompt, pictureSize(json.value(QLatin1String("size")).toString()),
                                  variationOf(json) + quint64(i)));
    return pictures(images, prompt, 0, facts);
}

HttpAnswer edit(const HttpRequest &request, const WorkFacts &facts)
{
    const auto parts = parseMultipart(request.header("content-type"), request.body);
    if (!parts)
        return badRequest(QStringLiteral("Could not parse multipart form"), QString(), "invalid_multipart_form_data");
    QList<QImage> inputs;
    for (const FormPart &part : *parts) {
        if (part.name != "image" && part.name != "image[]")
            continue;
        if (part.fileName.isEmpty() || !part.mime.startsWith("image/"))
            return badRequest(
                QStringLiteral("Invalid file 'image': unsupported mimetype ('%1').")
                    .arg(QString::fromLatin1(part.mime.isEmpty() ? "application/octet-stream" : part.mime)),
                QStringLiteral("image"), "unsupported_file_mimetype");
        inputs.append(pictureFrom(part.body));
        if (inputs.last().isNull())
            return badRequest(QStringLiteral("Invalid image file."), QStringLiteral("image"), "invalid_image_file");
    }
    const FormPart *prompt = findPart(*parts, "prompt");
    if (inputs.isEmpty() || !prompt)
        return badRequest(QStringLiteral("Missing required parameter: 'image' or 'prompt'."), QStringLiteral("image"),
                          "missing_required_parameter");
    const QString words = QString::fromUtf8(prompt->body);
    return pictures({editPicture(editFor(words), inputs, words, 0)}, words, int(inputs.size()), facts);
}

HttpAnswer speech(const HttpRequest &request)
{
    const QJsonObject json = QJsonDocument::fromJson(request.body).object();
    SpeechAsk ask;
    ask.text = json.value(QLatin1String("input")).toString();
    ask.voice = json.value(QLatin1String("voice")).toString();
    ask.speed = std::clamp(json.value(QLatin1String("speed")).toDouble(1.0), 0.25, 4.0);
    if (ask.text.isEmpty() || ask.text.size() > maxSpokenCharacters)
        return badRequest(QStringLiteral("'input' must have 1 to 4096 characters."), QStringLiteral("input"),
                          ask.text.isEmpty() ? "missing_required_parameter" : "string_above_max_length");
    const Result<Sound> sound = speak(ask);
    if (!sound)
        return openAiRefusal({.fault = Fault::ServerError});
    if (json.value(QLatin1String("response_format")) == QLatin1String("pcm"))
        return {200, "audio/pcm", resampled(*sound, 24'000).pcm, {}};
    // There is no encoder here: whatever was asked, the bytes are WAV and say so.
    return {200, "audio/wav", toWav(resampled(*sound, 24'000)), {}};
}

QString subtitleTime(double seconds, QChar mark)
{
    const int ms = int(std::lround(seconds * 1000));
    return QStringLiteral("%1:%2:%3%4%5")
        .arg(ms / 3'600'000, 2, 10, QLatin1Char('0'))
        .arg(ms / 60'000 % 60, 2, 10, QLatin1Char('0'))
        .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
        .arg(mark)
        .arg(ms % 1000, 3, 10, QLatin1Char('0'));
}

HttpAnswer transcription(const HttpRequest &request)
{
    const auto parts = parseMultipart(request.header("content-type"), request.body);
    const FormPart *file = parts ? findPart(*parts, "file") : nullptr;
    if (!file || file->body.isEmpty())
        return badRequest(QStringLiteral("Missing required parameter: 'file'."), QStringLiteral("file"),
                          "missing_required_parameter");
    const FormPart *language = findPart(*parts, "language");
    const FormPart *format = findPart(*parts, "response_format");
    const QByteArray form = format ? format->body.trimmed() : QByteArrayLiteral("json");
    const QString text = transcribe(file->body, language ? language->body.trimmed() : QByteArray());
    const double seconds = secondsOf(file->body);
    if (form == "text")
        return {200, "text/plain; charset=utf-8", text.toUtf8() + '\n', {}};
    if (form == "srt")
        return {200,
                "text/plain; charset=utf-8",
                QStringLiteral("1\n00:00:00,000 --> %1\n%2\n\n").arg(subtitleTime(seconds, u','), text).toUtf8(),
                {}};
    if (form == "vtt")
        return {200,
                "text/vtt; charset=utf-8",
                QStringLiteral("WEBVTT\n\n00:00:00.000 --> %1\n%2\n\n").arg(subtitleTime(seconds, u'.'), text).toUtf8(),
                {}};
    QJsonObject answer{{QStringLiteral("text"), text},
                       {QStringLiteral("usage"), QJsonObject{{QStringLiteral("type"), QStringLiteral("duration")},
                                                             {QStringLiteral("seconds"), std::ceil(seconds)}}}};
    if (form == "verbose_json") {
        answer.insert(QStringLiteral("duration"), seconds);
        answer.insert(QStringLiteral("language"), languageName(languageOf(text)));
    }
    return jsonAnswer(200, answer);
}

} // namespace

HttpAnswer openAiWork(const Route &route, const HttpRequest &request, const WorkFacts &facts)
{
    HttpAnswer answer;
    switch (route.operation) {
    case Operation::Image:
        answer = generate(route, request, facts);
        break;
    case Operation::EditImage:
        answer = edit(request, facts);
        break;
    case Operation::Speech:
        answer = speech(request);
        break;
    case Operation::Transcription:
        answer = transcription(request);
        break;
    default:
        answer = chat(route, request, facts);
        break;
    }
    answer.headers.append({"x-request-id", "req_sandbox_" + QByteArray::number(facts.sequence)});
    return answer;
}

} // namespace fornada::sandbox
