#include "ctl/runner.h"

#include "ctl/item_lines.h"
#include "ctl/printing.h"
#include "host/engine_host.h"
#include "host/signals.h"
#include "intake/samples.h"
#include "results/results_folder.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTimer>

#include <unistd.h>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kRefresh(200);
constexpr int kBarWidth = 24;

struct Overall {
    qint64 settled = 0, total = 0, completed = 0, failed = 0, skipped = 0, unknown = 0, review = 0, waiting = 0;
    QList<BatchId> pilots;
    Money spent, possible;
};

// Batches that had nothing left to do before this run, and when they had finished.
using Before = QHash<BatchId, std::optional<Wall>>;

Before finishedBefore(const QString &dataFolder, Wall began)
{
    Before before;
    const auto reader = Reader::open(dataFolder);
    const auto batches = reader ? (*reader)->batches() : Result<QList<Batch>>(reader.error()); // none: new data
    for (const Batch &batch : batches ? *batches : QList<Batch>())
        if (batch.state == BatchState::Finished && batch.finished < began)
            before.insert(batch.id, batch.finished);
    return before;
}

// Of the batches that had work in this run.
Overall overallOf(const QList<Batch> &batches, const Before &before)
{
    Overall all;
    for (const Batch &batch : batches) {
        if (batch.state != BatchState::Running && batch.state != BatchState::Finished &&
            batch.state != BatchState::Paused)
            continue;
        const auto ended = before.constFind(batch.id);
        if (batch.state == BatchState::Finished && ended != before.cend() && *ended == batch.finished)
            continue;
        if (!batch.pilot.isEmpty())
            all.pilots.append(batch.id);
        all.settled += batch.counts.settled();
        all.total += batch.counts.total();
        all.completed += batch.counts[JobState::Completed];
        all.failed += batch.counts[JobState::Failed];
        all.skipped += batch.counts[JobState::Skipped];
        all.unknown += batch.counts[JobState::Unknown];
        all.review += batch.counts[JobState::Review];
        all.waiting += batch.counts[JobState::Queued] + batch.counts[JobState::Blocked];
        all.spent += batch.totals.spent;
        all.possible += batch.totals.maybe;
    }
    return all;
}

// Why nothing goes just now, in the words of the first lane that waits.
QString waitingText(const QJsonObject &status)
{
    const QJsonArray lanes = status.value(QLatin1String("lanes")).toArray();
    for (const QJsonValue &lane : lanes) {
        const QString reason = lane[QLatin1String("reason")].toString();
        if (reason == QLatin1String("none") || reason == QLatin1String("batchPaused") ||
            reason == QLatin1String("draft"))
            continue;
        return reasonText(lane[QLatin1String("reason")], lane[QLatin1String("until")]);
    }
    return {};
}

class Progress {
public:
    explicit Progress(Session &session)
        : m_session(session)
        , m_terminal(isatty(STDOUT_FILENO) != 0)
    {}

    void show(const Overall &all, const QJsonObject &status)
    {
        QString line = QStringLiteral("%1 %2/%3  %4 in flight  %5 failed  $%6")
                           .arg(progressBar(all.settled, all.total, kBarWidth))
                           .arg(all.settled)
                           .arg(all.total)
                           .arg(status.value(QLatin1String("inFlight")).toInt())
                           .arg(all.failed)
                           .arg(toDecimal(all.spent));
        if (all.unknown > 0)
            line += QStringLiteral("  %1 unknown").arg(all.unknown);
        const QString waiting = waitingText(status);
        if (!waiting.isEmpty())
            line += QStringLiteral("  [%1]").arg(waiting);
        if (line == m_last)
            return;
        m_last = line;
        if (m_terminal)
            write("\r\033[K" + line.toUtf8());
        else
            m_session.print(line);
    }
    // What stays, above the bar.
    void say(const QStringList &lines)
    {
        if (m_terminal && !m_last.isEmpty() && !lines.isEmpty())
            write("\r\033[K");
        for (const QString &line : lines)
            m_session.print(line);
        if (m_terminal && !lines.isEmpty())
            write(m_last.toUtf8());
    }
    void end()
    {
        if (m_terminal && !m_last.isEmpty())
            m_session.print({});
    }
    std::chrono::milliseconds interval() const { return m_terminal ? kRefresh : std::chrono::seconds(1); }

private:
    static void write(const QByteArray &bytes)
    {
        QFile out;
        (void)out.open(stdout, QIODevice::WriteOnly);
        out.write(bytes);
    }

    Session &m_session;
    const bool m_terminal;
    QString m_last;
};

void printRecovery(Session &session, const RecoveryCard &card)
{
    if (card.inFlight == 0)
        return;
    session.print(QStringLiteral("stopped with %1 in flight: %2 saved, %3 unknown (up to $%4), %5 will be sent again")
                      .arg(card.inFlight)
                      .arg(card.saved)
                      .arg(card.unknown)
                      .arg(toDecimal(card.possible))
                      .arg(card.resent));
}

