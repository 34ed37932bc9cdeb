#include "model/too_heavy.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// Who goes next, and may it go: permits are given in one order over all lanes.
namespace fornada {

namespace {

// A job whose request is being built keeps its place this long; then those may pass whose requests are ready: it may be
// their memory that it waits for.
constexpr Micros kHoldPlace = std::chrono::seconds(1);

// What is expected of a request that is not built yet never shuts a gate for good.
qint64 mostOf(qint64 tokens, const GateSet &gates)
{
    const auto &limit = gates.config().tokenWindow;
    return limit ? std::min(tokens, limit->count) : tokens;
}

} // namespace

void Scheduler::loadHeads(Moment now)
{
    if (!m_storeOk)
        return;
    const auto isClaiming = [](const auto &entry) { return entry.second.stage == Ticket::Stage::Claiming; };
    std::optional<int> claiming; // their pages may still hold them
    for (const LaneKey &key : m_lanes.wanting(m_steady.at(now))) {
        if (!m_batches.contains(key.batch))
            continue;
        Lane &lane = *m_lanes.find(key);
        lane.loading = true;
        lane.stale = false;
        if (!claiming)
            claiming = int(std::count_if(m_tickets.begin(), m_tickets.end(), isClaiming));
        lane.asked = m_lanes.pageOf(lane);
        lane.limit = lane.asked + *claiming;
        decide(LoadHeads{key, lane.limit, m_steady.at(now)});
    }
}

Opening Scheduler::laneOpening(LaneKey key) const
{
    const auto batch = m_batches.find(key.batch);
    return laneOpening(key, batch == m_batches.end() ? nullptr : &batch->second);
}

Opening Scheduler::laneOpening(LaneKey key, const BatchEntry *batch) const
{
    if (!m_storeOk)
        return Opening::closed(WaitReason::DiskFull);
    if (m_paused)
        return Opening::closed(WaitReason::AllPaused);
    if (!batch)
        return Opening::closed(WaitReason::BatchPaused);
    if (const Opening own = openingOf(batch->batch.state); !own.isOpen())
        return own;
    const auto queue = m_queues.find(key.queue);
    if (queue == m_queues.end() || queue->second.paused)
        return Opening::closed(WaitReason::QueuePaused);
    return Opening::open();
}

int Scheduler::priorityOf(const Track &track, const BatchEntry &batch)
{
    return std::max(batch.batch.priority, track.heads.first().priority);
}

// Nobody of a queue goes while its own gate is shut: where many wait, they are not even looked at.
bool Scheduler::findShut(const Job &first, Moment now)
{
    const GateSet &gates = *m_gates.of(first.queue, first.account, first.model).at(Scope::Queue).gates;
    const Micros ahead = m_claimTimes.ahead();
    const bool isFull = gates.pending() >= gates.runAhead(ahead);
    const Opening opening = isFull ? Opening::closed(WaitReason::Pace) : gates.earliest(now, 0, ahead);
    if (opening.isOpen() || (opening.until && opening.until->boot <= now.boot + ahead))
        return false;
    noteOpening(opening, now);
    m_shut.insert_or_assign(first.queue, ClosedScope{opening, ClosedScope::kByItself});
    return true;
}

bool Scheduler::isShutByItself(QueueId queue) const
{
    const auto shut = m_shut.find(queue);
    return shut != m_shut.end() && shut->second.priority == ClosedScope::kByItself;
}

void Scheduler::putInOrder()
{
    m_lanes.putInOrder([this](BatchId id) -> std::optional<LaneBook::Rank> {
        const auto batch = m_batches.find(id);
        if (batch == m_batches.end() || !openingOf(batch->second.batch.state).isOpen())
            return std::nullopt;
        return LaneBook::Rank{batch->second.batch.priority, batch->second.served};
    });
}

// In one order over all queues, until each is shut or nobody is left in it.
void Scheduler::givePermits(Moment now)
{
    m_shut.clear();
    ++m_round;
    if (m_paused || !m_storeOk)
        return;
    if (m_goesElsewhere)
        turnWaiting(now);
    putInOrder();
    std::vector<Next> queues = goingQueues(now);
    ClosedScopes closed;
    std::set<const Track *> passed; // they have had their turn; their batch has others
    while (!queues.empty()) {
        const auto isBefore = [](const Next &a, const Next &b) { return a.turn < b.turn; };
        const Next next = *std::min_element(queues.begin(), queues.end(), isBefore);
        Track &track = m_lanes.find(next.turn.key)->tracks[next.turn.track];
        const bool goes = !passed.contains(&track) && tryTrack(next.turn, track, closed, now) == Pass::Permitted;
        if (goes) {
            track.looked = 0; // at whoever is first now
            putInOrder();     // its batch goes behind the others
        } else {
            passed.insert(&track);
        }
        std::erase_if(queues, [&](Next &one) {
            const auto place =
                one.turns == next.turns ? one.turns->upper_bound(next.turn) : one.turns->lower_bound(one.turn);
            if (place == one.turns->end() || m_shut.contains(place->key.queue))
                return true;
            one.turn = *place;
            return false;
        });
    }
}

std::vector<Scheduler::Next> Scheduler::goingQueues(Moment now)
{
    std::vector<Next> queues;
    for (const auto &[id, turns] : m_lanes.turns().queues()) {
        const auto queue = m_queues.find(id);
        if (turns.empty() || queue == m_queues.end() || queue->second.paused)
            continue;
        const Turn &first = *turns.begin();
        const Job &job = m_lanes.find(first.key)->tracks[first.track].heads.first();
        if (turns.size() == 1 || m_goesElsewhere || !findShut(job, now))
            queues.push_back({&turns, first});
    }
    return queues;
}

Scheduler::Pass Scheduler::tryTrack(const Turn &turn, Track &track, ClosedScopes &closed, Moment now)
{
    track.waiting = Opening::open();
    track.looked = m_round;
    QStringList broke; // steps that money stops: others cost less, or other credits
    bool onlyReady = false;
    for (qsizetype i = 0; i < track.heads.size(); ++i) {
        const QString step = track.heads.at(i).step;
        if (broke.contains(step) || (onlyReady && !isReady(track.heads.at(i).id)))
            continue;
        const Pass pass = tryHead(turn, track, i, closed, now);
        if (pass == Pass::Permitted)
            track.waiting = Opening::open();
        if (pass == Pass::Permitted || pass == Pass::TrackWaits)
            return pass;
        if (pass == Pass::NextStep)
            broke.append(step);
        onlyReady = onlyReady || pass == Pass::NextReady;
    }
    track.clogged = broke.isEmpty() && !onlyReady;
    return Pass::TrackWaits;
}

bool Scheduler::isReady(JobId job) const
{
    const auto prepared = m_prepared.find(job);
    return prepared != m_prepared.end() && prepared->second.ready;
}

Scheduler::Pass Scheduler::tryHead(const Turn &turn, Track &track, qsizetype index, ClosedScopes &closed, Moment now)
{
    const Job &job = track.heads.at(index);
    const Micros ahead = m_claimTimes.ahead();
    const auto wait = [&](const Opening &opening) {
        if (index == 0)
            track.waiting = opening;
        noteOpening(opening, now);
    };
    const auto account = m_accounts.find(job.account);
    if (account == m_accounts.end() || account->second.paused) {
        wait(Opening::closed(WaitReason::AccountPaused));
        return Pass::TrackWaits;
    }
    if (!rowHasRoom(job)) {
        wait(Opening::closed(WaitReason::RowConcurrency));
        return Pass::NextHead;
    }
    if (waitsForSame(job)) {
        wait(Opening::closed(WaitReason::SameAsOther));
        return Pass::NextHead;
    }
    const auto prepared = m_prepared.find(job.id);
    const bool ready = prepared != m_prepared.end() && prepared->second.ready;
    // A job that its budget stops is passed over: it must not hold a place at a gate.
    if (const Opening money = moneyOpening(job, ready ? prepared->second.reserve : job.reserve, now); !money.isOpen()) {
        wait(money);
        return Pass::NextStep;
    }
    const JobGates &gates = m_gates.of(job.queue, job.account, job.model);
    if (const auto limit = ready ? gates.tooSmallFor(prepared->second.tokens) : std::nullopt) {
        decide(DropPrepared{job.id});
        on(PrepareFailed{job.id, toMessage(TooHeavy{prepared->second.tokens, *limit})}, now);
        return Pass::TrackWaits;
    }
    const JobGates::Entry *closedBy = nullptr;
    const Opening opening = gatesOpening(gates, job, closed, turn.priority, now, &closedBy);
    const bool soon = !opening.isOpen() && opening.until && opening.until->boot <= now.boot + ahead;
    if (!opening.isOpen() && !soon) {
        closed.try_emplace(closedBy->gates, ClosedScope{opening, turn.priority});
        if (closedBy->scope == Scope::Queue)
            m_shut.try_emplace(job.queue, ClosedScope{opening, turn.priority});
        wait(opening);
        return Pass::TrackWaits;
    }
    if (!ready) {
        if (prepared == m_prepared.end())
            requestPrepare(job, now);
        const auto asked = m_prepared.find(job.id);
        wait(Opening::closed(WaitReason::Preparing));
        if (asked != m_prepared.end() && now.boot >= asked->second.requested.boot + kHoldPlace)
            return Pass::NextReady;
        if (asked != m_prepared.end()) {
            noteWake(asked->second.requested + kHoldPlace);
            const ClosedScope held{Opening::closed(WaitReason::Preparing), turn.priority};
            for (const auto &entry : gates)
                closed.try_emplace(entry.gates, held);
            m_shut.try_emplace(job.queue, held);
        }
        return Pass::TrackWaits;
    }
    permit(turn, track, index, gates, soon ? *opening.until : now, now);
    return Pass::Permitted;
}

Opening Scheduler::gatesOpening(const JobGates &gates, const Job &job, const ClosedScopes &closed, int priority,
                                Moment now, const JobGates::Entry **closedBy) const
{
    const auto prepared = m_prepared.find(job.id);
    const qint64 tokens = prepared != m_prepared.end() && prepared->second.ready ? prepared->second.tokens : job.tokens;
    Opening latest = Opening::open();
    for (const auto &entry : gates) {
        Opening opening;
        if (const auto it = closed.find(entry.gates); it != closed.end()) {
            opening = it->second.behind(priority);
        } else if (entry.gates->pending() >= entry.gates->runAhead(m_claimTimes.ahead())) {
            opening = Opening::closed(WaitReason::Pace);
        } else {
            opening = entry.gates->earliest(now, mostOf(tokens, *entry.gates), m_claimTimes.ahead());
        }
        if (opening.isOpen())
            continue;
        const bool later =
            latest.isOpen() || (latest.until && (!opening.until || opening.until->boot > latest.until->boot));
        if (later) {
            latest = opening;
            *closedBy = &entry;
        }
    }
    return latest;
}

bool Scheduler::rowHasRoom(const Job &job) const
{
    const auto queue = m_queues.find(job.queue);
    if (queue == m_queues.end() || !queue->second.limits.rowConcurrency)
        return true;
    return m_rowsInFlight.value({job.queue, job.row}) < *queue->second.limits.rowConcurrency;
}

void Scheduler::permit(const Turn &turn, Track &track, qsizetype index, const JobGates &gates, Moment sendAt,
                       Moment now)
{
    Ticket ticket;
    ticket.job = m_lanes.take(turn.key, track, index);
    ticket.gates = gates;
    ticket.day = m_day;
    ticket.sendAt = sendAt;
    ticket.permitted = now;
    const auto prepared = m_prepared.find(ticket.job.id);
    ticket.hash = prepared->second.hash;
    ticket.reserved = ticket.job.reserve = prepared->second.reserve;
    ticket.tokens = prepared->second.tokens;
    if (prepared->second.shares)
        beginMaking(ticket.job, ticket.hash);
    m_prepared.erase(prepared);
    m_looked.erase(ticket.job.id);

    m_budget.reserve(scopesOf(ticket.job), ticket.reserved);
    takeCredits(ticket.job);
    for (const auto &entry : gates)
        entry.gates->reserve(now, ticket.tokens);
    ++m_rowsInFlight[{ticket.job.queue, ticket.job.row}];
    ticket.order = m_batches[turn.key.batch].served = ++m_served;
    m_lanes.rankChanged(turn.key.batch);
    decide(OpenAttemptNow{ticket.job, ticket.hash, sendAt, m_gates.save(gates, now)});
    m_tickets.emplace(ticket.job.id, std::move(ticket));
}

} // namespace fornada
