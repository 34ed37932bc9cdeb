#pragma once

#include "base/result.h"
#include "model/queue.h"
#include "model/recipe.h"
#include "providers/adapter.h"
#include "providers/model_price.h"

#include <QHash>
#include <QList>

namespace fornada {

// What models cost and which are the usual ones, with the dates while that holds. Data: resources/prices.json or the
// operator's edit of it. A value; immutable once read, any thread may read it.
//   {"currency":"USD","models":[{"kind":"gemini","model":"gemini-3.8-flash","until":"2027-01-01","asOf":"2026-10-07",
//     "input":"0.75","output":"3.75"}, ...],"defaults":{"gemini":{"text":"gemini-3.8-flash", ...}}}
// Token prices are decimal texts for a million tokens; "image" gives prices a picture by size, "usualImage" what one
// usually comes to where its tokens are billed.
class PriceTable {
public:
    static Result<PriceTable> fromJson(const QByteArray &json);

    QString currency() const { return m_currency; }
    // The price valid at a time. A dated snapshot of a model ("gpt-5-2026-08-01") costs what the model costs.
    std::optional<ModelPrice> find(ProviderKind kind, const QString &model, Wall when) const;
    std::optional<Money> price(ProviderKind kind, const QString &model, const BilledUse &use, Wall when) const;
    // The most that one attempt of it can cost; nothing when the model has no price.
    std::optional<Money> worstCase(ProviderKind kind, const Ask &ask, Wall when) const;
    // For a step that names no model; empty when there is no usual one.
    QString defaultModel(ProviderKind kind, Operation operation) const;

private:
    QString m_currency;
    QHash<QString, QList<ModelPrice>> m_prices; // by "kind/model"
    QHash<QString, QString> m_defaults;         // by "kind/operation"
};

// The most that one attempt can cost at this price; the account's kind tells how a picture's size is said there.
std::optional<Money> worstCaseOf(const ModelPrice &price, ProviderKind kind, const Ask &ask);
// What it usually costs; nothing: the answer's length decides, of which the table knows no more than the bound.
std::optional<Money> usualOf(const ModelPrice &price, ProviderKind kind, const Ask &ask);

} // namespace fornada
