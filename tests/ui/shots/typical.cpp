#include "dialogs/edit_batch.h"
#include "dialogs/edit_step.h"
#include "dialogs/failure_desk.h"
#include "dialogs/impact_dialog.h"
#include "dialogs/recipe_dialog.h"
#include "dialogs/write_back_dialog.h"
#include "pages/jobs_page.h"
#include "pages/reports_page.h"
#include "pages/results_page.h"
#include "ui/sample_data.h"
#include "ui/shots/photographer.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

// A working day: every page with what an agency does.
namespace fornada {

namespace {

// Every picture that can be seen has come, or is known to be broken.
bool picturesAreThere(const QListView &gallery)
{
    const auto *model = gallery.model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        if (gallery.visualRect(index).top() > gallery.viewport()->height())
            return true;
        if (index.data(ResultModel::PictureRole).value<QPixmap>().isNull() &&
            !index.data(ResultModel::BrokenRole).toBool())
            return false;
    }
    return true;
}

void shootRaw(Photographer &camera, MainWindow &window)
{
    auto *raw = window.findChild<QPushButton *>(QStringLiteral("showRaw"));
    raw->click();
    auto *area = raw->parentWidget();
    while (area && !qobject_cast<QScrollArea *>(area))
        area = area->parentWidget();
    waitFor([&] { return window.findChild<QPlainTextEdit *>(QStringLiteral("rawText"))->isVisible(); });
    auto *bar = qobject_cast<QScrollArea *>(area)->verticalScrollBar();
    bar->setValue(bar->maximum());
    camera.take(window, QStringLiteral("jobs-raw"));
}

void shootJobs(Photographer &camera, MainWindow &window)
{
    auto *jobs = window.findChild<QTableView *>(QStringLiteral("jobs"));
    window.jobsPage().showBatch(BatchId{7});
    window.showPage(QStringLiteral("jobs"));
    waitFor([&] { return jobs->model()->rowCount() > 0; });
    for (const int row : {0, 31, 35, 40}) {
        jobs->selectRow(row);
        jobs->scrollTo(jobs->model()->index(std::min(row + 12, 59), 0));
        letTimePass(); // for the picture
        camera.take(window, QStringLiteral("jobs-%1").arg(row));
        if (row == 31)
            shootRaw(camera, window);
    }
}

void shootWatching(Photographer &camera, UiBench &bench, MainWindow &window)
{
    window.showPage(QStringLiteral("dashboard"));
    for (const char *span : {"hour", "week"}) {
        window.findChild<QPushButton *>(QStringLiteral("span-") + QLatin1String(span))->click();
        waitForCharts(bench);
        camera.take(window, QStringLiteral("dashboard-") + QLatin1String(span));
    }
    window.findChildren<QPushButton *>(QStringLiteral("figure")).at(1)->click();
    waitFor([&] { return window.jobsPage().isVisible(); });
    letTimePass();
    camera.take(window, QStringLiteral("jobs-ended"));
    window.findChild<ReportsPage *>()->showBatch(BatchId{7});
    window.showPage(QStringLiteral("reports"));
    waitForCharts(bench);
    camera.take(window, QStringLiteral("report-batch"));
    window.findChild<ReportsPage *>()->showBatch({});
    window.findChild<QComboBox *>(QStringLiteral("reportBatch"))->setCurrentIndex(0);
    Q_EMIT window.findChild<QComboBox *>(QStringLiteral("reportBatch"))->activated(0);
    waitForCharts(bench);
    camera.take(window, QStringLiteral("report-day"));
    window.showPage(QStringLiteral("activity"));
    auto *activity = window.findChild<QTableView *>(QStringLiteral("activity"));
    waitFor([&] { return activity->model()->rowCount() > 0; });
    activity->selectRow(1);
    settle();
    camera.take(window, QStringLiteral("activity"));
}

// A step that may take nearly everything that a step can.
void shootTerms(Photographer &camera, UiBench &bench, MainWindow &window)
{
    RecipeDialog recipe(bench.context(), QStringLiteral("tattoo-idea"), {}, &window);
    recipe.show();
    auto *whole = recipe.findChild<QPlainTextEdit *>(QStringLiteral("recipeText"));
    QString text = whole->toPlainText();
    text.replace(QStringLiteral("\"operation\": \"image\","),
                 QStringLiteral("\"operation\": \"image\",\n            \"credits\": 3,\n            \"timeLimit\": "
                                "90,\n            \"needs\": [\"seed\", \"aspectRatio\"],"));
    text.replace(QStringLiteral("    \"steps\": ["),
                 QStringLiteral("    \"rowLimits\": {\"softMinutes\": 60, \"hardMinutes\": 65},\n    \"steps\": ["));
    whole->setPlainText(text);
    letTimePass();
    letTimePass();
    camera.take(recipe, QStringLiteral("recipe-terms"));
    recipe.hide();
}

} // namespace

