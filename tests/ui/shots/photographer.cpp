#include "ui/shots/photographer.h"

#include "engine/answer_envelope.h"
#include "ui/sample_data.h"

#include <QElapsedTimer>
#include <QTextStream>
#include <QTimer>

namespace fornada {

namespace {

constexpr qint64 kPatienceMs = 10'000;
constexpr int kSmallest = 0; // of Qt's qualities of a PNG: all have every pixel

} // namespace

QString Look::name() const
{
    return QStringLiteral("%1-%2-%3").arg(toName(theme), toName(language)).arg(size.width());
}

void Photographer::dress(UiBench &bench) const
{
    bench.theme.setChoice(m_look.theme);
    bench.language.setChoice(m_look.language);
}

std::unique_ptr<MainWindow> Photographer::open(UiBench &bench) const
{
    dress(bench);
    auto window = std::make_unique<MainWindow>(bench.context());
    window->resize(m_look.size);
    window->show();
    bench.batches.refresh();
    bench.pulse.refresh();
    return window;
}

void Photographer::take(QWidget &widget, const QString &what)
{
    const QString name = what + u'-' + m_look.name();
    if (!m_wanted.match(name).hasMatch())
        return;
    settle();
    const qreal ratio = m_look.size.width() >= 1900 ? 2 : 1;
    QPixmap picture(widget.size() * ratio);
    picture.setDevicePixelRatio(ratio);
    widget.render(&picture);
    const bool saved = picture.save(m_folder.filePath(name + QStringLiteral(".png")), "PNG", kSmallest);
    m_failed += !saved;
    QTextStream(stdout) << (saved ? "" : "FAILED ") << name << Qt::endl;
}

void Photographer::takeDialog(QWidget &dialog, const QString &what)
{
    dialog.show();
    settle();
    take(dialog, what);
}

bool waitFor(const std::function<bool()> &there)
{
    QElapsedTimer patience;
    patience.start();
    while (!there()) {
        if (patience.elapsed() > kPatienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    settle();
    return true;
}

void settle()
{
    for (int i = 0; i < 12; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 30);
}

void letTimePass()
{
    bool passed = false;
    QTimer::singleShot(300, [&passed] { passed = true; });
    waitFor([&passed] { return passed; });
}

void waitForCharts(UiBench &bench)
{
    bench.pulse.refresh();
    letTimePass();
}

std::unique_ptr<UiBench> sampleBench(const Photographer &camera)
{
    const Wall now = SystemClock().now().wall;
    auto data = std::make_shared<MadeUpData>();
    auto bench = std::make_unique<UiBench>(camera.app(), data);
    {
        const auto sample = sampleData(bench->link.dataFolder() + QStringLiteral("/results"), now);
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
    bench->link.answers.insert(QStringLiteral("engine.status"), sampleStatus(now));
    return bench;
}

} // namespace fornada
