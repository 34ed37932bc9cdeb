#pragma once

#include "engine_link.h"
#include "limits/eta.h"
#include "models/columns.h"
#include "models/read_desk.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace fornada {

// All batches, newest first, kept fresh from the engine's changes. UI thread; owned by the window.
class BatchModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchModel)
public:
    BatchModel(EngineLink &link, ReadDesk &desk, QObject *parent = nullptr);
    ~BatchModel() override;

    static const ColumnTable<Batch> &columns();
    static int columnOf(const char *id);

    void refresh();
    // When each will be done, as of now.
    void setEtas(const QHash<BatchId, Eta> &etas, Wall now);
    bool isLoaded() const { return m_loaded; }
    const QList<Batch> &batches() const { return m_batches; }
    const Batch *batch(BatchId id) const;
    StateCounts openCounts() const; // of the batches that are running or paused
    QString recipeTitle(const Batch &batch) const;
    void forgetTitles(); // a recipe was worded anew

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void refreshed();
    void failed(const fornada::Error &error);

private:
    struct Reading;
    static Result<Reading> readAll(ReadPort &port, const QSet<QString> &known);
    void take(const QList<Batch> &fresh);
    void numberFrom(qsizetype row);
    QString latestText(BatchId id) const;
    qint64 latestOrder(BatchId id) const;
    QString tip(const Batch &batch, int column) const;
    static QString spoken(const Batch &batch, int column);

    ReadDesk &m_desk;
    QList<Batch> m_batches;
    QHash<BatchId, int> m_rows;
    QHash<BatchId, Eta> m_etas;
    QHash<QString, QString> m_titles; // by recipe name; empty where the store has none of that name
    Wall m_etasAt = {};
    ReadTicket m_reading;
    QTimer m_coalesce;
    bool m_loaded = false;
    bool m_again = false; // something changed while a reading was under way
};

} // namespace fornada
