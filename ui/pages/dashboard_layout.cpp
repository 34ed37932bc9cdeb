#include "models/batch_model.h"
#include "models/eta_book.h"
#include "pages/dashboard_page.h"
#include "widgets/alert_list.h"
#include "widgets/figure_tile.h"
#include "widgets/keep_translated.h"
#include "widgets/page_bar.h"
#include "widgets/trend_chart.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>

// How the dashboard is put together, and its words.
namespace fornada {

DashboardPage::DashboardPage(const UiContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_stack(new QStackedWidget)
{
    const QString span = context.settings.value(QStringLiteral("dashboard/span")).toString();
    m_span = fromName<Span>(span).value_or(Span::Hour);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    m_stack->addWidget(makeBody());
    m_stack->addWidget(makeWelcome());
    layout->addWidget(m_stack, 1);
    m_draw.setSingleShot(true);
    connect(&m_draw, &QTimer::timeout, this, &DashboardPage::drawNext);
    connect(&context.pulse, &Pulse::beat, this, &DashboardPage::refresh);
    connect(&context.batches, &BatchModel::refreshed, this, &DashboardPage::refresh);
    connect(&context.etas, &EtaBook::changed, this, &DashboardPage::refresh);
    keepTranslated(this, [this] { setTexts(); });
}

QWidget *DashboardPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    QHBoxLayout *layout = bar->row();
    layout->setSpacing(space::tight);
    layout->addStretch();
    m_spans = new QButtonGroup(this);
    for (const Span span : {Span::Hour, Span::Day, Span::Week}) {
        auto *button = new QPushButton;
        button->setProperty("role", QStringLiteral("choice"));
        button->setObjectName(QStringLiteral("span-") + toName(span));
        button->setCheckable(true);
        button->setChecked(span == m_span);
        m_spans->addButton(button, int(span));
        layout->addWidget(button);
    }
    connect(m_spans, &QButtonGroup::idClicked, this, [this](int span) { setSpan(Span(span)); });
    return bar;
}

QWidget *DashboardPage::makeBody()
{
    m_alerts = new AlertList(m_context.theme);
    m_trend = new TrendChart(m_context.theme, {{&Colours::completed}, {&Colours::failed, true}});
    m_times = new TrendChart(m_context.theme, {{&Colours::info}, {&Colours::warning, true}});
    m_queuesCard = new QueuesCard(m_context.theme);
    m_limitsCard = new LimitsCard(m_context.theme);
    m_batchesCard = new BatchesCard(m_context);
    auto *tiles = new QHBoxLayout;
    auto *charts = new QHBoxLayout;
    auto *cards = new QHBoxLayout;
    for (QHBoxLayout *row : {tiles, charts, cards})
        row->setSpacing(space::normal);
    for (FigureTile *&tile : m_tiles) {
        tile = new FigureTile(m_context.theme);
        tiles->addWidget(tile, 1);
    }
    charts->addWidget(m_trend, 1);
    charts->addWidget(m_times, 1);
    cards->addWidget(m_queuesCard, 1);
    cards->addWidget(m_limitsCard, 1);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(space::normal, space::normal, space::normal, space::normal);
    layout->setSpacing(space::normal);
    layout->addWidget(m_alerts);
    layout->addLayout(tiles);
    layout->addLayout(charts);
    layout->addWidget(m_batchesCard);
    layout->addLayout(cards);
    layout->addStretch(1);
    connect(m_alerts, &AlertList::chosen, this, &DashboardPage::act);
    connect(m_queuesCard, &DashboardCard::jobsWanted, this, &DashboardPage::jobsWanted);
    connect(m_batchesCard, &BatchesCard::batchWanted, this, &DashboardPage::batchWanted);
    connect(m_batchesCard, &DashboardCard::allWanted, this, [this] { Q_EMIT pageWanted(QStringLiteral("batches")); });
    connect(m_limitsCard, &DashboardCard::allWanted, this, [this] { Q_EMIT pageWanted(QStringLiteral("queues")); });
    connect(m_tiles[Done], &FigureTile::opened, this, [this] { showEnded(JobState::Completed); });
    connect(m_tiles[Failed], &FigureTile::opened, this, [this] { showEnded(JobState::Failed); });
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("dashboardBody"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(body);
    body->setProperty("role", QStringLiteral("page"));
    body->setAttribute(Qt::WA_StyledBackground);
    return area;
}

QWidget *DashboardPage::makeWelcome()
{
    m_welcome = new QLabel;
    m_welcome->setFont(m_context.theme.font(TextSize::Title));
    m_welcome->setAlignment(Qt::AlignCenter);
    m_welcomeMore = new QLabel;
    m_welcomeMore->setProperty("role", QStringLiteral("muted"));
    m_welcomeMore->setAlignment(Qt::AlignCenter);
    m_welcomeMore->setWordWrap(true);
    m_welcomeButton = new QPushButton;
    m_welcomeButton->setProperty("role", QStringLiteral("primary"));
    connect(m_welcomeButton, &QPushButton::clicked, this, &DashboardPage::newBatchWanted);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(space::normal);
    layout->addStretch(2);
    layout->addWidget(m_welcome);
    layout->addWidget(m_welcomeMore);
    layout->addWidget(m_welcomeButton, 0, Qt::AlignCenter);
    layout->addStretch(3);
    return page;
}

void DashboardPage::setTexts()
{
    m_title->setText(tr("Dashboard"));
    m_spans->button(int(Span::Hour))->setText(tr("Last hour"));
    m_spans->button(int(Span::Day))->setText(tr("24 hours"));
    m_spans->button(int(Span::Week))->setText(tr("7 days"));
    const QString quiet = tr("Nothing ended in this time.");
    m_trend->setTexts(tr("Jobs ended"), tr("a minute"), {tr("completed"), tr("failed")}, quiet);
    m_times->setTexts(tr("How long requests take"), tr("seconds"), {tr("typical"), tr("slowest 5%")},
                      tr("No request was measured in this time."));
    m_queuesCard->setTexts(tr("Queues"), tr("No queue has jobs."),
                           tr("All jobs of each queue as they stand now, of every batch that is not removed. Waiting "
                              "counts those that are ready, wait for a limit or for an earlier step; active those on "
                              "their way. A click on a number lists exactly these jobs."));
    m_queuesCard->setHeads({tr("waiting"), tr("active"), tr("completed"), tr("failed")});
    m_limitsCard->setTexts(tr("Limits in use"), tr("No limit is in use now."),
                           tr("Requests and tokens that count against each limit at this moment, and how many it "
                              "allows: of a day since the provider's midnight, of a window within its length, at once "
                              "those on their way. Daily quotas stand first."));
    m_batchesCard->setTexts(tr("Running now"), tr("No batch is running or paused."),
                            tr("Of each batch that is running or paused: its jobs that have ended (completed, failed, "
                               "skipped or cancelled) of all it has, when it is foreseen to be done, and what its "
                               "requests cost or may have cost so far, against its budget."));
    m_welcome->setText(tr("Nothing to show yet"));
    m_welcomeMore->setText(tr("With the first batch you see here how it goes, what it costs and when it is done."));
    m_welcomeButton->setText(tr("New batch"));
    setTileTexts();
    if (isVisible())
        refresh();
}

void DashboardPage::setTileTexts()
{
    const QString time = m_span == Span::Hour  ? tr("last hour")
                         : m_span == Span::Day ? tr("last 24 hours")
                                               : tr("last 7 days");
    m_tiles[Done]->setTexts(
        tr("Completed, %1").arg(time),
        tr("Jobs that gave a result in the %1. The share is of all that ended, completed or failed. The list leaves "
           "out "
           "those made again since, those a person still has to look at, and those of removed batches.")
            .arg(time));
    m_tiles[Done]->setLink(tr("Show these jobs"));
    m_trend->setExplanation(tr("Jobs that completed, and jobs that failed for good, in each part of the %1, as so many "
                               "a minute. Requests that failed and were repeated by themselves are not in it.")
                                .arg(time));
    m_times->setExplanation(tr("From sending a request to its whole answer, over all requests that were answered in "
                               "each part of the %1: half of them took at most the typical time (p50), 95 of 100 at "
                               "most the upper line (p95).")
                                .arg(time));
    m_tiles[Failed]->setTexts(tr("Failed, %1").arg(time),
                              tr("Jobs that failed for good in the %1. The list leaves out those retried since and "
                                 "those of removed batches. Tried again counts requests that failed and were repeated "
                                 "by themselves.")
                                  .arg(time));
    m_tiles[Failed]->setLink(tr("Show these jobs"));
    m_tiles[Time]->setTexts(tr("Typical request"),
                            tr("From sending a request to its whole answer, in the %1: half of them took at most this "
                               "long. Waiting for a limit is not part of it.")
                                .arg(time));
    m_tiles[Spent]->setTexts(tr("Spent today"),
                             tr("What today's requests cost, what they may have cost, and what is set aside for those "
                                "on their way."));
    showTiles(); // what the last one says comes with its figure
}

} // namespace fornada
