#pragma once

#include "model/lane.h"
#include "model/wait_reason.h"
#include "scheduler/turn_order.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace fornada {

// The jobs of a lane that go to one account and model: they pass the same gates. Only the first due ones are in memory,
// whatever waits behind them.
struct Track {
    AccountId account;
    QString model;
    QList<Job> heads;       // due, in order, none of them in flight; only the book changes them
    bool exhausted = false; // nothing due behind the heads
    bool clogged = false;   // others hold up every head, of the same row or the same result: those behind may go
    Opening waiting = {};   // why its first job did not go when it was looked at
    quint64 looked = 0;     // in which round; in a later one its queue was shut by then
};

// One lane as the scheduler sees it.
struct Lane {
    std::vector<Track> tracks;
    std::optional<Wall> nextDue; // when the next delayed job is due
    int asked = 0;               // how many heads of each track its last page could hold
    int limit = 0;               // the same, and as many as were being claimed then
    bool loading = false;
    bool stale = true; // the store may know better

    bool hasHeads() const { return firstTrack() != nullptr; }
    const Track *firstTrack() const; // that has heads
    bool isExhausted() const;
    // Nothing is to be read for it until somebody wakes it.
    bool isAtRest() const { return !stale && !loading && !nextDue && isExhausted(); }
    const Track *trackOf(const Job &job) const;
};

// All lanes with their heads. Part of the scheduler; pure.
class LaneBook {
public:
    // Kept per track, twice as many with each refill: a fast lane asks seldom, a slow one keeps little. ~350 bytes
    // each; waiting jobs behind them cost nothing.
    static constexpr int kLeastHeads = 200;
    static constexpr int kMostHeads = 800;

    explicit LaneBook(int leastHeads = kLeastHeads)
        : m_least(leastHeads)
        , m_most(leastHeads * (kMostHeads / kLeastHeads))
    {}

    std::map<LaneKey, Lane> &all() { return m_lanes; }
    const std::map<LaneKey, Lane> &all() const { return m_lanes; }
    Lane *find(LaneKey key);
    const Lane *find(LaneKey key) const;

    // What the turns of its lanes depend on besides their heads.
    struct Rank {
        int priority;
        quint64 served;
    };
    // Nothing: none of its jobs may go.
    using RankOf = std::function<std::optional<Rank>(BatchId)>;

    void wake(LaneKey key);
    void dropBatch(BatchId batch);
    QList<LaneKey> ofBatch(BatchId batch) const;
    // Takes the page in; jobs in flight are left out. Returns the ids that left the heads.
    QList<JobId> load(LaneKey key, const HeadPage &page, const std::function<bool(JobId)> &inFlight);
    void loadFailed(LaneKey key);
    // Forgets these jobs and reloads their lanes (an operator moved them).
    void touch(const QSet<JobId> &jobs);
    void touch(LaneKey key, const QSet<JobId> &jobs);
    Job take(LaneKey key, Track &track, qsizetype head);
    // Its rank is another.
    void rankChanged(BatchId batch);
    // Places whoever changed since.
    void putInOrder(const RankOf &rankOf);
    const TurnOrder &turns() const { return m_turns; }
    // How many heads of each track its next page is to hold.
    int pageOf(const Lane &lane) const;
    // Lanes that want a page now: stale, low on heads, or with a delayed job that has become due.
    QList<LaneKey> wanting(Wall now);
    // The earliest time after now that a delayed job becomes due in any lane. What is due already is being loaded.
    std::optional<Wall> nextDue(Wall now) const;

private:
    bool isLow(const Lane &lane) const;
    std::vector<Turn> turnsOf(LaneKey key, const RankOf &rankOf) const;

    const int m_least, m_most;
    std::map<LaneKey, Lane> m_lanes; // ordered: decisions must not depend on hash seeds
    std::set<LaneKey> m_awake;       // every lane that is not at rest: where many wait, few are looked at in a pump
    std::set<LaneKey> m_moved;       // whose turns may be others than those in the order
    TurnOrder m_turns;
};

} // namespace fornada
