#include "engine/control.h"
#include "results/results_folder.h"

#include <atomic>

// The operator has results elsewhere: on a larger disk, say. Work goes on while they are copied.
namespace fornada {

// One that is under way; counted and cancelled across threads.
struct Control::ResultsMove {
    MovePlan plan;
    std::atomic<qint64> files = 0;
    std::atomic_bool cancelled = false;
};

void Control::resultsMove(Args &args, CommandReply reply)
{
    const QString to = args.needText(QLatin1String("to")), data = m_runtime.folders().data;
    if (args.error() || data.isEmpty() || m_moving) {
        reply(args.error() ? *args.error()
                           : Error{ErrorKind::NotAllowed,
                                   {},
                                   data.isEmpty() ? QStringLiteral("there is no data folder")
                                                  : QStringLiteral("the results are being moved already")});
        return;
    }
    m_moving = std::make_shared<ResultsMove>();
    const OperationRecord entry = record(to);
    const auto plan = std::make_shared<Result<MovePlan>>(MovePlan());
    m_seams.workers.run([plan, data, to] { *plan = planResultsMove(data, to); },
                        [this, plan, entry, reply] {
                            if (!*plan) {
                                m_moving.reset();
                                reply(plan->error());
                                return;
                            }
                            m_moving->plan = **plan;
                            copyAndSwitch(entry, reply);
                        });
}

void Control::copyAndSwitch(const OperationRecord &entry, const CommandReply &reply)
{
    const auto ended = std::make_shared<Status>();
    m_seams.workers.run(
        [ended, move = m_moving, data = m_runtime.folders().data, results = &m_runtime.results()] {
            const auto progress = [move](qint64 files) {
                move->files = files;
                return !move->cancelled;
            };
            *ended = copyResults(data, move->plan.target, progress);
            if (*ended)
                *ended = results->whileStill([&] { return switchResults(data, move->plan.target); });
            if (*ended)
                emptyOldResults(data);
        },
        [this, ended, entry, reply] {
            const auto move = std::exchange(m_moving, nullptr);
            if (!*ended) {
                reply(ended->error());
                return;
            }
            writeDownDone(entry,
                          QJsonObject{{QStringLiteral("place"), move->plan.target},
                                      {QStringLiteral("files"), move->plan.files},
                                      {QStringLiteral("bytes"), move->plan.bytes}},
                          reply);
        });
}

void Control::resultsStay(Args &, CommandReply reply)
{
    const bool isMoving = bool(m_moving);
    cutShort();
    reply(QJsonObject{{QStringLiteral("stopped"), isMoving}});
}

void Control::cutShort()
{
    if (m_moving)
        m_moving->cancelled = true;
}

QJsonObject Control::movingJson() const
{
    if (!m_moving || m_moving->plan.target.isEmpty())
        return {};
    return {{QStringLiteral("to"), m_moving->plan.target},
            {QStringLiteral("files"), m_moving->files.load()},
            {QStringLiteral("of"), m_moving->plan.files}};
}

} // namespace fornada
