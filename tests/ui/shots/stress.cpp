#include "dialogs/failure_desk.h"
#include "pages/batches_page.h"
#include "pages/results_page.h"
#include "ui/sample_data.h"
#include "ui/shots/photographer.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

// Names as they come: long, from right to left, with pictures in them; and a million of everything.
namespace fornada {

namespace {

// A million jobs in many queues and batches, with names that do not fit.
void crowd(MadeUpData &data)
{
    using enum JobState;
    StateCounts &counts = data.batches[0].counts;
    counts[Completed] = 731'204;
    counts[Failed] = 12'977;
    counts[Queued] = 255'803;
    counts[Unknown] = 16;
    data.batches[0].totals.spent = Money{qint64(1'462'408) * 1'000'000};
    data.batches[0].budget = Money{qint64(2'000'000) * 1'000'000};
    data.queues[0].name = QStringLiteral("A queue that is named like the whole brief of a campaign, with its dates");
    for (qint64 id = 2; id <= 14; ++id) {
        Queue queue = data.queues[0];
        queue.id = QueueId{id};
        queue.name = id == 2 ? QStringLiteral("طابور الصور الرئيسي") : QStringLiteral("queue number %1").arg(id);
        data.queues.append(queue);
        StateCounts ofQueue;
        ofQueue[Queued] = 1'000'000 / id;
        ofQueue[Completed] = 123'456 * id;
        ofQueue[Failed] = 997 * id;
        data.queueCounts.insert(queue.id, ofQueue);
        Batch batch = data.batches[1];
        batch.id = BatchId{100 + id};
        batch.name = QStringLiteral("Campaign %1, with one of those names that agencies like to give").arg(id);
        data.batches.append(batch);
    }
    for (MinuteMetric &metric : data.metrics) {
        metric.completed *= 4'000;
        metric.failed *= 900;
    }
    data.today.spent = Money{qint64(1'462'408) * 1'000'000};
    data.dayBudget = QStringLiteral("2000000.00");
}

std::shared_ptr<MadeUpData> foreignData(Wall now)
{
    auto data = sampleData({}, now);
    data->batches[0].name =
        QStringLiteral("A batch with a name that somebody pasted from a brief, ").repeated(4).left(200);
    data->batches[1].name = QStringLiteral("حملة الربيع للعملاء الجدد");
    data->batches[1].client = QStringLiteral("شركة الضيافة");
    data->batches[2].name =
        QStringLiteral("🎻🎺 Müsik für Kinder 👩‍👩‍👧‍👦 — 日本語の名前");
    for (int i = 0; i < 60; ++i)
        data->jobs[i].batchName = data->batches.at(0).name;
    data->jobs[0].rowKey = QStringLiteral("فاطمة السيد");
    data->jobs[1].rowKey =
        QStringLiteral("Maximiliana Wolfeschlegelsteinhausenbergerdorff of the seven hills, the third");
    data->virtualJobs = 1'000'000;
    crowd(*data);
    data->virtualResults = 100'000;
    data->failures.first().message = QStringLiteral("Internal error: ").repeated(30);
    return data;
}

} // namespace

void shootStress(Photographer &camera)
{
    const Wall now = SystemClock().now().wall;
    UiBench bench(camera.app(), foreignData(now));
    bench.link.answers.insert(QStringLiteral("engine.status"), sampleStatus(now));
    const auto window = camera.open(bench);
    auto *batches = window->findChild<QTableView *>(QStringLiteral("batches"));
    waitFor([&] { return batches->model()->rowCount() > 0 && bench.pulse.vitals().known; });
    window->showPage(QStringLiteral("dashboard"));
    waitForCharts(bench);
    camera.take(*window, QStringLiteral("stress-dashboard"));
    auto *area = window->findChild<QScrollArea *>(QStringLiteral("dashboardBody"));
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    camera.take(*window, QStringLiteral("stress-dashboard-below"));
    window->showPage(QStringLiteral("batches"));
    batches->selectRow(0);
    settle();
    camera.take(*window, QStringLiteral("stress-batches"));
    auto *jobs = window->findChild<QTableView *>(QStringLiteral("jobs"));
    window->showPage(QStringLiteral("jobs"));
    waitFor([&] { return jobs->model()->rowCount() == 1'000'000; });
    jobs->selectRow(1);
    letTimePass();
    camera.take(*window, QStringLiteral("stress-job"));
    jobs->selectAll();
    settle();
    camera.take(*window, QStringLiteral("stress-jobs"));
    window->showPage(QStringLiteral("results"));
    waitFor([&] { return window->findChild<ResultsPage *>()->model().rowCount() > 90'000; });
    camera.take(*window, QStringLiteral("stress-results"));
    FailureDesk desk(bench.context(), {{.batch = BatchId{7}}}, window.get());
    desk.show();
    waitFor([&] { return desk.findChildren<QFrame *>().size() > 4; });
    camera.take(desk, QStringLiteral("stress-failures"));
}

} // namespace fornada
