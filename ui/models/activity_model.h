#pragma once

#include "models/columns.h"
#include "models/read_desk.h"

#include <QAbstractTableModel>

#include <functional>

namespace fornada {

// What of the journal is shown.
enum class ActivityKind { All, Actions, Events, NeedsYou };

// A line of the journal, made into words where it was read.
struct ActivityRow {
    Wall at = {};
    bool isEvent = false;
    EventLevel level = EventLevel::Info;
    QString who, words;
    BatchId batch;
    qint64 operation = 0; // 0: an event
    bool canUndo = false, undone = false;
    friend bool operator==(const ActivityRow &, const ActivityRow &) = default;
};

// Everything that happened and was done, newest first, a page at a time as one scrolls. Searching reads on until a page
// is full, on the reader thread. UI thread; owned by its page.
class ActivityModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityModel)
public:
    ActivityModel(ReadDesk &desk, std::function<Wall()> now, QObject *parent = nullptr);
    ~ActivityModel() override;

    static const ColumnTable<ActivityRow> &columns();
    static int columnOf(const char *id);

    void setFilter(ActivityKind kind, const QString &text);
    void refresh(); // from the newest on
    const ActivityRow *row(int row) const;
    bool isComplete() const { return m_complete; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const fornada::Error &error);

private:
    struct Page {
        QList<ActivityRow> rows;
        ActivityPlace next;
        bool complete = false;
    };
    void read(ActivityPlace from, int wanted, std::function<void(Page)> take);
    void replaceAll(const Page &page);

    ReadDesk &m_desk;
    const std::function<Wall()> m_now;
    ActivityKind m_kind = ActivityKind::All;
    QString m_text;
    QList<ActivityRow> m_rows;
    ActivityPlace m_next;
    bool m_complete = false;
    bool m_again = false; // something may have happened while a reading was under way
    ReadTicket m_reading;
};

} // namespace fornada
