#pragma once

#include "base/result.h"

#include <QString>

#include <functional>

namespace fornada {

// Where results are written and read: DATA/results. Once the operator has moved them it is a link to where they lie;
// only who tells people asks where it leads.
QString resultsFolder(const QString &data);
QString resultsPlace(const QString &data);

// At start: makes the folder when it is new, and puts right what a move that was cut off left. FolderAway (subject:
// where they lie) when they were moved to what is not there now, a disk that is not connected.
Status readyResultsFolder(const QString &data);
// The results that are away stay where they are; new ones go into the data folder.
Status leaveResultsBehind(const QString &data);

struct MovePlan {
    QString target; // the chosen folder, or one of its own inside when that is in use
    qint64 files = 0, bytes = 0;
};
// Whether the results can go there, and what that means. The data folder itself: they come back. Walks all files: pool
// threads only, like the two that follow.
Result<MovePlan> planResultsMove(const QString &data, const QString &chosen);

// How many files are there; false: no more of it is wanted.
using MoveProgress = std::function<bool(qint64 files)>;
// The long part, while an engine may be writing: results never change once they are there. What comes meanwhile is
// copied too, until little is left. Cancelled and failed alike leave nothing at the target that would be in the way.
Status copyResults(const QString &data, const QString &target, const MoveProgress &progress);
// The short part, while nobody writes: copies what came since and lets DATA/results lead to the target, which it does
// without a moment between. A cut at any moment leaves all results in one of the two.
Status switchResults(const QString &data, const QString &target);
// The end of it, when writing goes on already: what is at the target goes from where it was.
void emptyOldResults(const QString &data);

} // namespace fornada
