#pragma once

#include <QLatin1String>
#include <QString>

#include <array>
#include <optional>

namespace fornada {

// One table gives an enum its stored names, both ways. Specialise names() for E as an array in enumerator order.
template<class E>
struct EnumNames;

template<class E>
QString toName(E value)
{
    return EnumNames<E>::names.at(static_cast<size_t>(value));
}

template<class E>
std::optional<E> fromName(QStringView name)
{
    const auto &names = EnumNames<E>::names;
    for (size_t i = 0; i < names.size(); ++i)
        if (name == names[i])
            return static_cast<E>(i);
    return std::nullopt;
}

} // namespace fornada

// FORNADA_ENUM_NAMES(JobState, "blocked", "queued", ...) at namespace fornada scope, in enumerator order.
#define FORNADA_ENUM_NAMES(Enum, ...)                                                                                  \
    template<>                                                                                                         \
    struct EnumNames<Enum> {                                                                                           \
        static constexpr auto names = std::to_array<QLatin1String>({__VA_ARGS__});                                     \
    }
