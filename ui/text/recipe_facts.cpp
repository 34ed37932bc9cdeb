#include "text/recipe_facts.h"

#include "text/format.h"
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
    if (step.goesOn)
        facts.append(QCoreApplication::translate("text", "joins what there is when some have failed"));
    QStringList needs;
    for (const Need need : step.needs)
        needs.append(needName(need));
    if (!needs.isEmpty())
        facts.append(QCoreApplication::translate("text", "its account must take %1", "a list: a seed, a size in pixels")
                         .arg(needs.join(QStringLiteral(", "))));
    if (step.timeLimit)
        facts.append(QCoreApplication::translate("text", "a request may take %1").arg(durationText(*step.timeLimit)));
    if (step.credits == 0 && defaultCredits(step.operation) != 0)
        facts.append(QCoreApplication::translate("text", "costs no credits"));
    else if (step.credits > 1)
        facts.append(QCoreApplication::translate("text", "costs %Ln credits", nullptr, step.credits));
    if (step.review)
        facts.append(QCoreApplication::translate("text", "waits for your approval"));
    return facts.join(QStringLiteral(" · "));
}

QString rowLimitsText(const RowLimits &limits)
{
    const QString soft = limits.soft ? durationText(*limits.soft) : QString();
    const QString hard = limits.hard ? durationText(*limits.hard) : QString();
    if (limits.soft && limits.hard)
        return QCoreApplication::translate("text", "When a row has been worked on for %1 you are told; after %2 it is "
                                                   "given up.")
            .arg(soft, hard);
    if (limits.soft)
        return QCoreApplication::translate("text", "When a row has been worked on for %1 you are told.").arg(soft);
    return limits.hard ? QCoreApplication::translate("text", "A row is given up after %1 of work.").arg(hard)
                       : QString();
}

} // namespace fornada
