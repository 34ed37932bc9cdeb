#include "ctl/item_lines.h"

#include "host/engine_host.h"
#include "text/format.h"
#include "text/state_text.h"

#include <algorithm>

namespace fornada {

ItemLines::ItemLines(EngineHost &host, Reader &reader)
    : m_reader(reader)
{
    host.setChangeSink([heard = m_heard](const Changes &changes) {
        const QMutexLocker lock(&heard->mutex);
        heard->changes.jobs.unite(changes.jobs);
        heard->changes.many = heard->changes.many || changes.many;
        heard->changes.setup = heard->changes.setup || changes.setup;
    });
}

QStringList ItemLines::take(const QList<Batch> &batches)
{
    Changes changes;
    {
        const QMutexLocker lock(&m_heard->mutex);
        std::swap(changes, m_heard->changes);
    }
    QList<qint64> ids;
    for (const JobId job : std::as_const(changes.jobs))
        ids.append(job.value);
    std::sort(ids.begin(), ids.end());
    if (changes.setup || m_mostAttempts.isEmpty())
        if (const auto queues = m_reader.queues())
            for (const Queue &queue : *queues)
                m_mostAttempts.insert(queue.id, queue.retry.maxAttempts);
    QHash<BatchId, Batch> byId;
    for (const Batch &batch : batches)
        byId.insert(batch.id, batch);
    QStringList lines;
    const auto jobs = m_reader.jobsByIds(ids);
    for (const JobRow &job : jobs ? *jobs : QList<JobRow>())
        if (const QString line = lineOf(job, byId.value(job.batch)); !line.isEmpty())
            lines.append(line);
    if (changes.many)
        lines.append(QStringLiteral("... and more than can be told one by one (fornadactl job list)"));
    return lines;
}

// Empty: nothing new, or nothing that anybody waits for.
QString ItemLines::lineOf(const JobRow &job, const Batch &batch)
{
    QString what;
    switch (job.state) {
    case JobState::Blocked:
        return {};
    case JobState::Queued:
        if (job.attempts == 0)
            return {};
        what = QStringLiteral("is tried again");
        if (job.notBefore && *job.notBefore > SystemClock().now().wall)
            what += QStringLiteral(" in %1").arg(durationText(*job.notBefore - SystemClock().now().wall));
        break;
    case JobState::Running:
        what = QStringLiteral("attempt %1 of %2").arg(job.attempts + 1).arg(m_mostAttempts.value(job.queue));
        break;
    case JobState::Completed:
        what = QStringLiteral("done, $") + toDecimal(job.cost);
        break;
    default:
        what = stateName(job.state);
    }
    const auto now = qMakePair(job.state, job.attempts);
    if (const auto said = m_said.constFind(job.id); said != m_said.cend() && *said == now)
        return {};
    if (!isSettled(job.state) && job.state != JobState::Review)
        m_said.insert(job.id, now);
    else
        m_said.remove(job.id);
    const bool hasWhy = job.state != JobState::Running && job.state != JobState::Completed && !job.message.isEmpty();
    return QStringLiteral("[%1/%2] %3, %4: %5%6")
        .arg(batch.counts.settled())
        .arg(batch.counts.total())
        .arg(job.rowKey.left(60), job.fanKey.isEmpty() ? job.step : job.step + u' ' + job.fanKey, what,
             hasWhy ? QStringLiteral(": ") + messageText(job.message) : QString());
}

} // namespace fornada
