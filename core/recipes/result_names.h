#pragma once

#include "base/result.h"
#include "model/batch.h"
#include "model/delivery.h"
#include "recipes/job_context.h"

#include <QHash>

namespace fornada {

// What the files of a job are called, without extension, as its step's template or the row says: one part a folder,
// none of them safe for a disk yet. results: of its parents, by step. An error when the template does not render.
Result<QStringList> resultName(const Step &step, const JobPlace &place, const QJsonObject &results);

// The same for all jobs of a batch, when all that is known is what they gave; a template that needs more than that
// gives the name that there is without a template. The batch's own folder comes first.
class ResultNames {
public:
    ResultNames(const QJsonObject &recipeSnapshot, const Batch &batch);
    QStringList operator()(const Delivery &delivery) const;

private:
    QHash<QString, Step> m_steps;
    JobPlace m_place; // what they all share
    QString m_folder;
};

// A folder a batch.
QString resultFolderName(BatchId batch, const QString &name);

} // namespace fornada
