#include "window/main_window.h"

#include "dialogs/new_batch.h"
#include "dialogs/recipe_dialog.h"
#include "models/batch_model.h"
#include "pages/activity_page.h"
#include "pages/batches_page.h"
#include "pages/dashboard_page.h"
#include "pages/first_start.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "pages/reports_page.h"
#include "pages/results_page.h"
#include "pages/settings_page.h"
#include "text/error_text.h"
#include "widgets/banner.h"
#include "widgets/crash_card.h"
#include "widgets/inspector.h"
#include "widgets/keep_translated.h"
#include "widgets/rail.h"
#include "window/actions.h"
#include "window/batch_deeds.h"
#include "window/quit_offer.h"
#include "window/status_strip.h"
#include "window/undo_offer.h"
#include "window/view_menu.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

// What the window is made of, and what is connected with what.
namespace fornada {

void MainWindow::buildPages()
{
    m_batches = new BatchesPage(m_context, *m_actions);
    m_jobs = new JobsPage(m_context, *m_actions);
    m_results = new ResultsPage(m_context, *m_actions);
    m_queues = new QueuesPage(m_context);
    m_dashboard = new DashboardPage(m_context);
    m_activity = new ActivityPage(m_context);
    m_reports = new ReportsPage(m_context);
    auto *settings = new SettingsPage(m_context);
    m_pages = {{QStringLiteral("dashboard"), m_dashboard}, {QStringLiteral("batches"), m_batches},
               {QStringLiteral("jobs"), m_jobs},           {QStringLiteral("queues"), m_queues},
               {QStringLiteral("activity"), m_activity},   {QStringLiteral("results"), m_results},
               {QStringLiteral("reports"), m_reports},     {QStringLiteral("settings"), settings}};
    m_rail->add(QStringLiteral("dashboard"), QStringLiteral("dashboard"), [] { return tr("Dashboard"); });
    m_rail->add(QStringLiteral("batches"), QStringLiteral("batches"), [] { return tr("Batches"); });
    m_rail->add(QStringLiteral("jobs"), QStringLiteral("jobs"), [] { return tr("Jobs"); });
    m_rail->add(QStringLiteral("results"), QStringLiteral("results"), [] { return tr("Results"); });
    m_rail->add(QStringLiteral("reports"), QStringLiteral("report"), [] { return tr("Reports"); });
    m_rail->add(QStringLiteral("queues"), QStringLiteral("queues"), [] { return tr("Queues"); });
    m_rail->add(QStringLiteral("activity"), QStringLiteral("activity"), [] { return tr("Activity"); });
    m_rail->add(QStringLiteral("settings"), QStringLiteral("settings"), [] { return tr("Settings"); });
    for (Page *page : std::as_const(m_pages)) {
        m_stack->addWidget(page);
        connect(page, &Page::selectionChanged, this, &MainWindow::handleSelection);
        connect(page, &Page::searchChanged, this, [this] {
            if (const QString text = currentPage()->searchText(); text != m_search->text())
                m_search->setText(text);
        });
    }
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_crash);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    auto *body = new QWidget;
    body->setLayout(row);
    setCentralWidget(body);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(new StatusStrip(m_context), 1);
    statusBar()->layout()->setContentsMargins(0, 0, 0, 0);
    connect(settings, &SettingsPage::restoreWanted, this, &MainWindow::restoreWanted);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(&m_batches->firstStart(), &FirstStart::spreadsheetWanted, this, [this] { showNewBatch(); });
    connect(&m_batches->firstStart(), &FirstStart::accountWanted, this, [this] {
        showPage(QStringLiteral("queues"));
        m_queues->addAccount();
    });
    connect(m_results, &ResultsPage::jobWanted, this, &MainWindow::showJob);
    connect(&m_batches->firstStart(), &FirstStart::sampleStarted, m_batches, &BatchesPage::select);
    connect(&m_context.batches, &BatchModel::refreshed, this, &MainWindow::refreshBadges);
}

void MainWindow::buildToolBar()
{
    auto *bar = new QToolBar;
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setIconSize(QSize(space::icon, space::icon));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addAction(m_actions->of(Actions::NewBatch));
    bar->widgetForAction(m_actions->of(Actions::NewBatch))->setProperty("role", QStringLiteral("primary"));
    bar->addSeparator();
    for (const auto id : {Actions::StartBatch, Actions::PauseAll, Actions::RetryFailed, Actions::ShowFailures})
        bar->addAction(m_actions->of(id));
    auto *gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(m_context.theme.icon(QStringLiteral("search"), &Colours::faint), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(220);
    bar->addWidget(m_search);
    bar->addWidget(makeViewButton(m_context, *m_actions, this));
    addToolBar(bar);
    setUnifiedTitleAndToolBarOnMac(true);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) { currentPage()->search(text); });
    keepTranslated(m_search, [this] {
        m_search->setPlaceholderText(tr("Search"));
        m_search->setAccessibleName(tr("Search the list"));
        if (currentPage())
            placeSearch();
    });
}

