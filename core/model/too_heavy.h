#pragma once

#include "model/limit_config.h"

#include <QString>

namespace fornada {

// Why a job has failed whose request alone weighs more than a token limit lets through in its whole time. A stable
// form; ui/text has the words.
struct TooHeavy {
    qint64 tokens = 0;
    WindowConfig limit;
};
QString toMessage(const TooHeavy &heavy);
std::optional<TooHeavy> tooHeavy(const QString &message);

} // namespace fornada
