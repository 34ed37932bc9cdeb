#pragma once

#include "ctl/session.h"

namespace fornada {

// Checks what Fornada stands on and says, line by line, what is well and what to do about the rest.
int runDoctor(Session &session);

} // namespace fornada
