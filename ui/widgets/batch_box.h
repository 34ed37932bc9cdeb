#pragma once

#include "model/batch.h"

class QComboBox;

namespace fornada {

// Fills a box with "all" and every batch, keeping what is chosen; nothing is touched while only counts change, because
// an open list must not jump. Wanted is chosen once it is there, and then cleared. True when what belongs to the choice
// is to be asked for: wanted was chosen, or what was chosen is gone.
bool fillBatchBox(QComboBox &box, const QList<Batch> &batches, const QString &all, BatchId &wanted);

// Chooses what was chosen when the program last ran, if it is still there and nothing else was chosen meanwhile.
bool chooseRemembered(QComboBox &box, BatchId batch);

} // namespace fornada
