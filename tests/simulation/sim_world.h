#pragma once

#include "sim_host.h"
#include "sim_operator.h"
#include "sim_oracle.h"
#include "sim_reasons.h"

#include <memory>

namespace fornada::sim {

struct Violation {
    int promise = 0;
    QString what;
    qint64 step = 0;
    Micros at{0};
};

struct WorldOptions {
    quint64 seed = 1;
    bool faultless = false;
    std::function<void(const QString &)> trace; // one line an event; none: no trace
    std::function<void(bool full)> disk = {};   // of a real store: told before each transaction; none: played
};

// One world: set up, run with faults, crashes and an operator, healed, and run until everything has ended.
class World {
public:
    // The store is empty. crashStore: what a kill leaves, as the next start opens it; it outlives the world.
    World(WorldOptions options, Store &store, std::function<Store &()> crashStore);
    ~World();

    std::optional<Violation> run();
    qint64 steps() const { return m_loop.steps(); }

private:
    void complain(int promise, const QString &what);
    void trace(const QString &line);
    void planFaults();
    void planExtras(Micros active);
    void startProgram();
    void crash();
    void maybeCrash();
    void heal();
    void helpAgain(Micros wait);
    bool isFinished();
    void checkProgress();
    void checkBooksNowAndThen();
    QString whyUnfinished();
    void checkAfterEnd();

    const WorldOptions m_options;
    Dice m_dice;
    Faults m_faults, m_worst;
    Loop m_loop;
    SimClock m_clock;
    SeededRandom m_engineRandom;
    Extras m_extras;
    WatchedStore m_store;
    const std::function<Store &()> m_crashStore;
    SimFiles m_files;
    Oracle m_oracle;
    Provider m_provider;
    Operator m_operator;
    Reasons m_reasons;
    std::unique_ptr<SimHost> m_host;
    qint64 m_connections = 0;
    std::optional<Violation> m_violation;
    qint64 m_crashAtStep = -1;
    std::optional<qint64> m_crashAmongRows; // at that step
    int m_crashesLeft = 0;
    qint64 m_commits = 0;
    bool m_steppedClock = false;
    bool m_setUp = false;
    bool m_healed = false;
    bool m_finished = false;
};

} // namespace fornada::sim
