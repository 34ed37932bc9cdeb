#include "engine/step_price.h"

#include "recipes/wording.h"

#include <QJsonArray>

#include <algorithm>

namespace fornada {

namespace {

bool drawsPictures(const Step &step)
{
    return step.operation == Operation::Image || step.operation == Operation::EditImage;
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
    for (qsizetype i = 0; i < files && drawsPictures(step); ++i)
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
    if (stated && !drawsPictures(step))
        return stated;
    const auto known = prices.worstCase(kind, plannedAsk(step, model, batchParameters), now);
    return known ? known : stated;
}

QList<PictureSetting> pictureSettings(const Step &step, ProviderKind kind, const QString &model,
                                      const QJsonObject &batchParameters, const PriceTable &prices, Wall now)
{
    const auto price = drawsPictures(step) ? prices.find(kind, model, now) : std::nullopt;
    if (!price || price->image.size() < 2)
        return {};
    const Ask planned = plannedAsk(step, model, batchParameters);
    const auto text = [&planned](const char *name) { return planned.parameters.value(QLatin1String(name)).toString(); };
    const QStringList asked{text("imageSize"), text("size") + u'/' + text("quality"), text("size")};
    QList<PictureSetting> settings;
    for (auto it = price->image.cbegin(); it != price->image.cend(); ++it) {
        Ask other = planned;
        wish(other.parameters, it.key());
        if (const auto each = prices.worstCase(kind, other, now))
            settings.append({it.key(), *each, asked.contains(it.key())});
    }
    std::stable_sort(settings.begin(), settings.end(),
                     [](const PictureSetting &a, const PictureSetting &b) { return a.each < b.each; });
    return settings;
}

} // namespace fornada
