#include "window/actions.h"

#include "models/batch_model.h"
#include "results/results_folder.h"
#include "text/format.h"
#include "widgets/ask_first.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QUrl>

// What the actions do, and to what.
namespace fornada {

namespace {

bool fits(Actions::Id id, const Batch &batch)
{
    using enum BatchState;
    const BatchState state = batch.state;
    switch (id) {
    case Actions::StartBatch:
        return state == Draft || state == Paused;
    case Actions::StartPilot:
        return state == Draft;
    case Actions::ReleaseBatch:
        return !batch.pilot.isEmpty();
    case Actions::PauseBatch:
        return state == Running;
    case Actions::CancelBatch:
        return state == Draft || state == Running || state == Paused;
    case Actions::RetryFailed:
        return batch.counts[JobState::Failed] > 0;
    default:
        return true;
    }
}

} // namespace

bool Actions::anyBatch(std::initializer_list<BatchState> states) const
{
    for (const BatchId id : m_selection.batches)
        if (const Batch *batch = m_context.batches.batch(id))
            if (std::find(states.begin(), states.end(), batch->state) != states.end())
                return true;
    return false;
}

// Among the selected batches; with none selected, anywhere.
bool Actions::anyTrouble() const
{
    const QList<Batch> &all = m_context.batches.batches();
    return std::any_of(all.cbegin(), all.cend(), [this](const Batch &batch) {
        const bool meant = m_selection.batches.isEmpty() || m_selection.batches.contains(batch.id);
        return meant && batch.counts[JobState::Failed] + batch.counts[JobState::Unknown] > 0;
    });
}

QList<BatchId> Actions::fitting(Id id, const QList<BatchId> &batches) const
{
    QList<BatchId> those;
    for (const BatchId each : batches)
        if (const Batch *batch = m_context.batches.batch(each); batch && fits(id, *batch))
            those.append(each);
    return those;
}

bool Actions::anyJob(std::initializer_list<JobState> states) const
{
    if (!m_selection.anyJobs() || m_selection.states.isEmpty())
        return m_selection.anyJobs();
    return std::any_of(states.begin(), states.end(),
                       [this](JobState state) { return m_selection.states.contains(state); });
}

// A selection that has become empty is no job, and never all there are.
void Actions::toJobs(const QString &command, const Selection &chosen, const QJsonObject &more)
{
    if (chosen.anyJobs())
        m_context.commands.jobs(command, chosen.jobFilter(), chosen.everything ? Reach::All : Reach::Named, more);
}

void Actions::resolve(const Selection &chosen, const QString &how)
{
    toJobs(QStringLiteral("job.resolve"), chosen, {{QStringLiteral("how"), how}});
}

// What is asked about is what was selected then: jobs settle and leave the list while the question stands.
void Actions::resendJobs()
{
    askFirst(m_window, tr("Send the selected jobs again?"),
             tr("What they may have cost already stays booked, and is paid a second time if they were done."),
             tr("Send again"), [this, chosen = m_selection] { resolve(chosen, QStringLiteral("resend")); });
}

void Actions::skipJobs()
{
    askFirst(m_window, tr("Leave the selected failed jobs as they are?"),
             tr("They count as skipped, and so does what waits for them. They are not tried again."), tr("Skip"),
             [this, chosen = m_selection] { toJobs(QStringLiteral("job.skip"), chosen); });
}

void Actions::cancelBatches()
{
    qint64 open = 0;
    const QList<BatchId> chosen = fitting(CancelBatch);
    for (const BatchId id : chosen)
        open += m_context.batches.batch(id)->counts.total() - m_context.batches.batch(id)->counts.settled();
    askFirst(m_window, tr("Cancel the selected batches?"),
             tr("What is not done yet (%1) will never be sent. Answers on their way are kept.").arg(countText(open)),
             tr("Cancel batch"), [this, chosen] {
                 m_context.commands.batch(QStringLiteral("batch.cancel"), fitting(CancelBatch, chosen));
             });
}

void Actions::cancelJobs()
{
    const qint64 count = m_selection.jobCount();
    askFirst(m_window, count == 1 ? tr("Cancel the selected job?") : tr("Cancel %1 jobs?").arg(countText(count)),
             tr("What is not done yet will never be sent. Results that are here stay."), tr("Cancel jobs"),
             [this, chosen = m_selection] { toJobs(QStringLiteral("job.cancel"), chosen); });
}

// Jobs that are done are made again only when they were picked one by one; of a whole list, only what waits for a look.
void Actions::rerollJobs()
{
    if (!m_selection.anyJobs())
        return;
    JobFilter filter = m_selection.jobFilter();
    const QList<JobState> listed = std::exchange(filter.states, {JobState::Review});
    if (!filter.ids.isEmpty())
        filter.states.append(JobState::Completed);
    else if (!listed.isEmpty() && !listed.contains(JobState::Review))
        return;
    m_context.reads.read<Redo>(
        this, [filter](ReadPort &port, const ReadDesk::Cancelled &) { return port.redo(filter); },
        [this, filter](Result<Redo> redo) {
            if (!redo) {
                Q_EMIT m_context.commands.refused(redo.error());
                return;
            }
            if (redo->jobs == 0)
                return;
            const QString cost = redo->cost.isZero() ? tr("That costs nothing on this account.")
                                                     : tr("That may cost up to %1 more.").arg(moneyText(redo->cost));
            askFirst(m_window,
                     redo->jobs == 1 ? tr("Make another result for this job?")
                                     : tr("Make another result for %1 jobs?").arg(countText(redo->jobs)),
                     cost + u' ' + tr("The result that is here stays as an earlier variant."), tr("Re-roll"),
                     [this, filter] { m_context.commands.jobs(QStringLiteral("job.reroll"), filter, Reach::Named); });
        });
}

BatchId Actions::firstBatch() const
{
    return m_selection.batches.isEmpty() ? BatchId() : m_selection.batches.first();
}

void Actions::openResults()
{
    const QDir results(resultsFolder(m_context.link.dataFolder()));
    if (!results.exists()) {
        Q_EMIT fileMissing(tr("The folder %1 is not there any more. It is made again with the next result.")
                               .arg(QDir::toNativeSeparators(results.path())));
        return;
    }
    // A batch's files are in a folder that begins with its number.
    const QStringList own =
        m_selection.batches.size() == 1
            ? results.entryList({QStringLiteral("%1 *").arg(firstBatch().value)}, QDir::Dirs | QDir::NoDotAndDotDot)
            : QStringList();
    const QString folder = own.size() == 1 ? results.filePath(own.first()) : results.path();
    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

void Actions::openFile()
{
    if (m_selection.jobs.size() != 1)
        return;
    const QString folder = resultsFolder(m_context.link.dataFolder()) + u'/';
    m_context.reads.read<JobDetail>(
        this, [id = m_selection.jobs.first()](ReadPort &port, const ReadDesk::Cancelled &) { return port.job(id); },
        [this, folder](Result<JobDetail> detail) {
            if (!detail)
                return;
            for (const ResultItem &item : std::as_const(detail->results)) {
                if (!item.picked || item.path.isEmpty())
                    continue;
                if (QFile::exists(folder + item.path))
                    QDesktopServices::openUrl(QUrl::fromLocalFile(folder + item.path));
                else
                    Q_EMIT fileMissing(tr("The file %1 is not there any more.").arg(item.path));
                return;
            }
            Q_EMIT fileMissing(tr("This job has no file: its result is a text, shown on the right."));
        });
}

} // namespace fornada
