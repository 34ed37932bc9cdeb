#include "model/recipe.h"

#include <algorithm>

namespace fornada {

const Step *stepNamed(const Recipe &recipe, const QString &id)
{
    const auto isIt = [&id](const Step &step) { return step.id == id; };
    const auto found = std::find_if(recipe.steps.cbegin(), recipe.steps.cend(), isIt);
    return found == recipe.steps.cend() ? nullptr : &*found;
}

bool drawsPictures(Operation operation)
{
    return operation == Operation::Image || operation == Operation::EditImage;
}

} // namespace fornada
