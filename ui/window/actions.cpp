#include "window/actions.h"

#include "models/batch_model.h"
#include "widgets/keep_translated.h"

namespace fornada {

Actions::Actions(const UiContext &context, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
{
    buildBatches();
    buildJobs();
    buildWindow();
    keepTranslated(window, [this] { setTexts(); });
    connect(&m_context.batches, &BatchModel::refreshed, this, &Actions::update);
    connect(&m_context.pulse, &Pulse::beat, this, &Actions::update);
    update();
}

void Actions::make(Id id, const QString &icon, const QKeySequence &shortcut, std::function<void()> deed,
                   QColor Colours::*colour)
{
    auto *action = new QAction(this);
    if (!icon.isEmpty())
        action->setIcon(m_context.theme.icon(icon, colour));
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, std::move(deed));
    m_actions[size_t(id)] = action;
    m_window->addAction(action);
}

void Actions::buildBatches()
{
    CommandDesk &commands = m_context.commands;
    // Others among the selected would only answer with a refusal.
    const auto batchVerb = [this, &commands](Id id, const char *verb) {
        return [this, &commands, id, name = QString::fromLatin1(verb)] { commands.batch(name, fitting(id)); };
    };
    make(
        NewBatch, QStringLiteral("plus"), QKeySequence::New, [this] { Q_EMIT newBatchWanted(); }, &Colours::onAccent);
    make(StartBatch, QStringLiteral("play"), QKeySequence(Qt::CTRL | Qt::Key_Return),
         batchVerb(StartBatch, "batch.start"), &Colours::good);
    make(StartPilot, QStringLiteral("play"), {}, batchVerb(StartPilot, "batch.pilot"));
    make(ReleaseBatch, QStringLiteral("right"), {}, batchVerb(ReleaseBatch, "batch.release"), &Colours::good);
    make(PauseBatch, QStringLiteral("pause"), {}, batchVerb(PauseBatch, "batch.pause"));
    make(
        CancelBatch, QStringLiteral("stop"), {}, [this] { cancelBatches(); }, &Colours::bad);
    make(RetryFailed, QStringLiteral("retry"), QKeySequence(Qt::CTRL | Qt::Key_R),
         batchVerb(RetryFailed, "batch.retryFailed"));
    make(ShowFailures, QStringLiteral("warning"), QKeySequence(Qt::CTRL | Qt::Key_E),
         [this] { Q_EMIT failuresWanted(m_selection.toMend()); });
    make(ShowJobs, QStringLiteral("jobs"), {}, [this] { Q_EMIT jobsWanted(firstBatch()); });
    make(ShowRecipes, QStringLiteral("text"), {}, [this] { Q_EMIT recipesWanted(); });
    make(DuplicateBatch, QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::Key_D),
         [this] { Q_EMIT duplicateWanted(firstBatch()); });
    make(ExportBatch, QStringLiteral("open"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
         [this] { Q_EMIT exportWanted(firstBatch()); });
    make(ReportBatch, QStringLiteral("report"), {}, [this] { Q_EMIT reportWanted(firstBatch()); });
    make(WriteBackBatch, QStringLiteral("spreadsheet"), {}, [this] { Q_EMIT writeBackWanted(firstBatch()); });
    make(EditBatch, QStringLiteral("settings"), QKeySequence(Qt::Key_F2),
         [this] { Q_EMIT editBatchWanted(firstBatch()); });
    make(EditPrompt, QStringLiteral("text"), {}, [this] { Q_EMIT editPromptWanted(firstBatch()); });
    make(ShowImpact, QStringLiteral("retry"), {}, [this] { Q_EMIT impactWanted(firstBatch()); });
    make(ShowResults, QStringLiteral("results"), {}, [this] { Q_EMIT resultsWanted(firstBatch()); });
    make(OpenResults, QStringLiteral("folder"), QKeySequence(Qt::CTRL | Qt::Key_O), [this] { openResults(); });
}

void Actions::buildJobs()
{
    const auto jobVerb = [this](const char *verb) {
        return [this, name = QString::fromLatin1(verb)] { toJobs(name, m_selection); };
    };
    make(RetryJobs, QStringLiteral("retry"), QKeySequence(Qt::Key_R), jobVerb("job.retry"));
    make(
        CancelJobs, QStringLiteral("stop"), QKeySequence::Delete, [this] { cancelJobs(); }, &Colours::bad);
    make(RaiseJobs, QStringLiteral("right"), {}, [this] {
        toJobs(QStringLiteral("job.priority"), m_selection, {{QStringLiteral("priority"), 100}});
    });
    make(ResendJobs, QStringLiteral("retry"), {}, [this] { resendJobs(); });
    make(CountJobs, QStringLiteral("check"), {}, [this] { resolve(m_selection, QStringLiteral("charged")); });
    make(GiveUpJobs, QStringLiteral("cross"), {}, [this] { resolve(m_selection, QStringLiteral("giveUp")); });
    make(SkipJobs, QStringLiteral("state-skipped"), {}, [this] { skipJobs(); });
    make(ApproveJobs, QStringLiteral("check"), QKeySequence(Qt::Key_A), jobVerb("job.approve"), &Colours::good);
    make(RejectJobs, QStringLiteral("cross"), QKeySequence(Qt::Key_X), jobVerb("job.reject"), &Colours::bad);
    make(RerollJobs, QStringLiteral("undo"), QKeySequence(Qt::SHIFT | Qt::Key_R), [this] { rerollJobs(); });
    make(OpenFile, QStringLiteral("open"), {}, [this] { openFile(); });
    make(CopyMessage, QStringLiteral("copy"), {}, [this] { Q_EMIT copyWanted(); });
    keepToLists({RetryJobs, CancelJobs, ApproveJobs, RejectJobs, RerollJobs});
}

// A single key counts only in the list that it is about: elsewhere it is a letter somebody types, to find an entry of a
// filter for example.
void Actions::keepToLists(std::initializer_list<Id> ids)
{
    for (const Id id : ids)
        m_actions[id]->setShortcutContext(Qt::WidgetShortcut);
}

void Actions::buildWindow()
{
    CommandDesk &commands = m_context.commands;
    make(PauseAll, QStringLiteral("pause"), QKeySequence(Qt::Key_Pause), [this, &commands] {
        const bool paused = m_context.pulse.vitals().paused;
        commands.run(paused ? QStringLiteral("engine.resume") : QStringLiteral("engine.pause"), {},
                     [this](const QJsonObject &) { m_context.pulse.refresh(); });
    });
    make(Palette, QStringLiteral("search"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { Q_EMIT paletteWanted(); });
    make(Find, QStringLiteral("search"), QKeySequence::Find, [this] { Q_EMIT findWanted(); });
    make(ToggleInspector, QStringLiteral("inspector"), QKeySequence(Qt::Key_F4), [] {});
    m_actions[ToggleInspector]->setCheckable(true);
    make(FloatInspector, QStringLiteral("inspector"), QKeySequence(Qt::SHIFT | Qt::Key_F4), [] {});
    make(GoBatches, QStringLiteral("batches"), QKeySequence(Qt::CTRL | Qt::Key_1),
         [this] { Q_EMIT pageWanted(QStringLiteral("batches")); });
    make(GoJobs, QStringLiteral("jobs"), QKeySequence(Qt::CTRL | Qt::Key_2),
         [this] { Q_EMIT pageWanted(QStringLiteral("jobs")); });
    make(GoQueues, QStringLiteral("queues"), QKeySequence(Qt::CTRL | Qt::Key_3),
         [this] { Q_EMIT pageWanted(QStringLiteral("queues")); });
    make(GoSettings, QStringLiteral("settings"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
         [this] { Q_EMIT pageWanted(QStringLiteral("settings")); });
    make(GoResults, QStringLiteral("results"), QKeySequence(Qt::CTRL | Qt::Key_4),
         [this] { Q_EMIT pageWanted(QStringLiteral("results")); });
    make(GoDashboard, QStringLiteral("dashboard"), QKeySequence(Qt::CTRL | Qt::Key_0),
         [this] { Q_EMIT pageWanted(QStringLiteral("dashboard")); });
    make(GoActivity, QStringLiteral("activity"), QKeySequence(Qt::CTRL | Qt::Key_9),
         [this] { Q_EMIT pageWanted(QStringLiteral("activity")); });
    make(GoReports, QStringLiteral("report"), QKeySequence(Qt::CTRL | Qt::Key_5),
         [this] { Q_EMIT pageWanted(QStringLiteral("reports")); });
    make(Undo, QStringLiteral("undo"), QKeySequence::Undo, [this] { Q_EMIT undoWanted(); });
    make(ChooseColumns, QStringLiteral("filter"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
         [this] { Q_EMIT columnsWanted(); });
    make(Quit, {}, QKeySequence::Quit, [this] { Q_EMIT quitWanted(); });
}

void Actions::setTexts()
{
    const std::array<std::pair<QString, QString>, Count> texts = {{
        {tr("New batch"), tr("Make a batch from a spreadsheet, a JSON file or pasted rows")},
        {tr("Start batch"), tr("Start or resume the selected batches")},
        {tr("Start a pilot of 3"), tr("Only the first three rows of the selected drafts run; the rest waits until you "
                                      "release it")},
        {tr("Release the rest"), tr("You like the pilot: all other rows of the selected batches run now")},
        {tr("Pause batch"), tr("Nothing new of the selected batches is sent")},
        {tr("Cancel batch…"), tr("Stop the selected batches for good; what is on its way is kept")},
        {tr("Retry failed"), tr("Send every failed job of the selected batches again")},
        {tr("Failures…"), tr("What failed and why, grouped, with the fitting repair")},
        {tr("Show jobs"), tr("The jobs of this batch")},
        {tr("Open results folder"), tr("The files made so far")},
        {tr("Duplicate"), tr("A new draft with the same rows and the same recipe")},
        {tr("Export…"), tr("Give the results away: a folder, a ZIP file, a workbook or a table")},
        {tr("Report"), tr("What this batch did and cost, and why jobs failed")},
        {tr("Write back…"), tr("Put the results into a table of a SQLite database, each beside its row")},
        {tr("Edit batch…"), tr("Another name, budget, priority or re-send limit for this batch")},
        {tr("Edit a prompt…"), tr("Word a step of this batch anew, for what is not done yet")},
        {tr("What would change…"), tr("Which results are of an older wording, and what making them again would cost")},
        {tr("Show results"), tr("The results of this batch as pictures")},
        {tr("Recipes…"), tr("Look into a recipe, word it anew, or write your own")},
        {tr("Pause all"), tr("Nothing new is sent until you resume")},
        {tr("Retry jobs"), tr("Send the selected failed jobs again")},
        {tr("Cancel jobs…"), tr("The selected jobs are never sent")},
        {tr("Raise priority"), tr("The selected jobs go first")},
        {tr("Send again…"), tr("Jobs without an answer: send them once more")},
        {tr("Count as charged"), tr("Jobs without an answer: book what they may have cost")},
        {tr("Give up"), tr("Jobs without an answer: they are not wanted any more")},
        {tr("Skip…"), tr("Failed jobs that nobody needs any more")},
        {tr("Approve"), tr("The results are good: later steps go on with them")},
        {tr("Reject"), tr("The results are bad: their jobs failed, and what they cost counts as paid for nothing")},
        {tr("Re-roll…"), tr("Make another result with the same request; it is paid once more")},
        {tr("Open file"), tr("Open the result of this job")},
        {tr("Copy message"), tr("Copy what went wrong")},
        {tr("Columns and order…"), tr("Choose which columns the list has, and what it is sorted by")},
        {tr("Command palette"), tr("Find and run any action by its name")},
        {tr("Find"), tr("Search the list")},
        {tr("Inspector"), tr("Show or hide the details on the right")},
        {tr("Detach inspector"), tr("The details in a window of their own, or back in their place")},
        {tr("Batches"), tr("Go to the list of batches")},
        {tr("Jobs"), tr("Go to the list of jobs")},
        {tr("Queues"), tr("Go to queues and accounts")},
        {tr("Settings"), tr("Go to the settings")},
        {tr("Results"), tr("Go to the gallery of results")},
        {tr("Dashboard"), tr("Go to the figures at a glance")},
        {tr("Activity"), tr("Go to the list of everything that happened")},
        {tr("Reports"), tr("Go to the reports of batches, days and weeks")},
        {tr("Undo"), tr("Put the last action back; what was sent stays sent")},
        {tr("Quit"), tr("End Fornada; while requests are on their way you are asked first")},
    }};
    for (size_t i = 0; i < texts.size(); ++i) {
        QAction *action = m_actions[i];
        action->setText(texts[i].first);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? texts[i].second : QStringLiteral("%1 (%2)").arg(texts[i].second, keys));
        action->setWhatsThis(texts[i].second);
    }
    update();
}

void Actions::setSelection(const Selection &selection)
{
    m_selection = selection;
    update();
}

// What cannot be done now is grey, so that a click never ends in a refusal.
void Actions::update()
{
    using enum BatchState;
    const bool batches = !m_selection.batches.isEmpty();
    for (const Id id : {StartBatch, StartPilot, ReleaseBatch, PauseBatch, CancelBatch, RetryFailed})
        m_actions[id]->setEnabled(!fitting(id).isEmpty());
    m_actions[ShowFailures]->setEnabled(anyTrouble());
    for (const Id id : {ShowJobs, ShowResults})
        m_actions[id]->setEnabled(batches);
    for (const Id id : {EditBatch, DuplicateBatch, ExportBatch, ReportBatch, WriteBackBatch})
        m_actions[id]->setEnabled(m_selection.batches.size() == 1 && !anyBatch({Adding}));
    m_actions[EditPrompt]->setEnabled(m_selection.batches.size() == 1 && anyBatch({Draft, Running, Paused, Finished}));
    m_actions[ShowImpact]->setEnabled(m_selection.batches.size() == 1 && anyBatch({Running, Paused, Finished}));
    using J = JobState;
    for (const Id id : {RetryJobs, SkipJobs})
        m_actions[id]->setEnabled(anyJob({J::Failed}));
    m_actions[OpenFile]->setEnabled(m_selection.jobs.size() == 1 &&
                                    (m_selection.hasResult || anyJob({J::Completed, J::Review})));
    m_actions[CancelJobs]->setEnabled(
        anyJob({J::Blocked, J::Queued, J::Running, J::Unknown, J::Review, J::Skipped, J::Failed}));
    m_actions[RaiseJobs]->setEnabled(anyJob({J::Blocked, J::Queued}));
    m_actions[CopyMessage]->setEnabled(!m_selection.jobs.isEmpty() && anyJob({J::Failed, J::Review, J::Unknown}));
    for (const Id id : {ResendJobs, CountJobs, GiveUpJobs})
        m_actions[id]->setEnabled(anyJob({J::Unknown}));
    for (const Id id : {ApproveJobs, RejectJobs})
        m_actions[id]->setEnabled(anyJob({J::Review}));
    m_actions[RerollJobs]->setEnabled(m_selection.everything ? anyJob({J::Review}) : anyJob({J::Review, J::Completed}));
    const bool paused = m_context.pulse.vitals().paused;
    m_actions[PauseAll]->setText(paused ? tr("Resume") : tr("Pause all"));
    m_actions[PauseAll]->setIcon(m_context.theme.icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
}

} // namespace fornada
