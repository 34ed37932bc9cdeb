#pragma once

#include "engine_link.h"
#include "models/read_desk.h"
#include "models/thumbnails.h"

#include <QAbstractListModel>
#include <QCache>
#include <QTimer>

namespace fornada {

struct ListSteps;

// A gallery of any length, newest first: a snapshot of ids from the scan thread, tiles read by id as they come into
// view. UI thread; owned by its page.
class ResultModel final : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultModel)
public:
    static constexpr int kPage = 100;
    enum Role { TileRole = Qt::UserRole + 1, PictureRole, BrokenRole };

    ResultModel(EngineLink &link, ReadDesk &desk, int side, QObject *parent = nullptr);
    ~ResultModel() override;

    void setQuery(const ResultQuery &query);
    const ResultQuery &query() const { return m_query; }
    void setActive(bool active); // a gallery nobody looks at is not kept fresh
    bool isReading() const { return m_scanning.isOpen() || !m_read; }
    const ResultTile *tile(int line) const;
    QString pathOf(const ResultTile &tile) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void counted(qint64 total);
    void failed(const fornada::Error &error);

private:
    void read();
    void take(const QList<qint64> &ids);
    void takeSteps(const ListSteps &steps, const QList<qint64> &ids);
    void handleChanges(const Changes &changes);
    void markStale(const Changes &changes);
    bool needs(qint64 id) const { return !m_tiles.contains(id) || m_stale.contains(id); }
    void want(int line) const;
    void readWanted();

    EngineLink &m_link;
    ReadDesk &m_desk;
    ResultQuery m_query;
    QList<qint64> m_ids;
    mutable QCache<qint64, ResultTile> m_tiles{3'000};
    QSet<qint64> m_stale;            // tiles whose jobs changed: shown until they are read again
    bool m_changedMeanwhile = false; // while a page was being read
    mutable QList<int> m_wanted;     // pages
    mutable QTimer m_fetch;
    mutable Thumbnails m_thumbnails;
    QTimer m_refresh{this};
    ReadTicket m_scanning, m_pageReading;
    bool m_read = false; // once, for this query
    bool m_active = false;
    bool m_dirty = true;
};

} // namespace fornada
