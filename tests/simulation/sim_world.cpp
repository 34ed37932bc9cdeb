#include "sim_world.h"

#include <array>

namespace fornada::sim {

using namespace std::chrono_literals;

namespace {

constexpr qint64 kMostSteps = 400'000;
constexpr qint64 kMostStepsAtOnce = 5'000;
constexpr Micros kLongestWorld = 24h * 12;

// Little, so that most waits behind it.
AtHand atHandIn(quint64 seed)
{
    Dice dice(seed * 31 + 5);
    AtHand little;
    if (dice.chance(0.8))
        little.heads = int(dice.between(1, 12));
    if (dice.chance(0.3))
        little.builtBytes = dice.between(0, 400);
    return little;
}

// Days on which clocks change in the zones used, and an ordinary one.
Wall startOf(quint64 seed)
{
    static constexpr auto days = std::to_array<qint64>({
        1'772'956'800, // 2026-03-08 08:00 UTC, Los Angeles springs forward at 10:00
        1'793'516'400, // 2026-11-01 07:00 UTC, and falls back at 09:00
        1'774'742'400, // 2026-03-29 00:00 UTC, Lisbon at 01:00
        1'781'013'600, // 2026-06-09 14:00 UTC
    });
    return Wall(std::chrono::seconds(days[seed % days.size()]));
}

} // namespace

World::World(WorldOptions options, Store &store, std::function<Store &()> crashStore)
    : m_options(std::move(options))
    , m_dice(m_options.seed)
    , m_loop(m_dice.source())
    , m_clock(m_loop, startOf(m_options.seed))
    , m_engineRandom(m_options.seed * 7 + 1)
    , m_extras(m_options.seed, startOf(m_options.seed))
    , m_store(store)
    , m_crashStore(std::move(crashStore))
    , m_files(m_faults, m_dice)
    , m_oracle(m_store, m_files, [this](int promise, const QString &what) { complain(promise, what); })
    , m_provider(
          m_loop, m_clock, m_faults, m_dice, [this](const WireRequest &request) { return m_oracle.factsOf(request); },
          [this](int promise, const QString &what) { complain(promise, what); })
    , m_operator(m_loop, m_dice, m_extras, m_oracle, m_provider, m_store, [this](const QString &line) { trace(line); })
    , m_reasons(m_loop, m_clock, m_oracle, m_store, atHandIn(m_options.seed).builtBytes != AtHand().builtBytes,
                [this](int promise, const QString &what) { complain(promise, what); })
{
    m_provider.setWeights(&m_extras.dice());
    m_store.setDisk(m_options.disk);
    m_store.setWatch([this](const StoreFact &fact) {
        if (m_options.trace)
            if (const auto *settle = std::get_if<SettleFact>(&fact))
                trace(QStringLiteral("settled job %1 attempt %2: %3, %4 %5")
                          .arg(settle->settle.job.value)
                          .arg(settle->settle.attempt.value)
                          .arg(toName(settle->settle.outcome), toName(settle->settle.event),
                               settle->settled.applied ? QString() : QStringLiteral("(fence)")));
        if (m_options.trace)
            if (const auto *claim = std::get_if<ClaimFact>(&fact))
                trace(QStringLiteral("claimed job %1 attempt %2")
                          .arg(claim->claim.job.value)
                          .arg(claim->claimed.attempt.value));
        if (m_options.trace)
            if (const auto *unsent = std::get_if<UnsentFact>(&fact))
                trace(
                    QStringLiteral("job %1 ends unsent: %2").arg(unsent->job.value).arg(toName(unsent->settled.state)));
        m_oracle.onFact(fact);
        if (const auto *rows = std::get_if<RowsFact>(&fact); rows && rows->rows >= RowIntake::kChunk)
            m_crashAmongRows = m_loop.steps() + m_extras.dice().between(0, 12);
    });
    m_store.setCommitted([this] { checkBooksNowAndThen(); });
    m_files.setWatch([this](const QString &path) {
        if (path.startsWith(QLatin1String("spool/")))
            m_oracle.onSpooled(
                AttemptId{path.section(QLatin1Char('/'), 1).section(QLatin1Char('.'), 0, 0).toLongLong()});
    });
}

World::~World() = default;

void World::complain(int promise, const QString &what)
{
    trace(QStringLiteral("BROKEN promise %1: %2").arg(promise).arg(what));
    if (!m_violation)
        m_violation = Violation{promise, what, m_loop.steps(), m_loop.now()};
}

void World::trace(const QString &line)
{
    if (m_options.trace)
        m_options.trace(QStringLiteral("%1 %2 s  %3")
                            .arg(m_loop.steps(), 6)
                            .arg(double(m_loop.now().count()) / 1e6, 12, 'f', 6)
                            .arg(line));
}

void World::planFaults()
{
    const Micros active = Micros(m_dice.between(30, 1800)) * 1'000'000;
    const auto somewhere = [&] { return Micros(m_dice.between(0, active.count())); };
    const qint64 batches = m_dice.between(1, 4);
    for (qint64 i = 0; i < batches; ++i)
        m_loop.at(i == 0 ? Micros(0) : m_loop.now() + somewhere(), Side::World,
                  [this] { m_operator.addRandomBatch(); });
    planExtras(active);
    m_loop.after(active, Side::World, [this] { heal(); });
    if (m_options.faultless)
        return;
    const auto part = [&](double likely, double most) {
        return m_dice.chance(likely) ? most * double(m_dice.between(1, 100)) / 100.0 : 0.0;
    };
    m_faults.commitStall = part(0.4, 0.2);
    m_faults.failedCommit = part(0.3, 0.05);
    m_faults.failedWrite = part(0.3, 0.03);
    m_faults.failedFile = part(0.3, 0.1);
    m_faults.lateLane = part(0.4, 0.2);
    m_faults.slowWork = part(0.3, 0.1);
    m_faults.slowConnect = part(0.4, 0.4);
    m_faults.refused = part(0.4, 0.3);
    m_faults.badAnswer = part(0.8, 0.7);
    const auto episode = [&](double likely, Micros longest, bool Faults::*what) {
        if (!m_dice.chance(likely))
            return;
        const Micros start = m_loop.now() + somewhere();
        m_loop.at(start, Side::World, [this, what] { m_faults.*what = !m_healed; });
        m_loop.at(start + Micros(m_dice.between(1, longest.count())), Side::World,
                  [this, what] { m_faults.*what = false; });
    };
    episode(0.2, 60s, &Faults::diskFull);
    episode(0.2, 120s, &Faults::keysMissing);
    episode(0.2, 300s, &Faults::providerDown);
    const qint64 actions = m_dice.chance(0.8) ? m_dice.between(0, 40) : 0;
    for (qint64 i = 0; i < actions; ++i)
        m_loop.at(m_loop.now() + somewhere(), Side::World, [this] { m_operator.actAtRandom(); });
    m_crashesLeft = m_dice.chance(0.7) ? int(m_dice.between(1, 6)) : 0;
    m_crashAtStep = m_loop.steps() + m_dice.between(1, 3000);
    m_steppedClock = m_dice.chance(0.3);
    if (m_steppedClock)
        m_loop.at(m_loop.now() + somewhere(), Side::World, [this] {
            const Micros by = Micros(m_dice.between(-6 * 3600, 6 * 3600)) * 1'000'000;
            trace(QStringLiteral("the wall clock is stepped by %1 s").arg(by.count() / 1'000'000));
            m_clock.step(by);
            m_operator.ignoreDaysOfQueues();
        });
    if (m_dice.chance(0.25))
        m_loop.at(m_loop.now() + somewhere(), Side::World, [this] {
            const Micros length = Micros(m_dice.between(1, 7200)) * 1'000'000;
            trace(QStringLiteral("suspended for %1 s").arg(length.count() / 1'000'000));
            m_loop.suspend(length);
        });
}

void World::planExtras(Micros active)
{
    Dice &dice = m_extras.dice();
    const auto somewhere = [&] { return m_loop.now() + Micros(dice.between(0, active.count())); };
    for (qint64 i = m_extras.hasTokens() ? dice.between(1, 2) : 0; i > 0; --i)
        m_loop.at(somewhere() / 2, Side::World, [this] { m_operator.addTokenBatch(); });
    if (m_extras.hasHugeBatch() && !m_options.faultless)
        m_loop.at(somewhere(), Side::World, [this] { m_operator.addHugeBatch(); });
    for (qint64 i = m_extras.hasClientBudget() ? dice.between(0, 4) : 0; i > 0; --i)
        m_loop.at(somewhere(), Side::World, [this] { m_operator.changeClientBudget(); });
}

void World::startProgram()
{
    if (m_host)
        return;
    m_files.revive();
    trace(QStringLiteral("the program starts"));
    const WireWatch watch{[this](const WireRequest &request) {
                              trace(QStringLiteral("sent attempt %1").arg(request.id));
                              m_oracle.onSent(request);
                          },
                          [this](qint64 attempt) { m_oracle.onAnswered(attempt); }};
    m_host = std::make_unique<SimHost>(SimHost::World{
        m_loop, m_clock, m_faults, m_dice, m_engineRandom, m_store, m_files, m_provider, m_connections, watch,
        [this](const Event &event) { trace(QStringLiteral("told: ") + event.kind); }, atHandIn(m_options.seed)});
    m_operator.setHost(m_host.get());
    m_host->start([this](Result<RecoveryCard> card) {
        if (!card) {
            trace(QStringLiteral("the start failed: ") + card.error().detail);
            // The process ends and somebody starts it again.
            m_loop.after(1s, Side::World, [this] {
                if (m_host && !m_host->isReady())
                    crash();
            });
            return;
        }
        trace(QStringLiteral("ready: %1 in flight, %2 saved, %3 unknown")
                  .arg(card->inFlight)
                  .arg(card->saved)
                  .arg(card->unknown));
        m_oracle.onRecovered(card->halfAdded);
        if (m_setUp) {
            m_operator.readLimits();
            return;
        }
        m_operator.setUp([this] {
            m_setUp = true;
            planFaults();
        });
    });
}

void World::crash()
{
    trace(QStringLiteral("CRASH"));
    m_crashAmongRows.reset();
    m_operator.setHost(nullptr);
    m_loop.killProgram();
    m_host.reset();
    m_loop.killProgram(); // what its end still asked for
    m_provider.hangUpAll();
    m_store.setInner(m_crashStore());
    m_oracle.onCrash();
    if (!m_steppedClock && m_dice.chance(0.15))
        m_clock.reboot();
    m_oracle.checkBooks(nullptr, false);
    m_loop.after(Micros(m_dice.between(100'000, m_dice.chance(0.1) ? 6'000'000'000 : 20'000'000)), Side::World,
                 [this] { startProgram(); });
    // Sometimes soon again, in the middle of the recovery.
    m_crashAtStep = m_loop.steps() + (m_dice.chance(0.3) ? m_dice.between(1, 60) : m_dice.between(60, 3000));
}

void World::maybeCrash()
{
    if (!m_host || m_healed || !m_setUp)
        return;
    if (m_crashAmongRows && m_loop.steps() >= *m_crashAmongRows)
        crash();
    if (!m_host || m_crashesLeft == 0)
        return;
    if (m_files.isDead()) {
        --m_crashesLeft;
        crash();
    } else if (m_loop.steps() >= m_crashAtStep) {
        if (m_dice.chance(0.3)) {
            m_files.dieAfter(int(m_dice.between(0, 3))); // within some piece of file work to come
            m_crashAtStep = m_loop.steps() + 500;
            return;
        }
        --m_crashesLeft;
        crash();
    }
}

void World::heal()
{
    trace(QStringLiteral("healed"));
    m_faults = {};
    m_healed = true;
    m_files.revive();
    helpAgain(1s);
}

void World::helpAgain(Micros wait)
{
    m_loop.after(wait, Side::World, [this, wait] {
        if (isFinished()) {
            m_finished = true;
            return;
        }
        checkProgress();
        m_operator.help();
        helpAgain(std::min<Micros>(wait * 3 / 2 + 1s, 1h));
    });
}

bool World::isFinished()
{
    if (!m_host || !m_host->isReady() || !m_host->isStill() || m_loop.isSuspended())
        return false;
    for (const Job &job : m_oracle.allJobs())
        if (!isSettled(job.state) && job.state != JobState::Review)
            return false;
    return m_host->runtime().scheduler().inFlight() == 0;
}

// They agree after every commit; looking each time would take most of the world's time.
void World::checkBooksNowAndThen()
{
    constexpr qint64 kEach = 16;
    if (++m_commits % kEach == 0)
        m_oracle.checkBooks(nullptr, false);
}

// A job that can go by itself but does not must be able to say why.
void World::checkProgress()
{
    const auto next = m_loop.next();
    const bool still = m_host && m_host->isReady() && m_host->isStill() && (!next || *next > m_loop.now() + 2s);
    if (!still || m_loop.isSuspended() || m_host->runtime().storageFault())
        return;
    const Moment now = m_clock.now();
    // One that is claimed may be held for 5 s, when a gate has closed for a moment.
    const Micros most = m_host->runtime().isFetching() ? 61s : 6s; // what is fetched is asked for once a minute
    const bool held = m_host->runtime().scheduler().inFlight() > 0 && next && *next < m_loop.now() + most;
    for (const Job &job : m_oracle.allJobs()) {
        const Opening why = m_host->runtime().scheduler().explain(job, now);
        if (job.state == JobState::Running && !held)
            complain(6, QStringLiteral("job %1 is running, but nothing is in flight").arg(job.id.value));
        if (job.state == JobState::Queued && why.isOpen())
            complain(6, QStringLiteral("job %1 waits for nothing").arg(job.id.value));
    }
}

QString World::whyUnfinished()
{
    QStringList lines;
    for (const Job &job : m_oracle.allJobs()) {
        if (isSettled(job.state) || job.state == JobState::Review || lines.size() > 3)
            continue;
        const Opening why =
            m_host && m_host->isReady() ? m_host->runtime().scheduler().explain(job, m_clock.now()) : Opening();
        lines.append(QStringLiteral("job %1 %2 %3").arg(job.id.value).arg(toName(job.state), toName(why.reason)));
    }
    return lines.join(QStringLiteral("; "));
}

// Books at rest, then once more after a last restart: everything is as it was.
void World::checkAfterEnd()
{
    m_oracle.checkBooks(&m_host->runtime().scheduler(), true);
    crash();
    const qint64 sends = m_connections;
    const Micros end = m_loop.now() + 3h;
    while (!m_violation && m_loop.next() && *m_loop.next() < end && m_loop.runOne()) {}
    if (!m_host || !m_host->isReady() || !isFinished())
        complain(6, QStringLiteral("after the last restart: ") + whyUnfinished());
    else
        m_oracle.checkBooks(&m_host->runtime().scheduler(), true);
    if (m_connections != sends)
        complain(2, QStringLiteral("something was sent after everything had ended"));
    m_oracle.checkEnd(m_provider.ledger());
}

std::optional<Violation> World::run()
{
    startProgram();
    while (!m_violation && !m_finished) {
        if (!m_loop.runOne()) {
            complain(6, QStringLiteral("nothing will ever happen again"));
            break;
        }
        maybeCrash();
        if (m_host)
            m_reasons.look(*m_host);
        if (m_loop.steps() > kMostSteps || m_loop.now() > kLongestWorld)
            complain(6, QStringLiteral("no end after %1 steps and %2 h: ")
                                .arg(m_loop.steps())
                                .arg(m_loop.now().count() / 3'600'000'000) +
                            whyUnfinished());
        if (m_loop.stepsAtOnce() > kMostStepsAtOnce)
            complain(6, QStringLiteral("it runs in circles: ") + whyUnfinished());
    }
    if (!m_violation)
        checkAfterEnd();
    return m_violation;
}

} // namespace fornada::sim
