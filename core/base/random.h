#pragma once

#include <QtGlobal>

#include <random>

namespace fornada {

// Seam: where the program gets chance from. A seed replays it.
class Random {
public:
    virtual ~Random() = default;
    virtual quint64 next() = 0;

    // Uniform in [0, 1).
    double unit() { return double(next() >> 11) * 0x1.0p-53; }
    // Uniform in [0, bound); 0 for bound 0. The bias is below 2^-40 for the bounds used here.
    quint64 below(quint64 bound) { return bound ? next() % bound : 0; }
};

class SeededRandom final : public Random {
public:
    explicit SeededRandom(quint64 seed)
        : m_engine(seed)
    {}
    quint64 next() override { return m_engine(); }

private:
    std::mt19937_64 m_engine;
};

} // namespace fornada
