#include "dialogs/edit_step.h"
#include "dialogs/failure_desk.h"
#include "models/batch_model.h"
#include "models/job_view.h"
#include "recipes/recipe_json.h"
#include "text/format.h"
#include "text/name_text.h"
#include "widgets/ask_first.h"
#include "widgets/banner.h"

#include <QPointer>

// What the failure desk does about a cause: exactly the failed jobs that ended with its words.
namespace fornada {

namespace {

constexpr int kLonger = 2;
constexpr std::chrono::hours kLongest(1);

struct StepWording {
    BatchId batch;
    Step step;
    QStringList fields;
};

} // namespace

JobFilter FailureDesk::filterOf(const FailureGroup &group) const
{
    JobFilter filter;
    filter.batch = m_batch;
    filter.states = {JobState::Failed};
    filter.message = group.message;
    return filter;
}

// The desk may be closed by the time the answer comes.
void FailureDesk::send(const QString &command, const JobFilter &filter, const QJsonObject &more)
{
    m_context.commands.jobs(command, filter, more, [self = QPointer(this), command](const QJsonObject &reply) {
        if (self)
            self->tellDone(command, reply);
    });
}

// What can be undone is offered by UndoOffer; a move is only told.
void FailureDesk::tellDone(const QString &command, const QJsonObject &reply)
{
    if (const qint64 moved = reply.value(QLatin1String("changed")).toInteger();
        command == QLatin1String("job.move") && moved > 0)
        m_banner->tell(Banner::Kind::Info,
                       moved == 1 ? tr("1 job goes elsewhere.") : tr("%1 jobs go elsewhere.").arg(countText(moved)));
    m_context.batches.refresh();
    read();
}

void FailureDesk::skip(const JobFilter &filter, qint64 count)
{
    askFirst(this, count == 1 ? tr("Leave this job as it is?") : tr("Leave %1 jobs as they are?").arg(countText(count)),
             tr("They count as skipped, and so does what waits for them. They are not tried again."), tr("Skip"),
             [this, filter] { send(QStringLiteral("job.skip"), filter); });
}

// The wording belongs to a batch: of several batches, the newest failure's is edited and tried again.
void FailureDesk::editAndRetry(const FailureGroup &group)
{
    m_context.reads.read<StepWording>(
        this,
        [sample = group.sample](ReadPort &port, const ReadDesk::Cancelled &) -> Result<StepWording> {
            const auto detail = port.job(sample);
            if (!detail)
                return detail.error();
            const auto snapshot = port.recipeSnapshot(detail->job.batch);
            const auto recipe = snapshot ? recipeFromJson(*snapshot) : Result<Recipe>(snapshot.error());
            if (!recipe)
                return recipe.error();
            for (const Step &step : recipe->steps)
                if (step.id == detail->job.step)
                    return StepWording{detail->job.batch, step, detail->fields.keys()};
            return Error{ErrorKind::NotFound, detail->job.step, {}};
        },
        [this, group](Result<StepWording> wording) {
            if (!wording) {
                Q_EMIT m_context.commands.refused(wording.error());
                return;
            }
            const Batch *batch = m_context.batches.batch(wording->batch);
            auto *dialog = new EditStep(m_context, {wording->step}, batch ? batch->name : QString(), wording->fields,
                                        wording->batch, EditStep::Then::Retry, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &EditStep::saved, this, [this, group, batch = wording->batch] {
                JobFilter filter = filterOf(group);
                filter.batch = batch;
                send(QStringLiteral("job.retry"), filter);
            });
            dialog->open();
        });
}

// For everything that its queue sends from now on.
void FailureDesk::raiseDeadline(JobId sample, std::function<void()> then)
{
    m_context.reads.read<Queue>(
        this,
        [sample](ReadPort &port, const ReadDesk::Cancelled &) -> Result<Queue> {
            const auto detail = port.job(sample);
            const auto queues = detail ? port.queues() : Result<QList<Queue>>(detail.error());
            if (!queues)
                return queues.error();
            for (const Queue &queue : *queues)
                if (queue.id == detail->job.queue)
                    return queue;
            return Error{ErrorKind::NotFound, detail->queueName, {}};
        },
        [this, then = std::move(then)](Result<Queue> queue) {
            if (!queue) {
                Q_EMIT m_context.commands.refused(queue.error());
                return;
            }
            const Micros longer = std::min<Micros>(kLongest, queue->deadline * kLonger);
            const QString text = tr("The queue “%1” waits up to %2 for an answer from now on.")
                                     .arg(nameText(queue->name), durationText(longer));
            m_context.commands.run(
                QStringLiteral("queue.set"),
                {{QStringLiteral("queue"), queue->name}, {QStringLiteral("deadline"), double(longer.count()) / 1e6}},
                [self = QPointer(this), text, then](const QJsonObject &) {
                    if (!self)
                        return;
                    self->m_banner->tell(Banner::Kind::Info, text);
                    if (then) // with the new time, not the old one
                        then();
                });
        });
}

// More of them than are read one by one are known by their batches' counts.
qint64 FailureDesk::unknownCount() const
{
    qint64 count = 0;
    for (const Batch &batch : m_context.batches.batches())
        if (!m_batch.isValid() || batch.id == m_batch)
            count += batch.counts[JobState::Unknown];
    return count;
}

void FailureDesk::resolve(const QString &how, const JobFilter &filter, qint64 count)
{
    const auto act = [this, how, filter] {
        send(QStringLiteral("job.resolve"), filter, {{QStringLiteral("how"), how}});
    };
    if (how == QLatin1String("resend"))
        askFirst(this, count == 1 ? tr("Send this job again?") : tr("Send %1 jobs again?").arg(countText(count)),
                 tr("What they may have cost already stays booked, and is paid a second time if they were done."),
                 tr("Send again"), act);
    else
        act();
}

} // namespace fornada