void MainWindow::buildInspector()
{
    m_inspector = new Inspector(m_context, *m_actions);
    m_dock = new QDockWidget;
    m_dock->setObjectName(QStringLiteral("inspector"));
    m_dock->installEventFilter(this);
    m_dock->setWidget(m_inspector);
    m_dock->setTitleBarWidget(new QWidget(m_dock)); // docked, its content has a title of its own
    connect(m_dock, &QDockWidget::topLevelChanged, this, [this](bool floats) {
        if (!floats) {
            m_dock->setTitleBarWidget(new QWidget(m_dock));
            return;
        }
        delete m_dock->titleBarWidget(); // afloat, it has the system's
        m_dock->setTitleBarWidget(nullptr);
    });
    connect(m_actions->of(Actions::FloatInspector), &QAction::triggered, this, [this] {
        m_actions->of(Actions::ToggleInspector)->setChecked(true);
        m_dock->setFloating(!m_dock->isFloating());
    });
    connect(m_inspector, &Inspector::jobWanted, this, &MainWindow::showJob);
    keepTranslated(m_dock, [this] { m_dock->setWindowTitle(tr("Inspector")); });
    addDockWidget(Qt::RightDockWidgetArea, m_dock);
    resizeDocks({m_dock}, {320}, Qt::Horizontal);
    QAction *toggle = m_actions->of(Actions::ToggleInspector);
    toggle->setChecked(true);
    connect(toggle, &QAction::toggled, this, &MainWindow::placeInspector);
}

void MainWindow::connectActions()
{
    connect(m_actions, &Actions::newBatchWanted, this, [this] { showNewBatch(); });
    connect(m_actions, &Actions::recipesWanted, this, [this] { (new RecipeDialog(m_context, {}, {}, this))->show(); });
    connect(m_actions, &Actions::failuresWanted, this, &MainWindow::showFailures);
    connect(m_actions, &Actions::jobsWanted, this, [this](BatchId batch) {
        m_jobs->showBatch(batch);
        showPage(QStringLiteral("jobs"));
    });
    connect(m_actions, &Actions::resultsWanted, this, [this](BatchId batch) {
        m_results->showBatch(batch);
        showPage(QStringLiteral("results"));
    });
    connect(m_actions, &Actions::reportWanted, this, [this](BatchId batch) {
        m_reports->showBatch(batch);
        showPage(QStringLiteral("reports"));
    });
    connect(m_actions, &Actions::fileMissing, this,
            [this](const QString &text) { m_banner->tell(Banner::Kind::Info, text); });
    auto *deeds = new BatchDeeds(m_context, *m_actions, *m_banner, this);
    connect(deeds, &BatchDeeds::duplicated, m_batches, &BatchesPage::select);
    connect(m_crash, &CrashCard::resumeWanted, this,
            [this] { m_context.commands.run(QStringLiteral("engine.resume")); });
    connect(m_crash, &CrashCard::pauseWanted, this, [this] { m_context.commands.run(QStringLiteral("engine.pause")); });
    connect(m_crash, &CrashCard::lookWanted, this, [this] { showFailures({}); });
    connect(&m_context.pulse, &Pulse::beat, this, [this] {
        if (m_context.pulse.vitals().known && !m_context.pulse.vitals().paused)
            m_crash->hide(); // decided elsewhere
    });
    connect(m_actions, &Actions::pageWanted, this, &MainWindow::showPage);
    connect(m_actions, &Actions::undoWanted, m_undo, &UndoOffer::undoLast);
    connect(m_actions, &Actions::quitWanted, this, &MainWindow::quit);
    connect(m_quitOffer, &QuitOffer::agreed, this, &MainWindow::end);
    connectPages();
    connect(m_actions, &Actions::paletteWanted, this, &MainWindow::showPalette);
    connect(m_actions, &Actions::findWanted, this, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions, &Actions::copyWanted, this, [this] {
        currentPage()->copy([this](const QString &text) {
            if (text.isEmpty())
                m_banner->tell(Banner::Kind::Info, tr("There is no message to copy: nothing went wrong here."));
            else
                QGuiApplication::clipboard()->setText(text);
        });
    });
    connect(m_actions, &Actions::columnsWanted, this, [this] {
        if (QHeaderView *header = currentPage()->header())
            Q_EMIT header->customContextMenuRequested(QPoint(space::normal, header->height()));
    });
    connect(&m_context.commands, &CommandDesk::refused, this,
            [this](const Error &error) { m_banner->tell(Banner::Kind::Bad, sentence(error)); });
    connect(&m_context.batches, &BatchModel::failed, this,
            [this](const Error &error) { m_banner->tell(Banner::Kind::Bad, sentence(error)); });
}

void MainWindow::connectPages()
{
    connect(m_dashboard, &DashboardPage::jobsWanted, this, [this](const JobQuery &jobs) {
        m_jobs->showJobs(jobs);
        showPage(QStringLiteral("jobs"));
    });
    connect(m_dashboard, &DashboardPage::batchWanted, this, &MainWindow::showBatch);
    connect(m_dashboard, &DashboardPage::failuresWanted, this,
            [this](BatchId batch) { showFailures({{.batch = batch}}); });
    connect(m_dashboard, &DashboardPage::editBatchWanted, m_actions, &Actions::editBatchWanted);
    connect(m_dashboard, &DashboardPage::newBatchWanted, this, [this] { showNewBatch(); });
    connect(m_dashboard, &DashboardPage::pageWanted, this, &MainWindow::showPage);
    connect(m_reports, &ReportsPage::jobsWanted, this, [this](const JobQuery &jobs) {
        m_jobs->showJobs(jobs);
        showPage(QStringLiteral("jobs"));
    });
    connect(m_reports, &ReportsPage::saved, this, [this](const QString &path) {
        m_banner->tell(Banner::Kind::Info, tr("The report is in %1.").arg(QDir::toNativeSeparators(path)),
                       tr("Open file"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    });
    connect(m_activity, &ActivityPage::batchWanted, this, &MainWindow::showBatch);
    connect(m_activity, &ActivityPage::undoWanted, m_undo, &UndoOffer::undo);
}

} // namespace fornada
