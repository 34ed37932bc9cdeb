#pragma once

#include "models/setup_model.h"
#include "theme/theme.h"

namespace fornada {

// Colour and shape of how a queue or account stands.
inline QIcon standingIcon(const Theme &theme, Standing standing)
{
    switch (standing) {
    case Standing::Open:
        return theme.icon(QStringLiteral("check"), &Colours::good);
    case Standing::Waiting:
        return theme.icon(QStringLiteral("clock"), &Colours::warning);
    case Standing::Paused:
        return theme.icon(QStringLiteral("state-paused"), &Colours::muted);
    case Standing::NeedsYou:
        return theme.icon(QStringLiteral("warning"), &Colours::bad);
    }
    return {};
}

} // namespace fornada
