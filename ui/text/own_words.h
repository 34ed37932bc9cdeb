#pragma once

#include <QString>

#include <optional>

namespace fornada {

// What the core itself says of an answer, or of why there is none ("not sent: the address is not valid"), in the
// language of the window. Nothing when the words are not ours: a provider's stay as they are.
std::optional<QString> ownWords(const QString &message);

} // namespace fornada
