#include "store/reader.h"

#include "store/sql_rows.h"

#include <QJsonDocument>

// What was given and what came of it, for people.
namespace fornada {

namespace {

constexpr char kGivenRows[] =
    "SELECT number, key, fields FROM row WHERE batch_id = ? AND number > ? ORDER BY number LIMIT ?";
// Of all rows, where that matters: a sheet of JSON may name a field in its last one only.
constexpr char kFieldNames[] =
    "SELECT DISTINCT field.key FROM (SELECT fields FROM row WHERE batch_id = ? ORDER BY number LIMIT ?) AS row, "
    "json_each(row.fields) AS field ORDER BY field.key";
constexpr char kDeliveries[] =
    "SELECT job.id, row.number, row.key, row.fields, job.position, job.step, job.fan_key, job.state, job.message, "
    "job.attempts, job.updated, row.created FROM job CROSS JOIN row ON row.id = job.row_id "
    "WHERE job.batch_id = ? AND job.position > ? ORDER BY job.position LIMIT ?";
constexpr char kRequests[] = "SELECT coalesce(sum(iif(charge <> 'none', amount, 0)), 0), min(sent), max(received), "
                             "coalesce(sum(max(0, coalesce(received - sent, 0))), 0) FROM attempt WHERE job_id = ?";
constexpr char kPicked[] =
    "SELECT " FORNADA_RESULT_COLUMNS " FROM result WHERE job_id = ? AND picked <> 0 ORDER BY place, id";
constexpr char kLineage[] = "SELECT sibling.id FROM job JOIN job AS sibling ON sibling.row_id = job.row_id "
                            "WHERE job.id = ? ORDER BY sibling.position LIMIT ?";
constexpr char kTile[] =
    "SELECT result.id, result.job_id, result.attempt_id, result.kind, result.mime, result.path, result.bytes, "
    "substr(result.text, 1, 400), job.batch_id, row.key, job.step, job.fan_key, job.state FROM result "
    "CROSS JOIN job ON job.id = result.job_id CROSS JOIN row ON row.id = job.row_id WHERE result.id = ?";
constexpr int kMostOfARow = 500;
constexpr int kBetweenLooks = 4'096;

} // namespace

Result<QList<GivenRow>> Reader::givenRows(BatchId batch, qint64 after, int limit)
{
    m_sql->clearFault();
    auto rows = m_sql->statement(kGivenRows);
    rows << batch << after << limit;
    QList<GivenRow> given;
    while (rows.next()) {
        GivenRow &row = given.emplaceBack();
        rows >> row.number >> row.key >> row.fields;
    }
    return checked(std::move(given));
}

Result<QStringList> Reader::fieldNames(BatchId batch, int amongFirst)
{
    m_sql->clearFault();
    auto rows = m_sql->statement(kFieldNames);
    rows << batch << amongFirst;
    QStringList names;
    while (rows.next())
        rows >> names.emplaceBack();
    return checked(std::move(names));
}

Result<QList<Delivery>> Reader::deliveries(BatchId batch, qint64 after, int limit)
{
    begin();
    QList<Delivery> page;
    QList<JobId> jobs;
    {
        auto rows = m_sql->statement(kDeliveries);
        rows << batch << after << limit;
        while (rows.next()) {
            Delivery &delivery = page.emplaceBack();
            rows >> jobs.emplaceBack() >> delivery.row.number >> delivery.row.key >> delivery.row.fields >>
                delivery.position >> delivery.step >> delivery.fanKey >> delivery.state >> delivery.message >>
                delivery.attempts >> delivery.updated >> delivery.queued;
        }
    }
    for (qsizetype i = 0; i < page.size(); ++i) {
        page[i].taken = takenFrom(page.at(i).message);
        if (page.at(i).taken)
            page[i].message.clear(); // where a result was taken from is no fault to be exported
        auto requests = m_sql->statement(kRequests);
        requests << jobs.at(i);
        if (requests.next())
            requests >> page[i].cost >> page[i].started >> page[i].completed >> page[i].processing;
        auto results = m_sql->statement(kPicked);
        results << jobs.at(i);
        while (results.next())
            page[i].results.append(readResult(results));
    }
    end();
    return checked(std::move(page));
}

Result<QList<JobRow>> Reader::lineage(JobId job)
{
    m_sql->clearFault();
    QList<qint64> ids;
    {
        auto rows = m_sql->statement(kLineage);
        rows << job << kMostOfARow;
        while (rows.next())
            rows >> ids.emplaceBack();
    }
    return m_sql->fault() ? Result<QList<JobRow>>(*m_sql->fault()) : jobsByIds(ids);
}

// Newest first: what has just come out is what one wants to see.
Result<QList<qint64>> Reader::resultIds(const ResultQuery &query, const std::atomic_bool &cancelled)
{
    m_sql->clearFault();
    QString sql = QStringLiteral("SELECT result.id FROM result");
    if (query != ResultQuery())
        sql += QStringLiteral(" CROSS JOIN job ON job.id = result.job_id CROSS JOIN row ON row.id = job.row_id");
    sql += QStringLiteral(" WHERE result.picked <> 0");
    if (query.batch.isValid())
        sql += QStringLiteral(" AND job.batch_id = ?");
    if (!query.client.isEmpty())
        sql += QStringLiteral(" AND job.batch_id IN (SELECT id FROM batch WHERE client = ?)");
    if (!query.owner.isEmpty())
        sql += QStringLiteral(" AND job.batch_id IN (SELECT id FROM batch WHERE owner = ?)");
    if (!query.text.isEmpty())
        sql += QStringLiteral(" AND (row.key LIKE ? ESCAPE '\\' OR job.step LIKE ? ESCAPE '\\' "
                              "OR result.text LIKE ? ESCAPE '\\')");
    const auto rows = m_sql->once(sql + QStringLiteral(" ORDER BY result.id DESC"));
    if (query.batch.isValid())
        *rows << query.batch;
    for (const QString &name : {query.client, query.owner})
        if (!name.isEmpty())
            *rows << name;
    for (int i = 0; i < 3 && !query.text.isEmpty(); ++i)
        *rows << likePattern(query.text);
    QList<qint64> ids;
    while (rows->next()) {
        *rows >> ids.emplaceBack();
        if (ids.size() % kBetweenLooks == 0 && cancelled)
            break;
    }
    if (cancelled)
        ids.clear();
    return checked(std::move(ids));
}

Result<QList<ResultTile>> Reader::resultTiles(const QList<qint64> &ids)
{
    begin();
    QList<ResultTile> tiles;
    for (const qint64 id : ids) {
        auto row = m_sql->statement(kTile);
        row << id;
        if (!row.next())
            continue;
        ResultTile &tile = tiles.emplaceBack();
        row >> tile.item.id >> tile.item.job >> tile.item.attempt >> tile.item.kind >> tile.item.mime >>
            tile.item.path >> tile.item.bytes >> tile.item.text >> tile.batch >> tile.rowKey >> tile.step >>
            tile.fanKey >> tile.state;
    }
    end();
    return checked(std::move(tiles));
}

} // namespace fornada
