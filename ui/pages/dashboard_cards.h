#pragma once

#include "models/pulse.h"
#include "window/ui_context.h"

#include <QFrame>
#include <QHash>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class ExplainButton;
class LimitGauge;
class SegmentBar;

// A card of the dashboard: a title and rows that are kept while they stay the same. UI thread.
class DashboardCard : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DashboardCard)
public:
    explicit DashboardCard(const Theme &theme, QWidget *parent = nullptr);
    void setTexts(const QString &title, const QString &nothing, const QString &explanation);

Q_SIGNALS:
    void jobsWanted(const fornada::JobQuery &jobs);
    void allWanted(); // also those that there is no room for here

protected:
    void showNothing(bool nothing);
    void showRest(qsizetype rest); // how many there is no room for
    QLabel *makeLabel(const char *role);
    QPushButton *makeNumber();

    const Theme &m_theme;
    QVBoxLayout *m_layout;

private:
    void makeRest();

    QLabel *m_title, *m_nothing;
    QPushButton *m_rest = nullptr; // made when there is no room
    ExplainButton *m_explain;
};

// Waiting, active, completed and failed jobs of every queue; a click on a number shows exactly those jobs.
class QueuesCard final : public DashboardCard {
    Q_OBJECT
public:
    explicit QueuesCard(const Theme &theme, QWidget *parent = nullptr);
    void setQueues(const QList<Queue> &queues, const QHash<QueueId, StateCounts> &counts);
    void setHeads(const QStringList &heads);

private:
    struct Row {
        Queue queue;
        QLabel *name;
        QList<QPushButton *> numbers;
    };
    void build(const QList<Queue> &queues);

    QGridLayout *m_grid;
    QList<QLabel *> m_heads;
    QList<Row> m_rows;
};

// Every limit with an allowance, as gauges, the fullest first.
class LimitsCard final : public DashboardCard {
    Q_OBJECT
public:
    using DashboardCard::DashboardCard;
    void setGates(const QList<GateFace> &gates, Wall now);

private:
    QList<LimitGauge *> m_gauges;
};

// What runs: progress, finishing time, money against budget.
class BatchesCard final : public DashboardCard {
    Q_OBJECT
public:
    explicit BatchesCard(const UiContext &context, QWidget *parent = nullptr);
    void refresh();

Q_SIGNALS:
    void batchWanted(fornada::BatchId batch);

private:
    struct Row {
        BatchId batch;
        QPushButton *name;
        SegmentBar *bar;
        QLabel *done, *eta, *money;
    };
    void build(const QList<Batch> &batches);

    const UiContext m_context;
    QGridLayout *m_grid;
    QList<Row> m_rows;
};

} // namespace fornada