void shootTypical(Photographer &camera)
{
    const auto bench = sampleBench(camera);
    const auto window = camera.open(*bench);
    auto *batches = window->findChild<QTableView *>(QStringLiteral("batches"));
    waitFor([&] { return batches->model()->rowCount() > 0 && bench->pulse.vitals().known; });
    batches->selectRow(0);
    settle();
    camera.take(*window, QStringLiteral("batches"));
    shootJobs(camera, *window);
    shootWatching(camera, *bench, *window);
    FailureDesk desk(bench->context(), {{.batch = BatchId{7}}}, window.get());
    desk.show();
    waitFor([&] { return desk.findChildren<QFrame *>().size() > 4; });
    camera.take(desk, QStringLiteral("failures"));
    auto *gallery = window->findChild<QListView *>(QStringLiteral("results"));
    window->showPage(QStringLiteral("results"));
    waitFor([&] { return gallery->model()->rowCount() > 0 && gallery->model()->index(0, 0).data().isValid(); });
    gallery->setCurrentIndex(gallery->model()->index(2, 0));
    waitFor([&] { return picturesAreThere(*gallery); });
    letTimePass();
    camera.take(*window, QStringLiteral("results"));
    WriteBackDialog back(bench->context(), bench->batches.batches().first(), window.get());
    back.findChild<QLineEdit *>(QStringLiteral("writeBackDatabase"))
        ->setText(QStringLiteral(SOURCE_ROOT "/tests/data/schema-0001.db"));
    back.show();
    letTimePass();
    camera.take(back, QStringLiteral("write-back-dialog"));
    back.hide();
    if (const Batch *batch = bench->batches.batch(BatchId{7})) {
        EditBatch editBatch(bench->context(), *batch, window.get());
        camera.takeDialog(editBatch, QStringLiteral("edit-batch"));
    }
    Step step;
    step.id = QStringLiteral("portrait");
    step.prompt = QStringLiteral("Professional portrait of {{full_name}}, {{role}}. Head and shoulders.");
    EditStep edit(bench->context(), {step}, QStringLiteral("Avatars - spring campaign"),
                  {QStringLiteral("full_name"), QStringLiteral("id"), QStringLiteral("role")}, BatchId{7},
                  EditStep::Then::Retry, window.get());
    camera.takeDialog(edit, QStringLiteral("edit-step"));
    ImpactDialog impact(bench->context(), BatchId{7}, QStringLiteral("Avatars - spring campaign"), window.get());
    impact.tell(sampleImpact());
    camera.takeDialog(impact, QStringLiteral("impact"));
    RecipeDialog recipe(bench->context(), QStringLiteral("voice-orders"), {}, window.get());
    recipe.show();
    letTimePass(); // its sample row is asked for
    camera.take(recipe, QStringLiteral("recipe-dialog"));
    recipe.hide();
    shootTerms(camera, *bench, *window);
}

} // namespace fornada
