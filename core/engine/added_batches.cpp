#include "engine/added_batches.h"

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kLongestUntold(150); // while others are being added without end

} // namespace

void AddedBatches::arrive(std::optional<Added> added, const std::function<void()> &answer)
{
    const bool isAlone = m_committing == 1 && m_untold.isEmpty();
    --m_committing;
    if (added) {
        if (m_untold.isEmpty())
            m_since = m_seams.clock.now();
        m_untold.append(*std::move(added));
    }
    if (isAlone)
        tellAll(); // it is known to all when the answer comes
    answer();
    tellWhenCalm();
}

// Others come in as long as one who has his answer, or is read, makes room for the next: it is calm when a turn through
// the workers has brought nobody.
void AddedBatches::tellWhenCalm()
{
    if (!m_untold.isEmpty() && m_seams.clock.now().boot - m_since.boot >= kLongestUntold)
        tellAll();
    if (m_untold.isEmpty() || m_waitsForCalm || m_committing > 0)
        return;
    m_waitsForCalm = true;
    m_seams.workers.run([] {},
                        [this, begun = m_begun] {
                            m_waitsForCalm = false;
                            if (m_committing == 0 && m_begun == begun)
                                tellAll();
                            else
                                tellWhenCalm();
                        });
}

void AddedBatches::tellAll()
{
    if (m_untold.isEmpty())
        return;
    m_runtime.beginBurst();
    for (const Added &added : std::exchange(m_untold, {}))
        tell(added);
    m_runtime.endBurst();
}

void AddedBatches::tell(const Added &added)
{
    // Somebody's order was in the store right behind it: what the runtime read after that is newer than what we hold.
    if (!m_runtime.batches().contains(added.batch.id))
        m_runtime.addBatch(added.batch, *added.recipe);
    wakeLanes(m_runtime, added.batch.id, *added.recipe);
}

void wakeLanes(Runtime &runtime, BatchId batch, const Recipe &recipe)
{
    for (const Step &step : recipe.steps)
        for (const Queue &queue : runtime.queues())
            if (queue.name == step.queue)
                runtime.tell(LaneWoken{{queue.id, batch}});
}

} // namespace fornada
