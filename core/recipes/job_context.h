#pragma once

#include "model/recipe.h"

#include <QJsonObject>

namespace fornada {

// Where a job's templates take their values from, before its parents' results are known.
struct JobPlace {
    QJsonObject fields; // of its row
    QString key;        // the row's
    qint64 row = 0;     // its number
    QString batch, client;
    QJsonObject parameters; // of the batch
    QString fanKey;
    // Known once it is added: unlike any other batch's anywhere, and the short one, unlike any other's of this folder.
    QString batchId = QStringLiteral("‹batchId›");
    QString batchNumber = QStringLiteral("‹batchNumber›");
};

// What the templates of this step see: row fields at the top, the values it fans out over, key, row, batch, batchId,
// batchNumber, client, params.
QJsonObject jobContext(const Step &step, const JobPlace &place);

// Names that every job's templates have, whatever its row and recipe.
const QStringList &contextNames();

} // namespace fornada
