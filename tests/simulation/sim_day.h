#pragma once

#include "sim_host.h"
#include "sim_oracle.h"
#include "store/memory_store.h"

#include <memory>

namespace fornada::sim {

// The program in virtual time, with a provider that judges every arrival by the true limits. Without faults, but for
// those that a test asks for.
class Day {
public:
    explicit Day(Wall start, AtHand atHand = {});

    // Commands, carried out.
    void give(const QString &name, const QJsonObject &args);
    // One that is not waited for, and its answer when that has come.
    using Answer = std::shared_ptr<std::optional<Result<QJsonObject>>>;
    Answer order(const QString &name, const QJsonObject &args);
    void await(const Answer &answer);
    // Until it is so.
    void runUntil(const std::function<bool()> &so);
    // Every look at the clock takes so long, also within the work of the store.
    void slowDown(Micros perLook) { m_clock.slowDown(perLook); }
    void queue(const QString &name, const QString &account, const LimitSet &limits);
    void account(const QString &name, const LimitSet &limits = {});
    void batch(const QString &name, const Recipe &recipe, int rows);

    void runFor(Micros length);
    // Until everything is done; false when it is not by then.
    bool runOut(Micros most);
    void killAndRestart();
    // The ordered end, and the next start.
    void stopAndRestart(Micros grace);

    bool isStill() const { return runtime().scheduler().inFlight() == 0; }
    bool isDone();
    qint64 completed(qint64 batch);
    // How long the requests took, one after the other.
    Micros sumOfLengths();
    Wall wallOf(const LedgerLine &line) const { return m_clock.trueWallAt(line.arrived); }
    const QList<LedgerLine> &ledger() const { return m_provider.ledger(); }
    const QList<WireRequest> &sent() const { return m_sent; }
    Micros now() const { return m_loop.now(); }
    int atOnce() const { return m_most; }
    // At most so many of one row's steps at once.
    int mostOfARow(const QString &step) const { return m_mostOfRow.value(step); }
    const Runtime &runtime() const { return m_host->runtime(); }
    Store &store() { return m_store; }

    Faults faults;
    QStringList broken; // promises and limits

private:
    void startProgram();

    const AtHand m_atHand;
    Dice m_dice;
    Loop m_loop;
    SimClock m_clock;
    SeededRandom m_engineRandom;
    MemoryStore m_memory;
    WatchedStore m_store;
    SimFiles m_files;
    Oracle m_oracle;
    Provider m_provider;
    std::unique_ptr<SimHost> m_host;
    qint64 m_connections = 0;
    QList<WireRequest> m_sent;
    std::map<qint64, Micros> m_sentAt, m_lengths;
    std::map<qint64, std::pair<QString, qint64>> m_rowOf;
    std::map<std::pair<QString, qint64>, int> m_ofRow;
    QHash<QString, int> m_mostOfRow;
    int m_most = 0;
};

Step stepOf(const QString &id, const QString &queue);
Recipe recipeOf(const QList<Step> &steps);

} // namespace fornada::sim
