#pragma once

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/ids.h"

#include <QJsonObject>
#include <QString>

namespace fornada {

enum class EventLevel { Info, NeedsYou, Problem };
FORNADA_ENUM_NAMES(EventLevel, QLatin1String("info"), QLatin1String("needsYou"), QLatin1String("problem"));

// An operator-level fact ("batch finished", "account parked"); never one per job.
// kind is a stable word; its sentence is made in ui/text from kind and facts.
struct Event {
    qint64 id = 0;
    Wall at = {};
    EventLevel level = EventLevel::Info;
    QString kind;
    BatchId batch;
    QString subject; // name of the queue, account ... it is about
    QJsonObject facts;
};

// An operator's action: journal and undo in one.
struct OperationRecord {
    qint64 id = 0;
    Wall at = {};
    QString by;      // "window", "fornadactl", "api", or kByItself
    QString command; // e.g. "batch.cancel"
    QJsonObject arguments;
    QJsonObject previous; // what undo needs
    BatchId batch;        // it is about, when it is about one
    QString subject;      // name of the batch, queue, account ... as it was then
    qint64 changed = 0;   // jobs
    bool undone = false;
};

// Done by the program: the upkeep that was asked for. Only undone by its number: the last deed is a person's.
inline constexpr QLatin1String kByItself("Fornada");

// In previous: what its jobs were like is noted job by job (undo_note).
inline constexpr QLatin1String kNoted("noted");

// Can it still be undone, as far as its own record tells? What became of its batch or queue since is found out when it
// is tried.
bool isUndoable(const OperationRecord &operation);

} // namespace fornada
