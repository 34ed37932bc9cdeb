#include "engine/step_price.h"

#include "providers/picture_size.h"
#include "providers/wire.h"
#include "recipes/wording.h"

#include <algorithm>

namespace fornada {

namespace {

// Can its answer only be so long? Speech is as long as its words, a picture as large as it is asked for.
bool isBounded(const Ask &ask)
{
    switch (ask.operation) {
    case Operation::Image:
    case Operation::EditImage:
    case Operation::Speech:
        return true;
    case Operation::Text:
    case Operation::Json:
    case Operation::Transcription:
        return numberIn(ask.parameters, QLatin1String("maxOutputTokens")).has_value();
    case Operation::HttpCall:
    case Operation::Message:
    case Operation::Join:
        break;
    }
    return false;
}

// As far as it is known before there are rows.
Ask plannedAsk(const Step &step, const QString &model, const QJsonObject &batchParameters)
{
    Ask ask;
    ask.operation = step.operation;
    ask.output = step.output;
    ask.model = model;
    ask.prompt = step.prompt;
    TemplateCache templates;
    const QJsonObject context{{QStringLiteral("params"), batchParameters}};
    for (auto it = step.parameters.begin(); it != step.parameters.end(); ++it) {
        const auto value = renderValue(it.value(), context, templates);
        ask.parameters.insert(it.key(), value ? *value : it.value());
    }
    const qsizetype files = ask.parameters.take(QLatin1String("files")).toArray().size();
    for (qsizetype i = 0; i < files && drawsPictures(step.operation); ++i)
        ask.files.append({{}, QStringLiteral("image/png"), {}});
    return ask;
}

void wish(QJsonObject &parameters, const QString &setting)
{
    parameters.remove(QStringLiteral("imageSize"));
    parameters.insert(QStringLiteral("size"), setting.section(u'/', 0, 0));
    parameters.insert(QStringLiteral("quality"), setting.section(u'/', 1));
}

} // namespace

std::optional<Money> worstPrice(const Step &step, ProviderKind kind, const QString &model,
                                const QJsonObject &batchParameters, const PriceTable &prices, Wall now)
{
    const std::optional<Money> stated = step.price.isZero() ? std::nullopt : std::optional(step.price);
    const Ask ask = plannedAsk(step, model, batchParameters);
    if (stated && !drawsPictures(step.operation) && !isBounded(ask))
        return stated;
    const auto known = prices.worstCase(kind, ask, now);
    if (stated && known && !drawsPictures(step.operation))
        return std::max(*stated, *known);
    return known ? known : stated;
}

qint64 plannedTokens(const Step &step, ProviderKind kind, const QString &model, const QJsonObject &batchParameters)
{
    return adapterFor(kind, step.operation).weightOf(plannedAsk(step, model, batchParameters));
}

std::optional<Money> usualPrice(const Step &step, ProviderKind kind, const QString &model,
                                const QJsonObject &batchParameters, const PriceTable &prices, Wall now, Money worst)
{
    if (!step.price.isZero() && !drawsPictures(step.operation))
        return std::min(step.price, worst);
    const auto price = prices.find(kind, model, now);
    if (!price || worst.isZero())
        return worst; // nobody knows better, or it is free
    const auto usual = usualOf(*price, kind, plannedAsk(step, model, batchParameters));
    return usual ? std::optional(std::min(*usual, worst)) : std::nullopt;
}

Money reserveFor(const Ask &ask, Money planned, ProviderKind kind, const std::optional<ModelPrice> &price)
{
    const auto known = price && isBounded(ask) ? worstCaseOf(*price, kind, ask) : std::nullopt;
    return known ? std::max(planned, *known) : planned;
}

QList<PictureSetting> pictureSettings(const Step &step, ProviderKind kind, const QString &model,
                                      const QJsonObject &batchParameters, const PriceTable &prices, Wall now)
{
    const auto price = drawsPictures(step.operation) ? prices.find(kind, model, now) : std::nullopt;
    if (!price || price->image.size() < 2)
        return {};
    const Ask planned = plannedAsk(step, model, batchParameters);
    const QString asked = pictureAmong(price->image, kind, planned.parameters);
    QList<PictureSetting> settings;
    for (auto it = price->image.cbegin(); it != price->image.cend(); ++it) {
        Ask other = planned;
        wish(other.parameters, it.key());
        if (const auto each = prices.worstCase(kind, other, now))
            settings.append({it.key(), *each, asked == it.key()});
    }
    std::stable_sort(settings.begin(), settings.end(),
                     [](const PictureSetting &a, const PictureSetting &b) { return a.each < b.each; });
    return settings;
}

} // namespace fornada
