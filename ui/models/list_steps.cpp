#include "models/list_steps.h"

#include <QSet>

namespace fornada {

namespace {

void addLine(QList<LineRun> &runs, qsizetype line)
{
    if (!runs.isEmpty() && runs.last().first + runs.last().count == line)
        ++runs.last().count;
    else
        runs.append({line, 1});
}

} // namespace

std::optional<ListSteps> stepsBetween(const QList<qint64> &before, const QList<qint64> &after, qsizetype most)
{
    const QSet<qint64> old(before.cbegin(), before.cend()), fresh(after.cbegin(), after.cend());
    ListSteps steps;
    qsizetype i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before.at(i) == after.at(j)) {
            ++i;
            ++j;
        } else if (i < before.size() && !fresh.contains(before.at(i))) {
            addLine(steps.gone, i++);
        } else if (j < after.size() && !old.contains(after.at(j))) {
            addLine(steps.come, j++);
        } else {
            return {};
        }
        if (steps.gone.size() + steps.come.size() > most)
            return {};
    }
    return steps;
}

QList<qint64> inOrderOf(const QList<qint64> &after, QList<qint64> before)
{
    const QSet<qint64> old(before.cbegin(), before.cend()), fresh(after.cbegin(), after.cend());
    auto next = after.cbegin();
    for (qint64 &id : before) {
        if (!fresh.contains(id))
            continue;
        while (!old.contains(*next))
            ++next;
        id = *next++;
    }
    return before;
}

} // namespace fornada
