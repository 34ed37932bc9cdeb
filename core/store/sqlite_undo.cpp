#include "store/records.h"
#include "store/sqlite_tables.h"

#include <limits>

// What undo needs to know, in SQLite.
namespace fornada {

namespace {

constexpr char kLastAttempt[] = "SELECT coalesce(max(id), 0) FROM attempt";
constexpr char kSentAfter[] =
    "SELECT 1 FROM attempt CROSS JOIN job ON job.id = attempt.job_id CROSS JOIN row ON row.id = job.row_id "
    "WHERE attempt.id > ? AND +job.batch_id = ? AND (attempt.outcome IS NULL OR attempt.outcome <> 'recalled') "
    "AND row.number NOT IN (SELECT value FROM json_each(?)) LIMIT 1";
constexpr char kAddNote[] = "INSERT INTO undo_note (operation_id, first_job, last_job, was) VALUES (?, ?, ?, ?)";
constexpr char kNotes[] =
    "SELECT id, first_job, last_job, was FROM undo_note WHERE operation_id = ? ORDER BY id LIMIT ?";
constexpr char kDropNote[] = "DELETE FROM undo_note WHERE id = ?";
constexpr char kOldest[] = "SELECT min(id) FROM operation";
constexpr char kDropStray[] =
    "DELETE FROM undo_note WHERE id IN (SELECT id FROM undo_note WHERE operation_id < ? ORDER BY id LIMIT ?)";

} // namespace

AttemptId SqliteTables::lastAttempt()
{
    AttemptId last;
    auto row = m_sql->statement(kLastAttempt);
    if (row.next())
        row >> last;
    return last;
}

bool SqliteTables::sentAfter(AttemptId attempt, BatchId batch, const QList<qint64> &exceptRows)
{
    auto row = m_sql->statement(kSentAfter);
    row << attempt << batch << (exceptRows.isEmpty() ? QStringLiteral("[]") : rowListText(exceptRows));
    return row.next();
}

void SqliteTables::addUndoNote(const UndoNote &note)
{
    (m_sql->statement(kAddNote) << note.operation << note.first << note.last << note.was).run();
}

QList<UndoNote> SqliteTables::undoNotes(qint64 operation, int limit)
{
    QList<UndoNote> notes;
    auto rows = m_sql->statement(kNotes);
    rows << operation << limit;
    while (rows.next()) {
        UndoNote &note = notes.emplaceBack();
        note.operation = operation;
        rows >> note.id >> note.first >> note.last >> note.was;
    }
    return notes;
}

void SqliteTables::dropUndoNote(qint64 id)
{
    (m_sql->statement(kDropNote) << id).run();
}

int SqliteTables::dropStrayNotes(int limit)
{
    std::optional<qint64> oldest;
    {
        auto row = m_sql->statement(kOldest);
        if (row.next())
            row >> oldest;
    }
    auto drop = m_sql->statement(kDropStray);
    drop << oldest.value_or(std::numeric_limits<qint64>::max()) << limit;
    return drop.run() ? drop.affectedRows() : 0;
}

} // namespace fornada
