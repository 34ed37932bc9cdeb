#include "providers/media.h"
#include "providers/openai.h"
#include "providers/openai_errors.h"
#include "providers/picture_size.h"
#include "providers/wire.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

// What a 2xx answer of the OpenAI dialect holds: chats, responses, images, speech, transcripts.
namespace fornada {

namespace {

// What was found, in whichever of the shapes.
struct Found {
    QString text;
    QString refusal;
    QString finish;
    QStringList images; // Base64 or data URLs
    QStringList links;
    std::optional<SaidError> error;
};

BilledUse useOf(const QJsonObject &usage, bool isDrawing)
{
    const auto detail = [&usage](const char *group, const char *key) {
        return tokensOf(usage.value(QLatin1String(group)).toObject(), QLatin1String(key));
    };
    BilledUse use;
    const qint64 input =
        tokensOf(usage, QLatin1String("prompt_tokens")) + tokensOf(usage, QLatin1String("input_tokens"));
    const qint64 output =
        tokensOf(usage, QLatin1String("completion_tokens")) + tokensOf(usage, QLatin1String("output_tokens"));
    use.cachedInput = std::min(input, detail("prompt_tokens_details", "cached_tokens") +
                                          detail("input_tokens_details", "cached_tokens"));
    use.imageInput = std::min(input - use.cachedInput, detail("input_tokens_details", "image_tokens"));
    use.audioInput =
        std::min(input - use.cachedInput - use.imageInput, detail("prompt_tokens_details", "audio_tokens"));
    use.input = input - use.cachedInput - use.imageInput - use.audioInput;
    // Without the split, what a drawing gave is pictures: the dearer of the two.
    const QLatin1String images("image_tokens");
    const bool isSplit = usage.value(QLatin1String("output_tokens_details")).toObject().contains(images) ||
                         usage.value(QLatin1String("completion_tokens_details")).toObject().contains(images);
    use.imageOutput = isDrawing && !isSplit ? output
                                            : std::min(output, detail("output_tokens_details", "image_tokens") +
                                                                   detail("completion_tokens_details", "image_tokens"));
    use.audioOutput = std::min(output - use.imageOutput, detail("completion_tokens_details", "audio_tokens"));
    use.output = output - use.imageOutput - use.audioOutput;
    use.seconds = usage.value(QLatin1String("seconds")).toDouble();
    const QJsonValue cost = usage.value(QLatin1String("cost"));
    if (cost.isDouble() && cost.toDouble() >= 0.0 && cost.toDouble() < 1e6)
        use.cost = Money{qint64(std::ceil(cost.toDouble() * 1e6 - 1e-6))};
    return use;
}

// Text may be one string or a list of parts.
QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    for (const QJsonValueConstRef part : content.toArray())
        text += part.toObject().value(QLatin1String("text")).toString();
    return text;
}

void addImage(Found &found, const QString &url)
{
    if (url.startsWith(u"http://") || url.startsWith(u"https://"))
        found.links.append(url);
    else if (!url.isEmpty())
        found.images.append(url);
}

Found foundInChat(const QJsonObject &body)
{
    Found found;
    const QJsonObject choice = body.value(QLatin1String("choices")).toArray().at(0).toObject();
    const QJsonObject message = choice.value(QLatin1String("message")).toObject();
    found.finish = choice.value(QLatin1String("finish_reason")).toString();
    found.refusal = message.value(QLatin1String("refusal")).toString();
    found.text = textOf(message.value(QLatin1String("content")));
    for (const QJsonValueConstRef image : message.value(QLatin1String("images")).toArray())
        addImage(found,
                 image.toObject().value(QLatin1String("image_url")).toObject().value(QLatin1String("url")).toString());
    const QJsonValue error = choice.value(QLatin1String("error"));
    if (!error.isUndefined() && !error.isNull())
        found.error = saidError(error);
    else if (found.finish == u"error")
        found.error = SaidError{{}, {}, QStringLiteral("the model stopped with an error"), {}, false, 0};
    return found;
}

Found foundInResponse(const QJsonObject &body)
{
    Found found;
    for (const QJsonValueConstRef entry : body.value(QLatin1String("output")).toArray()) {
        const QJsonObject item = entry.toObject();
        const QString type = item.value(QLatin1String("type")).toString();
        if (type == u"image_generation_call")
            addImage(found, item.value(QLatin1String("result")).toString());
        if (type != u"message")
            continue;
        for (const QJsonValueConstRef part : item.value(QLatin1String("content")).toArray()) {
            const QJsonObject content = part.toObject();
            found.text += content.value(QLatin1String("text")).toString();
            found.refusal += content.value(QLatin1String("refusal")).toString();
        }
    }
    const QString why =
        body.value(QLatin1String("incomplete_details")).toObject().value(QLatin1String("reason")).toString();
    found.finish = why == u"max_output_tokens" ? QStringLiteral("length") : why;
    return found;
}

Found foundIn(const QJsonObject &body)
{
    if (body.contains(QLatin1String("choices")))
        return foundInChat(body);
    if (body.contains(QLatin1String("output")))
        return foundInResponse(body);
    Found found;
    for (const QJsonValueConstRef entry : body.value(QLatin1String("data")).toArray()) {
        const QJsonObject item = entry.toObject();
        addImage(found, item.value(QLatin1String("b64_json")).toString());
        addImage(found, item.value(QLatin1String("url")).toString());
    }
    found.text = body.value(QLatin1String("text")).toString();
    return found;
}

std::optional<Artifact> imageFrom(const Found &found)
{
    if (found.images.isEmpty())
        return std::nullopt;
    const QString &last = found.images.last();
    const auto bytes = last.startsWith(u"data:") ? bytesFromDataUrl(last) : bytesFromBase64(last);
    const QString mime = bytes ? sniffedMime(*bytes) : QString();
    if (!mime.startsWith(u"image/"))
        return std::nullopt;
    return Artifact{OutputKind::Image, mime, *bytes, {}};
}

std::optional<Artifact> artifactFrom(const Ask &ask, const Found &found)
{
    if (drawsPictures(ask.operation))
        return imageFrom(found);
    if (wantsJson(ask)) {
        const auto text = jsonText(found.text);
        return text ? std::optional(Artifact{OutputKind::Json, QStringLiteral("application/json"), {}, *text})
                    : std::nullopt;
    }
    if (found.text.trimmed().isEmpty())
        return std::nullopt;
    return Artifact{OutputKind::Text, QStringLiteral("text/plain"), {}, found.text};
}

Digest digestSpeech(const Ask &ask, const ProviderAnswer &answer)
{
    Digest digest;
    BilledUse use;
    use.characters = ask.prompt.size();
    digest.charge = chargeOfUse(ask, use);
    QString mime = QString::fromLatin1(header(answer, "content-type"));
    if (textIn(ask.parameters, QLatin1String("format")) == u"pcm")
        mime = QStringLiteral("audio/pcm;rate=24000");
    const auto sound = playable(answer.body, mime);
    if (sound) {
        digest.outcome = Outcome::Done;
        digest.artifacts.append({OutputKind::Audio, sound->mime, sound->bytes, {}});
    } else {
        digest.message = QStringLiteral("no sound in the answer");
    }
    return digest;
}

// Content that came, and whether it is what was asked for.
void judgeContent(Digest &digest, const Ask &ask, const Found &found, const BilledUse &use)
{
    if (!found.refusal.isEmpty() || found.finish == u"content_filter") {
        digest.outcome = Outcome::Refused;
        digest.message = oneLine(found.refusal.isEmpty() ? QStringLiteral("stopped by the content filter")
                                                         : QStringLiteral("refused: ") + found.refusal);
        return;
    }
    if (const auto artifact = artifactFrom(ask, found)) {
        digest.outcome = Outcome::Done;
        digest.artifacts.append(*artifact);
        if (found.finish == u"length") {
            digest.cutAt = limitReached(ask, use);
            digest.message = QStringLiteral("cut short at the token limit");
        }
        return;
    }
    const bool wantsImage = drawsPictures(ask.operation);
    if (wantsImage && !found.links.isEmpty()) {
        // Paid for: asking again would buy it twice.
        digest.outcome = Outcome::Done;
        digest.artifacts.append({OutputKind::Image, {}, {}, {}, QUrl(found.links.last())});
        return;
    }
    digest.outcome = found.finish == u"length" ? Outcome::BadRequest : Outcome::NoOutput;
    digest.message =
        oneLine(found.finish == u"length" ? QStringLiteral("nothing was said before the token limit")
                : found.text.trimmed().isEmpty()
                    ? QStringLiteral("nothing usable in the answer")
                    : QStringLiteral("no %1 in the answer, only text: %2").arg(toName(ask.operation), found.text));
}

} // namespace

