#pragma once

#include "store/reader.h"

#include <QJsonObject>

namespace fornada {

// The JSON and the one-line forms of what fornadactl lists. Keys are stable.
QJsonObject batchJson(const Batch &batch);
QString batchLine(const Batch &batch);
// opening: closed where it waits for a step before it, or for its batch.
QJsonObject jobRowJson(const JobRow &job, const Opening &opening);
QString jobLine(const JobRow &job, const Opening &opening);
// waiting: the engine's explanation, when the job waits.
QJsonObject jobJson(const JobDetail &detail, const std::optional<QJsonObject> &waiting, const QString &resultsFolder);
QJsonObject queueJson(const Queue &queue, const QString &account, const StateCounts &counts);
QJsonObject accountJson(const Account &account);
// Why something waits and until when, from the names and times of the engine's answers ("dailyCap", ISO time).
QString reasonText(const QJsonValue &reason, const QJsonValue &until, const QString &subject = {});
// "1 job", "3 jobs".
QString counted(qint64 count, const char *one, const char *many);
// "###########......": for terminals and plain text.
QString progressBar(qint64 done, qint64 total, int width);

} // namespace fornada
