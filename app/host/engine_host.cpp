#include "host/engine_host.h"

#include "engine/control.h"
#include "engine/control_server.h"
#include "engine/price_file.h"
#include "engine/step_target.h"
#include "host/deliveries.h"
#include "host/diary.h"
#include "host/key_ring.h"
#include "host/seams.h"
#include "net/hide_secrets.h"
#include "net/http_transport.h"
#include "results/results_folder.h"
#include "sandbox/sandbox_server.h"
#include "store/data_folder.h"
#include "store/data_lock.h"
#include "store/store_writer.h"

#include <QDir>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTimer>

#include <thread>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kChangeInterval(100);
constexpr int kPoolThreads = 4;
constexpr std::chrono::seconds kKeychainPatience(2);
constexpr std::chrono::hours kUpkeepInterval(1);
constexpr std::chrono::minutes kLookInterval(1);
constexpr std::chrono::milliseconds kBetweenKnocks(50);

// The embedded sandbox takes about as long as a person needs to see what happens.
SandboxConfig embeddedSandbox()
{
    SandboxConfig config;
    config.latency.kind = LatencyKind::Uniform;
    config.latency.min = std::chrono::milliseconds(400);
    config.latency.max = std::chrono::milliseconds(1'400);
    config.prices[QStringLiteral("image")] = 2'000; // what the built-in portrait recipe reserves
    return config;
}

// On the store thread: takes the lock, checks, migrates.
Result<std::unique_ptr<Store>> openData(const QString &folder)
{
    auto opened = openStore({folder});
    if (!opened)
        return opened.error();
    if (const Status placed = readyResultsFolder(folder); !placed)
        return placed.error();
    return std::unique_ptr<Store>(std::move(*opened));
}

} // namespace

// Everything that lives on the engine thread, in the order it is made; it dies in the reverse.
struct EngineHost::Engine {
    SystemClock clock;
    SeededRandom random{QRandomGenerator::securelySeeded().generate64()};
    DiskFileIo files;
    Redactor redactor;
    std::unique_ptr<KeyRing> keys;
    SilentNotifier silent;
    std::unique_ptr<Diary> diary;
    std::unique_ptr<Deliveries> deliveries;
    std::unique_ptr<SandboxServer> sandbox;
    std::unique_ptr<StoreWriter> store;
    std::unique_ptr<HttpTransport> transport;
    std::unique_ptr<PoolWorkers> workers;
    std::unique_ptr<QtWakeTimer> timer;
    std::unique_ptr<Runtime> runtime;
    std::unique_ptr<Control> control;
    std::unique_ptr<ControlServer> server;
    QTimer changeTimer;
    QTimer upkeepTimer, lookTimer;
    std::function<void(Changes)> changeSink;
};

EngineHost::EngineHost(HostOptions options)
    : m_options(std::move(options))
{}

EngineHost::~EngineHost()
{
    stop(Micros(0));
}

Result<std::unique_ptr<EngineHost>> EngineHost::open(const HostOptions &options)
{
    std::unique_ptr<EngineHost> host(new EngineHost(options));
    if (const Status begun = host->begin(); !begun)
        return begun.error();
    return host;
}

Result<std::unique_ptr<EngineHost>> EngineHost::openInTurn(const HostOptions &options, const QDeadlineTimer &until)
{
    auto host = open(options);
    while (!host && host.error().kind == ErrorKind::AnotherInstance && !until.hasExpired() &&
           !takesCommands(options.dataFolder)) {
        std::this_thread::sleep_for(kBetweenKnocks);
        if (!DataLock::holder(options.dataFolder))
            host = open(options);
    }
    return host;
}

