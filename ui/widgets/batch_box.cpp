#include "widgets/batch_box.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace fornada {

bool fillBatchBox(QComboBox &box, const QList<Batch> &batches, const QString &all, BatchId &wanted)
{
    bool same = box.count() == batches.size() + 1 && box.itemText(0) == all && !wanted.isValid();
    for (qsizetype i = 0; same && i < batches.size(); ++i)
        same = box.itemData(int(i) + 1).toLongLong() == batches.at(i).id.value &&
               box.itemText(int(i) + 1) == batches.at(i).name;
    if (same)
        return false;
    const qint64 before = box.currentData().toLongLong();
    const qint64 current = wanted.isValid() ? wanted.value : before;
    const QSignalBlocker quiet(box);
    box.clear();
    box.addItem(all, 0);
    for (const Batch &batch : batches)
        box.addItem(batch.name, batch.id.value);
    box.setCurrentIndex(std::max(0, box.findData(current)));
    const qint64 now = box.currentData().toLongLong();
    const bool isReached = wanted.isValid() && now == wanted.value;
    if (isReached)
        wanted = {};
    return isReached || now != before;
}

bool chooseRemembered(QComboBox &box, BatchId batch)
{
    const int place = box.findData(batch.value);
    if (place <= 0 || box.currentIndex() > 0)
        return false;
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(place);
    return true;
}

} // namespace fornada
