#pragma once

#include "base/clock.h"
#include "base/inbox.h"
#include "base/result.h"
#include "base/worker_pool.h"
#include "sandbox/chance.h"
#include "sandbox/connection.h"
#include "sandbox/ledger.h"
#include "sandbox/route.h"
#include "sandbox/true_limits.h"

#include <QTcpServer>

#include <unordered_map>

namespace fornada::sandbox {

// The provider itself: takes requests, judges them, books them, has the work done on its own pool and answers.
// Lives on the server's thread, made and destroyed there.
class Service final : public QObject, private RequestHandler {
public:
    Service(const Clock &clock, SandboxLedger &ledger, const SandboxConfig &config);
    ~Service() override;
    Q_DISABLE_COPY_MOVE(Service)

    Result<quint16> listen();
    const SandboxConfig &config() const { return m_config; }
    Status setConfig(const SandboxConfig &config);

private:
    // One request between its arrival and the end of its answer.
    struct Call {
        QPointer<Connection> connection;
        bool keepAlive = true;
        Route route;
        Fault fault = Fault::Ok;
        Micros latency{0};
        Boot arrived;
        qint64 price = 0;
        HttpAnswer answer;
        QByteArray bodySha256;
    };
    struct Admission {
        Fault fault = Fault::Ok;
        Verdict verdict;
        bool isKeyRefused = false;
    };

    void handle(Connection &connection, HttpRequest request) override;
    QByteArray date() override;

    void acceptConnections();
    void serveControl(Connection &connection, const Route &route, const HttpRequest &request);
    int nextFileStatus();
    HttpAnswer changeConfig(const HttpRequest &request);
    HttpAnswer health() const;
    void reply(Connection *connection, const HttpAnswer &answer, bool keepAlive);
    void replyLater(Connection &connection, bool keepAlive, std::function<HttpAnswer()> make);

    Admission admit(const HttpRequest &request, const Route &route, const QByteArray &identity, Moment now);
    SandboxEntry describe(const HttpRequest &request, const Route &route, Moment now) const;
    void startWork(qint64 sequence, const Call &call, HttpRequest request);
    void finishWork(qint64 sequence, HttpAnswer answer, QByteArray bodySha256);
    void deliver(qint64 sequence);
    void close(qint64 sequence, bool isWhole);

    const Clock &m_clock;
    SandboxLedger &m_ledger;
    SandboxConfig m_config;
    QTcpServer m_server;
    Inbox m_inbox; // what the pool has done
    WorkerPool m_pool;
    Chance m_chance;
    LimitJudge m_judge;
    QHash<QByteArray, LimitJudge> m_modelJudges;
    std::unordered_map<qint64, Call> m_calls; // by sequence number: what is in flight
    QByteArray m_date;
    qint64 m_dateSecond = -1;
    int m_connections = 0;
    qint64 m_filesAsked = 0;
    qsizetype m_fileStatusAt = 0;
    bool m_isStopping = false;
};

} // namespace fornada::sandbox
