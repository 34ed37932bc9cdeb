#pragma once

#include <QList>

#include <optional>

namespace fornada {

// Lines that follow each other.
struct LineRun {
    qsizetype first = 0, count = 0;
    friend bool operator==(const LineRun &, const LineRun &) = default;
};

// How one list of ids becomes another: first these lines of the old one go, then these of the new one come.
struct ListSteps {
    QList<LineRun> gone, come;
};

// Nothing when what stays changes its order, or when it would take more than so many steps.
std::optional<ListSteps> stepsBetween(const QList<qint64> &before, const QList<qint64> &after, qsizetype most);

// The old list with what stays in the order that it has in the new one.
QList<qint64> inOrderOf(const QList<qint64> &after, QList<qint64> before);

} // namespace fornada
