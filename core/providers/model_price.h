#pragma once

#include "base/money.h"

#include <QDate>
#include <QMap>
#include <QString>

#include <optional>

namespace fornada {

// What an answer used, in the units that providers bill. Parts do not overlap: cached is not in input, thoughts are in
// output.
struct BilledUse {
    qint64 input = 0, cachedInput = 0, imageInput = 0, audioInput = 0;
    qint64 output = 0, imageOutput = 0, audioOutput = 0;
    qint64 characters = 0;
    double seconds = 0.0;
    qint64 images = 0;
    QString imageSize;         // as in the price table: "1K", "1024x1024/low"
    std::optional<Money> cost; // the provider said the money itself

    bool isStated() const
    {
        return cost || input || cachedInput || imageInput || audioInput || output || imageOutput || audioOutput;
    }
};

// The price of one model while it is valid. Token prices are for a million tokens.
struct ModelPrice {
    QDate from, until; // UTC; from inclusive, until exclusive; invalid: open end
    std::optional<Money> input, cachedInput, imageInput, audioInput;
    std::optional<Money> output, imageOutput, audioOutput;
    std::optional<Money> millionCharacters;
    std::optional<Money> minute;     // of sound
    std::optional<Money> request;    // each, besides what it uses
    QMap<QString, Money> image;      // by size (and quality): "1K", "1024x1024/low"
    QMap<QString, Money> usualImage; // where tokens are billed: what a picture usually comes to; never a bound
    qint64 mostOutput = 65'536;      // tokens one answer may have

    friend bool operator==(const ModelPrice &, const ModelPrice &) = default;
};

// All of the price but that of the request itself; nothing when there is no more to it.
std::optional<ModelPrice> besidesRequest(const ModelPrice &price);
// What the use costs, rounded up to a micro; nothing when the price does not cover it.
std::optional<Money> priceOf(const ModelPrice &price, const BilledUse &use);

} // namespace fornada
