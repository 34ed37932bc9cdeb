#include "engine/runtime_recovery.h"

#include "engine/answer_envelope.h"

#include <QDateTime>

// What a crash left behind.
namespace fornada {

void Runtime::loadOpenAttempts(std::shared_ptr<Recovery> recovery)
{
    recovery->left = recovery->open.size() + 1;
    recovery->card.inFlight = int(recovery->open.size());
    const QList<OpenAttempt> attempts = recovery->open;
    for (const OpenAttempt &open : attempts) {
        InFlight flight;
        flight.job = open.job;
        flight.job.reserve = open.attempt.reserved;
        flight.job.account = open.attempt.account;
        flight.kind = m_accounts.value(open.attempt.account).kind;
        flight.spooled = !open.hasRaw;
        m_inFlight.insert(open.attempt.id, flight);
        redigest(open, recovery);
    }
    recoveredOne(recovery);
}

// An answer that was saved before the crash is used, free of charge; otherwise the outcome is lost.
void Runtime::redigest(const OpenAttempt &open, std::shared_ptr<Recovery> recovery)
{
    struct Found {
        QByteArray raw;
        bool isThere = false;
        std::optional<AnswerPlan> plan;
    };
    const auto found = std::make_shared<Found>();
    found->raw = recovery->raws.take(open.attempt.id);
    found->isThere = !found->raw.isEmpty();
    const auto request = planWithoutKey(recovery->inputs.value(open.attempt.id));
    const QString spool = spoolPath(m_folders.spool, open.attempt.id);
    m_seams.workers.run(
        [found, spool, request, files = &m_seams.files] {
            if (!found->isThere && files->exists(spool)) {
                found->isThere = true;
                if (auto bytes = files->read(spool))
                    found->raw = *bytes;
            }
            if (request)
                found->plan = planAnswer(*request, *files);
        },
        [this, found, open, recovery] {
            const auto saved = unpackAnswer(found->raw);
            const QDate day = localDay(open.attempt.claimed);
            if (saved && found->plan) {
                ++recovery->card.saved;
                InFlight &flight = m_inFlight[open.attempt.id];
                flight.ask = found->plan->ask;
                flight.ask.reserve = open.attempt.reserved;
                flight.resultPath = found->plan->resultPath;
                flight.cache = found->plan->cache;
                flight.answer = saved->answer;
                flight.received = saved->received;
                tell(FoundAnswered{open.job, open.attempt, day});
                digest(open.attempt.id);
            } else {
                tell(FoundOpen{open.job, open.attempt, day, !found->isThere});
            }
            recoveredOne(recovery);
        });
}

void Runtime::recoveredOne(std::shared_ptr<Recovery> recovery)
{
    if (--recovery->left > 0)
        return;
    // Behind the settlements just written: count what became of the attempts without an answer.
    QList<JobId> jobs;
    for (const OpenAttempt &open : std::as_const(recovery->open))
        jobs.append(open.job.id);
    const auto look = [jobs](Store &store) -> Result<QList<Job>> {
        QList<Job> states;
        for (const JobId id : jobs)
            if (const auto job = store.job(id))
                states.append(*job);
        return states;
    };
    m_seams.store.call<QList<Job>>(look, [this, recovery](const Result<QList<Job>> &states) {
        for (const Job &job : states ? *states : QList<Job>()) {
            recovery->card.unknown += job.state == JobState::Unknown;
            recovery->card.possible += job.state == JobState::Unknown ? job.reserve : Money{};
            recovery->card.resent += job.state == JobState::Queued;
        }
        noteRecovery(recovery->card);
        m_recovered = true;
        m_paused = m_paused || (m_holdAfterCrash && recovery->card.inFlight > 0);
        if (!m_paused)
            m_scheduler.absorb(AllPaused{false}, now());
        recovery->done(recovery->card);
        tick();
    });
}

void Runtime::noteRecovery(const RecoveryCard &card)
{
    if (card.inFlight == 0)
        return;
    const QJsonObject facts{{QStringLiteral("inFlight"), card.inFlight},
                            {QStringLiteral("saved"), card.saved},
                            {QStringLiteral("unknown"), card.unknown},
                            {QStringLiteral("resent"), card.resent},
                            {QStringLiteral("possible"), toDecimal(card.possible)}};
    on(Notify{{0,
               now().wall,
               card.unknown > 0 ? EventLevel::NeedsYou : EventLevel::Info,
               QStringLiteral("recovered"),
               {},
               {},
               facts}});
}

// Media that were settled but not moved get their names; what belongs to nobody goes. Nothing new may be written
// meanwhile: it would look like nobody's.
void Runtime::sweepResults(std::shared_ptr<Recovery> recovery)
{
    const auto attempts = std::make_shared<QList<AttemptId>>();
    m_seams.workers.run([attempts, files = &m_results] { *attempts = files->incoming(); },
                        [this, attempts, recovery] {
                            if (attempts->isEmpty())
                                loadOpenAttempts(recovery);
                            else
                                sweep(*attempts, recovery);
                        });
}

void Runtime::sweep(const QList<AttemptId> &attempts, std::shared_ptr<Recovery> recovery)
{
    using Paths = QHash<AttemptId, QStringList>;
    const auto read = [attempts](Store &store) -> Result<Paths> {
        Paths paths;
        for (const AttemptId id : attempts) {
            const auto found = store.resultPaths(id);
            if (!found)
                return found.error();
            paths.insert(id, *found);
        }
        return paths;
    };
    m_seams.store.call<Paths>(read, [this, recovery](Result<Paths> paths) {
        if (!paths) {
            recovery->done(paths.error());
            return;
        }
        QList<AttemptId> open;
        for (const OpenAttempt &one : std::as_const(recovery->open))
            open.append(one.attempt.id);
        m_seams.workers.run(
            [paths = *paths, open, files = &m_results] {
                const auto pathOf = [&](AttemptId id, int place) { return paths.value(id).value(place); };
                (void)files->sweep(pathOf, open); // what cannot be moved now is moved at the next start
            },
            [this, recovery] { loadOpenAttempts(recovery); });
    });
}

} // namespace fornada