Status EngineHost::begin()
{
    const QString folder = m_options.dataFolder;
    if (!QDir().mkpath(folder + QStringLiteral("/spool")))
        return Error{ErrorKind::FileUnwritable, folder + QStringLiteral("/spool"), {}};

    // Made and unmade by what comes in: it is asked for anew each time.
    const auto runtime = [this] { return m_engine ? m_engine->runtime.get() : nullptr; };
    m_inbox = std::make_unique<Inbox>([runtime](const Inbox::Work &all) {
        Runtime *const before = runtime();
        if (before)
            before->beginBurst();
        all();
        if (before && runtime() == before)
            before->endBurst();
    });
    m_inbox->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
    const auto ready = std::make_shared<std::promise<Status>>();
    auto begun = ready->get_future();
    m_inbox->put([this, ready] {
        m_engine = std::make_unique<Engine>();
        Engine &e = *m_engine;
        const auto deliver = [this](std::function<void()> work) { this->deliver(std::move(work)); };
        e.keys = std::make_unique<KeyRing>(m_options.keyStore, e.redactor, deliver,
                                           [this](const QString &account) { goOnWith(account); });
        e.sandbox = std::make_unique<SandboxServer>(e.clock);
        const auto port = e.sandbox->start(embeddedSandbox());
        e.store =
            std::make_unique<StoreWriter>([folder = m_options.dataFolder] { return openData(folder); }, deliver,
                                          [this](Status health) { m_engine->runtime->handleStoreHealth(health); });
        if (const Status opened = e.store->start(); !opened) {
            m_engine.reset();
            ready->set_value(opened);
            return;
        }
        e.transport = std::make_unique<HttpTransport>(e.clock);
        e.workers = std::make_unique<PoolWorkers>(deliver, kPoolThreads);
        e.timer = std::make_unique<QtWakeTimer>(e.clock, [this] { m_engine->runtime->tick(); });
        Notifier &notifier = m_options.notifier ? *m_options.notifier : e.silent;
        e.diary = std::make_unique<Diary>(m_options.dataFolder, e.clock, e.redactor, notifier);
        e.diary->begins(QStringLiteral(FORNADA_VERSION));
        e.deliveries = std::make_unique<Deliveries>(m_options.dataFolder, e.clock, *e.diary, deliveryHooks());
        const Seams seams{e.clock,    e.random, *e.store,      *e.transport, e.files,
                          *e.workers, *e.timer, *e.deliveries, *e.keys,      e.redactor};
        e.runtime = std::make_unique<Runtime>(
            seams, Folders{m_options.dataFolder + QStringLiteral("/spool"), resultsFolder(m_options.dataFolder),
                           m_options.dataFolder + QStringLiteral("/fetched"), m_options.dataFolder});
        e.transport->setSink([this, deliver, redactor = &e.redactor](WireEvent event) {
            hideSecrets(event, *redactor);
            deliver([this, event = std::move(event)] { m_engine->runtime->handleWire(event); });
        });
        PricesInForce prices = readPrices(e.files, m_options.dataFolder);
        e.runtime->setPrices(std::move(prices.table), std::move(prices.fault));
        if (port)
            e.runtime->setSandboxUrl(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(*port)));
        e.control = std::make_unique<Control>(*e.runtime, seams);
        QObject::connect(&e.changeTimer, &QTimer::timeout, &e.changeTimer, [this] {
            if (m_engine->changeSink)
                m_engine->changeSink(m_engine->runtime->takeChanges());
        });
        e.changeTimer.setSingleShot(true);
        e.runtime->setChangeSink([this] {
            if (m_engine->changeSink && !m_engine->changeTimer.isActive())
                m_engine->changeTimer.start(kChangeInterval);
        });
        loadKeys([this, ready] { startRuntime([ready](Status started) { ready->set_value(started); }); });
    });
    return begun.get();
}

// What comes back after the end finds no engine and is dropped.
void EngineHost::deliver(std::function<void()> work)
{
    m_inbox->put([this, work = std::move(work)] {
        if (m_engine)
            work();
    });
}

Deliveries::Hooks EngineHost::deliveryHooks()
{
    const auto delivered = [this](BatchId batch, Wall at) {
        BatchChange change;
        change.delivered = at;
        m_engine->store->submit({[batch, change, at](Store &store) { return store.updateBatch(batch, change, at); },
                                 [](Status) {}}); // not kept: delivered once more at the next start
    };
    return {[this](std::function<void()> work) { deliver(std::move(work)); },
            [this](const Event &event) { m_engine->runtime->tellPeople(event); }, delivered};
}

void EngineHost::loadKeys(std::function<void()> then)
{
    struct Known {
        QList<Account> accounts;
        QString folderId;
    };
    const auto read = [](Store &store) -> Result<Known> {
        auto accounts = store.accounts();
        if (!accounts)
            return accounts.error();
        auto id = store.setting(QStringLiteral("dataId"));
        if (!id)
            return id.error();
        return Known{std::move(*accounts), std::move(*id)};
    };
    // Runs once: when all have answered, or when patience ends.
    const auto once = [this, then = std::make_shared<std::function<void()>>(std::move(then))] {
        if (const auto go = std::exchange(*then, nullptr))
            go();
    };
    m_engine->store->call<Known>(read, [this, once](Result<Known> known) {
        if (!known || known->folderId.isEmpty()) {
            once(); // a new folder; or the start itself finds out what is wrong
            return;
        }
        m_engine->keys->setFolderId(known->folderId);
        const auto open = std::make_shared<qsizetype>(known->accounts.size());
        const auto late = std::make_shared<bool>(false);
        for (const Account &account : std::as_const(known->accounts))
            m_engine->keys->load(account, [this, once, open, late, id = account.id](bool found) {
                if (*late && found)
                    m_engine->runtime->goOnWithKey(id);
                if (--*open == 0)
                    once();
            });
        QTimer::singleShot(kKeychainPatience, m_inbox.get(), [late, once] {
            *late = true;
            once();
        });
        if (known->accounts.isEmpty())
            once();
    });
}

