#pragma once

#include "window/ui_context.h"

#include <QAction>
#include <QHash>

namespace fornada {

// Everything the operator can do, in one place: name, shortcut, icon, when it applies. Toolbar, menus and the command
// palette only show these. What an action does to batches and jobs happens here; what it shows is a signal.
// UI thread; owned by the main window.
class Actions final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Actions)
public:
    enum Id {
        NewBatch,
        StartBatch,
        StartPilot,
        ReleaseBatch,
        PauseBatch,
        CancelBatch,
        RetryFailed,
        ShowFailures,
        ShowJobs,
        OpenResults,
        DuplicateBatch,
        ExportBatch,
        ReportBatch,
        WriteBackBatch,
        EditBatch,
        EditPrompt,
        ShowImpact,
        ShowResults,
        ShowRecipes,
        PauseAll,
        RetryJobs,
        CancelJobs,
        RaiseJobs,
        ResendJobs,
        CountJobs,
        GiveUpJobs,
        SkipJobs,
        ApproveJobs,
        RejectJobs,
        RerollJobs,
        OpenFile,
        CopyMessage,
        ChooseColumns,
        Palette,
        Find,
        ToggleInspector,
        FloatInspector,
        GoBatches,
        GoJobs,
        GoQueues,
        GoSettings,
        GoResults,
        GoDashboard,
        GoActivity,
        GoReports,
        Undo,
        Quit,
        Count,
    };

    Actions(const UiContext &context, QWidget *window);

    QAction *of(Id id) const { return m_actions[size_t(id)]; }
    const std::array<QAction *, Count> &all() const { return m_actions; }
    void setSelection(const Selection &selection);
    const Selection &selection() const { return m_selection; }

Q_SIGNALS:
    void newBatchWanted();
    void recipesWanted();
    void failuresWanted(const QList<fornada::JobFilter> &among);
    void jobsWanted(fornada::BatchId batch);
    void resultsWanted(fornada::BatchId batch);
    void duplicateWanted(fornada::BatchId batch);
    void exportWanted(fornada::BatchId batch);
    void reportWanted(fornada::BatchId batch);
    void writeBackWanted(fornada::BatchId batch);
    void editBatchWanted(fornada::BatchId batch);
    void editPromptWanted(fornada::BatchId batch);
    void impactWanted(fornada::BatchId batch);
    void fileMissing(const QString &sentence);
    void paletteWanted();
    void findWanted();
    void pageWanted(const QString &page);
    void copyWanted();
    void columnsWanted();
    void undoWanted();
    void quitWanted();

private:
    void buildBatches();
    void buildJobs();
    void buildWindow();
    void keepToLists(std::initializer_list<Id> ids);
    void make(Id id, const QString &icon, const QKeySequence &shortcut, std::function<void()> deed,
              QColor Colours::*colour = &Colours::text);
    void setTexts();
    void update();
    void cancelBatches();
    void cancelJobs();
    void rerollJobs();
    void openResults();
    void openFile();
    BatchId firstBatch() const;
    void toJobs(const QString &command, const Selection &chosen, const QJsonObject &more = {});
    void resolve(const Selection &chosen, const QString &how);
    void resendJobs();
    void skipJobs();
    // Those of the batches that the action is for.
    QList<BatchId> fitting(Id id, const QList<BatchId> &batches) const;
    QList<BatchId> fitting(Id id) const { return fitting(id, m_selection.batches); }
    bool anyJob(std::initializer_list<JobState> states) const;
    bool anyTrouble() const;
    bool anyBatch(std::initializer_list<BatchState> states) const;

    const UiContext m_context;
    QWidget *const m_window;
    std::array<QAction *, Count> m_actions = {};
    Selection m_selection;
};

} // namespace fornada
