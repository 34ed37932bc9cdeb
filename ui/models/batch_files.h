#pragma once

#include "models/read_desk.h"
#include "results/export.h"
#include "results/write_back.h"

#include <QThreadPool>

namespace fornada {

// Writes a batch to files on a thread and a connection of its own, with progress, until it is done or cancelled: its
// results to give away, or its rows as they were given. UI thread; owned by the window.
class BatchFiles final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchFiles)
public:
    explicit BatchFiles(ReadDesk::Open open, QObject *parent = nullptr);
    ~BatchFiles() override;

    bool isBusy() const { return bool(m_cancelled); }
    // One at a time. finished follows, or failed (kind Cancelled when it was).
    void exportTo(const Batch &batch, const ExportOrder &order);
    // The same, into a table; wroteBack follows, or failed.
    void writeBackTo(const Batch &batch, const WriteBackOrder &order);
    void cancel();

    // The rows as JSON lines in a temporary file, with the batch's own recipe: what a duplicate is made from.
    struct Copy {
        QString rowsPath;
        QJsonObject recipe;
    };
    void copyRows(BatchId batch, QObject *context, std::function<void(Result<Copy>)> done);

Q_SIGNALS:
    void progressed(qint64 jobs, qint64 total);
    void finished(const fornada::Exported &made);
    void wroteBack(const fornada::WrittenBack &back);
    void failed(const fornada::Error &error);

private:
    // Runs work on the thread and hands what came of it to done, or tells that it failed.
    template<class T>
    void run(const Batch &batch, std::function<Result<T>(ReadPort &, const ExportProgress &)> work,
             void (BatchFiles::*done)(const T &));

    const ReadDesk::Open m_open;
    QThreadPool m_pool;
    std::shared_ptr<std::atomic_bool> m_cancelled; // of the export under way
    std::shared_ptr<std::atomic_bool> m_gone = std::make_shared<std::atomic_bool>(false);
};

} // namespace fornada