Digest OpenAiAdapter::digest(const Ask &ask, const ProviderAnswer &answer) const
{
    const auto body = jsonBody(answer.body);
    if (!isSuccess(answer.status)) {
        const auto error = body ? errorIn(*body) : std::nullopt;
        return digestSaidError(ask, answer, error.value_or(SaidError()));
    }
    if (ask.operation == Operation::Speech && !body)
        return digestSpeech(ask, answer);
    Digest digest;
    if (!body) {
        digest.charge = Charge::actual(ask.reserve, true);
        digest.message = QStringLiteral("the answer is not JSON");
        return digest;
    }
    const Found found = foundIn(*body);
    const bool empty = found.text.isEmpty() && found.images.isEmpty() && found.links.isEmpty();
    const auto error = found.error ? found.error : empty ? errorIn(*body) : std::nullopt;
    if (error)
        return digestSaidError(ask, answer, *error);
    digest.usage = body->value(QLatin1String("usage")).toObject();
    BilledUse use = useOf(digest.usage, drawsPictures(ask.operation));
    use.images = found.images.size() + found.links.size();
    if (ask.price)
        use.imageSize = pictureAmong(ask.price->image, ProviderKind::OpenAi, ask.parameters);
    digest.charge = chargeOfUse(ask, use);
    if (digest.usage.contains(QLatin1String("total_tokens")))
        digest.tokens = tokensOf(digest.usage, QLatin1String("total_tokens"));
    judgeContent(digest, ask, found, use);
    return digest;
}

} // namespace fornada
