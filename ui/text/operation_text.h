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
// What is told once it is undone; restored: how many jobs came back, where it is about jobs.
QString undoneText(const QString &command, const QString &subject, std::optional<qint64> restored);

} // namespace fornada
