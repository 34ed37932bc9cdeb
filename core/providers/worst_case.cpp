#include "providers/picture_size.h"
#include "providers/price_table.h"
#include "providers/wire.h"

#include <QJsonDocument>

#include <algorithm>

// What one attempt can cost at most, which is reserved before it is sent, and what it usually costs.
namespace fornada {

namespace {

constexpr qint64 kTokensOfPicture = 6'500;     // a large input picture in the finest tiling
constexpr double kSlowestSound = 2'000.0;      // bytes a second of the most squeezed recording (16 kbit/s)
constexpr qint64 kAudioTokensOfSecond = 100;   // input; providers count 10 to 32
constexpr qint64 kSpokenTokensOfCharacter = 8; // output; slow speech has about 3
constexpr qint64 kShortestSpeech = 500;
constexpr qint64 kThoughtsBeforePicture = 2'000;
constexpr double kSpokenCharactersOfSecond = 15.0; // usually: 150 words a minute

// A token is never shorter than a byte of UTF-8.
qint64 textTokens(const Ask &ask)
{
    const QByteArray parameters = QJsonDocument(ask.parameters).toJson(QJsonDocument::Compact);
    return ask.prompt.toUtf8().size() + parameters.size();
}

qint64 mostOutput(const ModelPrice &price, const Ask &ask)
{
    const auto asked = numberIn(ask.parameters, QLatin1String("maxOutputTokens"));
    return asked && *asked >= 1 ? std::min(price.mostOutput, qint64(*asked)) : price.mostOutput;
}

void addFiles(BilledUse &use, const Ask &ask)
{
    for (const InputFile &file : ask.files) {
        if (file.mime.startsWith(u"audio/")) {
            const double seconds = double(file.bytes.size()) / kSlowestSound;
            use.seconds += seconds;
            use.audioInput += qint64(seconds + 1) * kAudioTokensOfSecond;
        } else {
            use.imageInput += kTokensOfPicture;
        }
    }
}

std::optional<Money> worstPicture(const ModelPrice &price, ProviderKind kind, BilledUse use, const Ask &ask)
{
    const auto picture = pictureOf(price.image, kind, ask.parameters);
    if (!picture) {
        use.imageOutput = mostOutput(price, ask);
        return priceOf(price, use);
    }
    // Prices a picture are rounded ones of its tokens, and a model may think before it draws.
    Money worst{picture->micros + picture->micros / 20};
    if (price.output && price.output != price.imageOutput)
        use.output = std::min(price.mostOutput, kThoughtsBeforePicture);
    // A table that only knows the picture's price asks nothing for the words.
    if (const auto words = price.input ? priceOf(price, use) : Money{})
        worst += *words;
    return worst;
}

// Is it billed by the length of an answer, of which only the most is known?
bool isByTokens(const ModelPrice &price, Operation operation)
{
    switch (operation) {
    case Operation::Image:
    case Operation::EditImage:
        return price.image.isEmpty();
    case Operation::Speech:
        return !price.millionCharacters;
    case Operation::Transcription:
        return !price.minute;
    case Operation::Text:
    case Operation::Json:
        return true;
    case Operation::HttpCall:
    case Operation::Message:
    case Operation::Join:
        break;
    }
    return false;
}

// Asked for no size, Gemini draws 1K; elsewhere nobody knows.
Ask withUsualSize(Ask ask, ProviderKind kind)
{
    if (drawsPictures(ask.operation) && kind == ProviderKind::Gemini && shapeOf(ask.parameters).size.isEmpty())
        ask.parameters.insert(QStringLiteral("imageSize"), QString(kUsualSize));
    return ask;
}

} // namespace

std::optional<Money> worstCaseOf(const ModelPrice &price, ProviderKind kind, const Ask &ask)
{
    if (price.request) {
        const bool isCall = ask.operation == Operation::HttpCall || ask.operation == Operation::Message;
        const auto rest = isCall ? std::nullopt : besidesRequest(price);
        const auto used = rest ? worstCaseOf(*rest, kind, ask) : std::optional(Money{});
        return used ? std::optional(*used + *price.request) : std::nullopt;
    }
    BilledUse use;
    addFiles(use, ask);
    switch (ask.operation) {
    case Operation::Image:
    case Operation::EditImage:
        use.input = textTokens(ask);
        return worstPicture(price, kind, use, ask);
    case Operation::Speech:
        if (price.millionCharacters) {
            use.characters = std::max<qint64>(1, ask.prompt.size());
            return priceOf(price, use);
        }
        use.input = textTokens(ask);
        use.audioOutput =
            std::min(mostOutput(price, ask), kShortestSpeech + kSpokenTokensOfCharacter * qint64(ask.prompt.size()));
        return priceOf(price, use);
    case Operation::Transcription:
        if (price.minute) {
            BilledUse recording;
            recording.seconds = std::max(1.0, use.seconds);
            return priceOf(price, recording);
        }
        break;
    case Operation::Text:
    case Operation::Json:
        break;
    case Operation::HttpCall:
    case Operation::Message:
    case Operation::Join:
        return std::nullopt;
    }
    use.input = textTokens(ask);
    use.output = mostOutput(price, ask);
    return priceOf(price, use);
}

std::optional<Money> usualOf(const ModelPrice &price, ProviderKind kind, const Ask &ask)
{
    if (!isByTokens(price, ask.operation))
        return worstCaseOf(price, kind, withUsualSize(ask, kind));
    if (price.request) {
        const auto rest = besidesRequest(price);
        const auto used = rest ? usualOf(*rest, kind, ask) : std::optional(Money{});
        return used ? std::optional(*used + *price.request) : std::nullopt;
    }
    BilledUse use;
    if (ask.operation == Operation::Speech && price.minute) {
        use.seconds = double(ask.prompt.size()) / kSpokenCharactersOfSecond;
        return priceOf(price, use);
    }
    const auto picture =
        drawsPictures(ask.operation) ? pictureOf(price.usualImage, kind, ask.parameters) : std::nullopt;
    addFiles(use, ask);
    use.input = textTokens(ask);
    const auto words = priceOf(price, use);
    return picture && words ? std::optional(*picture + *words) : std::nullopt;
}

} // namespace fornada
