#include "store/sql_rows.h"
#include "store/sqlite_tables.h"

#include <QJsonArray>

// The cache in SQLite.
namespace fornada {

namespace {

constexpr char kPut[] = "INSERT INTO cache (" FORNADA_CACHE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        "ON CONFLICT (key) DO UPDATE SET job_id = excluded.job_id, attempt_id = excluded.attempt_id, "
                        "batch_id = excluded.batch_id, place = excluded.place, facts = excluded.facts, miss = "
                        "excluded.miss, results = excluded.results, "
                        "standing = excluded.standing, created = excluded.created, expires = excluded.expires";
constexpr char kByKey[] = "SELECT " FORNADA_CACHE_COLUMNS " FROM cache WHERE key = ?";
constexpr char kByPlace[] = "SELECT " FORNADA_CACHE_COLUMNS " FROM cache WHERE place = ? AND job_id <> ? "
                            "ORDER BY created DESC, job_id DESC LIMIT 1";
constexpr char kJudge[] = "UPDATE cache SET standing = ? WHERE job_id = ? AND attempt_id = ?";
constexpr char kOfJob[] =
    "SELECT " FORNADA_CACHE_COLUMNS " FROM cache WHERE job_id = ? AND created = ? ORDER BY key LIMIT 1";
constexpr char kOld[] = "SELECT key FROM cache WHERE expires < ? ORDER BY expires, key LIMIT ?";
constexpr char kDrop[] = "DELETE FROM cache WHERE key = ?";

} // namespace

std::optional<CacheEntry> readCached(Statement &row)
{
    if (!row.next())
        return std::nullopt;
    CacheEntry entry;
    QJsonObject miss, results;
    row >> entry.key >> entry.job >> entry.attempt >> entry.batch >> entry.place >> entry.facts >> miss >> results >>
        entry.standing >> entry.created >> entry.expires;
    if (!miss.isEmpty())
        entry.miss = cacheMissFromJson(miss);
    entry.results = keptResults(results);
    return entry;
}

QJsonObject toJson(const QList<ResultItem> &results)
{
    QJsonArray items;
    for (const ResultItem &item : results)
        items.append(QJsonObject{{QStringLiteral("kind"), toName(item.kind)},
                                 {QStringLiteral("mime"), item.mime},
                                 {QStringLiteral("path"), item.path},
                                 {QStringLiteral("text"), item.text},
                                 {QStringLiteral("bytes"), item.bytes},
                                 {QStringLiteral("sha256"), QString::fromLatin1(item.sha256.toHex())}});
    return {{QStringLiteral("items"), items}};
}

QList<ResultItem> keptResults(const QJsonObject &json)
{
    QList<ResultItem> results;
    const QJsonArray items = json.value(QLatin1String("items")).toArray();
    for (const QJsonValue &value : items) {
        const auto kind = fromName<OutputKind>(value[QLatin1String("kind")].toString());
        if (!kind)
            return {}; // written by a newer build: nothing that this one can serve
        ResultItem &item = results.emplaceBack();
        item.kind = *kind;
        item.mime = value[QLatin1String("mime")].toString();
        item.path = value[QLatin1String("path")].toString();
        item.text = value[QLatin1String("text")].toString();
        item.bytes = value[QLatin1String("bytes")].toInteger();
        item.sha256 = QByteArray::fromHex(value[QLatin1String("sha256")].toString().toLatin1());
    }
    return results;
}

void SqliteTables::putCached(const CacheEntry &entry)
{
    (m_sql->statement(kPut) << entry.key << entry.job << entry.attempt << entry.batch << entry.place << entry.facts
                            << (entry.miss ? toJson(*entry.miss) : QJsonObject()) << toJson(entry.results)
                            << entry.standing << entry.created << entry.expires)
        .run();
}

std::optional<CacheEntry> SqliteTables::cached(const QByteArray &key)
{
    auto row = m_sql->statement(kByKey);
    row << key;
    return readCached(row);
}

std::optional<CacheEntry> SqliteTables::cachedAt(const QString &place, JobId except)
{
    auto row = m_sql->statement(kByPlace);
    row << place << except;
    return readCached(row);
}

void SqliteTables::judgeCached(JobId job, AttemptId attempt, CacheStanding standing)
{
    (m_sql->statement(kJudge) << standing << job << attempt).run();
}

std::optional<CacheEntry> SqliteTables::cachedOf(JobId job, Wall made)
{
    auto row = m_sql->statement(kOfJob);
    row << job << made;
    return readCached(row);
}

int SqliteTables::dropExpired(int limit, Wall now)
{
    QList<QByteArray> keys;
    {
        auto rows = m_sql->statement(kOld);
        rows << now << limit;
        while (rows.next())
            rows >> keys.emplaceBack();
    }
    for (const QByteArray &key : std::as_const(keys))
        (m_sql->statement(kDrop) << key).run();
    return int(keys.size());
}

} // namespace fornada
