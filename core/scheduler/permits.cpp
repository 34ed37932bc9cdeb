#include "scheduler/scheduler.h"

#include <algorithm>

// Who goes next, and may it go: permits are given in one order over all lanes.
namespace fornada {

namespace {

// A request is built ahead only when it may go this soon.
constexpr Micros kPrepareAhead = std::chrono::seconds(2);
// A job whose request is being built keeps its place this long; then others may pass.
constexpr Micros kHoldPlace = std::chrono::seconds(1);
constexpr int kPrepareLeast = 4;
constexpr int kPrepareMost = 64;
constexpr int kPrepareMostSlow = 400;
// Of one queue, where many lanes wait: who has not been prepared by then is when its turn has come.
constexpr int kPrepareMostOfQueue = 500;

} // namespace

void Scheduler::loadHeads(Moment now)
{
    if (!m_storeOk)
        return;
    const auto isClaiming = [](const auto &entry) { return entry.second.stage == Ticket::Stage::Claiming; };
    std::optional<int> claiming; // their pages may still hold them
    for (const LaneKey &key : m_lanes.wanting(now.wall)) {
        if (!m_batches.contains(key.batch))
            continue;
        Lane &lane = *m_lanes.find(key);
        lane.loading = true;
        lane.stale = false;
        if (!claiming)
            claiming = int(std::count_if(m_tickets.begin(), m_tickets.end(), isClaiming));
        lane.asked = LaneBook::pageOf(lane);
        decide(LoadHeads{key, lane.asked + *claiming});
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

int Scheduler::priorityOf(const Lane &lane, const BatchEntry &batch)
{
    return std::max(batch.batch.priority, lane.heads.first().priority);
}

Scheduler::Turn Scheduler::turnOf(LaneKey key, Lane &lane, const BatchEntry &batch)
{
    return {priorityOf(lane, batch), batch.served, lane.heads.first().position, key, &lane, &batch};
}

// Those who go first hold a scope; say so when they are there by priority.
Opening Scheduler::behind(const Closed &first, int priority)
{
    return first.priority > priority ? Opening::closed(WaitReason::Priority, first.opening.until) : first.opening;
}

// Nobody of a queue goes while its own gate is shut: where many wait, they are not even looked at.
bool Scheduler::findShut(const Lane &lane, Moment now)
{
    const Job &first = lane.heads.first();
    const GateSet &gates = *m_gates.of(first.queue, first.account, first.model).at(Scope::Queue).gates;
    const Micros ahead = m_claimTimes.ahead();
    const bool isFull = gates.pending() >= gates.runAhead(ahead);
    const Opening opening = isFull ? Opening::closed(WaitReason::Pace) : gates.earliest(now, 0);
    if (opening.isOpen() || (opening.until && opening.until->boot <= now.boot + ahead))
        return false;
    noteOpening(opening, now);
    m_shut.insert_or_assign(first.queue, Closed{opening, Closed::kByItself});
    return true;
}

bool Scheduler::isShutByItself(QueueId queue) const
{
    const auto shut = m_shut.find(queue);
    return shut != m_shut.end() && shut->second.priority == Closed::kByItself;
}

std::vector<Scheduler::Turn> Scheduler::turnsOf(Moment now)
{
    std::vector<Turn> turns;
    auto &lanes = m_lanes.all();
    for (auto it = lanes.begin(); it != lanes.end(); ++it) {
        auto &[key, lane] = *it;
        const auto known = m_batches.find(key.batch);
        const BatchEntry *batch = known == m_batches.end() ? nullptr : &known->second;
        lane.waiting = laneOpening(key, batch);
        lane.behind = false;
        if (!batch || !lane.waiting.isOpen())
            continue;
        turnWaiting(key, lane, *batch, now);
        if (lane.heads.isEmpty()) {
            if (lane.exhausted && !lane.stale && !lane.nextDue && !batch->batch.pilot.isEmpty())
                lane.waiting = Opening::closed(WaitReason::Pilot); // its own jobs have gone
            continue;
        }
        const bool isFirst = turns.empty() || turns.back().key.queue != key.queue;
        const auto next = std::next(it);
        const bool hasMore = next != lanes.end() && next->first.queue == key.queue;
        if (isFirst && hasMore && !m_goesElsewhere && findShut(lane, now)) {
            it = std::prev(lanes.lower_bound({QueueId{key.queue.value + 1}, BatchId{}}));
            continue;
        }
        turns.push_back(turnOf(key, lane, *batch));
    }
    return turns;
}

void Scheduler::givePermits(Moment now)
{
    m_shut.clear();
    m_tops.clear();
    std::vector<Turn> turns = turnsOf(now); // a heap: who goes next is at its top
    size_t queues = m_shut.size();
    for (size_t i = 0; i < turns.size(); ++i) // they are ordered by queue
        queues += i == 0 || turns.at(i).key.queue != turns.at(i - 1).key.queue;
    const auto goesAfter = [](const Turn &a, const Turn &b) { return b.goesBefore(a); };
    std::make_heap(turns.begin(), turns.end(), goesAfter);
    ClosedScopes closed;
    while (!turns.empty() && m_shut.size() < queues) {
        std::pop_heap(turns.begin(), turns.end(), goesAfter);
        const Turn turn = turns.back();
        turns.pop_back();
        if (m_shut.contains(turn.key.queue)) {
            turn.lane->behind = true;
            continue;
        }
        if (tryLane(turn, closed, now) != Pass::Permitted || turn.lane->heads.isEmpty())
            continue;
        turns.push_back(turnOf(turn.key, *turn.lane, *turn.batch));
        std::push_heap(turns.begin(), turns.end(), goesAfter);
    }
    for (const Turn &turn : turns)
        turn.lane->behind = true;
}

Scheduler::Pass Scheduler::tryLane(const Turn &turn, ClosedScopes &closed, Moment now)
{
    Lane &lane = *turn.lane;
    for (qsizetype i = 0; i < lane.heads.size(); ++i) {
        const Pass pass = tryHead(turn, i, closed, now);
        if (pass == Pass::Permitted)
            lane.waiting = Opening::open();
        if (pass != Pass::NextHead)
            return pass;
    }
    return Pass::LaneWaits;
}

Scheduler::Pass Scheduler::tryHead(const Turn &turn, qsizetype index, ClosedScopes &closed, Moment now)
{
    Lane &lane = *turn.lane;
    const Job &job = lane.heads.at(index);
    const Micros ahead = m_claimTimes.ahead();
    const auto wait = [&](const Opening &opening) {
        if (index == 0)
            lane.waiting = opening;
        noteOpening(opening, now);
    };
    const auto account = m_accounts.find(job.account);
    if (account == m_accounts.end() || account->second.paused) {
        wait(Opening::closed(WaitReason::AccountPaused));
        return Pass::NextHead;
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
        return Pass::LaneWaits;
    }
    const JobGates &gates = m_gates.of(job.queue, job.account, job.model);
    const JobGates::Entry *closedBy = nullptr;
    const Opening opening = gatesOpening(gates, job, closed, turn.priority, now, &closedBy);
    const bool soon = !opening.isOpen() && opening.until && opening.until->boot <= now.boot + ahead;
    if (!opening.isOpen() && !soon) {
        closed.try_emplace(closedBy->gates, Closed{opening, turn.priority});
        if (closedBy->scope == Scope::Queue)
            m_shut.try_emplace(job.queue, Closed{opening, turn.priority});
        wait(opening);
        // Another model of the same queue may be open.
        return closedBy->scope == Scope::Model ? Pass::NextHead : Pass::LaneWaits;
    }
    if (!ready) {
        if (prepared == m_prepared.end())
            requestPrepare(job, now);
        const auto asked = m_prepared.find(job.id);
        wait(Opening::closed(WaitReason::Preparing));
        if (asked != m_prepared.end() && now.boot < asked->second.requested.boot + kHoldPlace) {
            noteWake(asked->second.requested + kHoldPlace);
            const Closed held{Opening::closed(WaitReason::Preparing), turn.priority};
            for (const auto &entry : gates)
                closed.try_emplace(entry.gates, held);
            m_shut.try_emplace(job.queue, held);
        }
        return Pass::LaneWaits;
    }
    permit(turn, index, gates, soon ? *opening.until : now, now);
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
            opening = behind(it->second, priority);
        } else if (entry.gates->pending() >= entry.gates->runAhead(m_claimTimes.ahead())) {
            opening = Opening::closed(WaitReason::Pace);
        } else {
            opening = entry.gates->earliest(now, tokens);
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

void Scheduler::permit(const Turn &turn, qsizetype index, const JobGates &gates, Moment sendAt, Moment now)
{
    Ticket ticket;
    ticket.job = turn.lane->heads.takeAt(index);
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
    decide(OpenAttemptNow{ticket.job, ticket.hash, sendAt, m_gates.save(gates, now)});
    m_tickets.emplace(ticket.job.id, std::move(ticket));
}

void Scheduler::prepareAhead(Moment now)
{
    std::map<QueueId, int> prepared; // counted where it may be too many: this comes with every event
    if (m_prepared.size() >= kPrepareMostOfQueue)
        for (const auto &[job, entry] : m_prepared)
            ++prepared[entry.lane.queue];
    auto &lanes = m_lanes.all();
    for (auto it = lanes.begin(); it != lanes.end(); ++it) {
        if (it->second.heads.isEmpty())
            continue;
        prepareAhead(it->first, it->second, prepared, now);
        if (isShutByItself(it->first.queue) && prepared[it->first.queue] >= kPrepareMostOfQueue)
            it = std::prev(lanes.lower_bound({QueueId{it->first.queue.value + 1}, BatchId{}}));
    }
}

void Scheduler::prepareAhead(LaneKey key, Lane &lane, std::map<QueueId, int> &prepared, Moment now)
{
    const Opening why = waiting(key, lane);
    const bool near = why.isOpen() || why.reason == WaitReason::Preparing || why.reason == WaitReason::Concurrency ||
                      why.reason == WaitReason::Pace || why.reason == WaitReason::RowConcurrency ||
                      why.reason == WaitReason::SameAsOther ||
                      (why.until && why.until->boot <= now.boot + kPrepareAhead);
    const bool far = why.until && why.until->boot > now.boot + kPrepareAhead;
    if (!near || far) {
        const auto batch = m_batches.find(key.batch);
        if (batch != m_batches.end() && !batch->second.shared.isEmpty() && laneOpening(key, &batch->second).isOpen())
            lookAhead(lane, batch->second, now);
        return;
    }
    const int uncounted = m_prepared.size() < kPrepareMostOfQueue ? int(m_prepared.size()) : 0; // all, whosesoever
    int &already = prepared.try_emplace(key.queue, uncounted).first->second;
    if (already >= kPrepareMostOfQueue)
        return;
    const qsizetype ahead = preparedAhead(lane.heads.first());
    for (qsizetype i = 0; i < std::min(ahead, lane.heads.size()); ++i)
        already += requestPrepare(lane.heads.at(i), now);
}

// As many as may be on their way at once; and where the store is slow, enough for the time a permit takes.
qsizetype Scheduler::preparedAhead(const Job &first)
{
    const int limit = m_queues[first.queue].limits.concurrency.value_or(kPrepareMost);
    qint64 permits = std::numeric_limits<int>::max();
    for (const auto &entry : m_gates.of(first.queue, first.account, first.model))
        permits = std::min<qint64>(permits, entry.gates->runAhead(m_claimTimes.ahead()));
    const bool paced = permits < std::numeric_limits<int>::max();
    return std::max<qsizetype>(std::clamp(limit, kPrepareLeast, kPrepareMost),
                               paced ? std::min<qint64>(2 * permits, kPrepareMostSlow) : 0);
}

bool Scheduler::requestPrepare(const Job &job, Moment now)
{
    if (m_same.contains(job.id))
        return false;
    const LaneKey lane{job.queue, job.batch};
    PreparedJob asked;
    asked.lane = lane;
    asked.requested = now;
    const auto [it, fresh] = m_prepared.try_emplace(job.id, asked);
    it->second.look = false;
    if (fresh)
        decide(Prepare{job});
    return fresh;
}

} // namespace fornada
