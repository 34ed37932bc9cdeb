#pragma once

#include "engine/runtime.h"

namespace fornada {

// Batches that went on file in one go, from there to the scheduler. Where many add at the same moment, each has his
// answer before the scheduler hears of any: what their jobs do next hurries nobody. Engine thread.
class AddedBatches {
public:
    AddedBatches(Runtime &runtime, Seams seams)
        : m_runtime(runtime)
        , m_seams(seams)
    {}

    void begin() { ++m_begun; }       // somebody adds something
    void expect() { ++m_committing; } // one more is being written
    // It is on file, or (added: nullopt) came to nothing. answer: to whom it belongs.
    struct Added {
        Batch batch;
        std::shared_ptr<const Recipe> recipe;
    };
    void arrive(std::optional<Added> added, const std::function<void()> &answer);
    // Now, whoever else is still being written: somebody asks for something to be done with one of them.
    void tellAll();
    bool isQuiet() const { return m_committing == 0 && m_untold.isEmpty(); }

private:
    void tellWhenCalm();
    void tell(const Added &added);

    Runtime &m_runtime;
    const Seams m_seams;
    int m_committing = 0;
    qint64 m_begun = 0;
    bool m_waitsForCalm = false;
    QList<Added> m_untold; // answered for
    Moment m_since = {};   // when the first of them came
};

// The lanes of its queues are looked at.
void wakeLanes(Runtime &runtime, BatchId batch, const Recipe &recipe);

} // namespace fornada
