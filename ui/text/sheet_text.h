#pragma once

#include "text/format.h"

#include <QJsonObject>

namespace fornada {

// What the engine foresees for a batch (its answer to batch.plan), in one line: when it would end and what goes on
// which day, or what it would wait for. Empty without an answer.
QString sheetText(const QJsonObject &sheet, Wall now, const Formats &formats = {});

// Of it only why it would not end by itself, and after how many requests; empty when it would.
QString heldText(const QJsonObject &sheet, Wall now, const Formats &formats = {});

// What it would cost, from low to high: "$0.02 to $0.05, likely $0.03", or that its budget does not cover it; and how
// each of the figures was made, a line each.
QString priceText(const QJsonObject &sheet, const Formats &formats = {});
QString priceTip(const QJsonObject &sheet, const Formats &formats = {});

// What a step's pictures would cost in other sizes and qualities, cheapest first; call: one of the sheet's. "All of
// them as 512: $0.54, as 1K: $0.80 (asked for)". Empty where there is nothing to choose.
QString settingsText(const QJsonValue &call, const Formats &formats = {});

// Which voices speak in place of those that a step asks for; call: one of the sheet's, or what it says of the account
// otherwise. "Voices of “OpenAI”: “nova” in place of “Kore”". Empty where the account has them all.
QString voicesText(const QJsonValue &call);

// What of it would cost nothing, in one line: "12 from the cache, 3 equal to others: $0.60 less". Empty when nothing
// is.
QString freeText(const QJsonObject &sheet, const Formats &formats = {});

// "12 rows look like another row: making them costs up to $0.60". Empty when none does.
QString alikeText(const QJsonObject &sheet, const Formats &formats = {});

// What its client may still have, and whether that is enough: "“Acme” may still spend $3.00: not enough for the likely
// price." Empty when nothing limits it.
QString clientTermsText(const QJsonObject &sheet, const Formats &formats = {});

// Where a row of the sheet's rejections or marks stands: "line 3", or "row 3" of what has no lines.
QString rowPlace(const QJsonObject &row);
// Why a row is left out: one of the sheet's rejections, or a mark that says so.
QString leftOutText(const QJsonObject &row);

// What a mark of the sheet says about its row: "from the cache of 20 Nov 14:03: costs nothing".
QString markText(const QJsonObject &mark, Wall now, const Formats &formats = {});

} // namespace fornada
