#include "pages/dashboard_page.h"

#include "models/batch_model.h"
#include "models/eta_book.h"
#include "text/eta_text.h"
#include "widgets/alert_list.h"
#include "widgets/figure_tile.h"
#include "widgets/trend_chart.h"

#include <QSettings>
#include <QStackedWidget>

namespace fornada {

namespace {

// What does not change by the second need not be read by the second.
Micros apartOf(Span span)
{
    switch (span) {
    case Span::Hour:
        return std::chrono::seconds(1);
    case Span::Day:
        return std::chrono::seconds(15);
    case Span::Week:
        return std::chrono::seconds(60);
    }
    return std::chrono::seconds(1);
}

QString timeFormatOf(Span span)
{
    // As everywhere in the window; the C locale's short form has seconds, which nobody needs here.
    const QLocale locale;
    const QString clock =
        locale.language() == QLocale::C ? QStringLiteral("HH:mm") : locale.timeFormat(QLocale::ShortFormat);
    return span == Span::Week ? QStringLiteral("ddd ") + clock : clock;
}

// Which jobs it is about, and how it is worked out or why it cannot be.
QString doneByText(const Eta &eta)
{
    return DashboardPage::tr("When every job of the batches that are running or paused has ended.") + u' ' +
           etaExplanation(eta);
}

JobQuery jobsIn(QList<JobState> states)
{
    JobQuery jobs;
    jobs.filter.states = std::move(states);
    return jobs;
}

} // namespace

struct DashboardPage::Reading {
    MinuteSeries series;
    QList<Queue> queues;
    QHash<QueueId, StateCounts> counts;
};

DashboardPage::~DashboardPage()
{
    m_reading.cancel();
}

void DashboardPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_lastRead = {};
    refresh();
}

void DashboardPage::hideEvent(QHideEvent *event)
{
    m_draw.stop();
    m_reading.cancel();
    Page::hideEvent(event);
}

void DashboardPage::setSpan(Span span)
{
    m_span = span;
    m_context.settings.setValue(QStringLiteral("dashboard/span"), toName(span));
    setTileTexts();
    m_lastRead = {};
    m_reading.cancel();
    refresh();
}

void DashboardPage::refresh()
{
    if (!isVisible() || window()->isMinimized())
        return; // the next beat catches up
    const bool empty = m_context.batches.isLoaded() && m_context.batches.rowCount() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    if (empty)
        return;
    const Wall now = m_context.pulse.now();
    m_alerts->setAlerts(alertsOf(m_context.batches.batches(), m_context.pulse.vitals(), now));
    m_limitsCard->setGates(m_context.pulse.vitals().gates, now);
    m_batchesCard->refresh();
    showTiles();
    if (!m_reading.isOpen() && (now < m_lastRead || now - m_lastRead >= apartOf(m_span)))
        read();
}

void DashboardPage::read()
{
    m_lastRead = m_context.pulse.now();
    const auto work = [span = m_span, now = m_lastRead](ReadPort &port,
                                                        const ReadDesk::Cancelled &) -> Result<Reading> {
        Reading reading;
        const auto metrics = port.metrics(firstMinuteOf(span, now));
        if (!metrics)
            return metrics.error();
        reading.series = seriesOf(*metrics, span, now);
        if (auto queues = port.queues())
            reading.queues = std::move(*queues);
        if (auto counts = port.queueCounts())
            reading.counts = std::move(*counts);
        return reading;
    };
    m_reading = m_context.reads.read<Reading>(
        this, work,
        [this](Result<Reading> reading) {
            if (reading)
                take(*reading);
        },
        m_span == Span::Hour ? ReadDesk::Lane::Quick : ReadDesk::Lane::Scan);
}

void DashboardPage::take(const Reading &reading)
{
    m_series = reading.series;
    m_queues = reading.queues;
    m_queueCounts = reading.counts;
    m_queuesCard->setQueues(m_queues, m_queueCounts);
    showTiles();
    m_toDraw = 0;
    m_draw.start(0);
}

// One chart a frame: both together would be felt.
void DashboardPage::drawNext()
{
    if (m_toDraw++ == 0) {
        drawTrend();
        m_draw.start(std::chrono::milliseconds(16));
    } else {
        drawTimes();
    }
}

