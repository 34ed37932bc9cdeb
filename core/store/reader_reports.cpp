#include "store/reader.h"

#include "store/sql_rows.h"

#include <map>

// Sums over what was done, for people. They scan every request of a batch or of some days: asked for now and then, on a
// reader's thread.
namespace fornada {

namespace {

// A charge that gave no result was paid for nothing; nor did one whose result a person has rejected.
#define FORNADA_WASTED                                                                                                 \
    "iif(attempt.outcome <> 'done' OR (job.state = 'failed' AND attempt.number = job.sends AND EXISTS (SELECT 1 FROM " \
    "result WHERE result.job_id = job.id AND result.attempt_id = attempt.id AND result.picked)), attempt.amount, 0)"
#define FORNADA_SUMS                                                                                                   \
    "count(attempt.sent), sum(iif(attempt.charge = 'actual', attempt.amount, 0)), "                                    \
    "sum(iif(attempt.charge = 'maybe', attempt.amount, 0)), "                                                          \
    "sum(iif(attempt.charge = 'actual', " FORNADA_WASTED ", 0)), "                                                     \
    "sum(max(0, coalesce(attempt.received - attempt.sent, 0))), min(attempt.sent), max(attempt.received)"
#define FORNADA_ATTEMPTS " FROM attempt CROSS JOIN job ON job.id = attempt.job_id "
#define FORNADA_OF_BATCH " FROM job CROSS JOIN attempt ON attempt.job_id = job.id WHERE job.batch_id = ? "
#define FORNADA_IN_DAYS "WHERE attempt.day BETWEEN ? AND ? "
// What was played through is no work that was done, and its money is no money.
#define FORNADA_REAL_IN_DAYS                                                                                           \
    "CROSS JOIN batch ON batch.id = job.batch_id " FORNADA_IN_DAYS "AND batch.recipe NOT GLOB 'rehearsal-of-*' "

constexpr char kRows[] = "SELECT count(*) FROM row WHERE batch_id = ?";
constexpr char kSteps[] = "SELECT step FROM job WHERE batch_id = ? GROUP BY step ORDER BY min(position)";
constexpr char kStepStates[] = "SELECT step, state, count(*) FROM job WHERE batch_id = ? GROUP BY 1, 2";
constexpr char kStepSums[] = "SELECT job.step, " FORNADA_SUMS FORNADA_OF_BATCH "GROUP BY 1";
constexpr char kBatchDays[] = "SELECT attempt.day, " FORNADA_SUMS FORNADA_OF_BATCH "GROUP BY 1 ORDER BY 1";
// A job counts on the day of its last request.
constexpr char kBatchDayStates[] =
    "SELECT attempt.day, job.state, count(*)" FORNADA_OF_BATCH "AND attempt.number = job.sends GROUP BY 1, 2";
constexpr char kPeriodBatches[] =
    "SELECT job.batch_id, batch.name, batch.recipe, " FORNADA_SUMS FORNADA_ATTEMPTS
    "CROSS JOIN batch ON batch.id = job.batch_id " FORNADA_IN_DAYS "GROUP BY 1 ORDER BY 1 DESC";
constexpr char kPeriodBatchStates[] = "SELECT job.batch_id, job.state, count(*)" FORNADA_ATTEMPTS FORNADA_IN_DAYS
                                      "AND attempt.number = job.sends GROUP BY 1, 2";
constexpr char kWhole[] = "SELECT state, jobs FROM batch_count WHERE batch_id = ?";
constexpr char kPeriodDays[] = "SELECT attempt.day, " FORNADA_SUMS FORNADA_ATTEMPTS FORNADA_REAL_IN_DAYS "GROUP BY 1 "
                               "ORDER BY 1";
constexpr char kPeriodDayStates[] = "SELECT attempt.day, job.state, count(*)" FORNADA_ATTEMPTS FORNADA_REAL_IN_DAYS
                                    "AND attempt.number = job.sends GROUP BY 1, 2";
constexpr char kPeriodCauses[] =
    "SELECT attempt.outcome, job.message, count(*), job.id, max(job.updated)" FORNADA_ATTEMPTS FORNADA_REAL_IN_DAYS
    "AND attempt.number = job.sends AND job.state = 'failed' GROUP BY job.message ORDER BY 3 DESC, 4 DESC LIMIT 50";
constexpr char kPeriodMoney[] = "SELECT coalesce(sum(spent), 0), coalesce(sum(maybe), 0), coalesce(sum(wasted), 0) "
                                "FROM ledger WHERE scope = 'day' AND key = '' AND day BETWEEN ? AND ?";

ReportLine readSums(Statement &row)
{
    ReportLine line;
    row >> line.requests >> line.spent >> line.maybe >> line.wasted >> line.processing >> line.firstSent >>
        line.lastAnswer;
    return line;
}

QList<ReportLine> readDays(Statement &sums, Statement &states)
{
    std::map<QDate, ReportLine> days;
    while (sums.next()) {
        QDate day;
        sums >> day;
        ReportLine &line = days[day] = readSums(sums);
        line.day = day;
    }
    while (states.next()) {
        QDate day;
        JobState state = JobState::Queued;
        qint64 jobs = 0;
        states >> day >> state >> jobs;
        if (const auto line = days.find(day); line != days.end())
            line->second.jobs[state] = jobs;
    }
    QList<ReportLine> list;
    for (const auto &[day, line] : days)
        if (line.requests > 0)
            list.append(line);
    return list;
}

QList<ReportLine> readSteps(SqlConnection &sql, BatchId batch)
{
    QList<ReportLine> steps;
    auto names = sql.statement(kSteps);
    names << batch;
    while (names.next())
        names >> steps.emplaceBack().name;
    const auto lineOf = [&steps](const QString &name) -> ReportLine & {
        return *std::find_if(steps.begin(), steps.end(), [&name](const ReportLine &line) { return line.name == name; });
    };
    auto sums = sql.statement(kStepSums);
    sums << batch;
    while (sums.next()) {
        QString name;
        sums >> name;
        ReportLine line = readSums(sums);
        line.name = name;
        lineOf(name) = line;
    }
    auto states = sql.statement(kStepStates);
    states << batch;
    while (states.next()) {
        QString name;
        JobState state = JobState::Queued;
        qint64 jobs = 0;
        states >> name >> state >> jobs;
        lineOf(name).jobs[state] = jobs;
    }
    for (ReportLine &line : steps)
        line.batch = batch;
    return steps;
}

StateCounts readWhole(SqlConnection &sql, BatchId batch)
{
    StateCounts counts;
    auto rows = sql.statement(kWhole);
    rows << batch;
    while (rows.next()) {
        JobState state = JobState::Queued;
        qint64 jobs = 0;
        rows >> state >> jobs;
        counts[state] = jobs;
    }
    return counts;
}

// played: what rehearsals did in these days.
QList<ReportLine> readPeriodBatches(SqlConnection &sql, QDate from, QDate to, ReportLine &played)
{
    QList<ReportLine> lines;
    QHash<BatchId, qsizetype> places;
    auto sums = sql.statement(kPeriodBatches);
    sums << from << to;
    while (sums.next()) {
        BatchId batch;
        QString name, recipe;
        sums >> batch >> name >> recipe;
        ReportLine line = readSums(sums);
        if (recipe.startsWith(kRehearsalPrefix)) {
            played += line;
            continue;
        }
        line.batch = batch;
        line.name = name;
        line.whole = readWhole(sql, batch);
        places.insert(batch, lines.size());
        lines.append(line);
    }
    auto states = sql.statement(kPeriodBatchStates);
    states << from << to;
    while (states.next()) {
        BatchId batch;
        JobState state = JobState::Queued;
        qint64 jobs = 0;
        states >> batch >> state >> jobs;
        if (const auto place = places.constFind(batch); place != places.cend())
            lines[*place].jobs[state] = jobs;
    }
    return lines;
}

} // namespace

Result<Report> Reader::batchReport(BatchId batch)
{
    Report report;
    begin();
    report.batch = readBatchWithSums(batch);
    if (report.batch) {
        auto rows = m_sql->statement(kRows);
        rows << batch;
        if (rows.next())
            rows >> report.rows;
        report.steps = readSteps(*m_sql, batch);
        auto days = m_sql->statement(kBatchDays);
        auto states = m_sql->statement(kBatchDayStates);
        days << batch;
        states << batch;
        report.days = readDays(days, states);
    }
    end();
    if (m_sql->fault())
        return *m_sql->fault();
    if (!report.batch)
        return Error{ErrorKind::NotFound, QStringLiteral("batch"), QString::number(batch.value)};
    for (const ReportLine &step : std::as_const(report.steps))
        report.total += step;
    // The ledger is what the budget was held to.
    report.total.spent = report.batch->totals.spent;
    report.total.maybe = report.batch->totals.maybe;
    report.total.wasted = report.batch->totals.wasted;
    if (!report.days.isEmpty()) {
        report.from = report.days.constFirst().day;
        report.to = report.days.constLast().day;
    }
    const auto causes = failures({.batch = batch});
    if (!causes)
        return causes.error();
    for (const FailureGroup &group : *causes)
        report.causes.append({group.outcome, group.message, group.count, group.sample});
    std::stable_sort(report.causes.begin(), report.causes.end(),
                     [](const ReportCause &a, const ReportCause &b) { return a.jobs > b.jobs; });
    return report;
}

Result<Report> Reader::periodReport(QDate from, QDate to)
{
    Report report;
    report.from = from;
    report.to = to;
    begin();
    {
        ReportLine played;
        report.batches = readPeriodBatches(*m_sql, from, to, played);
        auto days = m_sql->statement(kPeriodDays);
        auto states = m_sql->statement(kPeriodDayStates);
        days << from << to;
        states << from << to;
        report.days = readDays(days, states);
        auto causes = m_sql->statement(kPeriodCauses);
        causes << from << to;
        while (causes.next()) {
            std::optional<Outcome> outcome;
            ReportCause &cause = report.causes.emplaceBack();
            causes >> outcome >> cause.message >> cause.jobs >> cause.sample;
            cause.outcome = outcome.value_or(Outcome::BadRequest);
        }
        for (const ReportLine &line : std::as_const(report.batches))
            report.total += line;
        Totals money;
        auto ledger = m_sql->statement(kPeriodMoney);
        ledger << from << to;
        if (ledger.next())
            ledger >> money.spent >> money.maybe >> money.wasted;
        report.total.maybe = money.maybe - played.maybe;
        report.total.wasted = money.wasted - played.wasted;
        report.removed = money.spent - played.spent - report.total.spent;
        report.total.spent = money.spent - played.spent;
    }
    end();
    return checked(std::move(report));
}

} // namespace fornada
