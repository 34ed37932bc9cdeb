#include "model/event_json.h"
#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/shots/photographer.h"
#include "window/actions.h"
#include "window/command_palette.h"

#include <QComboBox>
#include <QJsonArray>
#include <QMenu>
#include <QMessageBox>
#include <QTableView>

// What an operator meets now and then: something needs a decision, was just done, or went wrong.
namespace fornada {

namespace {

using namespace std::chrono_literals;

QJsonObject lane(qint64 batch, const char *queue, const char *reason)
{
    return {{QStringLiteral("batch"), batch},
            {QStringLiteral("queue"), QString::fromLatin1(queue)},
            {QStringLiteral("reason"), QString::fromLatin1(reason)}};
}

// A bad hour: a key that is not taken, a budget near its end, a finish that slips, a pilot that waits.
QJsonObject troubledStatus(Wall now)
{
    QJsonObject status = sampleStatus(now);
    Event slips{1,
                now,
                EventLevel::NeedsYou,
                QStringLiteral("finishSlips"),
                BatchId{6},
                QStringLiteral("Virtual staging, Alphaville"),
                {{QStringLiteral("promised"), toIso(now + 2h)}, {QStringLiteral("end"), toIso(now + 5h)}}};
    Event budget{2,
                 now,
                 EventLevel::NeedsYou,
                 QStringLiteral("budgetNear"),
                 {},
                 {},
                 {{QStringLiteral("percent"), 80},
                  {QStringLiteral("counted"), QStringLiteral("4.12")},
                  {QStringLiteral("cap"), QStringLiteral("5.00")}}};
    status.insert(QStringLiteral("alerts"), QJsonArray{toJson(slips), toJson(budget)});
    const QJsonObject parked{{QStringLiteral("gate"), QStringLiteral("needsUser")},
                             {QStringLiteral("reason"), QStringLiteral("needsUser")}};
    status.insert(QStringLiteral("accounts"),
                  QJsonArray{QJsonObject{{QStringLiteral("account"), QStringLiteral("Gemini studio")},
                                         {QStringLiteral("gates"), QJsonArray{parked}}}});
    status.insert(QStringLiteral("lanes"), QJsonArray{lane(5, "portraits", "pilot")});
    return status;
}

void makeTroubled(MadeUpData &data)
{
    const QMutexLocker lock(&data.mutex);
    Batch &pilot = data.batches[2];
    pilot.state = BatchState::Running;
    pilot.pilot = {1, 2, 3};
    pilot.counts = {};
    pilot.counts[JobState::Completed] = 8;
    pilot.counts[JobState::Review] = 1;
    pilot.counts[JobState::Queued] = 81;
    for (const qint64 id : {2, 3}) {
        data.jobs[id - 1].state = JobState::Review;
        data.details[JobId{id}].job.state = JobState::Review;
        data.details[JobId{id}].job.reserve = Money{2'000};
    }
    data.jobs[2].message = data.details[JobId{3}].job.message = QStringLiteral("checkImageSmall|512x512|256x256");
    data.batches[0].counts[JobState::Review] = 2;
    data.batches[0].counts[JobState::Completed] = 29;
    ResultItem text = data.details[JobId{4}].results.value(0);
    text.kind = OutputKind::Text;
    text.path.clear();
    text.id = ResultId{1'004};
    text.text = QStringLiteral("Luciana opens the surgery at seven. Before the first child comes in, she has read the "
                               "night's letters twice.\n\nShe keeps a drawer of wooden animals for the brave ones.");
    data.details[JobId{4}].results = {text};
    ResultItem sound = text;
    sound.id = ResultId{1'005};
    sound.kind = OutputKind::Audio;
    sound.mime = QStringLiteral("audio/wav");
    sound.text.clear();
    sound.path = QStringLiteral("5.wav");
    data.details[JobId{5}].results = {sound};
    ResultItem gone = text;
    gone.id = ResultId{1'006};
    gone.kind = OutputKind::Image;
    gone.text.clear();
    gone.path = QStringLiteral("gone.png");
    data.details[JobId{6}].results = {gone};
}

// An item of a batch's or a job's menu, as a right click offers it.
void shootMenu(Photographer &camera, MainWindow &window, const char *list, const QString &what)
{
    auto *table = window.findChild<QTableView *>(QString::fromLatin1(list));
    Q_EMIT table->customContextMenuRequested(QPoint(60, 60));
    settle();
    for (QMenu *menu : table->parentWidget()->window()->findChildren<QMenu *>()) {
        if (!menu->isVisible())
            continue;
        camera.take(*menu, what);
        menu->close();
    }
}

void shootDecisions(Photographer &camera, MainWindow &window)
{
    auto *jobs = window.findChild<QTableView *>(QStringLiteral("jobs"));
    window.jobsPage().showBatch(BatchId{7});
    window.showPage(QStringLiteral("jobs"));
    waitFor([&] { return jobs->model()->rowCount() == 60; });
    const std::initializer_list<std::pair<int, const char *>> rows = {
        {1, "job-review"}, {2, "job-check-failed"}, {3, "job-text"}, {4, "job-sound"}, {5, "job-file-gone"}};
    for (const auto &[row, what] : rows) {
        jobs->selectRow(row);
        letTimePass();
        camera.take(window, QString::fromLatin1(what));
    }
    shootMenu(camera, window, "jobs", QStringLiteral("menu-job"));
    jobs->setSelectionMode(QAbstractItemView::MultiSelection);
    for (const int row : {33, 34})
        jobs->selectRow(row);
    settle();
    camera.take(window, QStringLiteral("jobs-some"));
    jobs->setSelectionMode(QAbstractItemView::ExtendedSelection);
    window.jobsPage().search(QStringLiteral("nobody is called like this"));
    letTimePass();
    letTimePass();
    camera.take(window, QStringLiteral("jobs-no-match"));
    window.jobsPage().search({});
    letTimePass();
}

void shootDeeds(Photographer &camera, UiBench &bench, MainWindow &window)
{
    auto *batches = window.findChild<QTableView *>(QStringLiteral("batches"));
    window.showPage(QStringLiteral("batches"));
    batches->selectRow(2);
    settle();
    camera.take(window, QStringLiteral("batches-pilot"));
    batches->selectRow(0);
    settle();
    shootMenu(camera, window, "batches", QStringLiteral("menu-batch"));
    window.showPalette();
    settle();
    if (auto *palette = window.findChild<CommandPalette *>()) {
        camera.take(*palette, QStringLiteral("palette"));
        palette->close();
    }
    auto *actions = window.findChild<Actions *>();
    actions->of(Actions::CancelBatch)->trigger();
    settle();
    if (auto *box = window.findChild<QMessageBox *>()) {
        camera.take(*box, QStringLiteral("ask-cancel"));
        box->close();
    }
    window.quit();
    settle();
    if (auto *box = window.findChild<QMessageBox *>()) {
        camera.take(*box, QStringLiteral("quit-offer"));
        box->close();
    }
    bench.link.answers.insert(QStringLiteral("batch.retryFailed"),
                              {{QStringLiteral("operation"), 41}, {QStringLiteral("changed"), 3}});
    actions->of(Actions::RetryFailed)->trigger();
    settle();
    camera.take(window, QStringLiteral("undo-offer"));
}

} // namespace

void shootMoments(Photographer &camera)
{
    const Wall now = SystemClock().now().wall;
    const auto bench = sampleBench(camera);
    makeTroubled(*bench->data);
    bench->link.answers.insert(QStringLiteral("engine.status"), troubledStatus(now));
    const auto window = camera.open(*bench);
    waitFor([&] { return bench->batches.rowCount() > 0 && bench->pulse.vitals().known; });
    window->showPage(QStringLiteral("dashboard"));
    waitForCharts(*bench);
    camera.take(*window, QStringLiteral("dashboard-alerts"));
    shootDecisions(camera, *window);
    shootDeeds(camera, *bench, *window);
    RecoveryCard card;
    card.inFlight = 12;
    card.saved = 9;
    card.unknown = 2;
    card.resent = 1;
    card.possible = Money{80'000};
    window->tellRecovery(card);
    QJsonObject full = troubledStatus(now);
    full.insert(QStringLiteral("storeOk"), false);
    full.insert(QStringLiteral("paused"), true);
    bench->link.answers.insert(QStringLiteral("engine.status"), full);
    bench->pulse.refresh();
    settle();
    camera.take(*window, QStringLiteral("crash-card"));
    window->showPage(QStringLiteral("dashboard"));
    waitForCharts(*bench);
    camera.take(*window, QStringLiteral("dashboard-disk-full"));
}

} // namespace fornada
