#pragma once

#include "base/enum_names.h"
#include "model/job.h"

#include <QJsonObject>
#include <QList>

namespace fornada {

constexpr Micros kCacheTtl = std::chrono::days(7);

// May a kept result be served again?
enum class CacheStanding {
    Good,
    Unseen,   // it passed its checks, and waits for a person's approval
    Doubtful, // a check was not met, and nobody has approved it
    Rejected, // a person has said that it is bad
};
FORNADA_ENUM_NAMES(CacheStanding, QLatin1String("good"), QLatin1String("unseen"), QLatin1String("doubtful"),
                   QLatin1String("rejected"));

// Why nothing kept could be used, in the words that people ask for it in.
struct CacheMiss {
    enum class Why { Nothing, Differs, TooOld, NotApproved, Rejected, FileGone };
    Why why = Why::Nothing;
    QStringList facts; // the differing ones
    JobId job;         // which was looked at
    Wall made = {};
};
FORNADA_ENUM_NAMES(CacheMiss::Why, QLatin1String("nothing"), QLatin1String("differs"), QLatin1String("tooOld"),
                   QLatin1String("notApproved"), QLatin1String("rejected"), QLatin1String("fileGone"));
QJsonObject toJson(const CacheMiss &miss);
CacheMiss cacheMissFromJson(const QJsonObject &json);

// What a settlement says for the cache; the key is its attempt's request hash.
struct CacheNote {
    Micros ttl = {};
    QString place;     // recipe, step, row and fan-out
    QJsonObject facts; // what the key was made from, by name; empty when that is not known any more
    std::optional<CacheMiss> miss = {};
};

// What may be served instead of a request, and why nothing could be when that was looked for.
struct CacheWish {
    Micros ttl{0}; // 0: nothing
    bool waitsForApproval = false;
    std::optional<CacheMiss> miss = {};
};

// A request that was answered, and what it gave.
struct CacheEntry {
    QByteArray key;
    JobId job;
    AttemptId attempt;
    BatchId batch;
    QString place;
    QJsonObject facts;
    std::optional<CacheMiss> miss; // why it was asked for
    QList<ResultItem> results;     // kind, mime, path, text, bytes, sha256
    CacheStanding standing = CacheStanding::Good;
    Wall created = {}, expires = {};
};

// waitsForApproval: a person will look at what is served.
bool mayServe(const CacheEntry &entry, Micros ttl, bool waitsForApproval, Wall now);
// It may be served, and that was not known when it was looked for.
bool cameSince(const CacheEntry &entry, const CacheWish &wish, Wall now);

// Generated things may be served again; calls and messages are meant to happen each time.
Micros cacheTtlOf(const Step &step);

// equal: what was kept for the same request, if anything; near: for the same row and step. Facts are named in the order
// in which people ask for them.
CacheMiss missOf(const CacheNote &asked, const std::optional<CacheEntry> &equal, const std::optional<CacheEntry> &near,
                 Wall now);

// A job that took an equal one's result says so in its message.
struct TakenResult {
    JobId from;
    Wall made = {};
    bool sameBatch = false;
};
QString messageOf(const TakenResult &taken);
std::optional<TakenResult> takenFrom(const QString &message);

// Such results have no attempt; their files and rows carry the job's own number, negative.
inline AttemptId takenBy(JobId job)
{
    return AttemptId{-job.value};
}
inline bool isTaken(AttemptId attempt)
{
    return attempt.value < 0;
}

} // namespace fornada
