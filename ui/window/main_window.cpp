#include "window/main_window.h"

#include "dialogs/failure_desk.h"
#include "dialogs/new_batch.h"
#include "models/batch_model.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "text/name_text.h"
#include "widgets/banner.h"
#include "widgets/crash_card.h"
#include "widgets/inspector.h"
#include "widgets/rail.h"
#include "window/actions.h"
#include "window/command_palette.h"
#include "window/quit_offer.h"
#include "window/undo_offer.h"

#include <QCloseEvent>
#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QSettings>
#include <QStackedWidget>

namespace fornada {

namespace {

Banner::Kind kindOf(EventLevel level)
{
    return level == EventLevel::Info       ? Banner::Kind::Info
           : level == EventLevel::NeedsYou ? Banner::Kind::Warning
                                           : Banner::Kind::Bad;
}

} // namespace

MainWindow::MainWindow(const UiContext &context, QWidget *parent)
    : QMainWindow(parent)
    , m_context(context)
    , m_actions(new Actions(context, this))
    , m_rail(new Rail(context.theme))
    , m_banner(new Banner(context.theme))
    , m_crash(new CrashCard(context.theme))
    , m_stack(new QStackedWidget)
    , m_undo(new UndoOffer(context.commands, *m_banner, this))
    , m_quitOffer(new QuitOffer(context, this))
{
    setWindowTitle(QStringLiteral("Fornada"));
    setWindowIcon(QIcon(QStringLiteral(":/fornada/icons/fornada.svg")));
    setAcceptDrops(true);
    resize(1280, 800);
    buildToolBar();
    buildPages();
    buildInspector();
    connectActions();
    recall();
}

MainWindow::~MainWindow() = default;

void MainWindow::showBatch(BatchId batch)
{
    showPage(QStringLiteral("batches"));
    if (batch.isValid())
        m_batches->select(batch);
}

void MainWindow::showPage(const QString &name)
{
    const QString known = m_pages.contains(name) ? name : QStringLiteral("batches"); // of another version, perhaps
    Page *page = m_pages.value(known);
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(known);
    m_search->setText(page->searchText());
    placeInspector();
    placeSearch();
    page->setFocus();
    handleSelection();
}

Page *MainWindow::currentPage() const
{
    return static_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::handleSelection()
{
    const Selection selection = currentPage()->selection();
    m_actions->setSelection(selection);
    if (m_inspector)
        m_inspector->setSelection(selection);
}

// Without a batch there is nothing to inspect: the room belongs to the greeting.
void MainWindow::placeInspector()
{
    const bool wanted = m_actions->of(Actions::ToggleInspector)->isChecked();
    const bool here = currentPage()->wantsInspector();
    if (!m_dock)
        return;
    m_dock->setVisible(wanted && here && (m_context.batches.rowCount() > 0 || !m_context.batches.isLoaded()));
}

void MainWindow::placeSearch()
{
    const bool wanted = currentPage()->wantsSearch();
    m_search->setEnabled(wanted);
    m_search->setToolTip(wanted ? QString() : tr("There is no list to search on this page."));
    m_actions->of(Actions::Find)->setEnabled(wanted);
}

void MainWindow::refreshBadges()
{
    placeInspector();
    qint64 needYou = 0;
    for (const Batch &batch : m_context.batches.batches())
        needYou += batch.counts[JobState::Unknown] + batch.counts[JobState::Review];
    m_rail->setBadge(QStringLiteral("jobs"), needYou);
}

void MainWindow::announce(const Announcement &announcement)
{
    const QString name = nameText(announcement.title);
    const bool named = !name.isEmpty() && !announcement.text.contains(name);
    const QString text = named ? tr("%1: %2").arg(name, announcement.text) : announcement.text;
    if (m_context.batches.batch(announcement.batch))
        m_banner->tellNews(kindOf(announcement.level), text, tr("Show the batch"),
                           [this, batch = announcement.batch] { showBatch(batch); });
    else
        m_banner->tellNews(kindOf(announcement.level), text);
}

void MainWindow::tellRecovery(const RecoveryCard &card)
{
    if (card.inFlight > 0)
        m_crash->tell(card);
}

void MainWindow::showJob(BatchId batch, JobId job)
{
    m_jobs->showJob(batch, job);
    showPage(QStringLiteral("jobs"));
}

NewBatch *MainWindow::showNewBatch(const QString &path)
{
    auto *window = new NewBatch(m_context, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &NewBatch::added, this, [this](BatchId batch) {
        showPage(QStringLiteral("batches"));
        m_batches->select(batch);
    });
    if (!path.isEmpty())
        window->setFile(path);
    window->show();
    return window;
}

void MainWindow::showFailures(const QList<JobFilter> &among)
{
    auto *desk = new FailureDesk(m_context, among, this);
    desk->setAttribute(Qt::WA_DeleteOnClose);
    connect(desk, &FailureDesk::jobWanted, this, &MainWindow::showJob);
    desk->show();
}

void MainWindow::showPalette()
{
    auto *palette = new CommandPalette(m_context.theme, *m_actions, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->popUp();
}

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (NewBatch::canTake(*event->mimeData()))
        event->acceptProposedAction();
}

// A file or rows, dropped anywhere, are the beginning of a batch.
void MainWindow::dropEvent(QDropEvent *event)
{
    showNewBatch()->take(*event->mimeData());
    event->acceptProposedAction();
}

// Closing the window while work goes on does not stop the work, where the tray can bring the window back.
bool MainWindow::staysInTray() const
{
    const StateCounts open = m_context.batches.openCounts();
    return m_hasTray && !m_quitting && open.settled() < open.total() &&
           m_context.settings.value(QStringLiteral("window/closeToTray"), true).toBool();
}

void MainWindow::quit()
{
    m_quitting = true;
    if (!close() && (isHidden() || isMinimized()))
        raiseToFront(); // what keeps it open is to be seen
}

void MainWindow::end()
{
    m_ending = true;
    close();
}

// Questions before what they are about; what holds something unsaved asks, and stays.
bool MainWindow::closeDialogs()
{
    const QList<QDialog *> dialogs = findChildren<QDialog *>();
    return std::all_of(dialogs.crbegin(), dialogs.crend(),
                       [](QDialog *dialog) { return !dialog->isVisible() || dialog->close(); });
}

// Afloat, the inspector is closed by its own cross, for good.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_dock && event->type() == QEvent::Close)
        m_actions->of(Actions::ToggleInspector)->setChecked(false);
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::remember()
{
    m_context.settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_context.settings.setValue(QStringLiteral("window/state"), saveState());
    m_context.settings.setValue(QStringLiteral("window/inspector"),
                                m_actions->of(Actions::ToggleInspector)->isChecked());
    m_context.settings.setValue(QStringLiteral("window/page"), m_pages.key(currentPage()));
}

void MainWindow::recall()
{
    restoreGeometry(m_context.settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(m_context.settings.value(QStringLiteral("window/state")).toByteArray());
    m_actions->of(Actions::ToggleInspector)
        ->setChecked(m_context.settings.value(QStringLiteral("window/inspector"), true).toBool());
    showPage(m_context.settings.value(QStringLiteral("window/page"), QStringLiteral("batches")).toString());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    if (!m_ending && staysInTray()) {
        event->ignore();
        hide();
        Q_EMIT wentToTray();
        return;
    }
    m_quitting = false;
    if (!m_ending && (m_quitOffer->isOpen() || !closeDialogs())) {
        event->ignore();
        return;
    }
    if (!m_ending && m_quitOffer->isNeeded()) {
        event->ignore();
        m_quitOffer->ask();
        return;
    }
    const QList<QDialog *> dialogs = findChildren<QDialog *>();
    for (QDialog *dialog : dialogs)
        dialog->hide(); // else one that asks before it closes would hold up an end that is not asked about
    QMainWindow::closeEvent(event);
    Q_EMIT ended();
}

} // namespace fornada
