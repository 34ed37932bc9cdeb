#include "models/result_model.h"

#include "models/list_steps.h"
#include "results/results_folder.h"
#include "text/name_text.h"

#include <algorithm>

namespace fornada {

namespace {
constexpr std::chrono::milliseconds kRefresh(1'500);
constexpr qsizetype kMostWanted = 4;
constexpr qsizetype kFewChanged = 20'000; // results; more are replaced in one step
constexpr qsizetype kMostSteps = 64;
} // namespace

ResultModel::ResultModel(EngineLink &link, ReadDesk &desk, int side, QObject *parent)
    : QAbstractListModel(parent)
    , m_link(link)
    , m_desk(desk)
    , m_thumbnails(side)
{
    m_fetch.setSingleShot(true);
    m_fetch.setInterval(0);
    connect(&m_fetch, &QTimer::timeout, this, &ResultModel::readWanted);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        if (m_scanning.isOpen())
            m_refresh.start(); // a long list is waited for
        else
            read();
    });
    connect(&m_thumbnails, &Thumbnails::ready, this, [this] {
        if (!m_ids.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {PictureRole, BrokenRole});
    });
    connect(&link, &EngineLink::changed, this, &ResultModel::handleChanges);
}

ResultModel::~ResultModel()
{
    m_scanning.cancel();
    m_pageReading.cancel();
}

void ResultModel::setQuery(const ResultQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_read = false;
    if (m_active)
        read();
    else
        m_dirty = true;
}

void ResultModel::setActive(bool active)
{
    m_active = active;
    if (!active || !m_dirty)
        return;
    Changes meanwhile;
    meanwhile.many = true;
    markStale(meanwhile);
    read();
}

void ResultModel::handleChanges(const Changes &changes)
{
    if (changes.batches.isEmpty() && changes.jobs.isEmpty() && !changes.many)
        return;
    if (!m_active) {
        m_dirty = true;
        return;
    }
    markStale(changes);
    if (!m_refresh.isActive())
        m_refresh.start();
}

void ResultModel::markStale(const Changes &changes)
{
    m_changedMeanwhile = m_pageReading.isOpen();
    const qsizetype before = m_stale.size();
    const QList<qint64> known = m_tiles.keys();
    for (const qint64 id : known)
        if (changes.many || changes.jobs.contains(m_tiles.object(id)->item.job))
            m_stale.insert(id);
    if (m_stale.size() > before && !m_ids.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {TileRole});
}

void ResultModel::read()
{
    m_dirty = false;
    m_scanning.cancel();
    m_scanning = m_desk.read<QList<qint64>>(
        this,
        [query = m_query](ReadPort &port, const ReadDesk::Cancelled &cancelled) {
            return port.resultIds(query, cancelled);
        },
        [this](Result<QList<qint64>> ids) {
            if (ids)
                take(*ids);
            else
                Q_EMIT failed(ids.error());
        },
        ReadDesk::Lane::Scan);
}

// New results come in front, and one that was made again goes: what is looked at stays in place.
void ResultModel::take(const QList<qint64> &ids)
{
    m_read = true;
    const auto [old, fresh] = std::mismatch(m_ids.crbegin(), m_ids.crend(), ids.crbegin(), ids.crend());
    const qsizetype gone = m_ids.crend() - old, come = ids.crend() - fresh;
    std::optional<ListSteps> steps;
    if (!m_ids.isEmpty() && gone + come <= kFewChanged)
        steps = stepsBetween(m_ids.first(gone), ids.first(come), kMostSteps);
    if (steps) {
        takeSteps(*steps, ids);
    } else {
        beginResetModel();
        m_ids = ids;
        endResetModel();
    }
    Q_EMIT counted(m_ids.size());
}

void ResultModel::takeSteps(const ListSteps &steps, const QList<qint64> &ids)
{
    for (auto run = steps.gone.crbegin(); run != steps.gone.crend(); ++run) {
        beginRemoveRows({}, int(run->first), int(run->first + run->count) - 1);
        m_ids.remove(run->first, run->count);
        endRemoveRows();
    }
    for (const LineRun &run : steps.come) {
        beginInsertRows({}, int(run.first), int(run.first + run.count) - 1);
        m_ids.insert(run.first, run.count, 0);
        std::copy_n(ids.cbegin() + run.first, run.count, m_ids.begin() + run.first);
        endInsertRows();
    }
}

const ResultTile *ResultModel::tile(int line) const
{
    const qint64 id = m_ids.value(line);
    if (needs(id))
        want(line);
    return m_tiles.object(id);
}

QString ResultModel::pathOf(const ResultTile &tile) const
{
    return resultsFolder(m_link.dataFolder()) + u'/' + tile.item.path;
}

void ResultModel::want(int line) const
{
    const int page = line / kPage;
    if (m_wanted.isEmpty() || m_wanted.last() != page) {
        m_wanted.removeOne(page);
        m_wanted.append(page);
        if (m_wanted.size() > kMostWanted)
            m_wanted.removeFirst();
    }
    if (!m_fetch.isActive())
        m_fetch.start();
}

void ResultModel::readWanted()
{
    if (m_pageReading.isOpen() || m_wanted.isEmpty())
        return;
    const int page = m_wanted.takeLast();
    QList<qint64> missing;
    for (const qint64 id : m_ids.mid(qsizetype(page) * kPage, kPage))
        if (needs(id))
            missing.append(id);
    if (missing.isEmpty()) {
        readWanted();
        return;
    }
    m_changedMeanwhile = false;
    m_pageReading = m_desk.read<QList<ResultTile>>(
        this, [missing](ReadPort &port, const ReadDesk::Cancelled &) { return port.resultTiles(missing); },
        [this, page, missing](Result<QList<ResultTile>> tiles) {
            if (tiles) {
                for (const ResultTile &tile : std::as_const(*tiles))
                    m_tiles.insert(tile.item.id.value, new ResultTile(tile));
                // What was read before a change is read once more.
                const QSet<qint64> asked(missing.cbegin(), missing.cend());
                if (m_changedMeanwhile)
                    m_stale.unite(asked);
                else
                    m_stale.subtract(asked);
                const int last = std::min((page + 1) * kPage, rowCount()) - 1;
                if (page * kPage <= last)
                    Q_EMIT dataChanged(index(page * kPage), index(last));
            } else {
                Q_EMIT failed(tiles.error());
            }
            readWanted();
        });
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ResultTile *tile = this->tile(index.row());
    if (!tile)
        return {};
    const bool picture = tile->item.kind == OutputKind::Image && !tile->item.path.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return tipText(tile->rowKey);
    case Qt::AccessibleTextRole: {
        QStringList words{tile->rowKey, tile->step, tile->fanKey};
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    case TileRole:
        return QVariant::fromValue(*tile);
    case PictureRole:
        return picture ? QVariant(m_thumbnails.of(pathOf(*tile))) : QVariant();
    case BrokenRole:
        return picture && m_thumbnails.isBroken(pathOf(*tile));
    default:
        return {};
    }
}

} // namespace fornada
