#include "store/sqlite_tables.h"

// What is kept only for a time.
namespace fornada {

namespace {

constexpr char kRawsAfter[] = "SELECT attempt_id FROM attempt_raw WHERE attempt_id > ? ORDER BY attempt_id LIMIT ?";
constexpr char kDropRaw[] = "DELETE FROM attempt_raw WHERE attempt_id = ?";
// Ids grow with time: the oldest come first, and a young one ends the search.
constexpr char kOldEvents[] = "SELECT id, at FROM event ORDER BY id LIMIT ?";
constexpr char kDropEvent[] = "DELETE FROM event WHERE id = ?";
constexpr char kOldOperations[] = "SELECT id, at FROM operation ORDER BY id LIMIT ?";
constexpr char kDropOperation[] = "DELETE FROM operation WHERE id = ?";

} // namespace

QList<AttemptId> SqliteTables::rawsAfter(AttemptId attempt, int limit)
{
    QList<AttemptId> ids;
    auto rows = m_sql->statement(kRawsAfter);
    rows << attempt << limit;
    while (rows.next()) {
        AttemptId id;
        rows >> id;
        ids.append(id);
    }
    return ids;
}

void SqliteTables::dropRaw(AttemptId attempt)
{
    (m_sql->statement(kDropRaw) << attempt).run();
}

int SqliteTables::dropOldest(const char *oldest, const char *drop, int limit, Wall before)
{
    QList<qint64> ids;
    {
        auto rows = m_sql->statement(oldest);
        rows << limit;
        while (rows.next()) {
            qint64 id = 0;
            Wall at = {};
            rows >> id >> at;
            if (at >= before)
                break;
            ids.append(id);
        }
    }
    for (const qint64 id : std::as_const(ids))
        (m_sql->statement(drop) << id).run();
    return int(ids.size());
}

int SqliteTables::dropEvents(int limit, Wall before)
{
    return dropOldest(kOldEvents, kDropEvent, limit, before);
}

int SqliteTables::dropOperations(int limit, Wall before)
{
    return dropOldest(kOldOperations, kDropOperation, limit, before);
}

} // namespace fornada
