#include "store/memory_tables.h"

// What undo needs to know, in the memory twin.
namespace fornada {

AttemptId MemoryTables::lastAttempt()
{
    AttemptId last;
    if (m_attempts.begin() != m_attempts.end())
        last = std::prev(m_attempts.end())->first;
    return last;
}

bool MemoryTables::sentAfter(AttemptId attempt, BatchId batch, const QList<qint64> &exceptRows)
{
    for (auto it = m_attempts.after(attempt); it != m_attempts.end(); ++it) {
        const JobRecord job = m_jobs.value(it->second.job);
        if (job.batch == batch && it->second.outcome != Outcome::Recalled && !exceptRows.contains(job.rowNumber))
            return true;
    }
    return false;
}

void MemoryTables::addUndoNote(const UndoNote &note)
{
    ++m_writes;
    UndoNote stored = note;
    stored.id = ++m_last.undoNote;
    m_undoNotes.put(stored.id, stored);
}

QList<UndoNote> MemoryTables::undoNotes(qint64 operation, int limit)
{
    QList<UndoNote> notes;
    for (auto it = m_undoNotes.begin(); it != m_undoNotes.end() && notes.size() < limit; ++it)
        if (it->second.operation == operation)
            notes.append(it->second);
    return notes;
}

void MemoryTables::dropUndoNote(qint64 id)
{
    ++m_writes;
    m_undoNotes.erase(id);
}

int MemoryTables::dropStrayNotes(int limit)
{
    const qint64 oldest =
        m_operations.begin() == m_operations.end() ? m_last.operation + 1 : m_operations.begin()->first;
    QList<qint64> ids;
    for (auto it = m_undoNotes.begin(); it != m_undoNotes.end() && ids.size() < limit; ++it)
        if (it->second.operation < oldest)
            ids.append(it->first);
    for (const qint64 id : std::as_const(ids))
        dropUndoNote(id);
    return int(ids.size());
}

} // namespace fornada
