#include "text/recipe_facts.h"

#include "text/state_text.h"

#include <QCoreApplication>

namespace fornada {

QString stepFacts(const Step &step)
{
    QStringList facts{operationName(step.operation), QCoreApplication::translate("text", "queue %1").arg(step.queue)};
    if (!step.model.isEmpty())
        facts.append(QCoreApplication::translate("text", "model %1").arg(step.model));
    QStringList fans;
    for (const FanOut &fan : step.forEach)
        fans.append(fan.name);
    if (!fans.isEmpty())
        facts.append(QCoreApplication::translate("text", "for each %1", "each value of a list")
                         .arg(fans.join(QStringLiteral(" × "))));
    if (!step.after.isEmpty())
        facts.append(
            step.fallback
                ? QCoreApplication::translate("text", "only where one of these has failed: %1")
                      .arg(step.after.join(QStringLiteral(", ")))
                : QCoreApplication::translate("text", "after %1", "a step").arg(step.after.join(QStringLiteral(", "))));
    if (step.review)
        facts.append(QCoreApplication::translate("text", "waits for your approval"));
    return facts.join(QStringLiteral(" · "));
}

} // namespace fornada