void DashboardPage::drawTrend()
{
    m_trend->setPoints({m_series.completed, m_series.failed}, m_series.from, m_series.to, timeFormatOf(m_span));
}

void DashboardPage::drawTimes()
{
    m_times->setPoints({m_series.typical, m_series.slow}, m_series.from, m_series.to, timeFormatOf(m_span));
}

void DashboardPage::showTiles()
{
    const Vitals &vitals = m_context.pulse.vitals();
    const qint64 ended = m_series.done + m_series.failures;
    m_tiles[Done]->setFigure(countText(m_series.done),
                             ended > 0 ? tr("%1 of what ended").arg(percentText(m_series.done, ended)) : QString());
    m_tiles[Failed]->setFigure(countText(m_series.failures), m_series.retried > 0
                                                                 ? tr("%1 tried again").arg(countText(m_series.retried))
                                                                 : QString());
    const bool measured = m_series.latency.total() > 0;
    m_tiles[Time]->setFigure(measured ? durationText(m_series.latency.percentile(0.5)) : QStringLiteral("–"),
                             measured ? tr("1 in 20 over %1").arg(durationText(m_series.latency.percentile(0.95)))
                                      : QString());
    m_tiles[Spent]->setFigure(moneyText(vitals.spentToday), vitals.dayBudget
                                                                ? tr("of %1 today").arg(moneyText(*vitals.dayBudget))
                                                                : tr("today, no budget set"));
    const Eta &all = m_context.etas.all();
    const StateCounts open = m_context.batches.openCounts();
    const QString when = etaText(all, m_context.pulse.now());
    m_tiles[DoneBy]->setTexts(tr("All done by"), doneByText(all));
    m_tiles[DoneBy]->setFigure(when.isEmpty() ? QStringLiteral("–") : when,
                               open.total() > 0
                                   ? tr("%1 of %2 jobs").arg(countText(open.settled()), countText(open.total()))
                                   : tr("nothing is running"));
}

// The span as it was when the figure was counted.
void DashboardPage::showEnded(JobState state)
{
    JobQuery jobs = jobsIn({state});
    const std::chrono::minutes first(firstMinuteOf(m_span, m_lastRead));
    jobs.came = TimeSpan{Wall(first), m_lastRead};
    Q_EMIT jobsWanted(jobs);
}

void DashboardPage::act(const Alert &alert)
{
    CommandDesk &commands = m_context.commands;
    switch (alert.deed) {
    case Alert::Deed::None:
        break;
    case Alert::Deed::ShowFailures:
    case Alert::Deed::ShowUnknown:
        Q_EMIT failuresWanted(alert.batch);
        break;
    case Alert::Deed::ShowReview: {
        JobQuery jobs = jobsIn({JobState::Unknown, JobState::Review});
        jobs.filter.batch = alert.batch;
        Q_EMIT jobsWanted(jobs);
        break;
    }
    case Alert::Deed::ShowBatch:
        Q_EMIT batchWanted(alert.batch);
        break;
    case Alert::Deed::EditBatch:
        Q_EMIT editBatchWanted(alert.batch);
        break;
    case Alert::Deed::ResumeAll:
        commands.run(QStringLiteral("engine.resume"), {}, [this](const QJsonObject &) { m_context.pulse.refresh(); });
        break;
    case Alert::Deed::ResumeQueue:
        commands.run(QStringLiteral("queue.resume"), {{QStringLiteral("queue"), alert.scope}},
                     [this](const QJsonObject &) { m_context.pulse.refresh(); });
        break;
    case Alert::Deed::ResumeAccount:
        commands.run(QStringLiteral("account.set"),
                     {{QStringLiteral("account"), alert.scope}, {QStringLiteral("paused"), false}},
                     [this](const QJsonObject &) { m_context.pulse.refresh(); });
        break;
    case Alert::Deed::ShowBatches:
        Q_EMIT pageWanted(QStringLiteral("batches"));
        break;
    case Alert::Deed::ShowQueues:
        Q_EMIT pageWanted(QStringLiteral("queues"));
        break;
    }
}

} // namespace fornada
