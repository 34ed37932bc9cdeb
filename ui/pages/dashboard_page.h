#pragma once

#include "models/minute_series.h"
#include "pages/dashboard_cards.h"
#include "pages/page.h"

#include <QTimer>

class QButtonGroup;
class QStackedWidget;

namespace fornada {

class AlertList;
class FigureTile;
class TrendChart;
struct Alert;

// How work goes, at a glance: what waits for the operator, the figures of the last hour, day or week, queues, limits
// and what runs. Refreshed at most once a second, a chart at a time, and not at all while nobody looks. UI thread;
// owned by the main window.
class DashboardPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DashboardPage)
public:
    explicit DashboardPage(const UiContext &context, QWidget *parent = nullptr);
    ~DashboardPage() override;

    void setSpan(Span span);
    bool wantsInspector() const override { return false; }
    bool wantsSearch() const override { return false; }

Q_SIGNALS:
    void jobsWanted(const fornada::JobQuery &jobs);
    void batchWanted(fornada::BatchId batch);
    void editBatchWanted(fornada::BatchId batch);
    void failuresWanted(fornada::BatchId batch);
    void newBatchWanted();
    void pageWanted(const QString &name); // of the window

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Reading; // what a refresh brings
    enum Tile { Done, Failed, Time, Spent, DoneBy, TileCount };

    QWidget *makeHeader();
    QWidget *makeBody();
    QWidget *makeWelcome();
    void setTexts();
    void setTileTexts();
    void refresh();
    void read();
    void take(const Reading &reading);
    void drawNext();
    void drawTrend();
    void drawTimes();
    void showTiles();
    void showEnded(JobState state);
    void act(const Alert &alert);

    const UiContext m_context;
    Span m_span = Span::Hour;
    MinuteSeries m_series;
    QList<Queue> m_queues;
    QHash<QueueId, StateCounts> m_queueCounts;
    ReadTicket m_reading;
    Wall m_lastRead = {};
    QTimer m_draw; // the next chart in the next frame
    int m_toDraw = 0;

    QStackedWidget *m_stack;
    QLabel *m_title = nullptr;
    QButtonGroup *m_spans = nullptr;
    AlertList *m_alerts = nullptr;
    std::array<FigureTile *, TileCount> m_tiles = {};
    TrendChart *m_trend = nullptr, *m_times = nullptr;
    QueuesCard *m_queuesCard = nullptr;
    LimitsCard *m_limitsCard = nullptr;
    BatchesCard *m_batchesCard = nullptr;
    QLabel *m_welcome = nullptr, *m_welcomeMore = nullptr;
    QPushButton *m_welcomeButton = nullptr;
};

} // namespace fornada
