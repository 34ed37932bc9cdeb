#pragma once

#include "store/records.h"
#include "store/sql.h"

// Columns and values of the tables that the writer and the readers both read: one list a table, in one place.
namespace fornada {

#define FORNADA_BATCH_COLUMNS                                                                                          \
    "id, name, client, owner, recipe, account_id, parameters, priority, budget, state, resend_per_job, resend_part, "  \
    "resent_so_far, estimate, created, updated, started, finished, removed, pilot, "                                   \
    "write_back, delivered"

#define FORNADA_JOB_COLUMNS                                                                                            \
    "job.id, job.batch_id, job.row_id, row.number, job.step, job.fan_key, job.queue_id, job.account_id, job.model, "   \
    "job.position, job.priority, job.state, job.pending_parents, job.attempts, job.sends, job.current_attempt, "       \
    "job.not_before, job.first_attempt, job.age, job.row_age, job.no_outputs, job.waits_in_row, job.reserve, "         \
    "job.tokens, "                                                                                                     \
    "job.message, row.created, job.updated, job.cancelled_from, job.cancelled_by"

#define FORNADA_ATTEMPT_COLUMNS                                                                                        \
    "id, job_id, number, account_id, model, request_hash, idempotency_key, reserved, day, send_at, claimed, sent, "    \
    "received, settled, outcome, charge, amount, estimated, http_status, message, usage"

#define FORNADA_RESULT_COLUMNS "id, job_id, attempt_id, place, kind, mime, path, bytes, sha256, picked, created, text"

#define FORNADA_OPERATION_COLUMNS "id, at, by, command, arguments, previous, batch_id, subject, changed, undone"
// Part of what people search jobs by; bound to three times likePattern.
#define FORNADA_TEXT_MATCH                                                                                             \
    "(row.key LIKE ? ESCAPE '\\' OR job.message LIKE ? ESCAPE '\\' OR job.step LIKE ? ESCAPE '\\')"
QString likePattern(const QString &text);

Batch readBatch(Statement &columns);
JobRecord readJob(Statement &columns);
AttemptRecord readAttempt(Statement &columns);
ResultRecord readResult(Statement &columns);
OperationRecord readOperation(Statement &columns);
#define FORNADA_CACHE_COLUMNS                                                                                          \
    "key, job_id, attempt_id, batch_id, place, facts, miss, results, standing, created, expires"
std::optional<CacheEntry> readCached(Statement &row); // the next one, if there is one
QJsonObject toJson(const QList<ResultItem> &results); // as the cache keeps them
QList<ResultItem> keptResults(const QJsonObject &json);

QList<Account> readAccounts(SqlConnection &sql);
QList<Queue> readQueues(SqlConnection &sql);
QList<StoredRecipe> readRecipes(SqlConnection &sql);
QList<Client> readClients(SqlConnection &sql);
QString readMeta(SqlConnection &sql, const QString &name);

} // namespace fornada
