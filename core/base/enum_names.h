#pragma once

#include <QLatin1String>
#include <QString>

#include <array>
#include <optional>
#include <string_view>

namespace fornada {

// One table gives an enum its stored names, both ways. Specialise names() for E as an array in enumerator order.
template<class E>
struct EnumNames;

// Has the enum an enumerator of this value? GCC and Clang write one that has none as a cast number: "(Colour)2".
template<auto value>
consteval bool isEnumerator()
{
    const std::string_view self = __PRETTY_FUNCTION__;
    const char c = self[self.rfind(')') + 1];
    return c < '0' || c > '9';
}

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

// FORNADA_ENUM_NAMES(JobState, "blocked", "queued", ...) at namespace fornada scope, in enumerator order, none left
// out.
#define FORNADA_ENUM_NAMES(Enum, ...)                                                                                  \
    template<>                                                                                                         \
    struct EnumNames<Enum> {                                                                                           \
        static constexpr auto names = std::to_array<QLatin1String>({__VA_ARGS__});                                     \
        static_assert(isEnumerator<Enum(names.size() - 1)>(), "more names than enumerators");                          \
        static_assert(!isEnumerator<Enum(names.size())>(), "an enumerator has no name");                               \
    }
