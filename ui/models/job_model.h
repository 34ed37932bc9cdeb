#pragma once

#include "engine_link.h"
#include "models/columns.h"
#include "models/job_cache.h"
#include "models/list_steps.h"
#include "models/read_desk.h"

#include <QAbstractTableModel>
#include <QItemSelection>
#include <QTimer>

namespace fornada {

// How far a job is; estimated when the provider does not say.
struct JobProgress {
    JobState state = JobState::Queued;
    double part = 0;
    bool estimated = true;
};

// What the model cannot know from a row: the engine's view of it.
struct JobFacts {
    std::function<QString(const JobRow &)> why = [](const JobRow &) { return QString(); }; // why it waits
    std::function<double(const JobRow &)> progress = [](const JobRow &) { return 0.0; };   // of a running one
    // How many jobs a batch has (none: all batches); unknown when negative.
    std::function<qint64(BatchId)> total = [](BatchId) { return -1; };
    std::function<QString(QueueId)> queueName = [](QueueId) { return QString(); };
};

// A job list of any length. The first page is there at once; a snapshot of all ids (8 bytes a row) follows from the
// scan thread, and rows are read by id as they come into view. States change in place. UI thread; owned by its page.
class JobModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobModel)
public:
    static constexpr int kPage = 200;

    JobModel(EngineLink &link, ReadDesk &desk, JobFacts facts, QObject *parent = nullptr);
    ~JobModel() override;

    static const ColumnTable<JobRow> &columns();
    static int columnOf(const char *id);
    static bool isSortable(int column); // by an index of the store

    void setQuery(const JobQuery &query);
    const JobQuery &query() const { return m_query; }
    // A list that nobody looks at is not kept fresh; it catches up when it is looked at again.
    void setActive(bool active);
    bool isSearching() const { return !m_complete; }
    // What is shown is still the list that was asked for before.
    bool isReloading() const { return m_firstReading.isOpen(); }

    JobId idAt(int line) const { return JobId{m_ids.value(line)}; }
    QList<JobId> ids(const QItemSelection &selection) const;
    int lineOf(JobId id) const { return int(m_ids.indexOf(id.value)); }
    // The rows among these that are in memory.
    const JobRow *rowOf(JobId id) const { return m_cache.peek(id); }
    // Waiting times count down: what is seen is drawn again.
    void tick();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void counted(qint64 total, bool complete);
    void failed(const fornada::Error &error);

private:
    const JobRow *rowAt(int line) const;
    void reload();
    void takeFirstPage(const QList<JobRow> &rows);
    void readSnapshot();
    bool isPlain() const;
    bool isReadingRows() const;
    void resnapshot();
    void takeSnapshot(const QList<qint64> &ids);
    void reorder(qsizetype head, const QList<qint64> &ids);
    void takeSteps(const ListSteps &steps, qsizetype head, const QList<qint64> &ids);
    void want(int page) const;
    void readWanted();
    void handleChanges(const Changes &changes);
    void refreshRows();
    void takeRows(const QList<JobRow> &rows);
    QVariant cell(const JobRow &row, int column, int role) const;
    QString reason(const JobRow &row) const;

    ReadDesk &m_desk;
    const JobFacts m_facts;
    JobQuery m_query;
    QList<qint64> m_ids;
    mutable JobCache m_cache;
    mutable QList<int> m_wanted; // pages, the last wanted one last
    mutable QTimer m_fetch;
    QTimer m_resnapshot;
    QSet<JobId> m_changed; // to be read again
    ReadTicket m_firstReading, m_scanning, m_pageReading, m_rowReading;
    bool m_complete = true; // m_ids holds all that match
    bool m_active = false;
    bool m_dirty = true;        // something may have changed while not active
    bool m_manyChanged = false; // more than m_changed can name
};

} // namespace fornada

Q_DECLARE_METATYPE(fornada::JobProgress)
Q_DECLARE_METATYPE(fornada::StateCounts)
