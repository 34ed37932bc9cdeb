#pragma once

#include "engine/control_facts.h"
#include "store/reader.h"

#include <QHash>
#include <QMutex>
#include <QPair>

#include <functional>
#include <memory>

namespace fornada {

// A line for what happens to each job, when it happens: "[8/60] Ann, portrait: attempt 2 of 3".
// Read on the owner's thread; what changes comes from the engine's.
class ItemLines {
public:
    explicit ItemLines(Reader &reader);

    // Takes in what has changed; on the engine's thread, also after this is gone.
    std::function<void(const Changes &)> sink() const;

    // What has happened since the last call. batches: as they stand now.
    QStringList take(const QList<Batch> &batches);

private:
    struct Heard {
        QMutex mutex;
        Changes changes; // guarded by mutex
    };

    QString lineOf(const JobRow &job, const Batch &batch);
    QString nameOf(const JobRow &job);
    QString titleField(BatchId batch);

    Reader &m_reader;
    const std::shared_ptr<Heard> m_heard = std::make_shared<Heard>();
    QHash<QueueId, int> m_mostAttempts;
    QHash<BatchId, QString> m_titles;          // the field that says what a row of the batch is about
    QHash<JobId, QPair<JobState, int>> m_said; // last: the state and the attempt
};

} // namespace fornada
