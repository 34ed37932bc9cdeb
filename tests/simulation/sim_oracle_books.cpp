#include "sim_oracle.h"

// The sums: jobs, counters and money, at any time and at the end.
namespace fornada::sim {

void Oracle::checkBooks(const Scheduler *scheduler, bool quiet)
{
    QHash<BatchId, StateCounts> counts;
    for (const Job &job : allJobs())
        ++counts[job.batch][job.state];
    QHash<BatchId, Totals> totals;
    for (const auto &[id, attempt] : m_attempts) {
        Totals &sum = totals[attempt.batch];
        if (attempt.open)
            sum.reserved += attempt.reserved;
        else if (attempt.charge.kind != ChargeKind::None)
            sum.spent += attempt.charge.amount; // spent or maybe: together they stay what they are
    }
    const auto batches = m_store.batches();
    if (!batches)
        return;
    QSet<BatchId> there;
    for (const Batch &batch : *batches) {
        there.insert(batch.id);
        const QString name = QStringLiteral("batch %1: ").arg(batch.id.value);
        const auto differ = [&](const QString &what, Money one, Money other) {
            if (one != other)
                m_complain(5, name + QStringLiteral("%1 %2, should be %3").arg(what, toDecimal(one), toDecimal(other)));
        };
        if (!(batch.counts == counts.value(batch.id)))
            m_complain(1, name + QStringLiteral("its counters are not what a recount gives"));
        if (m_added.contains(batch.id) && m_added[batch.id] != batch.counts.total())
            m_complain(1, name + QStringLiteral("%1 jobs were added, %2 are there")
                                     .arg(m_added[batch.id])
                                     .arg(batch.counts.total()));
        if (batch.resentSoFar != m_resent.value(batch.id))
            m_complain(2, name + QStringLiteral("resentSoFar is %1, seen %2")
                                     .arg(toDecimal(batch.resentSoFar), toDecimal(m_resent.value(batch.id))));
        const Totals &seen = totals[batch.id];
        differ(QStringLiteral("reserved"), batch.totals.reserved, seen.reserved);
        differ(QStringLiteral("spent and maybe"), batch.totals.spent + batch.totals.maybe, seen.spent);
        if (!scheduler || !quiet || batch.removed)
            continue;
        const Totals book = scheduler->budget().batch(batch.id);
        differ(QStringLiteral("nothing is in flight, reserved"), batch.totals.reserved, Money{});
        differ(QStringLiteral("the scheduler's reserved"), book.reserved, batch.totals.reserved);
        differ(QStringLiteral("the scheduler's sum"), book.counted(), batch.totals.counted());
    }
    for (const auto &[batch, jobs] : m_added)
        if (!there.contains(batch))
            m_complain(1, QStringLiteral("batch %1 is gone").arg(batch.value));
}

void Oracle::checkEnd(const QList<LedgerLine> &ledger)
{
    QHash<qint64, const LedgerLine *> lines;
    for (const LedgerLine &line : ledger) {
        if (lines.contains(line.attempt))
            m_complain(2, QStringLiteral("attempt %1 arrived twice").arg(line.attempt));
        lines.insert(line.attempt, &line);
        checkLine(line);
    }
    for (const auto &[id, attempt] : m_attempts) {
        if (attempt.charge.kind == ChargeKind::Actual && !attempt.charge.amount.isZero() && !lines.contains(id.value))
            m_complain(5, QStringLiteral("attempt %1 is booked but never arrived").arg(id.value));
        for (const QString &path : attempt.paths)
            if (!path.isEmpty() && !m_files.exists(QStringLiteral("results/") + path))
                m_complain(3, QStringLiteral("the file %1 of job %2 is not there").arg(path).arg(attempt.job.value));
    }
    checkTaken();
    for (const Job &job : allJobs()) {
        if (job.state != JobState::Completed || m_taken.contains(job.id))
            continue;
        if (const AttemptBook *last = lastSent(job.id); !last || last->outcome != Outcome::Done)
            m_complain(3, QStringLiteral("job %1 is completed without an answer").arg(job.id.value));
    }
}

// What a job took from an equal one is its own, and of its row.
void Oracle::checkTaken()
{
    for (auto it = m_taken.cbegin(); it != m_taken.cend(); ++it) {
        const auto facts = m_store.job(it.key()) ? factsOf(it.key()) : std::nullopt;
        for (const QString &path : facts ? it.value() : QStringList()) {
            const auto file =
                path.isEmpty() ? Result<QByteArray>(QByteArray()) : m_files.read(QStringLiteral("results/") + path);
            if (!file)
                m_complain(3, QStringLiteral("the file %1 of job %2 is not there").arg(path).arg(it.key().value));
            else if (!path.isEmpty() && !file->contains(facts->rowKey.toUtf8()))
                m_complain(7,
                           QStringLiteral("what job %1 took is not of row %2").arg(it.key().value).arg(facts->rowKey));
        }
    }
}

// What the provider billed is in our books, at least as a possibility.
void Oracle::checkLine(const LedgerLine &line)
{
    const auto it = m_attempts.find(AttemptId{line.attempt});
    if (it == m_attempts.end())
        return; // of a removed batch
    const AttemptBook &attempt = it->second;
    if (!line.billed.isZero() && attempt.charge.kind == ChargeKind::None)
        m_complain(5, QStringLiteral("attempt %1 (%2) was billed and is booked as free")
                          .arg(line.attempt)
                          .arg(nameOf(line.fate)));
    if (!line.billed.isZero() && attempt.charge.amount < line.billed)
        m_complain(5, QStringLiteral("attempt %1 was billed %2 and is booked as %3")
                          .arg(line.attempt)
                          .arg(toDecimal(line.billed), toDecimal(attempt.charge.amount)));
}

} // namespace fornada::sim
