#include "engine/answer_digest.h"

#include "results/sound_length.h"

namespace fornada {

namespace {

// By its length; nothing where that cannot be told, or the answer or its characters say what it costs.
std::optional<Money> priceOfSound(const Ask &ask, const Digest &digest)
{
    const bool isOpen = ask.operation == Operation::Speech && digest.charge.estimated && !digest.artifacts.isEmpty();
    if (!isOpen || !ask.price || ask.price->millionCharacters)
        return std::nullopt;
    const auto length = soundLength(digest.artifacts.first().bytes);
    BilledUse use;
    use.seconds = length ? length->seconds : 0.0;
    return priceOf(*ask.price, use);
}

} // namespace

Digest digestOf(const Adapter &adapter, const Ask &ask, const ProviderAnswer &answer)
{
    Digest digest = adapter.digest(ask, answer);
    if (const auto price = priceOfSound(ask, digest))
        digest.charge = Charge::actual(*price, true);
    return digest;
}

} // namespace fornada
