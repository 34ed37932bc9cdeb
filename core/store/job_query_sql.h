#pragma once

#include "store/reader.h"

#include <QStringList>
#include <QVariant>

// A query of jobs as SQL: which, from where, in which order. For the readers.
namespace fornada {

// What a job's attempts cost or may have cost.
#define FORNADA_COST                                                                                                   \
    "(SELECT coalesce(sum(attempt.amount), 0) FROM attempt WHERE attempt.job_id = job.id "                             \
    "AND attempt.charge <> 'none')"

// Text and its values of a query made at run time.
struct Clauses {
    QStringList conditions;
    QVariantList values;

    void add(const QString &condition, const QVariantList &bound = {})
    {
        conditions.append(condition);
        values += bound;
    }
    QString where() const
    {
        return conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + conditions.join(QLatin1String(" AND "));
    }
};

Clauses clausesOf(SqlConnection &sql, const JobQuery &query);
QString orderText(const JobQuery &query);
// What a job is sorted by, as a number, where no index has that order.
QString sortKeyOf(const JobQuery &query);
// Does no index lead to what is asked for, so that many jobs may be looked at for one that is found?
bool needsScan(SqlConnection &sql, const JobQuery &query);
// "job", by the index of states when there are few in the states asked for: SQLite cannot know.
QString jobTable(SqlConnection &sql, const JobFilter &filter, Clauses &clauses);
// The place behind a job, as it is now: nothing is counted off.
void addPlaceAfter(SqlConnection &sql, const JobQuery &query, JobId after, Clauses &clauses);

} // namespace fornada
