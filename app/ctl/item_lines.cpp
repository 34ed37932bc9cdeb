#include "ctl/item_lines.h"

#include "text/format.h"
#include "text/state_text.h"

#include <QJsonArray>

#include <algorithm>

namespace fornada {

namespace {

constexpr qsizetype kMostSaid = 50'000; // so many are remembered after they have ended
constexpr qsizetype kLongestName = 60;

// Of something to look at it says where that lies, not what it is.
bool isPlace(const QString &value)
{
    return value.contains(u'/') || value.contains(u'\\');
}

} // namespace

ItemLines::ItemLines(Reader &reader)
    : m_reader(reader)
{}

std::function<void(const Changes &)> ItemLines::sink() const
{
    return [heard = m_heard](const Changes &changes) {
        const QMutexLocker lock(&heard->mutex);
        heard->changes.jobs.unite(changes.jobs);
        heard->changes.many = heard->changes.many || changes.many;
        heard->changes.setup = heard->changes.setup || changes.setup;
    };
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
    if (m_said.size() >= kMostSaid)
        m_said.removeIf([](auto said) { return isSettled(said.value().first); });
    m_said.insert(job.id, now);
    const bool hasWhy = job.state != JobState::Running && job.state != JobState::Completed && !job.message.isEmpty();
    return QStringLiteral("[%1/%2] %3, %4: %5%6")
        .arg(batch.counts.settled())
        .arg(batch.counts.total())
        .arg(nameOf(job), job.fanKey.isEmpty() ? job.step : job.step + u' ' + job.fanKey, what,
             hasWhy ? QStringLiteral(": ") + messageText(job.message) : QString());
}

// A number says nothing to people: what the row is about stands before it.
QString ItemLines::nameOf(const JobRow &job)
{
    bool isNumber = false;
    (void)job.rowKey.toLongLong(&isNumber);
    const QString field = isNumber ? titleField(job.batch) : QString();
    const auto rows = field.isEmpty() ? Result<QList<GivenRow>>(QList<GivenRow>())
                                      : m_reader.givenRows(job.batch, job.rowNumber - 1, 1);
    if (!rows || rows->isEmpty())
        return job.rowKey.left(kLongestName);
    const QString title = rows->constFirst().fields.value(field).toString().simplified();
    if (title.isEmpty() || isPlace(title))
        return job.rowKey.left(kLongestName);
    return QStringLiteral("%1 (%2)").arg(title.left(kLongestName), job.rowKey);
}

// The first that its recipe cannot do without.
QString ItemLines::titleField(BatchId batch)
{
    const auto known = m_titles.constFind(batch);
    if (known != m_titles.cend())
        return *known;
    const auto recipe = m_reader.recipeSnapshot(batch);
    const QString field = recipe ? recipe->value(QLatin1String("requires")).toArray().first().toString() : QString();
    m_titles.insert(batch, field);
    return field;
}

} // namespace fornada
