#pragma once

#include "base/result.h"
#include "model/queue.h"
#include "model/recipe.h"

namespace fornada {

// A voice that a step asks for, and what speaks there: itself, or the account's own that is most like it. Empty: none.
struct StepVoice {
    QString wanted, spoken;
    friend bool operator==(const StepVoice &, const StepVoice &) = default;
};

// Those that the recipe and the batch decide, not the row; none where nobody knows the account's voices.
QList<StepVoice> stepVoices(const Step &step, const Account &account, const QString &model,
                            const QJsonObject &batchParameters);

// AccountUnable names the voice that is not there, and those that are.
Status hasVoices(const Step &step, const Account &account, const QString &model, const QJsonObject &batchParameters);

} // namespace fornada
