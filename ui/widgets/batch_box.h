#pragma once

#include "model/batch.h"

class QComboBox;

namespace fornada {

// Fills a box with "all" and every batch, keeping what is chosen; nothing is touched while only counts change, because
// an open list must not jump. True when wanted is there and was chosen.
bool fillBatchBox(QComboBox &box, const QList<Batch> &batches, const QString &all, BatchId wanted);

} // namespace fornada
