#include "models/job_model.h"
#include "models/result_model.h"
#include "pages/jobs_page.h"
#include "pages/results_page.h"
#include "ui/shown_window.h"
#include "window/actions.h"

#include <QComboBox>
#include <QListView>
#include <QTest>
#include <QTextBrowser>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

struct Shown : ShownWindow {
    Shown()
        : ShownWindow(std::make_shared<MadeUpData>(), Told::Setup)
    {
        const auto sample = sampleData({}, SystemClock().now().wall);
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->batches = sample->batches;
            bench.data->jobs = sample->jobs;
            bench.data->details = sample->details;
        }
        bench.batches.refresh();
    }
    bool isThere() const
    {
        return QTest::qWaitFor([this] { return bench.batches.batch(BatchId{7}) != nullptr; });
    }
    // As keeping batches only so long does, an undo, or somebody at a command line.
    void remove(BatchId batch)
    {
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->batches.removeIf([batch](const Batch &known) { return known.id == batch; });
        }
        bench.batches.refresh();
    }
    const JobQuery &jobs() const { return window->jobsPage().model().query(); }
    QString chosen(const QString &box) const { return find<QComboBox>(box)->currentText(); }
};

} // namespace

// What a list is narrowed to goes away: the list is of what its filters say.
class TestGone final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBatchOfTheJobs()
    {
        Shown shown;
        QVERIFY(shown.isThere());
        shown.window->showPage(u"jobs"_s);
        shown.window->jobsPage().showBatch(BatchId{7});
        QCOMPARE(shown.jobs().filter.batch, BatchId{7});
        shown.remove(BatchId{7});
        QTRY_COMPARE(shown.chosen(u"batchFilter"_s), u"All batches"_s);
        QCOMPARE(shown.jobs().filter.batch, BatchId());
        QCOMPARE(shown.window->jobsPage().selection().listed.value(0).batch, BatchId());
    }

    // The list that is left is asked for at once; the wish stays.
    void anotherWhileOneIsAwaited()
    {
        Shown shown;
        QVERIFY(shown.isThere());
        shown.window->jobsPage().showBatch(BatchId{7});
        shown.window->jobsPage().showBatch(BatchId{99});
        QCOMPARE(shown.jobs().filter.batch, BatchId());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            Batch fresh = shown.bench.data->batches.first();
            fresh.id = BatchId{99};
            shown.bench.data->batches.prepend(fresh);
        }
        shown.bench.batches.refresh();
        QTRY_COMPARE(shown.jobs().filter.batch, BatchId{99});
    }

    void aBatchOfTheResults()
    {
        Shown shown;
        QVERIFY(shown.isThere());
        auto *page = shown.window->findChild<ResultsPage *>();
        const auto *model = qobject_cast<ResultModel *>(shown.find<QListView>(u"results"_s)->model());
        page->showBatch(BatchId{7});
        QCOMPARE(model->query().batch, BatchId{7});
        shown.remove(BatchId{7});
        QTRY_COMPARE(shown.chosen(u"resultsBatch"_s), u"All batches"_s);
        QCOMPARE(model->query().batch, BatchId());
    }

    void aQueueOfTheJobs()
    {
        Shown shown;
        QVERIFY(shown.isThere());
        auto *queues = shown.find<QComboBox>(u"queueFilter"_s);
        QTRY_VERIFY(queues->count() > 1);
        JobQuery ofQueue;
        ofQueue.filter.queue = QueueId{queues->itemData(1).toLongLong()};
        shown.window->jobsPage().showJobs(ofQueue);
        QCOMPARE(shown.jobs().filter.queue, ofQueue.filter.queue);
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->queues.removeIf([&](const Queue &queue) { return queue.id == ofQueue.filter.queue; });
        }
        Changes changes;
        changes.setup = true;
        Q_EMIT shown.bench.link.changed(changes);
        QTRY_COMPARE(queues->currentText(), u"All queues"_s);
        QCOMPARE(shown.jobs().filter.queue, QueueId());
    }
};

QTEST_MAIN(TestGone)
#include "test_gone.moc"
