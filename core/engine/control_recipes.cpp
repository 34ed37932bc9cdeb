#include "engine/control.h"
#include "engine/undo_facts.h"
#include "engine/undo_rules.h"
#include "recipes/recipe_json.h"

// Recipes of the operator's own: saved, removed, and both taken back. Batches keep the recipe they were made with.
namespace fornada {

namespace {

// What was saved under this name; empty when nothing is, and the built-in one holds if there is one.
Result<QJsonObject> storedRecipe(Store &store, const QString &name)
{
    const auto recipes = store.recipes();
    if (!recipes)
        return recipes.error();
    for (const StoredRecipe &recipe : *recipes)
        if (recipe.name == name)
            return recipe.json;
    return QJsonObject();
}

Status putRecipe(Store &store, const QString &name, const QJsonObject &recipe, Wall now)
{
    if (recipe.isEmpty())
        return store.removeRecipe(name);
    const auto saved = store.saveRecipe(name, recipe, now);
    return saved ? Status() : Status(saved.error());
}

} // namespace

void Control::recipeImport(Args &args, CommandReply reply)
{
    const QJsonObject json = args.object(QLatin1String("recipe"));
    const auto recipe = recipeFromJson(json);
    if (!recipe) {
        reply(recipe.error());
        return;
    }
    const Wall now = m_seams.clock.now().wall;
    const auto save = [name = recipe->name, json, now](Store &store, OperationRecord &record) -> Result<bool> {
        const auto was = storedRecipe(store, name);
        if (!was)
            return was.error();
        record.previous = wasAndNow(*was, json);
        const Status saved = putRecipe(store, name, json, now);
        return saved ? Result<bool>(true) : Result<bool>(saved.error());
    };
    OperationRecord saving = record(recipe->name);
    saving.arguments = {}; // "now" has it
    act<bool>(saving, save, [this, name = recipe->name, reply](Result<bool> saved, qint64 operation) {
        m_recipes.changed();
        reply(saved ? Result<QJsonObject>(
                          QJsonObject{{QStringLiteral("recipe"), name}, {QStringLiteral("operation"), operation}})
                    : Result<QJsonObject>(saved.error()));
    });
}

// A built-in one that was worded anew goes back to what came with the program.
void Control::recipeRemove(Args &args, CommandReply reply)
{
    const QString name = args.needText(QLatin1String("recipe"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    const bool isBuiltIn = bool(builtInRecipe(name));
    const auto remove = [name, isBuiltIn](Store &store, OperationRecord &record) -> Result<bool> {
        const auto was = storedRecipe(store, name);
        if (!was)
            return was.error();
        if (was->isEmpty())
            return isBuiltIn ? Error{ErrorKind::NotAllowed, name,
                                     QStringLiteral("it came with the program, and nothing was changed in it")}
                             : Error{ErrorKind::UnknownRecipe, name, {}};
        record.previous = wasAndNow(*was, {});
        const Status removed = store.removeRecipe(name);
        return removed ? Result<bool>(true) : Result<bool>(removed.error());
    };
    act<bool>(record(name), remove, [this, name, isBuiltIn, reply](Result<bool> removed, qint64 operation) {
        m_recipes.changed();
        reply(removed ? Result<QJsonObject>(QJsonObject{{QStringLiteral("recipe"), name},
                                                        {QStringLiteral("builtIn"), isBuiltIn},
                                                        {QStringLiteral("operation"), operation}})
                      : Result<QJsonObject>(removed.error()));
    });
}

void Control::undoRecipe(const OperationRecord &operation, CommandReply reply)
{
    const Wall now = m_seams.clock.now().wall;
    const auto change = [operation, now](Store &store) -> Result<bool> {
        const auto stored = storedRecipe(store, operation.subject);
        if (!stored)
            return stored.error();
        if (*stored != stateAfter(operation))
            return changedSince(operation);
        const Status put = putRecipe(store, operation.subject, stateBefore(operation), now);
        return put ? Result<bool>(true) : Result<bool>(put.error());
    };
    putBack<bool>(operation, change, [this, operation, reply](Result<bool> put) {
        m_recipes.changed();
        reply(put ? Result<QJsonObject>(undoneJson(operation)) : Result<QJsonObject>(put.error()));
    });
}

} // namespace fornada
