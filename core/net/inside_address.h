#pragma once

class QHostAddress;

namespace fornada {

// This machine's or of a network that is not the internet: where an address from a row or an answer must not lead by
// itself, because there may be what only this machine can reach.
bool isInside(const QHostAddress &address);

} // namespace fornada
