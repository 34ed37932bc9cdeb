#include "providers/gemini.h"
#include "providers/gemini_errors.h"
#include "providers/media.h"
#include "providers/picture_size.h"
#include "providers/wire.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

// What an answer of generateContent holds.
namespace fornada {

namespace {

// The API writes camelCase; gateways in front of it have been seen to write snake_case.
QJsonValue either(const QJsonObject &object, QLatin1String camel, QLatin1String snake)
{
    const QJsonValue value = object.value(camel);
    return value.isUndefined() ? object.value(snake) : value;
}

struct Blob {
    QString mime;
    QString data;
    bool isThere() const { return !data.isEmpty(); }
};

struct Content {
    QString text; // of the parts that are no thoughts
    Blob media;   // the last that is no thought: earlier ones may be drafts
};

Content contentOf(const QJsonObject &candidate)
{
    Content content;
    const QJsonArray parts =
        candidate.value(QLatin1String("content")).toObject().value(QLatin1String("parts")).toArray();
    for (const QJsonValueConstRef entry : parts) {
        const QJsonObject part = entry.toObject();
        if (part.value(QLatin1String("thought")).toBool())
            continue;
        content.text += part.value(QLatin1String("text")).toString();
        const QJsonObject data = either(part, QLatin1String("inlineData"), QLatin1String("inline_data")).toObject();
        if (!data.isEmpty())
            content.media = {either(data, QLatin1String("mimeType"), QLatin1String("mime_type")).toString(),
                             data.value(QLatin1String("data")).toString()};
    }
    return content;
}

qint64 tokensOfModality(const QJsonObject &usage, QLatin1String list, QStringView modality)
{
    qint64 sum = 0;
    for (const QJsonValueConstRef entry : usage.value(list).toArray()) {
        const QJsonObject detail = entry.toObject();
        if (detail.value(QLatin1String("modality")).toString() == modality)
            sum += tokensOf(detail, QLatin1String("tokenCount"));
    }
    return sum;
}

BilledUse useOf(const QJsonObject &usage, OutputKind kind)
{
    const QLatin1String inputs("promptTokensDetails");
    const QLatin1String outputs("candidatesTokensDetails");
    BilledUse use;
    const qint64 prompt =
        tokensOf(usage, QLatin1String("promptTokenCount")) + tokensOf(usage, QLatin1String("toolUsePromptTokenCount"));
    const qint64 candidates = tokensOf(usage, QLatin1String("candidatesTokenCount"));
    use.cachedInput = std::min(prompt, tokensOf(usage, QLatin1String("cachedContentTokenCount")));
    use.imageInput = std::min(prompt - use.cachedInput, tokensOfModality(usage, inputs, u"IMAGE"));
    use.audioInput = std::min(prompt - use.cachedInput - use.imageInput, tokensOfModality(usage, inputs, u"AUDIO"));
    use.input = prompt - use.cachedInput - use.imageInput - use.audioInput;
    use.imageOutput = std::min(candidates, tokensOfModality(usage, outputs, u"IMAGE"));
    use.audioOutput = std::min(candidates - use.imageOutput, tokensOfModality(usage, outputs, u"AUDIO"));
    // Without the split, what a media model gave is media.
    if (!usage.contains(outputs) && kind == OutputKind::Image)
        use.imageOutput = candidates;
    if (!usage.contains(outputs) && kind == OutputKind::Audio)
        use.audioOutput = candidates;
    // Thoughts are billed as output and not counted among the candidates.
    use.output = candidates - use.imageOutput - use.audioOutput + tokensOf(usage, QLatin1String("thoughtsTokenCount"));
    return use;
}

bool isRefusal(const QString &finish)
{
    static const std::array<QLatin1String, 10> words = {
        QLatin1String("SAFETY"),       QLatin1String("BLOCKLIST"),
        QLatin1String("SPII"),         QLatin1String("PROHIBITED_CONTENT"),
        QLatin1String("IMAGE_SAFETY"), QLatin1String("IMAGE_PROHIBITED_CONTENT"),
        QLatin1String("RECITATION"),   QLatin1String("IMAGE_RECITATION"),
        QLatin1String("LANGUAGE"),     QLatin1String("MODEL_ARMOR")};
    return std::find(words.begin(), words.end(), finish) != words.end();
}

OutputKind kindOf(const Ask &ask)
{
    if (wantsJson(ask))
        return OutputKind::Json;
    switch (ask.operation) {
    case Operation::Image:
    case Operation::EditImage:
        return OutputKind::Image;
    case Operation::Speech:
        return OutputKind::Audio;
    default:
        return OutputKind::Text;
    }
}

// The wanted output as an artifact; nothing when it is not there.
std::optional<Artifact> artifactOf(OutputKind kind, const Content &content)
{
    switch (kind) {
    case OutputKind::Image: {
        const auto bytes = bytesFromBase64(content.media.data);
        if (!bytes)
            return std::nullopt;
        // What the bytes are counts, not what was asked or stated.
        const QString mime = sniffedMime(*bytes);
        if (!mime.startsWith(u"image/"))
            return std::nullopt;
        return Artifact{kind, mime, *bytes, {}};
    }
    case OutputKind::Audio: {
        const auto bytes = bytesFromBase64(content.media.data);
        const auto sound = bytes ? playable(*bytes, content.media.mime) : std::nullopt;
        if (!sound)
            return std::nullopt;
        return Artifact{kind, sound->mime, sound->bytes, {}};
    }
    case OutputKind::Json: {
        const auto text = jsonText(content.text);
        if (!text)
            return std::nullopt;
        return Artifact{kind, QStringLiteral("application/json"), {}, *text};
    }
    case OutputKind::Text:
    case OutputKind::None:
        break;
    }
    if (content.text.trimmed().isEmpty())
        return std::nullopt;
    return Artifact{OutputKind::Text, QStringLiteral("text/plain"), {}, content.text};
}

QString whyNothing(OutputKind kind, const Content &content, const QString &finish)
{
    const QString reason = finish.isEmpty() || finish == u"STOP" ? QString() : QStringLiteral(" (%1)").arg(finish);
    if (content.media.isThere())
        return QStringLiteral("the data in the answer cannot be read") + reason;
    if (!content.text.trimmed().isEmpty() && kind != OutputKind::Text)
        return QStringLiteral("no %1 in the answer%2, only text: %3").arg(toName(kind), reason, content.text);
    return QStringLiteral("nothing usable in the answer") + reason;
}

} // namespace

Digest GeminiAdapter::digest(const Ask &ask, const ProviderAnswer &answer) const
{
    const auto body = jsonBody(answer.body);
    const bool failed = body && body->value(QLatin1String("error")).isObject();
    if (failed || !isSuccess(answer.status))
        return digestGoogleError(ask, answer, answer.status,
                                 body ? body->value(QLatin1String("error")).toObject() : QJsonObject());
    Digest digest;
    if (!body) {
        digest.charge = Charge::actual(ask.reserve, true);
        digest.message = QStringLiteral("the answer is not JSON");
        return digest;
    }
    const OutputKind kind = kindOf(ask);
    digest.usage = either(*body, QLatin1String("usageMetadata"), QLatin1String("usage_metadata")).toObject();
    const QJsonObject candidate = body->value(QLatin1String("candidates")).toArray().at(0).toObject();
    const Content content = contentOf(candidate);
    BilledUse use = useOf(digest.usage, kind);
    if (kind == OutputKind::Image && content.media.isThere() && ask.price) {
        use.images = 1;
        use.imageSize = pictureAmong(ask.price->image, ProviderKind::Gemini, ask.parameters);
        if (use.imageSize.isEmpty() && shapeOf(ask.parameters).size.isEmpty())
            use.imageSize = kUsualSize;
    }
    digest.charge = chargeOfUse(ask, use);
    if (digest.usage.contains(QLatin1String("promptTokenCount")))
        digest.tokens = tokensOf(digest.usage, QLatin1String("promptTokenCount"));

    const QJsonObject feedback =
        either(*body, QLatin1String("promptFeedback"), QLatin1String("prompt_feedback")).toObject();
    const QString block = either(feedback, QLatin1String("blockReason"), QLatin1String("block_reason")).toString();
    if (!block.isEmpty()) {
        digest.outcome = Outcome::Refused;
        digest.message = oneLine(QStringLiteral("the prompt was blocked (%1)").arg(block));
        return digest;
    }
    const QString finish = either(candidate, QLatin1String("finishReason"), QLatin1String("finish_reason")).toString();
    if (isRefusal(finish)) {
        const QString said = candidate.value(QLatin1String("finishMessage")).toString();
        digest.outcome = Outcome::Refused;
        digest.message = oneLine(QStringLiteral("refused (%1) %2").arg(finish, said));
        return digest;
    }
    const auto artifact = artifactOf(kind, content);
    if (artifact) {
        digest.outcome = Outcome::Done;
        digest.artifacts.append(*artifact);
        if (finish == u"MAX_TOKENS") {
            digest.cutAt = limitReached(ask, use);
            digest.message = QStringLiteral("cut short at the token limit");
        }
        return digest;
    }
    // More of the same would end at the same limit: the operator can raise it.
    digest.outcome = finish == u"MAX_TOKENS" ? Outcome::BadRequest : Outcome::NoOutput;
    digest.message = oneLine(whyNothing(kind, content, finish));
    return digest;
}

} // namespace fornada
