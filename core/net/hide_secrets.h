#pragma once

#include "net/transport.h"

namespace fornada {

class Redactor;

// Keys out of what came over the wire, before anybody stores, parses or shows it: a server may repeat what it was sent.
void hideSecrets(WireEvent &event, const Redactor &redactor);

} // namespace fornada
