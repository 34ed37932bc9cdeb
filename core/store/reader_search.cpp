#include "store/job_query_sql.h"
#include "store/reader.h"
#include "store/sql_rows.h"

#include <limits>

// Jobs that no index leads to: every one is looked at, and a newer question ends the search.
namespace fornada {

namespace {

// SQLite answers row by row, and may look at a million that do not match before the next one that does. So one in so
// many comes up whether it matches or not.
constexpr int kLookedAtBetween = 4'096;
constexpr qsizetype kSortedAtOnce = 65'536;

using Keyed = std::pair<qint64, qint64>; // what it is sorted by, its id

struct Scan {
    QString sql;
    QVariantList values;
};

// Columns: does it match, its id, its key.
Scan scanOf(SqlConnection &sql, const JobQuery &query)
{
    Clauses wanted = clausesOf(sql, query);
    Clauses outside; // what an index leads to
    QString table = jobTable(sql, query.filter, outside);
    if (query.filter.batch.isValid())
        outside.add(QStringLiteral("job.batch_id = ?"), {query.filter.batch.value});
    if (table != u"job") // few
        outside.add(wanted.conditions.join(QLatin1String(" AND ")), wanted.values);
    const QString match =
        wanted.conditions.isEmpty() ? QStringLiteral("1") : wanted.conditions.join(QLatin1String(" AND "));
    Scan scan;
    scan.values = wanted.values + outside.values;
    if (table == u"job" && match != u"1") {
        outside.add(QStringLiteral("(job.id % %1 = 0 OR (%2))").arg(kLookedAtBetween).arg(match));
        scan.values += wanted.values;
    }
    if (!query.filter.text.isEmpty())
        table += QStringLiteral(" CROSS JOIN row ON row.id = job.row_id");
    const QString key = sortKeyOf(query);
    scan.sql = QStringLiteral("SELECT (%1), job.id, %2 FROM ").arg(match, key.isEmpty() ? QStringLiteral("0") : key) +
               table + outside.where() + (key.isEmpty() ? orderText(query) : QString());
    return scan;
}

// Sorts what has come since the last time.
class Sorter {
public:
    explicit Sorter(bool descending)
        : m_descending(descending)
    {}
    void add(const Keyed &one)
    {
        m_all.push_back(one);
        if (qsizetype(m_all.size()) - m_pieces.back() >= kSortedAtOnce)
            closePiece();
    }
    // False when cancelled.
    bool finish(const std::atomic_bool &cancelled)
    {
        closePiece();
        while (m_pieces.size() > 2) { // neighbours, two by two
            std::vector<qsizetype> merged{0};
            for (size_t i = 2; i < m_pieces.size() + 1; i += 2) {
                if (cancelled)
                    return false;
                const size_t end = std::min(i, m_pieces.size() - 1);
                std::inplace_merge(at(m_pieces[i - 2]), at(m_pieces[i - 1]), at(m_pieces[end]), order());
                merged.push_back(m_pieces[end]);
            }
            m_pieces = merged;
        }
        return true;
    }
    const std::vector<Keyed> &all() const { return m_all; }

private:
    std::function<bool(const Keyed &, const Keyed &)> order() const
    {
        if (m_descending)
            return [](const Keyed &a, const Keyed &b) { return b < a; };
        return [](const Keyed &a, const Keyed &b) { return a < b; };
    }
    std::vector<Keyed>::iterator at(qsizetype place) { return m_all.begin() + place; }
    void closePiece()
    {
        if (m_pieces.back() == qsizetype(m_all.size()))
            return;
        std::sort(at(m_pieces.back()), m_all.end(), order());
        m_pieces.push_back(qsizetype(m_all.size()));
    }

    const bool m_descending;
    std::vector<Keyed> m_all;
    std::vector<qsizetype> m_pieces{0}; // where each begins, and the end
};

} // namespace

Result<QList<qint64>> Reader::scan(const JobQuery &query, const std::atomic_bool &cancelled, qsizetype most)
{
    m_sql->clearFault();
    const Scan scan = scanOf(*m_sql, query);
    const bool sorts = query.sort != JobSort::Position;
    Sorter sorter(query.descending);
    QList<qint64> ids;
    {
        const auto rows = m_sql->once(scan.sql);
        for (const QVariant &value : scan.values)
            *rows << value;
        qint64 comeUp = 0;
        while ((sorts || ids.size() < most) && rows->next()) {
            if (++comeUp % kLookedAtBetween == 0 && cancelled)
                return QList<qint64>();
            bool matches = false;
            Keyed one;
            *rows >> matches >> one.second >> one.first;
            if (!matches && cancelled)
                return QList<qint64>();
            if (matches && sorts)
                sorter.add(one);
            else if (matches)
                ids.append(one.second);
        }
    }
    if (!sorter.finish(cancelled) || cancelled)
        return QList<qint64>();
    for (const Keyed &one : sorter.all()) {
        if (ids.size() >= most)
            break;
        ids.append(one.second);
    }
    return checked(std::move(ids));
}

Result<QList<qint64>> Reader::jobIds(const JobQuery &query, const std::atomic_bool &cancelled)
{
    return scan(query, cancelled, std::numeric_limits<qsizetype>::max());
}

} // namespace fornada
