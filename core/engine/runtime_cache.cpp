#include "engine/join_result.h"
#include "engine/runtime.h"

// What needs no request: results that equal requests gave before, and jobs that cannot be asked for.
namespace fornada {

// A result that is not kept, or not as it was, is asked for as if there were no cache.
void Runtime::askCache(const RequestPlan &plan, BuiltJob built)
{
    struct Look {
        std::optional<CacheEntry> equal, near;
    };
    const auto look = [key = built.hash, place = built.cache.place,
                       job = plan.input.job.id](Store &store) -> Result<Look> {
        const auto equal = store.cached(key);
        if (!equal || *equal)
            return equal ? Result<Look>(Look{*equal, {}}) : Result<Look>(equal.error());
        const auto near = store.cachedAt(place, job);
        return near ? Result<Look>(Look{{}, *near}) : Result<Look>(near.error());
    };
    m_seams.store.call<Look>(look, [this, plan, built](Result<Look> found) mutable {
        if (!isAsked(plan.input.job.id, plan.asking))
            return;
        if (!found) { // the store failed: that is no reason to pay
            lookAgain(plan.input.job.id, found.error());
            return;
        }
        if (found->equal && mayServe(*found->equal, built.cache.ttl, plan.step.review, now().wall)) {
            takeOver(plan, built, *found->equal);
            return;
        }
        built.cache.miss = missOf(built.cache, found->equal, found->near, now().wall);
        useBuilt(plan, std::move(built));
    });
}

// Files are copied: every job has its own, whatever becomes of the other's.
void Runtime::takeOver(const RequestPlan &plan, const BuiltJob &built, const CacheEntry &entry)
{
    const JobId job = plan.input.job.id;
    const auto taken = std::make_shared<TakenOver>();
    taken->event = plan.step.review ? JobEvent::NeedsReview : JobEvent::Completed;
    taken->message = messageOf({entry.job, entry.created, entry.batch == plan.input.job.batch});
    taken->results = entry.results;
    const auto copied = std::make_shared<Status>();
    m_seams.workers.run(
        [taken, copied, job, from = entry.attempt, wish = built.resultPath, files = &m_results] {
            for (qsizetype i = 0; i < taken->results.size() && *copied; ++i) {
                ResultItem &item = taken->results[i];
                item.job = job;
                item.attempt = from;
                *copied = files->copy(item, int(i), takenBy(job), wish);
            }
        },
        [this, plan, asked = BuiltJob(built), taken, copied, job, from = entry.job, made = entry.created]() mutable {
            if (!isAsked(job, plan.asking))
                return; // what was copied is swept up with the rest at the next start
            if (!*copied && isDisksFault(copied->error().kind)) { // what is there is not paid again for that
                lookAgain(job, copied->error());
                return;
            }
            if (!*copied) {
                asked.cache.miss = CacheMiss{CacheMiss::Why::FileGone, {}, from, made};
                useBuilt(plan, std::move(asked));
                return;
            }
            m_asked.remove(job);
            m_taken.insert(job, *taken);
            tell(ResultFound{job});
        });
}

// When the disk is well again.
void Runtime::lookAgain(JobId job, const Error &why)
{
    m_asked.remove(job);
    filesFailed(why);
    tell(JobsTouched{{job}, false});
}

// A step that joins what its parents gave asks nobody: no gate, no attempt, no money.
void Runtime::joinHere(const RequestPlan &plan, const BuiltJob &built)
{
    const JobId job = plan.input.job.id;
    auto joined = joinedResult(built.ask, plan.step, job);
    if (!joined) {
        refuse(job, joined.error().subject);
        return;
    }
    const auto made = std::make_shared<TakenOver>(TakenOver{joined->event, joined->message, joined->results});
    const auto stored = std::make_shared<Status>();
    m_seams.workers.run(
        [made, stored, wish = built.resultPath, files = &m_results] {
            for (qsizetype i = 0; i < made->results.size() && *stored; ++i) {
                ResultItem &item = made->results[i];
                item.path = wish;
                *stored = files->store(item, int(i), item.text.toUtf8());
            }
        },
        [this, plan, made, stored, job] {
            if (!isAsked(job, plan.asking))
                return;
            if (!*stored) {
                lookAgain(job, stored->error());
                return;
            }
            m_asked.remove(job);
            m_taken.insert(job, *made);
            tell(ResultFound{job});
        });
}

void Runtime::on(const TakeResult &d)
{
    if (m_taken.contains(d.job))
        settleUnsent(d.job, d.batch, m_taken.take(d.job));
}

void Runtime::on(const FailUnsent &d)
{
    settleUnsent(d.job, d.batch, {JobEvent::Failed, d.message, {}});
}

void Runtime::settleUnsent(JobId job, BatchId batch, const TakenOver &result)
{
    const auto settle = [job, batch, result, wall = now().wall](Store &store) -> Result<Settled> {
        const auto facts = store.batch(batch);
        if (!facts)
            return facts.error();
        if (result.event != JobEvent::Failed && facts->state != BatchState::Running)
            return Error{ErrorKind::NotAllowed, facts->name, toName(facts->state)}; // paused or cancelled meanwhile
        return store.settleUnsent(job, result.event, result.message, result.results, wall);
    };
    ++m_openWrites;
    m_seams.store.call<Settled>(settle, [this, job, batch, result](Result<Settled> done) {
        --m_openWrites;
        if (!done)
            return; // the job is still queued, and its lane is loaded again
        publishTaken(job, result, *done, [this, job, batch, settled = *done] {
            for (const LaneKey &lane : settled.woken)
                m_scheduler.absorb(LaneWoken{lane}, now());
            note(batch, job);
            if (settled.batchFinished)
                loadFacts(batch);
            if (settled.pilotDone)
                tellPilotDone(batch);
            pump();
        });
    });
}

void Runtime::publishTaken(JobId job, const TakenOver &result, const Settled &done, std::function<void()> then)
{
    Publishing files{takenBy(job), {}, {}, std::move(then)};
    for (qsizetype i = 0; i < done.resultPaths.size(); ++i)
        if (const QString &path = done.resultPaths.at(i); !path.isEmpty())
            files.moves.append({int(i), result.results.at(i).path.section(QLatin1Char('.'), -1), path});
    publishFiles(std::move(files));
}

} // namespace fornada
