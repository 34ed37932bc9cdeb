#include "providers/model_price.h"

#include <cmath>

namespace fornada {

namespace {

constexpr qint64 kMillion = 1'000'000;

// The sum of tokens times price, in millionths of a micro; remembers when a part had no price.
class TokenBill {
public:
    void add(qint64 tokens, const std::optional<Money> &price, const std::optional<Money> &otherwise = {})
    {
        if (tokens <= 0)
            return;
        m_any = true;
        const auto &used = price ? price : otherwise;
        if (used)
            m_sum += tokens * used->micros;
        else
            m_known = false;
    }
    std::optional<Money> total() const
    {
        if (!m_any || !m_known)
            return std::nullopt;
        return Money{(m_sum + kMillion - 1) / kMillion};
    }

private:
    qint64 m_sum = 0;
    bool m_any = false;
    bool m_known = true;
};

} // namespace

std::optional<ModelPrice> besidesRequest(const ModelPrice &price)
{
    ModelPrice rest = price, nothing;
    rest.request.reset();
    nothing.from = price.from;
    nothing.until = price.until;
    nothing.mostOutput = price.mostOutput;
    return rest == nothing ? std::nullopt : std::optional(rest);
}

std::optional<Money> priceOf(const ModelPrice &price, const BilledUse &use)
{
    if (use.cost)
        return use.cost;
    if (price.request) {
        const auto rest = besidesRequest(price);
        const auto used = rest ? priceOf(*rest, use) : std::optional(Money{});
        return used ? std::optional(*used + *price.request) : std::nullopt;
    }
    TokenBill bill;
    bill.add(use.input, price.input);
    bill.add(use.cachedInput, price.cachedInput, price.input);
    bill.add(use.imageInput, price.imageInput, price.input);
    bill.add(use.audioInput, price.audioInput, price.input);
    bill.add(use.output, price.output);
    bill.add(use.imageOutput, price.imageOutput, price.output);
    bill.add(use.audioOutput, price.audioOutput, price.output);
    if (const auto total = bill.total())
        return total;
    if (use.images > 0 && price.image.contains(use.imageSize))
        return price.image.value(use.imageSize) * use.images;
    if (use.characters > 0 && price.millionCharacters)
        return Money{(use.characters * price.millionCharacters->micros + kMillion - 1) / kMillion};
    if (use.seconds > 0.0 && price.minute)
        return Money{qint64(std::ceil(use.seconds / 60.0 * double(price.minute->micros)))};
    return std::nullopt;
}

} // namespace fornada
