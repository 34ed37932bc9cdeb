#include "recipes/recipe_reader.h"

#include <QHash>

// What steps need, and what they and rows may take: credits, time; and whether they fit those before them.
namespace fornada {

namespace {

constexpr int kMostCredits = 1'000'000;
constexpr int kMostMinutes = 30 * 24 * 60;

} // namespace

void RecipeReader::terms(const Place &place, Step &step)
{
    const bool joins = step.operation == Operation::Join;
    if (const QLatin1String key("credits"); true) {
        step.credits = number(place, key, defaultCredits(step.operation), 0, kMostCredits);
        if (joins && step.credits > 0)
            refuse(place.of(key), QStringLiteral("a join asks nobody: it costs no credits"));
    }
    if (const QLatin1String key("whenParentFails"); place.json.contains(key)) {
        const QString what = text(place, key);
        if (what != u"skip" && what != u"goOn")
            refuse(place.of(key), QStringLiteral("must be one of skip, goOn"));
        step.goesOn = what == u"goOn";
    }
    step.leftOutWhenSingle = flag(place, QLatin1String("leaveOutWhenSingle"));
    step.needs = needs(place, step.operation);
    if (const QLatin1String key("timeLimit"); place.json.contains(key)) {
        step.timeLimit = Micros(qint64(seconds(place, key) * 1e6));
        if (joins)
            refuse(place.of(key), QStringLiteral("a join asks nobody: it takes no time"));
    }
}

// What a worker is called with is the recipe's own affair: nothing is known of what it makes of it.
QList<Need> RecipeReader::needs(const Place &place, Operation operation)
{
    const QLatin1String key("needs");
    const QStringList names = texts(place, key);
    const bool isCall =
        operation == Operation::HttpCall || operation == Operation::Message || operation == Operation::Join;
    if (isCall && !names.isEmpty())
        refuse(place.of(key), QStringLiteral("is for operations that generate, not for %1").arg(toName(operation)));
    QList<Need> needs;
    for (const QString &name : names) {
        const auto need = fromName<Need>(name);
        if (need)
            needs.append(*need);
        else
            refuse(place.of(key), QStringLiteral("'%1' must be one of %2").arg(name, namesOf<Need>()));
    }
    return needs;
}

// A job finds its parents by the beginning of its fan-out: it must be theirs, or theirs must begin with it.
void RecipeReader::checkFans(const Recipe &recipe)
{
    QHash<QString, QList<FanOut>> fanOf;
    for (const Step &step : recipe.steps)
        fanOf.insert(step.id, step.forEach);
    for (qsizetype i = 0; i < recipe.steps.size(); ++i) {
        const Step &step = recipe.steps.at(i);
        for (const QString &parent : step.after) {
            const QList<FanOut> &theirs = fanOf[parent];
            const qsizetype shared = std::min(theirs.size(), step.forEach.size());
            if (!std::equal(theirs.begin(), theirs.begin() + shared, step.forEach.begin()))
                refuse(QStringLiteral("steps[%1].for").arg(i),
                       QStringLiteral("must begin like that of step '%1', or be its beginning").arg(parent));
        }
    }
}

// Only what joins can go on with less: another step is asked for its one parent's result.
void RecipeReader::checkGoing(const Recipe &recipe)
{
    for (qsizetype i = 0; i < recipe.steps.size(); ++i) {
        const Step &step = recipe.steps.at(i);
        const auto fansOut = [&step](const Step &parent) {
            return step.after.contains(parent.id) && parent.forEach.size() > step.forEach.size();
        };
        const bool joins = (step.operation == Operation::Join && !step.after.isEmpty()) ||
                           std::any_of(recipe.steps.cbegin(), recipe.steps.cend(), fansOut);
        const QString where = QStringLiteral("steps[%1].whenParentFails").arg(i);
        if (step.goesOn && !joins)
            refuse(where, QStringLiteral("goOn is for steps that join: of the operation join, or with a 'for' shorter "
                                         "than that of a step before"));
        if (step.goesOn && step.fallback)
            refuse(where, QStringLiteral("a fallback runs where something has failed: it has nothing to go on with"));
    }
}

// Whether it is left out is decided once for a batch, and what comes after it then takes its parent's result as it is.
void RecipeReader::checkSingles(const Recipe &recipe)
{
    for (qsizetype i = 0; i < recipe.steps.size(); ++i) {
        const Step &step = recipe.steps.at(i);
        if (!step.leftOutWhenSingle)
            continue;
        const QString where = QStringLiteral("steps[%1].leaveOutWhenSingle").arg(i);
        if (step.after.size() != 1) {
            refuse(where, QStringLiteral("needs one step in after, whose result is taken instead"));
            continue;
        }
        for (const Step &other : recipe.steps) {
            const bool isParent = other.id == step.after.first();
            if (isParent && other.forEach.size() >= step.forEach.size())
                refuse(where, QStringLiteral("needs a 'for' that is longer than that of step '%1'").arg(other.id));
            if (isParent && other.output != step.output)
                refuse(where, QStringLiteral("gives %1, but step '%2' gives %3")
                                  .arg(toName(step.output), other.id, toName(other.output)));
            for (const FanOut &fan : isParent ? step.forEach.mid(other.forEach.size()) : QList<FanOut>())
                if (!fan.source.isEmpty() && !fan.source.startsWith(u"params."))
                    refuse(
                        where,
                        QStringLiteral("'%1' comes from the row: it must be the same for a whole batch").arg(fan.name));
            if (other.after.contains(step.id) && other.forEach.size() < step.forEach.size())
                refuse(where, QStringLiteral("step '%1' joins its results").arg(other.id));
        }
        if (step.review || step.fallback)
            refuse(where, QStringLiteral("is not for steps with review or fallback"));
    }
}

RowLimits RecipeReader::rowLimits(const Place &place)
{
    const QLatin1String key("rowLimits");
    const QJsonValue value = place.json.value(key);
    if (value.isUndefined())
        return {};
    if (!value.isObject()) {
        refuse(place.of(key), QStringLiteral("must be an object"));
        return {};
    }
    const QLatin1String soft("softMinutes"), hard("hardMinutes");
    const Place inside{value.toObject(), key};
    checkKeys(inside, {soft, hard});
    RowLimits limits;
    if (inside.json.contains(soft))
        limits.soft = std::chrono::minutes(number(inside, soft, 0, 1, kMostMinutes));
    if (inside.json.contains(hard))
        limits.hard = std::chrono::minutes(number(inside, hard, 0, 1, kMostMinutes));
    if (limits.soft && limits.hard && *limits.soft >= *limits.hard)
        refuse(inside.of(soft), QStringLiteral("must be less than hardMinutes"));
    return limits;
}

} // namespace fornada
