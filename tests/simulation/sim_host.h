#pragma once

#include "engine/control.h"
#include "sim_store.h"
#include "sim_transport.h"

namespace fornada::sim {

// One life of the program: everything that a crash takes away.
class SimHost {
public:
    // What outlives the program.
    struct World {
        Loop &loop;
        SimClock &clock;
        const Faults &faults;
        Dice &dice;
        SeededRandom &engineRandom;
        WatchedStore &store;
        SimFiles &files;
        Provider &provider;
        qint64 &connections;
        WireWatch wireWatch;
        std::function<void(const Event &)> told;
        AtHand atHand = {};
    };

    explicit SimHost(World world);

    void start(std::function<void(Result<RecoveryCard>)> started);
    bool isReady() const { return m_ready; }

    Runtime &runtime() { return m_runtime; }
    const Runtime &runtime() const { return m_runtime; }
    void execute(const QString &name, const QJsonObject &args, CommandReply reply);
    void addBatch(BatchOrder order, CommandReply reply);
    // Nothing is on its way to the disk or the network.
    bool isStill() const { return m_port.isQuiet() && m_transport.isQuiet(); }
    // The store and the scheduler know the same.
    bool isOnFile() const { return m_port.isQuiet(); }
    bool isStoreWell() const { return m_port.isWell(); }
    bool isWorking() const { return m_workers.isBusy(); }

private:
    SimStorePort m_port;
    SimTransport m_transport;
    SimWorkers m_workers;
    SimTimer m_timer;
    SimKeys m_keys;
    Redactor m_redactor;
    SimNotifier m_notifier;
    Seams m_seams;
    Runtime m_runtime;
    Control m_control;
    bool m_ready = false;
};

} // namespace fornada::sim
