#pragma once

#include "model/job.h"
#include "recipes/job_context.h"
#include "recipes/template_cache.h"

#include <functional>

namespace fornada {

// Strings inside a step's parameters are templates too; one that is a name alone keeps a number a number.
Result<QJsonValue> renderValue(const QJsonValue &value, const QJsonObject &context, TemplateCache &templates);

// How the place is named where the result of a step before will stand; the fan-out key is empty where it has one only.
using ResultName = std::function<QString(const QString &step, const QString &fanKey)>;

// What the steps before will have given, as this step's templates see it. A fan-out that the row does not decide is
// taken as one result.
QJsonObject resultsToCome(const Recipe &recipe, const Step &step, const JobPlace &place, const ResultName &name);

// A result's JSON, whole: an object, a list, or one value; null when it is none.
QJsonValue jsonOf(const ResultItem &result);

// What templates of this step will find in the JSON of a step before; null when that gives none.
QJsonValue jsonToCome(const Step &parent, const Step &step);

// One result of a step before.
struct ParentResult {
    QString step, fanKey;
    QString text, path, mime;
    QJsonValue json = {}; // what it is, where it is JSON
};
// What the steps before have given, as the templates of this step see it: a list where it joins what a step fanned out
// over, whose names fanNames has.
QJsonObject resultsGiven(const Step &step, const QList<ParentResult> &given,
                         const QHash<QString, QStringList> &fanNames);

// What a request will be asked with, known before anything is made but for the results of the steps before it.
struct Wording {
    QString prompt;
    QJsonObject parameters;
};
Result<Wording> wordRequest(const Recipe &recipe, const Step &step, const JobPlace &place, const ResultName &name,
                            TemplateCache &templates);
// The same with these results.
Result<Wording> wordRequest(const Step &step, const JobPlace &place, const QJsonObject &results,
                            TemplateCache &templates);

} // namespace fornada