void EngineHost::goOnWith(const QString &account)
{
    if (m_engine->runtime)
        if (const Account *known = accountNamed(m_engine->runtime->accounts(), account))
            m_engine->runtime->goOnWithKey(known->id);
}

void EngineHost::startRuntime(std::function<void(Status)> done)
{
    if (m_options.pausedAfterCrash)
        m_engine->runtime->holdAfterCrash();
    m_engine->runtime->start(m_options.paused, [this, done = std::move(done)](Result<RecoveryCard> card) {
        if (!card) {
            done(card.error());
            return;
        }
        m_recovery = *card;
        m_engine->store->call<QString>([](Store &store) { return store.setting(QStringLiteral("dataId")); },
                                       [this](Result<QString> id) {
                                           if (id)
                                               m_engine->keys->setFolderId(*id);
                                       });
        if (!m_options.paused)
            m_engine->deliveries->catchUp(m_engine->runtime->batches().values());
        m_engine->control->ensureDefaults([this, done](Status made) {
            if (made && m_options.takeCommands) {
                m_engine->server = std::make_unique<ControlServer>(
                    [this](const Command &command, CommandReply reply) { carryOut(command, std::move(reply)); });
                made = m_engine->server->listen(m_options.dataFolder);
                QObject::connect(&m_engine->upkeepTimer, &QTimer::timeout, &m_engine->upkeepTimer,
                                 [this] { m_engine->control->keepUp(); });
                m_engine->upkeepTimer.start(kUpkeepInterval);
                m_engine->control->keepUp();
                QObject::connect(&m_engine->lookTimer, &QTimer::timeout, &m_engine->lookTimer,
                                 [this] { m_engine->control->look(); });
                m_engine->lookTimer.start(kLookInterval);
                m_engine->control->tellPriceFault();
            }
            done(made);
        });
    });
}

void EngineHost::execute(const Command &command, CommandReply reply)
{
    m_inbox->put([this, command, reply = std::move(reply)] { carryOut(command, reply); });
}

void EngineHost::carryOut(const Command &command, CommandReply reply)
{
    m_engine->control->execute(command, [this, command, reply = std::move(reply)](Result<QJsonObject> result) {
        m_engine->diary->handleDone(command, result);
        reply(std::move(result));
    });
}

Result<QJsonObject> EngineHost::call(const Command &command)
{
    auto answer = std::make_shared<std::promise<Result<QJsonObject>>>();
    auto future = answer->get_future();
    execute(command, [answer](Result<QJsonObject> result) { answer->set_value(std::move(result)); });
    return future.get();
}

bool EngineHost::isQuiet()
{
    auto answer = std::make_shared<std::promise<bool>>();
    auto future = answer->get_future();
    m_inbox->put([this, answer] { answer->set_value(m_engine->control->isQuiet()); });
    return future.get();
}

void EngineHost::setChangeSink(std::function<void(Changes)> sink)
{
    m_inbox->put([this, sink = std::move(sink)] { m_engine->changeSink = sink; });
}

void EngineHost::stop(Micros grace)
{
    if (m_stopped || !m_inbox)
        return;
    m_stopped = true;
    if (!m_engine) { // it never began
        endThread();
        return;
    }
    const auto ended = std::make_shared<std::promise<void>>();
    auto end = ended->get_future();
    m_inbox->put([this, grace, ended] {
        m_engine->server.reset();
        m_engine->control->cutShort();
        m_engine->runtime->stop(grace, [this, ended] {
            m_engine->diary->ends();
            m_engine->deliveries->finish(); // what it tells is written down before the store closes
            // Not from inside the runtime's own call.
            m_inbox->put([this, ended] {
                if (m_engine->changeSink) // what happened last
                    m_engine->changeSink(m_engine->runtime->takeChanges());
                m_engine->store->stop();
                m_engine->transport.reset(); // its lanes may still acknowledge to the runtime
                m_engine->workers.reset();   // its work uses the runtime's files
                m_engine.reset();
                ended->set_value();
            });
        });
    });
    end.wait();
    endThread();
}

void EngineHost::endThread()
{
    // What the thread did last is done before we go on: also in the eyes of ThreadSanitizer, which cannot see into
    // QThread::wait.
    std::promise<void> over;
    QObject::connect(
        &m_thread, &QThread::finished, &m_thread, [&over] { over.set_value(); }, Qt::DirectConnection);
    m_inbox->put([] { QThread::currentThread()->quit(); }); // by the inbox: its lock is seen, that of quit is not
    over.get_future().wait();
    m_thread.wait();
    m_inbox.reset();
}

QString defaultDataFolder()
{
    const QString named = qEnvironmentVariable("FORNADA_DATA");
    return named.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/fornada")
               : named;
}

} // namespace fornada
