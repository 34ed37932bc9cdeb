#pragma once

#include "models/job_model.h"
#include "pages/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace fornada {

class Actions;
class PatientTable;
class PeopleFilter;
class TimeStrip;

// The queue table: every job there is, filtered and sorted by the store. UI thread; owned by the main window.
class JobsPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobsPage)
public:
    JobsPage(const UiContext &context, const Actions &actions, QWidget *parent = nullptr);

    Selection selection() const override;
    void copy(const std::function<void(const QString &)> &then) override;
    QHeaderView *header() const override;
    void showBatch(BatchId batch);
    // Exactly these: of a batch, a queue, in these states, from this time.
    void showJobs(const JobQuery &jobs);
    void showJob(BatchId batch, JobId job); // selected as soon as it is in the list
    JobModel &model() const { return *m_model; }

protected:
    void setSearch(const QString &text) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // So many are looked at one by one; more go by what the list shows.
    static constexpr qsizetype kMostLookedAt = 1'000;

    JobFacts facts() const;
    QWidget *makeHeader();
    void makeTable();
    void fillBatches();
    void fillStates();
    void fillQueues();
    void loadQueues();
    void selectWanted();
    void ask();
    void takeCount(bool complete);
    void showCount();
    void nameNothing();
    void showMenu(QPoint at);
    QList<JobFilter> listed() const;
    void chooseQueue(QueueId queue);
    void sort(int column, Qt::SortOrder order);
    bool anyCountsDown() const;

    const UiContext m_context;
    const Actions &m_actions;
    QHash<QueueId, QString> m_queueNames;
    JobModel *m_model;
    PatientTable *m_table = nullptr;
    PeopleFilter *m_people = nullptr;
    TimeStrip *m_time = nullptr;
    QComboBox *m_batch = nullptr, *m_queue = nullptr, *m_state = nullptr;
    QLabel *m_title = nullptr, *m_count = nullptr, *m_nothing = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTimer m_typing, m_seconds;
    std::pair<int, Qt::SortOrder> m_sorted; // what the header says, and is true
    QString m_text;
    BatchId m_wantedBatch;
    JobId m_wantedJob;
    BatchId m_rememberedBatch; // chosen before the last end; until what there is has been read
    QueueId m_rememberedQueue;
};

} // namespace fornada
