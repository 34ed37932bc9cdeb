#pragma once

#include "model/recipe.h"
#include "providers/price_table.h"

namespace fornada {

// The most that one request of a step costs on an account of this kind.
//
// A picture's size and quality are known before, so the price table's word counts. How long a text or a sound will be
// is not: there the recipe's own price counts, or the table's where that is higher and the answer has a bound
// (maxOutputTokens). Where the recipe states none the table's counts, reckoned with the longest possible answer.
// Nothing: neither knows.
std::optional<Money> worstPrice(const Step &step, ProviderKind kind, const QString &model,
                                const QJsonObject &batchParameters, const PriceTable &prices, Wall now);

// What it usually costs, where the most is `worst`: of a picture the price table's word, of a text or a sound the
// recipe's, else what the table makes of its length. Nothing: only the most is known.
std::optional<Money> usualPrice(const Step &step, ProviderKind kind, const QString &model,
                                const QJsonObject &batchParameters, const PriceTable &prices, Wall now, Money worst);

// What token limits will count of one, as far as that is known before there are rows.
qint64 plannedTokens(const Step &step, ProviderKind kind, const QString &model, const QJsonObject &batchParameters);

// What is set aside for a request in its very words: what was planned, or what the table says of them where that is
// higher and the answer has a bound.
Money reserveFor(const Ask &ask, Money planned, ProviderKind kind, const std::optional<ModelPrice> &price);

// What it would be with the other sizes and qualities that the table knows of its model.
struct PictureSetting {
    QString name; // as in the table: "1K", "1024x1024/low"
    Money each;
    bool asked = false; // it is what the step asks for
};
// Cheapest first; empty where there is nothing to choose.
QList<PictureSetting> pictureSettings(const Step &step, ProviderKind kind, const QString &model,
                                      const QJsonObject &batchParameters, const PriceTable &prices, Wall now);

} // namespace fornada
