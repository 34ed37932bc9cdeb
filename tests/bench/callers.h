#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace fornada::bench {

// So many callers at once on the command socket of a running engine, each with a connection of its own and one command
// (a JSON line). Milliseconds from the common start until each one's answer was there, shortest first; an answer that
// is not ok ends the program. One thread plays them all, so that what is measured is the engine and not its callers.
QList<double> callAtOnce(const QString &dataFolder, const QList<QByteArray> &commands);

// Of times in order: below which this part of them lies.
double percentile(const QList<double> &times, double part);

} // namespace fornada::bench
