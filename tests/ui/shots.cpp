#include "dialogs/account_dialog.h"
#include "dialogs/client_dialog.h"
#include "dialogs/edit_step.h"
#include "dialogs/export_dialog.h"
#include "dialogs/failure_desk.h"
#include "dialogs/impact_dialog.h"
#include "dialogs/new_batch.h"
#include "dialogs/queue_dialog.h"
#include "dialogs/restore_offer.h"
#include "dialogs/write_back_dialog.h"
#include "engine/answer_envelope.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "pages/reports_page.h"
#include "pages/results_page.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTextStream>
#include <QTimer>

#include <functional>

// Draws every page and window into PNG files: light and dark, English and Portuguese, small and large.
using namespace fornada;

namespace {

constexpr qint64 kPatienceMs = 10'000;

// Lets events run until it is true: reading comes back from other threads.
bool waitFor(const std::function<bool()> &there)
{
    QElapsedTimer patience;
    patience.start();
    while (!there()) {
        if (patience.elapsed() > kPatienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    for (int i = 0; i < 12; ++i) // what follows from it: layouts, late readings
        QCoreApplication::processEvents(QEventLoop::AllEvents, 30);
    return true;
}

void letTimePass()
{
    bool passed = false;
    QTimer::singleShot(300, [&passed] { passed = true; });
    waitFor([&passed] { return passed; });
}

// The figures are read, and one chart is drawn a frame.
void waitForCharts(UiBench &bench)
{
    bench.pulse.refresh();
    letTimePass();
}

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

class Photographer {
public:
    Photographer(QApplication &app, QDir folder)
        : m_app(app)
        , m_folder(std::move(folder))
    {}

    int shootAll();

private:
    void shootEmpty(const QString &look, QSize size);
    void shootTypical(const QString &look, QSize size);
    void shootSetup(const QString &look, QSize size);
    void shootDialogs(const QString &look, UiBench &bench, MainWindow &window);
    void shootWatching(UiBench &bench, MainWindow &window, const QString &look);
    void shootStress(const QString &look, QSize size);
    void save(QWidget &widget, const QString &name);
    void dress(UiBench &bench, ThemeChoice theme, LanguageChoice language);

    QApplication &m_app;
    const QDir m_folder;
    ThemeChoice m_theme = ThemeChoice::Light;
    LanguageChoice m_language = LanguageChoice::English;
    int m_failed = 0;
};

void Photographer::save(QWidget &widget, const QString &name)
{
    const qreal ratio = widget.width() >= 1900 ? 2 : 1;
    QPixmap picture(widget.size() * ratio);
    picture.setDevicePixelRatio(ratio);
    widget.render(&picture);
    const bool saved = picture.save(m_folder.filePath(name + QStringLiteral(".png")));
    m_failed += !saved;
    QTextStream(stdout) << (saved ? "" : "FAILED ") << name << Qt::endl;
}

void Photographer::dress(UiBench &bench, ThemeChoice theme, LanguageChoice language)
{
    bench.theme.setChoice(theme);
    bench.language.setChoice(language);
}

void Photographer::shootEmpty(const QString &look, QSize size)
{
    UiBench bench(m_app);
    dress(bench, m_theme, m_language);
    MainWindow window(bench.context());
    window.resize(size);
    window.show();
    bench.batches.refresh();
    bench.pulse.refresh();
    waitFor([&] { return bench.batches.isLoaded(); });
    save(window, QStringLiteral("first-start-") + look);
    for (const char *page : {"dashboard", "activity"}) {
        window.showPage(QString::fromLatin1(page));
        waitFor([] { return true; });
        save(window, QStringLiteral("%1-empty-%2").arg(QLatin1String(page), look));
    }
    window.showPage(QStringLiteral("batches"));
    bench.link.answers.insert(QStringLiteral("batch.plan"), sampleSheet(SystemClock().now().wall));
    bench.settings.setValue(QStringLiteral("newBatch/owner"), QStringLiteral("Bianca Moraes"));
    NewBatch draft(bench.context(), &window);
    draft.setFile(QStringLiteral(SOURCE_ROOT "/resources/samples/personas.csv"));
    draft.show();
    waitFor([&] { return draft.findChild<QTableView *>(QStringLiteral("preview"))->model()->rowCount() > 0; });
    waitFor([&] { return draft.findChild<QLabel *>(QStringLiteral("foreseen"))->text().contains(u'·'); });
    save(draft, QStringLiteral("new-batch-") + look);
    auto *form = draft.findChild<QScrollArea *>();
    form->verticalScrollBar()->setValue(form->verticalScrollBar()->maximum());
    save(draft, QStringLiteral("new-batch-below-") + look);
    form->verticalScrollBar()->setValue(0);
    QFile other(bench.link.folder.filePath(QStringLiteral("clients.csv")));
    if (other.open(QIODevice::WriteOnly))
        other.write("Code,Full name,Position\n1,Ana,Baker\n");
    other.close();
    draft.setFile(other.fileName());
    waitFor([&] { return draft.findChild<QComboBox *>(QStringLiteral("column:role")); });
    waitFor([] { return true; });
    save(draft, QStringLiteral("new-batch-unmapped-") + look);
    draft.setFile(QStringLiteral(SOURCE_ROOT "/tests/data/rows/two-sheets.xlsx"));
    waitFor([&] { return draft.findChild<QTableView *>(QStringLiteral("preview"))->model()->rowCount() > 0; });
    save(draft, QStringLiteral("new-batch-sheet-") + look);
    auto *recipe = draft.findChild<QComboBox *>(QStringLiteral("recipe"));
    recipe->setCurrentIndex(recipe->findData(QStringLiteral("scripts")));
    Q_EMIT recipe->activated(recipe->currentIndex());
    draft.setFile(QStringLiteral(SOURCE_ROOT "/tests/data/schema-0002.db"));
    auto *part = draft.findChild<QComboBox *>(QStringLiteral("part"));
    waitFor([&] { return part->count() > 3; });
    part->setCurrentIndex(part->count() - 1);
    Q_EMIT part->activated(part->currentIndex());
    auto *query = draft.findChild<QPlainTextEdit *>(QStringLiteral("query"));
    query->setPlainText(QStringLiteral("SELECT name AS title FROM queue"));
    waitFor([&] { return draft.findChild<QTableView *>(QStringLiteral("preview"))->model()->rowCount() > 0; });
    save(draft, QStringLiteral("new-batch-query-") + look);
    window.showPage(QStringLiteral("results"));
    waitFor([&] { return !window.findChild<ResultsPage *>()->model().isReading(); });
    save(window, QStringLiteral("results-empty-") + look);
}

// Names as they come: long, from right to left, with pictures in them.
void Photographer::shootStress(const QString &look, QSize size)
{
    const Wall now = SystemClock().now().wall;
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
    UiBench bench(m_app, data);
    bench.link.answers.insert(QStringLiteral("engine.status"), sampleStatus(now));
    dress(bench, m_theme, m_language);
    MainWindow window(bench.context());
    window.resize(size);
    window.show();
    bench.batches.refresh();
    bench.pulse.refresh();
    auto *batches = window.findChild<QTableView *>(QStringLiteral("batches"));
    waitFor([&] { return batches->model()->rowCount() > 0 && bench.pulse.vitals().known; });
    window.showPage(QStringLiteral("dashboard"));
    waitForCharts(bench);
    save(window, QStringLiteral("stress-dashboard-") + look);
    auto *area = window.findChild<QScrollArea *>(QStringLiteral("dashboardBody"));
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    save(window, QStringLiteral("stress-dashboard-below-") + look);
    window.showPage(QStringLiteral("batches"));
    batches->selectRow(0);
    waitFor([] { return true; });
    RecoveryCard card;
    card.inFlight = 12;
    card.saved = 9;
    card.unknown = 2;
    card.resent = 1;
    card.possible = Money{80'000};
    window.tellRecovery(card);
    waitFor([] { return true; });
    save(window, QStringLiteral("stress-batches-") + look);
    auto *jobs = window.findChild<QTableView *>(QStringLiteral("jobs"));
    window.showPage(QStringLiteral("jobs"));
    waitFor([&] { return jobs->model()->rowCount() == 1'000'000; });
    jobs->selectAll();
    waitFor([] { return true; });
    save(window, QStringLiteral("stress-jobs-") + look);
    window.showPage(QStringLiteral("results"));
    waitFor([&] { return window.findChild<ResultsPage *>()->model().rowCount() > 90'000; });
    waitFor([] { return true; });
    save(window, QStringLiteral("stress-results-") + look);
    FailureDesk desk(bench.context(), BatchId{7}, &window);
    desk.show();
    waitFor([&] { return desk.findChildren<QFrame *>().size() > 4; });
    save(desk, QStringLiteral("stress-failures-") + look);
}

void Photographer::shootTypical(const QString &look, QSize size)
{
    const Wall now = SystemClock().now().wall;
    auto data = std::make_shared<MadeUpData>();
    UiBench bench(m_app, data);
    {
        const auto sample = sampleData(bench.link.dataFolder() + QStringLiteral("/results"), now);
        const QMutexLocker lock(&data->mutex);
        data->batches = sample->batches;
        data->jobs = sample->jobs;
        data->details = sample->details;
        data->queues = sample->queues;
        data->accounts = sample->accounts;
        data->failures = sample->failures;
        data->unknowns = sample->unknowns;
        data->metrics = sample->metrics;
        data->queueCounts = sample->queueCounts;
        data->activity = sample->activity;
        data->today = sample->today;
        data->report = sample->report;
        data->dayBudget = sample->dayBudget;
        data->recipe = sample->recipe;
        WireAnswer raw;
        raw.status = 503;
        raw.headers = {{"content-type", "application/json"}};
        raw.body = R"({"error": {"code": 503, "message": "The model is overloaded. Please try again later.",)"
                   R"( "status": "UNAVAILABLE"}})";
        data->raw = packAnswer(raw, now);
    }
    bench.link.answers.insert(QStringLiteral("engine.status"), sampleStatus(now));
    dress(bench, m_theme, m_language);
    MainWindow window(bench.context());
    window.resize(size);
    window.show();
    bench.batches.refresh();
    bench.pulse.refresh();
    auto *batches = window.findChild<QTableView *>(QStringLiteral("batches"));
    auto *jobs = window.findChild<QTableView *>(QStringLiteral("jobs"));
    waitFor([&] { return batches->model()->rowCount() > 0 && bench.pulse.vitals().known; });
    batches->selectRow(0);
    waitFor([] { return true; });
    save(window, QStringLiteral("batches-") + look);
    window.jobsPage().showBatch(BatchId{7});
    window.showPage(QStringLiteral("jobs"));
    waitFor([&] { return jobs->model()->rowCount() > 0; });
    for (const int row : {0, 31, 35}) {
        jobs->selectRow(row);
        jobs->scrollTo(jobs->model()->index(std::min(row + 12, 59), 0));
        letTimePass(); // for the picture
        save(window, QStringLiteral("jobs-%1-%2").arg(row).arg(look));
        if (row != 31)
            continue;
        auto *raw = window.findChild<QPushButton *>(QStringLiteral("showRaw"));
        raw->click();
        auto *area = raw->parentWidget();
        while (area && !qobject_cast<QScrollArea *>(area))
            area = area->parentWidget();
        waitFor([&] { return window.findChild<QPlainTextEdit *>(QStringLiteral("rawText"))->isVisible(); });
        auto *bar = qobject_cast<QScrollArea *>(area)->verticalScrollBar();
        bar->setValue(bar->maximum());
        save(window, QStringLiteral("jobs-raw-") + look);
    }
    shootWatching(bench, window, look);
    FailureDesk desk(bench.context(), BatchId{7}, &window);
    desk.show();
    waitFor([&] { return desk.findChildren<QFrame *>().size() > 4; });
    save(desk, QStringLiteral("failures-") + look);
    auto *gallery = window.findChild<QListView *>(QStringLiteral("results"));
    window.showPage(QStringLiteral("results"));
    waitFor([&] { return gallery->model()->rowCount() > 0 && gallery->model()->index(0, 0).data().isValid(); });
    gallery->setCurrentIndex(gallery->model()->index(2, 0));
    waitFor([&] { return picturesAreThere(*gallery); });
    save(window, QStringLiteral("results-") + look);
    Step step;
    step.id = QStringLiteral("portrait");
    step.prompt = QStringLiteral("Professional portrait of {{full_name}}, {{role}}. Head and shoulders.");
    EditStep edit(bench.context(), {step}, QStringLiteral("Avatars - spring campaign"),
                  {QStringLiteral("full_name"), QStringLiteral("id"), QStringLiteral("role")}, BatchId{7},
                  EditStep::Then::Retry, &window);
    edit.show();
    waitFor([] { return true; });
    save(edit, QStringLiteral("edit-step-") + look);
    ImpactDialog impact(bench.context(), BatchId{7}, QStringLiteral("Avatars - spring campaign"), &window);
    impact.tell(sampleImpact());
    impact.show();
    waitFor([] { return true; });
    save(impact, QStringLiteral("impact-") + look);
}

// Queues, accounts and settings: empty, typical, and with names that do not fit.
void Photographer::shootSetup(const QString &look, QSize size)
{
    const Wall now = SystemClock().now().wall;
    auto data = std::make_shared<MadeUpData>();
    UiBench bench(m_app, data);
    dress(bench, m_theme, m_language);
    MainWindow window(bench.context());
    window.resize(size);
    window.show();
    bench.batches.refresh();
    SetupBook &book = window.queuesPage().book();
    window.showPage(QStringLiteral("queues"));
    waitFor([&] { return book.isLoaded(); });
    save(window, QStringLiteral("queues-empty-") + look);
    {
        const QMutexLocker lock(&data->mutex);
        addSampleSetup(*data, now);
    }
    bench.link.answers.insert(QStringLiteral("engine.status"), withSampleGates(sampleStatus(now), now));
    bench.pulse.refresh();
    book.refresh();
    waitFor([&] { return bench.pulse.vitals().known && window.queuesPage().selectQueue(QStringLiteral("staging")); });
    save(window, QStringLiteral("queues-") + look);
    window.queuesPage().selectAccount(QStringLiteral("gemini-studio"));
    waitFor([] { return true; });
    save(window, QStringLiteral("accounts-") + look);
    shootDialogs(look, bench, window);
    {
        const QMutexLocker lock(&data->mutex);
        addLongNames(*data);
    }
    book.refresh();
    waitFor([&] { return window.queuesPage().selectQueue(data->queues.at(0).name); });
    save(window, QStringLiteral("queues-long-") + look);
    window.showPage(QStringLiteral("settings"));
    waitFor([] { return true; });
    save(window, QStringLiteral("settings-") + look);
    auto *clients = window.findChild<QWidget *>(QStringLiteral("clients"));
    for (QWidget *above = clients->parentWidget(); above; above = above->parentWidget())
        if (auto *scroll = qobject_cast<QScrollArea *>(above))
            scroll->ensureWidgetVisible(clients->parentWidget(), 0, 0);
    waitFor([] { return true; });
    save(window, QStringLiteral("settings-clients-") + look);
    ClientDialog client(bench.context(), data->clients.first().client, &window);
    client.show();
    waitFor([] { return true; });
    save(client, QStringLiteral("client-dialog-") + look);
}

void Photographer::shootDialogs(const QString &look, UiBench &bench, MainWindow &window)
{
    SetupBook &book = window.queuesPage().book();
    QueueDialog queue(bench.context(), book, {}, &window);
    queue.usePreset(QStringLiteral("cloud-tasks"));
    queue.show();
    waitFor([] { return true; });
    save(queue, QStringLiteral("queue-dialog-") + look);
    bench.link.refusals.insert(QStringLiteral("account.key"), Error{ErrorKind::KeychainMissing, {}, {}});
    AccountDialog account(bench.context(), book, {}, &window);
    account.show();
    account.findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("gemini"));
    auto *key = account.findChild<QLineEdit *>(QStringLiteral("key"));
    key->setText(QStringLiteral("not-a-real-key"));
    Q_EMIT key->textEdited(key->text());
    account.findChild<QPushButton *>(QStringLiteral("save"))->click();
    waitFor([&] { return bench.link.names().contains(QStringLiteral("account.key")); });
    save(account, QStringLiteral("account-dialog-") + look);
    RestoreOffer offer({ErrorKind::DatabaseCorrupt, QStringLiteral("/home/ana/.local/share/fornada/fornada.db"), {}},
                       QStringLiteral(SOURCE_ROOT "/tests/data/schema-0001.db"), bench.pulse.now(), &window);
    offer.show();
    waitFor([] { return true; });
    save(offer, QStringLiteral("restore-offer-") + look);
    Batch batch;
    batch.name = QStringLiteral("Avatars - spring campaign");
    ExportDialog exporting(bench.context(), batch, &window);
    exporting.show();
    waitFor([] { return true; });
    save(exporting, QStringLiteral("export-dialog-") + look);
    WriteBackDialog back(bench.context(), batch, &window);
    back.findChild<QLineEdit *>(QStringLiteral("writeBackDatabase"))
        ->setText(QStringLiteral(SOURCE_ROOT "/tests/data/schema-0001.db"));
    back.show();
    letTimePass();
    save(back, QStringLiteral("write-back-dialog-") + look);
}

void Photographer::shootWatching(UiBench &bench, MainWindow &window, const QString &look)
{
    window.showPage(QStringLiteral("dashboard"));
    for (const char *span : {"hour", "week"}) {
        window.findChild<QPushButton *>(QStringLiteral("span-") + QLatin1String(span))->click();
        waitForCharts(bench);
        save(window, QStringLiteral("dashboard-%1-%2").arg(QLatin1String(span), look));
    }
    window.findChildren<QPushButton *>(QStringLiteral("figure")).at(1)->click();
    waitFor([&] { return window.jobsPage().isVisible(); });
    letTimePass();
    save(window, QStringLiteral("jobs-ended-") + look);
    window.findChild<ReportsPage *>()->showBatch(BatchId{7});
    window.showPage(QStringLiteral("reports"));
    waitForCharts(bench);
    save(window, QStringLiteral("report-batch-") + look);
    window.findChild<ReportsPage *>()->showBatch({});
    window.findChild<QComboBox *>(QStringLiteral("reportBatch"))->setCurrentIndex(0);
    Q_EMIT window.findChild<QComboBox *>(QStringLiteral("reportBatch"))->activated(0);
    waitForCharts(bench);
    save(window, QStringLiteral("report-day-") + look);
    window.showPage(QStringLiteral("activity"));
    auto *activity = window.findChild<QTableView *>(QStringLiteral("activity"));
    waitFor([&] { return activity->model()->rowCount() > 0; });
    activity->selectRow(1);
    waitFor([] { return true; });
    save(window, QStringLiteral("activity-") + look);
}

int Photographer::shootAll()
{
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark})
        for (const LanguageChoice language : {LanguageChoice::English, LanguageChoice::Portuguese})
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
                m_theme = theme;
                m_language = language;
                const QString look = QStringLiteral("%1-%2-%3").arg(toName(theme), toName(language)).arg(size.width());
                shootEmpty(look, size);
                shootTypical(look, size);
                shootSetup(look, size);
                shootStress(look, size);
            }
    return m_failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QDir folder(app.arguments().value(1, QStringLiteral("shots")));
    if (!folder.mkpath(QStringLiteral(".")))
        return 2;
    return Photographer(app, folder).shootAll();
}
