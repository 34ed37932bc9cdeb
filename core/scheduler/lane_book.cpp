#include "scheduler/lane_book.h"

#include <algorithm>

namespace fornada {

namespace {

// The track of a job, made when it is the first of its kind.
Track &trackFor(std::vector<Track> &tracks, const Job &job)
{
    for (Track &track : tracks)
        if (track.account == job.account && track.model == job.model)
            return track;
    Track &track = tracks.emplace_back();
    track.account = job.account;
    track.model = job.model;
    return track;
}

} // namespace

const Track *Lane::firstTrack() const
{
    for (const Track &track : tracks)
        if (!track.heads.isEmpty())
            return &track;
    return nullptr;
}

bool Lane::isExhausted() const
{
    return std::all_of(tracks.begin(), tracks.end(), [](const Track &track) { return track.exhausted; });
}

const Track *Lane::trackOf(const Job &job) const
{
    for (const Track &track : tracks)
        if (track.account == job.account && track.model == job.model)
            return &track;
    return nullptr;
}

bool LaneBook::isLow(const Lane &lane) const
{
    // The first page is short of heads early: how fast they go is not known yet, and the disk may be slow.
    const int few = std::max(1, std::max(lane.asked, m_least * 3) / 4);
    return std::any_of(lane.tracks.begin(), lane.tracks.end(), [&](const Track &track) {
        const bool isShort = track.heads.size() < few;
        return !track.exhausted && (isShort || (track.clogged && lane.asked < m_most));
    });
}

int LaneBook::pageOf(const Lane &lane) const
{
    return isLow(lane) ? std::clamp(lane.asked * 2, m_least, m_most) : std::max(lane.asked, m_least);
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
    m_awake.insert(key);
}

void LaneBook::dropBatch(BatchId batch)
{
    for (const LaneKey &key : ofBatch(batch)) {
        m_lanes.erase(key);
        m_awake.erase(key);
        m_moved.insert(key);
    }
}

// There are few queues, and perhaps many batches.
QList<LaneKey> LaneBook::ofBatch(BatchId batch) const
{
    QList<LaneKey> keys;
    for (auto it = m_lanes.begin(); it != m_lanes.end();) {
        const QueueId queue = it->first.queue;
        if (m_lanes.contains({queue, batch}))
            keys.append({queue, batch});
        it = m_lanes.lower_bound({QueueId{queue.value + 1}, BatchId{}});
    }
    return keys;
}

QList<JobId> LaneBook::load(LaneKey key, const HeadPage &page, const std::function<bool(JobId)> &inFlight)
{
    Lane *lane = find(key);
    if (!lane)
        return {};
    const std::vector<Track> before = std::exchange(lane->tracks, {});
    QSet<JobId> left;
    for (const Track &track : before)
        for (const Job &job : track.heads)
            left.insert(job.id);
    std::map<std::pair<AccountId, QString>, int> listed;
    for (const Job &job : page.jobs) {
        Track &track = trackFor(lane->tracks, job);
        ++listed[{job.account, job.model}];
        if (inFlight(job.id))
            continue;
        track.heads.append(job);
        left.remove(job.id);
    }
    for (Track &track : lane->tracks)
        track.exhausted = page.exhausted || listed[{track.account, track.model}] < lane->limit;
    lane->nextDue = page.nextDue;
    lane->loading = false;
    m_moved.insert(key);
    m_awake.insert(key); // a page that was asked for earlier may have put it to rest meanwhile
    return left.values();
}

void LaneBook::loadFailed(LaneKey key)
{
    if (Lane *lane = find(key)) {
        lane->loading = false;
        wake(key);
    }
}

void LaneBook::touch(const QSet<JobId> &jobs)
{
    for (const auto &[key, lane] : m_lanes)
        touch(key, jobs);
}

void LaneBook::touch(LaneKey key, const QSet<JobId> &jobs)
{
    Lane *lane = find(key);
    if (!lane)
        return;
    for (Track &track : lane->tracks)
        if (track.heads.removeIf([&](const Job &job) { return jobs.contains(job.id); }) > 0) {
            m_moved.insert(key);
            wake(key);
        }
}

Job LaneBook::take(LaneKey key, Track &track, qsizetype head)
{
    m_moved.insert(key);
    return track.heads.takeAt(head);
}

void LaneBook::rankChanged(BatchId batch)
{
    for (const LaneKey &key : ofBatch(batch))
        m_moved.insert(key);
}

void LaneBook::putInOrder(const RankOf &rankOf)
{
    for (const LaneKey &key : std::exchange(m_moved, {}))
        m_turns.place(key, turnsOf(key, rankOf));
}

std::vector<Turn> LaneBook::turnsOf(LaneKey key, const RankOf &rankOf) const
{
    std::vector<Turn> turns;
    const Lane *lane = find(key);
    const auto rank = lane ? rankOf(key.batch) : std::nullopt;
    for (size_t i = 0; rank && i < lane->tracks.size(); ++i) {
        const QList<Job> &heads = lane->tracks[i].heads;
        if (!heads.isEmpty())
            turns.push_back(
                {std::max(rank->priority, heads.first().priority), rank->served, heads.first().position, key, i});
    }
    return turns;
}

QList<LaneKey> LaneBook::wanting(Wall now)
{
    std::erase_if(m_awake, [this](const LaneKey &key) { return m_lanes.at(key).isAtRest(); });
    QList<LaneKey> keys;
    for (const LaneKey &key : m_awake) {
        const Lane &lane = m_lanes.at(key);
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
    for (const LaneKey &key : m_awake) {
        const Lane &lane = m_lanes.at(key);
        if (lane.nextDue && *lane.nextDue > now && (!earliest || *lane.nextDue < *earliest))
            earliest = lane.nextDue;
    }
    return earliest;
}

} // namespace fornada