// why: what the first of those that wait waits for.
int summary(Session &session, const Overall &all, const QString &why)
{
    if (session.json()) {
        session.printJson({{QStringLiteral("total"), all.total},
                           {QStringLiteral("completed"), all.completed},
                           {QStringLiteral("failed"), all.failed},
                           {QStringLiteral("skipped"), all.skipped},
                           {QStringLiteral("unknown"), all.unknown},
                           {QStringLiteral("review"), all.review},
                           {QStringLiteral("waiting"), all.waiting},
                           {QStringLiteral("spent"), toDecimal(all.spent)},
                           {QStringLiteral("possible"), toDecimal(all.possible)}});
    } else {
        const QString skipped = all.skipped > 0 ? QStringLiteral(", %1 skipped").arg(all.skipped) : QString();
        session.print(QStringLiteral("%1 of %2 completed, %3 failed%4, spent $%5")
                          .arg(all.completed)
                          .arg(all.total)
                          .arg(all.failed)
                          .arg(skipped, toDecimal(all.spent)));
        if (all.waiting > 0)
            session.print(QStringLiteral("%1%2. Look with: fornadactl job list --state queued")
                              .arg(counted(all.waiting, "still waits", "still wait"),
                                   why.isEmpty() ? QString() : QStringLiteral(": ") + why));
        if (all.unknown > 0)
            session.print(QStringLiteral("in need of you: %1 of unknown outcome (possibly charged $%2). Look with: "
                                         "fornadactl job list --state unknown")
                              .arg(all.unknown)
                              .arg(toDecimal(all.possible)));
        if (all.review > 0)
            session.print(QStringLiteral("%1 wait for your approval. Look with: fornadactl job list --state review; "
                                         "then: fornadactl job approve|reject|reroll ID")
                              .arg(all.review));
        for (const BatchId pilot : all.pilots)
            session.print(QStringLiteral("batch %1 runs its pilot only. When you like its results: fornadactl batch "
                                         "release %1")
                              .arg(pilot.value));
    }
    return all.failed + all.unknown > 0 ? kEndedWithFailures : kOk;
}

int runHost(Session &session, EngineHost &host, const Before &before, const RunOptions &options)
{
    const auto reader = Reader::open(host.dataFolder());
    if (!reader)
        return session.fail(reader.error());
    if (!session.json()) {
        printRecovery(session, host.recovery());
        const auto status = host.call({QStringLiteral("engine.status"), {}, QStringLiteral("fornadactl")});
        if (status && status->value(QLatin1String("paused")).toBool())
            session.print(QStringLiteral("everything is paused, nothing is sent before: fornadactl resume"));
    }
    SignalCatcher signals;
    Progress progress(session);
    std::optional<ItemLines> items;
    if (session.args().has(QStringLiteral("items")) && !session.json()) {
        items.emplace(**reader);
        host.setChangeSink(items->sink());
    }
    QEventLoop loop;
    QTimer refresh;
    const SystemClock clock;
    const Boot began = clock.now().boot;
    Overall last;
    QString why;
    QObject::connect(&signals, &SignalCatcher::caught, &loop, &QEventLoop::quit);
    QObject::connect(&refresh, &QTimer::timeout, &loop, [&] {
        const auto status = host.call({QStringLiteral("engine.status"), {}, QStringLiteral("fornadactl")});
        const auto batches = (*reader)->batches();
        if (!status || !batches)
            return;
        last = overallOf(*batches, before);
        why = waitingText(*status);
        if (items)
            progress.say(items->take(*batches));
        if (!session.json() && !session.args().has(QStringLiteral("quiet")))
            progress.show(last, *status);
        const bool timeUp = options.atMost && clock.now().boot - began >= *options.atMost;
        if (timeUp || (options.untilIdle && host.isQuiet()))
            loop.quit();
    });
    refresh.start(options.untilIdle ? kRefresh : progress.interval());
    loop.exec();
    host.stop(options.grace);
    if (const auto batches = (*reader)->batches()) {
        last = overallOf(*batches, before);
        if (items)
            progress.say(items->take(*batches));
    }
    progress.end();
    return summary(session, last, why);
}

} // namespace

int runEngine(Session &session, const RunOptions &options)
{
    HostOptions host;
    host.dataFolder = session.dataFolder();
    host.keyStore = &session.keyStore();
    const Wall began = SystemClock().now().wall;
    auto engine = EngineHost::openInTurn(host, QDeadlineTimer(kPatience));
    if (!engine)
        return session.fail(engine.error());
    return runHost(session, **engine, finishedBefore(host.dataFolder, began), options);
}

int runDemo(Session &session)
{
    QTemporaryDir folder;
    folder.setAutoRemove(!session.args().has(QStringLiteral("keep")));
    if (!folder.isValid())
        return session.fail({ErrorKind::FileUnwritable, folder.path(), folder.errorString()});
    const QString recipe = session.args().word(1).isEmpty() ? QStringLiteral("portrait") : session.args().word(1);
    const auto rows = writeSample(recipe, folder.filePath(QStringLiteral("rows")));
    if (!rows)
        return session.fail(rows.error());
    HostOptions options;
    options.dataFolder =
        session.args().has(QStringLiteral("data")) ? session.dataFolder() : folder.filePath(QStringLiteral("data"));
    const Wall began = SystemClock().now().wall;
    auto engine = EngineHost::open(options);
    if (!engine)
        return session.fail(engine.error());
    const auto added = (*engine)->call({QStringLiteral("batch.create"),
                                        {{QStringLiteral("recipe"), recipe},
                                         {QStringLiteral("rows"), *rows},
                                         {QStringLiteral("name"), QStringLiteral("Demo of %1").arg(recipe)},
                                         {QStringLiteral("client"), QStringLiteral("Demo")},
                                         {QStringLiteral("start"), true}},
                                        QStringLiteral("fornadactl")});
    if (!added)
        return session.fail(added.error());
    session.print(QStringLiteral("Demo of %1: %2 requests on the built-in sandbox (no key, play money).")
                      .arg(recipe)
                      .arg(added->value(QLatin1String("jobs")).toInteger()));
    RunOptions run;
    run.untilIdle = true;
    const int code = runHost(session, **engine, finishedBefore(options.dataFolder, began), run);
    if (session.args().has(QStringLiteral("keep")) || session.args().has(QStringLiteral("data")))
        session.print(QStringLiteral("results: %1").arg(resultsPlace(options.dataFolder)));
    return code;
}

} // namespace fornada
