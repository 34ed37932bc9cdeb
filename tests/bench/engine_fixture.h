#pragma once

#include "host/engine_host.h"

#include <QTemporaryDir>

namespace fornada::bench {

// A whole engine on a data folder of its own, with one worker account and the queue "worker".
class EngineFixture {
public:
    // Open: others may give it commands too, over its socket.
    enum class Door { Closed, Open };

    // limits: as `queue.set` takes them, e.g. {"concurrency": 64, "pace": null}
    EngineFixture(const QString &workerUrl, const QJsonObject &limits, Door door = Door::Closed);
    // On a data folder that is there already, as it was left.
    explicit EngineFixture(const QString &dataFolder);
    ~EngineFixture();

    // Adds a batch of n rows; returns the seconds it took until it was durable.
    double add(int rows);
    // Starts everything and waits until nothing is left; returns the seconds.
    double runAll();
    qint64 completed();
    qint64 batches(); // on file
    EngineHost &host() { return *m_host; }
    QJsonObject call(const QString &command, const QJsonObject &args);
    qint64 lastBatch() const { return m_batches.last(); }

private:
    void open(const QString &dataFolder, Door door);
    QList<Batch> stored();

    QTemporaryDir m_folder;
    std::unique_ptr<EngineHost> m_host;
    QList<qint64> m_batches;
};

} // namespace fornada::bench
