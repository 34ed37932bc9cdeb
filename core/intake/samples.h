#pragma once

#include "base/result.h"

#include <QList>
#include <QStringList>

namespace fornada {

// Rows to try a built-in recipe with, and the files that they name: data, compiled in (resources/samples).
struct Sample {
    QString recipe, rows;
    QStringList files;
};

Result<QList<Sample>> samples();
// Copies a recipe's rows and files into a folder, which is made; the path of the rows. What is there already is not
// touched. Blocks on the disk.
Result<QString> writeSample(const QString &recipe, const QString &folder);

} // namespace fornada
