#include "scheduler/lane_book.h"

#include <algorithm>

namespace fornada {

namespace {

bool isLow(const Lane &lane)
{
    return !lane.exhausted && lane.heads.size() < std::max(lane.asked, LaneBook::kLeastHeads) / 4;
}

} // namespace

int LaneBook::pageOf(const Lane &lane)
{
    return isLow(lane) ? std::clamp(lane.asked * 2, kLeastHeads, kMostHeads) : std::max(lane.asked, kLeastHeads);
}

Lane *LaneBook::find(LaneKey key)
{
    const auto it = m_lanes.find(key);
    return it == m_lanes.end() ? nullptr : &it->second;
}

const Lane *LaneBook::find(LaneKey key) const
{
    const auto it = m_lanes.find(key);
    return it == m_lanes.end() ? nullptr : &it->second;
}

void LaneBook::wake(LaneKey key)
{
    m_lanes[key].stale = true;
}

void LaneBook::dropBatch(BatchId batch)
{
    std::erase_if(m_lanes, [&](const auto &entry) { return entry.first.batch == batch; });
}

QList<JobId> LaneBook::load(LaneKey key, const HeadPage &page, const std::function<bool(JobId)> &inFlight)
{
    Lane *lane = find(key);
    if (!lane)
        return {};
    QSet<JobId> left;
    for (const Job &job : std::as_const(lane->heads))
        left.insert(job.id);
    lane->heads.clear();
    for (const Job &job : page.jobs) {
        if (inFlight(job.id))
            continue;
        lane->heads.append(job);
        left.remove(job.id);
    }
    lane->exhausted = page.exhausted;
    lane->nextDue = page.nextDue;
    lane->loading = false;
    return left.values();
}

void LaneBook::loadFailed(LaneKey key)
{
    if (Lane *lane = find(key)) {
        lane->loading = false;
        lane->stale = true;
    }
}

void LaneBook::touch(const QSet<JobId> &jobs)
{
    for (auto &[key, lane] : m_lanes)
        if (lane.heads.removeIf([&](const Job &job) { return jobs.contains(job.id); }) > 0)
            lane.stale = true;
}

QList<LaneKey> LaneBook::wanting(Wall now)
{
    QList<LaneKey> keys;
    for (auto &[key, lane] : m_lanes) {
        const bool low = isLow(lane);
        const bool due = lane.nextDue && *lane.nextDue <= now;
        if (!lane.loading && (lane.stale || low || due))
            keys.append(key);
    }
    return keys;
}

std::optional<Wall> LaneBook::nextDue(Wall now) const
{
    std::optional<Wall> earliest;
    for (const auto &[key, lane] : m_lanes)
        if (lane.nextDue && *lane.nextDue > now && (!earliest || *lane.nextDue < *earliest))
            earliest = lane.nextDue;
    return earliest;
}

} // namespace fornada
