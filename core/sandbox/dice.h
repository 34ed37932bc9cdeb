#pragma once

#include "base/sha256.h"

#include <QByteArray>
#include <QString>
#include <QtEndian>

namespace fornada::sandbox {

// Choices that depend on a text and nothing else (splitmix64): the same input always gives the same output, on every
// machine and in every version of Qt.
class Dice final {
public:
    explicit Dice(const QString &text, quint64 salt = 0)
        : m_state(qFromLittleEndian<quint64>(sha256(text.toUtf8()).constData()) ^ (salt * 0x9e3779b97f4a7c15ULL))
    {}

    quint64 next()
    {
        quint64 z = m_state += 0x9e3779b97f4a7c15ULL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    double unit() { return double(next() >> 11) * 0x1.0p-53; }
    double between(double low, double high) { return low + unit() * (high - low); }
    int below(int bound) { return int(next() % quint64(bound)); }
    bool chance(double probability) { return unit() < probability; }
    template<class List>
    const auto &pick(const List &list)
    {
        return list[size_t(below(int(std::size(list))))];
    }

private:
    quint64 m_state;
};

} // namespace fornada::sandbox
