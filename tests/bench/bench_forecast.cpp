#include "engine/forecast.h"
#include "engine/row_intake.h"
#include "recipes/template.h"
#include "report.h"
#include "results/export.h"
#include "results/export_place.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <random>

using namespace fornada;
using namespace fornada::bench;

namespace {

constexpr qint64 kFileBytes = 2 << 20;

// A report line: so many of something in that time.
struct Measured {
    const char *what;
    double count;
    const char *unit;
    double seconds;
    double reach; // a second; 0: seconds are what was aimed at
    double most;  // seconds; 0: a rate was
};

void add(Report &report, const Measured &m)
{
    const double rate = m.seconds > 0 ? m.count / m.seconds : 0;
    report.add({{QStringLiteral("what"), QString::fromLatin1(m.what)},
                {QStringLiteral("count"), m.count},
                {QStringLiteral("unit"), QString::fromLatin1(m.unit)},
                {QStringLiteral("seconds"), m.seconds},
                {QStringLiteral("per_second"), rate},
                {QStringLiteral("reach"), m.most > 0    ? QStringLiteral("%1 s").arg(m.most)
                                          : m.reach > 0 ? QStringLiteral("%1/s").arg(m.reach)
                                                        : QStringLiteral("-")},
                {QStringLiteral("reached"), m.most > 0 ? m.seconds <= m.most : m.reach <= 0 || rate >= m.reach},
                {QStringLiteral("peak_mb"), peakResidentMb()}});
}

template<class F>
double timeOf(F work)
{
    const double began = secondsNow();
    work();
    return secondsNow() - began;
}

Step portrait()
{
    Step step;
    step.id = QStringLiteral("portrait");
    step.queue = QStringLiteral("q");
    step.prompt = QStringLiteral("Professional portrait of {{full_name}}, {{role}}. Head and shoulders, soft light.");
    return step;
}

// played: of so many jobs
void foresee(Report &report, int played, int jobs, bool withChance, const char *what, double most)
{
    ForecastWorld world;
    Account account;
    account.id = AccountId{1};
    Queue queue;
    queue.id = QueueId{1};
    queue.account = account.id;
    queue.limits.concurrency = 10;
    world.accounts = {account};
    world.queues = {queue};
    world.bootId = QStringLiteral("boot");
    world.now = SystemClock().now();
    ForecastBatch batch;
    batch.batch.id = BatchId{1};
    batch.recipe.steps = {portrait()};
    batch.each = double(jobs) / played;
    for (int n = 1; n <= played; ++n)
        batch.rows.append({n,
                           QString::number(n),
                           {},
                           {NewJob{QStringLiteral("portrait"), {}, queue.id, account.id, {}, 0, Money{2'000}, 0}}});
    const double seconds = timeOf([&] {
        if (withChance)
            (void)forecastRange(world, batch);
        else
            (void)forecast(world, batch);
    });
    add(report, {what, double(jobs), "jobs", seconds, 0, most});
}

QString makeRows(const QTemporaryDir &folder, int rows)
{
    QFile file(folder.filePath(QStringLiteral("%1.csv").arg(rows)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("rows cannot be written");
    file.write("id,full_name,role\n");
    for (int n = 1; n <= rows; ++n)
        file.write(QByteArray::number(n) + ",Ana Maria " + QByteArray::number(n) + ",\"Baker, and more\"\n");
    return file.fileName();
}

void readRows(Report &report, const QString &path, int rows)
{
    const double seconds = timeOf([&path] {
        auto source = openRows({path, {}, {}});
        if (!source)
            qFatal("the rows cannot be opened");
        for (auto row = (*source)->next(); row && *row; row = (*source)->next()) {}
    });
    add(report, {"CSV intake", double(rows), "rows", seconds, 200'000, 0});
}

// What the start sheet reads and plans; the forecast beside it is measured above.
void planRows(Report &report, const QString &path, int rows, double most)
{
    const double seconds = timeOf([&path] {
        BatchOrder order;
        order.recipe.name = QStringLiteral("portrait");
        order.recipe.keyFields = QStringList{QStringLiteral("id")};
        order.recipe.steps = {portrait()};
        order.rowsPath = path;
        PictureHashes pictures;
        RowIntake intake(order, {{QStringLiteral("portrait"), {QueueId{1}, AccountId{1}, {}, Money{2'000}, 0}}},
                         pictures);
        PlannedBatch planned;
        intake.readAll(planned);
        if (intake.error)
            qFatal("the rows cannot be planned");
    });
    add(report, {"start sheet", double(rows), "rows", seconds, 0, most});
}

void renderPrompts(Report &report, int times)
{
    const auto prompt = Template::parse(portrait().prompt);
    const double seconds = timeOf([&] {
        for (int n = 0; n < times; ++n)
            (void)prompt->render({{QStringLiteral("full_name"), QStringLiteral("Ana Maria %1").arg(n)},
                                  {QStringLiteral("role"), QStringLiteral("Baker")}});
    });
    add(report, {"template rendering", double(times), "prompts", seconds, 100'000, 0});
}

// Pictures do not shrink: noise of their size. Against a plain copy of the same files in one piece.
void exportFiles(Report &report, const QTemporaryDir &folder, int files)
{
    QByteArray noise(kFileBytes, '\0');
    std::mt19937 chance(1);
    for (char &byte : noise)
        byte = char(chance());
    for (int n = 0; n < files; ++n) {
        QFile file(folder.filePath(QStringLiteral("%1.png").arg(n)));
        if (!file.open(QIODevice::WriteOnly) || file.write(noise) != kFileBytes)
            qFatal("a file cannot be written");
    }
    const double megabytes = double(files) * double(kFileBytes) / 1e6;
    const double cat = timeOf([&] {
        QFile all(folder.filePath(QStringLiteral("all")));
        if (!all.open(QIODevice::WriteOnly))
            qFatal("the copy cannot be written");
        for (int n = 0; n < files; ++n) {
            QFile file(folder.filePath(QStringLiteral("%1.png").arg(n)));
            if (file.open(QIODevice::ReadOnly))
                all.write(file.readAll());
        }
    });
    add(report, {"plain copy", megabytes, "MB", cat, 0, 0});
    ExportOrder order;
    order.form = ExportForm::Zip;
    order.place = localFolder(folder.path());
    order.name = QStringLiteral("export");
    order.resultsFolder = folder.path();
    const double zip = timeOf([&] {
        auto made = Export::begin(order);
        if (!made)
            qFatal("the export cannot begin");
        for (int n = 0; n < files; ++n) {
            Delivery delivery;
            ResultItem item;
            item.kind = OutputKind::Image;
            item.path = QStringLiteral("%1.png").arg(n);
            item.bytes = kFileBytes;
            delivery.results = {item};
            if (!(*made)->add(delivery))
                qFatal("a file cannot be exported");
        }
        if (!(*made)->finish())
            qFatal("the export cannot end");
    });
    add(report, {"ZIP export", megabytes, "MB", zip, 0, 0});
}

} // namespace

// What stands between a file of rows and Start: reading, planning, foreseeing; and giving the results away.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int many = option(arguments, QStringLiteral("--many"), QStringLiteral("1000000")).toInt();
    Report report(QStringLiteral("forecast"),
                  {QStringLiteral("what"), QStringLiteral("count"), QStringLiteral("unit"), QStringLiteral("seconds"),
                   QStringLiteral("per_second"), QStringLiteral("reach"), QStringLiteral("reached"),
                   QStringLiteral("peak_mb")});
    const QTemporaryDir folder;
    foresee(report, 10'000, 10'000, false, "forecast", 0.1);
    foresee(report, 10'000, 10'000, true, "forecast with its range", 0.1);
    foresee(report, 20'000, 1'000'000, true, "forecast of 1,000,000", 10); // 50 stand behind each that is played
    renderPrompts(report, 200'000);
    const QString some = makeRows(folder, 10'000), all = makeRows(folder, many);
    readRows(report, all, many);
    planRows(report, some, 10'000, 1);
    planRows(report, all, many, 60);
    exportFiles(report, folder, 50);
    return report.finish(arguments);
}
