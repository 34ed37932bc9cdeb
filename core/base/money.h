#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace fornada {

// Integer micro-units of the data folder's one currency: $0.04 is 40,000. Sums are exact.
struct Money {
    qint64 micros = 0;

    friend auto operator<=>(Money, Money) = default;
    Money operator+(Money o) const { return {micros + o.micros}; }
    Money operator-(Money o) const { return {micros - o.micros}; }
    Money operator*(qint64 n) const { return {micros * n}; }
    Money &operator+=(Money o)
    {
        micros += o.micros;
        return *this;
    }
    Money &operator-=(Money o)
    {
        micros -= o.micros;
        return *this;
    }
    bool isZero() const { return micros == 0; }
};

// "0.04", "12.5", "0.000001": plain decimal text, no currency sign, at least two decimals.
QString toDecimal(Money money);
// Reads what toDecimal writes and whole numbers; nothing for text that is not a plain amount.
std::optional<Money> moneyFromDecimal(const QString &text);

} // namespace fornada
