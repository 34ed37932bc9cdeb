#pragma once

#include "models/batch_files.h"
#include "widgets/banner.h"
#include "window/ui_context.h"

namespace fornada {

class Actions;

// What is done with a whole batch besides running it: a duplicate, an export, another wording; progress and outcome are
// told above the page. UI thread; owned by the main window.
class BatchDeeds final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchDeeds)
public:
    BatchDeeds(const UiContext &context, const Actions &actions, Banner &banner, QWidget *window);

    void exportTo(BatchId batch, ExportForm form, const QString &folder, bool sidecars);
    void writeBackTo(BatchId batch, const WriteBackOrder &order);
    void duplicate(BatchId batch);
    void edit(BatchId batch);
    void editPrompt(BatchId batch);
    void showImpact(BatchId batch);

Q_SIGNALS:
    void duplicated(fornada::BatchId batch);

private:
    void askHow(BatchId batch);
    void askWhere(BatchId batch);
    void tellMade(const Exported &made);
    void tellWritten(const WrittenBack &back);
    const Batch *toWrite(BatchId batch);
    void beginProgress(qint64 total);
    void tellProgress(qint64 jobs, qint64 total);
    void tellEnd(Banner::Kind kind, const QString &text, const QString &button = {}, std::function<void()> deed = {});
    void addCopy(const Batch &batch, const BatchFiles::Copy &copy);

    const UiContext m_context;
    Banner &m_banner;
    QWidget *const m_window;
    BatchFiles m_files;
    QString m_progress; // of the export under way, as it was last told
};

} // namespace fornada
