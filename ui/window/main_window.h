#pragma once

#include "notify/announcer.h"
#include "window/ui_context.h"

#include <QMainWindow>

class QDockWidget;
class QLineEdit;
class QStackedWidget;

namespace fornada {

class Actions;
class ActivityPage;
class Banner;
class CrashCard;
class BatchesPage;
class DashboardPage;
class Inspector;
class JobsPage;
class NewBatch;
class Page;
class QueuesPage;
class QuitOffer;
class Rail;
class ReportsPage;
class UndoOffer;
class ResultsPage;

// The window: rail, toolbar, pages, inspector, status strip. Only joins them; what they do is theirs. Its banner tells
// what happens to who looks at it. UI thread; owned by the composition root.
class MainWindow final : public QMainWindow, public Announcer {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    explicit MainWindow(const UiContext &context, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showPage(const QString &name);
    NewBatch *showNewBatch(const QString &path = {});
    void showFailures(const QList<JobFilter> &among);
    void showPalette();
    void showJob(BatchId batch, JobId job);
    // What a crash left behind, told once.
    void tellRecovery(const RecoveryCard &card);
    void announce(const Announcement &announcement) override;
    void raiseToFront();
    void showBatch(BatchId batch);
    // Where there is a tray the window may close while the work goes on; otherwise closing it ends the program.
    void setHasTray(bool hasTray) { m_hasTray = hasTray; }
    // Asks first where a dialog holds something unsaved or requests are on their way.
    void quit();
    void end(); // without asking
    BatchesPage &batchesPage() const { return *m_batches; }
    JobsPage &jobsPage() const { return *m_jobs; }
    QueuesPage &queuesPage() const { return *m_queues; }

Q_SIGNALS:
    // End in order, put this backup in place, begin again.
    void restoreWanted(const QString &backup);
    void ended();      // closed for good
    void wentToTray(); // hidden, still working

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildPages();
    void buildToolBar();
    void buildInspector();
    void connectActions();
    void connectPages();
    bool staysInTray() const;
    bool closeDialogs();
    void handleSelection();
    void refreshBadges();
    Page *currentPage() const;
    void placeInspector();
    void placeSearch();
    void remember();
    void recall();

    const UiContext m_context;
    Actions *m_actions;
    Rail *m_rail;
    Banner *m_banner;
    CrashCard *m_crash;
    QStackedWidget *m_stack;
    QHash<QString, Page *> m_pages;
    BatchesPage *m_batches = nullptr;
    JobsPage *m_jobs = nullptr;
    QueuesPage *m_queues = nullptr;
    DashboardPage *m_dashboard = nullptr;
    ActivityPage *m_activity = nullptr;
    UndoOffer *m_undo;
    QuitOffer *m_quitOffer;
    bool m_hasTray = false;
    bool m_quitting = false; // asked to end, not only to close the window
    bool m_ending = false;   // nothing is asked any more
    ResultsPage *m_results = nullptr;
    ReportsPage *m_reports = nullptr;
    Inspector *m_inspector = nullptr;
    QDockWidget *m_dock = nullptr;
    QLineEdit *m_search = nullptr;
};

} // namespace fornada
