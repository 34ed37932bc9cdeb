#include "dialogs/edit_step.h"
#include "dialogs/failure_desk.h"
#include "models/batch_model.h"
#include "recipes/recipe_json.h"
#include "text/format.h"
#include "text/name_text.h"
#include "widgets/ask_first.h"
#include "widgets/banner.h"

#include <QJsonArray>
#include <QPointer>

#include <memory>

// What the failure desk does about a cause: exactly the failed jobs that ended with its words.
namespace fornada {

namespace {

constexpr int kLonger = 2;
constexpr std::chrono::hours kLongest(24); // that a queue may wait

struct StepWording {
    BatchId batch;
    Step step;
    QStringList fields;
};

// How long answers are waited for where this job goes.
struct Patience {
    Queue queue;
    QString step;
    std::optional<Micros> ofStep; // its recipe's own word, which the queue's does not change
};

Result<Patience> patienceOf(ReadPort &port, JobId sample)
{
    const auto detail = port.job(sample);
    const auto queues = detail ? port.queues() : Result<QList<Queue>>(detail.error());
    if (!queues)
        return queues.error();
    Patience patience;
    patience.step = detail->job.step;
    for (const Queue &queue : *queues)
        if (queue.id == detail->job.queue)
            patience.queue = queue;
    if (!patience.queue.id.isValid())
        return Error{ErrorKind::NotFound, detail->queueName, {}};
    if (const auto snapshot = port.recipeSnapshot(detail->job.batch))
        for (const QJsonValue &step : (*snapshot)[QLatin1String("steps")].toArray())
            if (const double seconds = step[QLatin1String("timeLimit")].toDouble();
                seconds > 0 && step[QLatin1String("id")].toString() == patience.step)
                patience.ofStep = Micros(qint64(seconds * 1e6));
    return patience;
}

} // namespace

// The desk may be closed by the time the answer comes.
void FailureDesk::send(const QString &command, const QList<JobFilter> &jobs, const QJsonObject &more)
{
    const auto changed = std::make_shared<qint64>(0); // by all parts so far
    for (const JobFilter &part : jobs)
        m_context.commands.jobs(command, part, Reach::Named, more,
                                [self = QPointer(this), command, changed](const QJsonObject &reply) {
                                    *changed += reply.value(QLatin1String("changed")).toInteger();
                                    if (self)
                                        self->tellDone(command, *changed);
                                });
}

// What can be undone is offered by UndoOffer; a move is only told.
void FailureDesk::tellDone(const QString &command, qint64 changed)
{
    if (command == QLatin1String("job.move") && changed > 0)
        m_banner->tell(Banner::Kind::Info, changed == 1 ? tr("1 job goes elsewhere.")
                                                        : tr("%1 jobs go elsewhere.").arg(countText(changed)));
    m_context.batches.refresh();
    read();
}

void FailureDesk::skip(const QList<JobFilter> &jobs, qint64 count)
{
    askFirst(this, count == 1 ? tr("Leave this job as it is?") : tr("Leave %1 jobs as they are?").arg(countText(count)),
             tr("They count as skipped, and so does what waits for them. They are not tried again."), tr("Skip"),
             [this, jobs] { send(QStringLiteral("job.skip"), jobs); });
}

// The wording belongs to a batch: of several batches, the newest failure's is edited and tried again.
void FailureDesk::editAndRetry(const Cause &cause)
{
    m_context.reads.read<StepWording>(
        this,
        [sample = cause.group.sample](ReadPort &port, const ReadDesk::Cancelled &) -> Result<StepWording> {
            const auto detail = port.job(sample);
            if (!detail)
                return detail.error();
            const auto snapshot = port.recipeSnapshot(detail->job.batch);
            const auto recipe = snapshot ? storedRecipe(*snapshot) : Result<Recipe>(snapshot.error());
            if (!recipe)
                return recipe.error();
            if (const Step *step = stepNamed(*recipe, detail->job.step))
                return StepWording{detail->job.batch, *step, detail->fields.keys()};
            return Error{ErrorKind::NotFound, detail->job.step, {}};
        },
        [this, cause](Result<StepWording> wording) {
            if (!wording) {
                Q_EMIT m_context.commands.refused(wording.error());
                return;
            }
            const Batch *batch = m_context.batches.batch(wording->batch);
            auto *dialog = new EditStep(m_context, {wording->step}, batch ? batch->name : QString(), wording->fields,
                                        wording->batch, EditStep::Then::Retry, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &EditStep::saved, this, [this, where = cause.where, batch = wording->batch] {
                QList<JobFilter> jobs = where;
                jobs.removeIf([batch](const JobFilter &part) { return part.batch.isValid() && part.batch != batch; });
                for (JobFilter &part : jobs)
                    part.batch = batch;
                send(QStringLiteral("job.retry"), jobs);
            });
            dialog->open();
        });
}

// For everything that its queue sends from now on.
void FailureDesk::raiseDeadline(JobId sample, std::function<void()> then)
{
    m_context.reads.read<Patience>(
        this, [sample](ReadPort &port, const ReadDesk::Cancelled &) { return patienceOf(port, sample); },
        [this, then = std::move(then)](Result<Patience> patience) {
            if (!patience) {
                Q_EMIT m_context.commands.refused(patience.error());
                return;
            }
            if (patience->ofStep) {
                m_banner->tell(
                    Banner::Kind::Warning,
                    tr("The recipe gives a request of its step “%1” %2. Batches that are added with a longer "
                       "timeLimit there wait longer; this one cannot.")
                        .arg(nameText(patience->step), durationText(*patience->ofStep)));
                return;
            }
            const Queue *queue = &patience->queue;
            const Micros longer = std::min<Micros>(kLongest, queue->deadline * kLonger);
            if (longer <= queue->deadline) {
                m_banner->tell(
                    Banner::Kind::Warning,
                    tr("The queue “%1” already waits up to %2 for an answer, and cannot wait longer. Nothing was sent.")
                        .arg(nameText(queue->name), durationText(queue->deadline)));
                return;
            }
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
    for (const Batch &batch : m_context.batches.batches()) {
        const auto isOf = [&batch](const JobFilter &part) { return !part.batch.isValid() || part.batch == batch.id; };
        if (std::any_of(m_among.cbegin(), m_among.cend(), isOf))
            count += batch.counts[JobState::Unknown];
    }
    return count;
}

void FailureDesk::resolve(const QString &how, const QList<JobFilter> &jobs, qint64 count)
{
    const auto act = [this, how, jobs] { send(QStringLiteral("job.resolve"), jobs, {{QStringLiteral("how"), how}}); };
    if (how == QLatin1String("resend"))
        askFirst(this, count == 1 ? tr("Send this job again?") : tr("Send %1 jobs again?").arg(countText(count)),
                 tr("What they may have cost already stays booked, and is paid a second time if they were done."),
                 tr("Send again"), act);
    else
        act();
}

} // namespace fornada
