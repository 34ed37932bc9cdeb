#pragma once

#include "model/journal.h"
#include "text/format.h"

namespace fornada {

// An operator's action as one line in the past tense: "Cancelled “Avatars”: 48 jobs".
QString sentence(const OperationRecord &operation, const Formats &formats = {});
// Who did it: "Window", "Command line".
QString actorName(const QString &by);
// What undoing it would do, as a menu entry: "Undo: Cancelled “Avatars”: 48 jobs".
QString undoText(const OperationRecord &operation, const Formats &formats = {});
// What is told once it is undone, by what operation.undo replied: how many jobs are as before, and what stays.
QString undoneText(const QJsonObject &reply);
// What is told when it was just done, beside the offer to undo it; empty: it shows on the spot.
QString doneText(const QString &command, qint64 jobs);

} // namespace fornada
