#include "sim_oracle.h"

#include "store/step_graph.h"

// The sums: jobs, counters and money, at any time and at the end.
namespace fornada::sim {

void Oracle::checkBooks(const Scheduler *scheduler, bool quiet)
{
    QHash<BatchId, StateCounts> counts;
    const QList<Job> all = allJobs();
    for (const Job &job : all)
        ++counts[job.batch][job.state];
    checkWaiting(all);
    QHash<BatchId, Totals> totals;
    for (const auto &[id, attempt] : m_attempts) {
        Totals &sum = totals[attempt.batch];
        if (attempt.open)
            sum.reserved += attempt.reserved;
        else if (attempt.charge.kind == ChargeKind::Maybe && !attempt.countedBy)
            sum.maybe += attempt.charge.amount;
        else if (attempt.charge.kind != ChargeKind::None)
            sum.spent += attempt.charge.amount;
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
        differ(QStringLiteral("spent"), batch.totals.spent, seen.spent);
        differ(QStringLiteral("possibly charged"), batch.totals.maybe, seen.maybe);
        if (!scheduler || !quiet || batch.removed)
            continue;
        const Totals book = scheduler->budget().batch(batch.id);
        differ(QStringLiteral("nothing is in flight, reserved"), batch.totals.reserved, Money{});
        differ(QStringLiteral("the scheduler's reserved"), book.reserved, batch.totals.reserved);
        differ(QStringLiteral("the scheduler's sum"), book.counted(), batch.totals.counted());
    }
    checkCredits(quiet ? scheduler : nullptr);
    for (const auto &[batch, jobs] : m_added)
        if (!there.contains(batch))
            m_complain(1, QStringLiteral("batch %1 is gone").arg(batch.value));
}

// Who waits for parents waits for some that may yet be done; who may do with fewer has gone, or had none.
void Oracle::checkWaiting(const QList<Job> &jobs)
{
    QHash<std::pair<RowId, QString>, JobState> states;
    QHash<BatchId, StepGraph> graphs;
    for (const Job &job : jobs) {
        states.insert({job.row, job.step}, job.state);
        if (!graphs.contains(job.batch)) {
            const auto snapshot = m_store.recipeSnapshot(job.batch);
            graphs.insert(job.batch, StepGraph(snapshot ? *snapshot : QJsonObject()));
        }
    }
    for (const Job &job : jobs) {
        const StepGraph &graph = graphs[job.batch];
        const QStringList parents = graph.parentsOf(job.step);
        bool alive = false, dead = false, done = false;
        for (const QString &parent : parents) {
            const JobState state = states.value({job.row, parent});
            const bool isDead = state == JobState::Failed || state == JobState::Skipped || state == JobState::Cancelled;
            dead = dead || isDead;
            done = done || state == JobState::Completed;
            alive = alive || (!isDead && state != JobState::Completed);
        }
        const auto say = [&](const char *what) {
            m_complain(6, QStringLiteral("job %1 (%2) %3").arg(job.id.value).arg(job.step, QLatin1String(what)));
        };
        const bool goesOn = graph.goesOn(job.step);
        if (job.state == JobState::Blocked && !(goesOn ? alive : alive && !dead))
            say("waits for nobody");
        if (goesOn && job.state == JobState::Queued && (alive || !done))
            say("has not waited for what may yet be done");
    }
}

// Taken with each claim, given back for what brought nothing; store and scheduler agree.
void Oracle::checkCredits(const Scheduler *scheduler)
{
    const auto clients = m_store.clients();
    if (!m_credits || !clients)
        return;
    for (const Client &client : *clients) {
        const qint64 stored = client.credits.value(Operation::HttpCall, -1);
        if (stored != *m_credits)
            m_complain(5, QStringLiteral("%1 credits are left, should be %2").arg(stored).arg(*m_credits));
        const qint64 known =
            scheduler ? scheduler->credits().value(client.name).value(Operation::HttpCall, -1) : stored;
        if (known != stored)
            m_complain(5, QStringLiteral("the scheduler knows of %1 credits, %2 are left").arg(known).arg(stored));
    }
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
