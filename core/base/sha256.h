#pragma once

#include <QByteArray>

#include <memory>

namespace fornada {

// SHA-256 of what comes piece by piece, with the processor's own instructions where it has them: ten times as fast as
// QCryptographicHash, and as fast as a disk. One thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Q_DISABLE_COPY_MOVE(Sha256)

    void add(QByteArrayView bytes);
    // Of all that was added; once.
    QByteArray result();

private:
    struct State;
    const std::unique_ptr<State> m_state;
};

QByteArray sha256(QByteArrayView bytes);

} // namespace fornada
