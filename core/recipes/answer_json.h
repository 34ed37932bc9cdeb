#pragma once

#include "model/recipe.h"

#include <optional>

namespace fornada {

// JSON that a step answers with, as the templates of later steps reach into it: {{results.STEP.json.order.total}}.

// What the step says of it: its checks' schema, else the one that the provider is asked for; empty: nothing.
QJsonObject answerSchema(const Step &step);

// A place in JSON as its schema knows it.
struct JsonPlace {
    bool isList = false; // of any number: only a section can go through it
    bool isSure = true;  // always there
    bool isKnown = true; // false: the schema does not go so far
};
// Nothing: there is no such place.
std::optional<JsonPlace> placeIn(const QJsonObject &schema, const QStringList &path);

// What stands for an answer that is not there yet: each value is its own name. What the schema does not tell is
// there as these paths name it.
QJsonValue answerToCome(const Step &step, const QList<QStringList> &paths);

} // namespace fornada
