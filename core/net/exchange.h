#pragma once

#include "net/one_shot_body.h"
#include "net/transport.h"

#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace fornada {

// One request handed to a QNetworkAccessManager, until its last event. It decides between not sent, lost and answered,
// and keeps its own deadline, idle limit and size cap. Network lane's thread; owned by its NetworkLane.
class Exchange final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)
public:
    struct Hooks {
        std::function<void(WireEvent)> report;
        // After the last event. desynced: the connection may still carry bytes of this answer; use the manager no more.
        std::function<void(bool desynced)> ended;
    };

    Exchange(WireRequest request, const Clock &clock, std::shared_ptr<QNetworkAccessManager> manager, Hooks hooks);
    // Aborts what is under way, without an event.
    ~Exchange() override;

    void start();
    void cancel();

    // Why this request must not be given to QNetworkAccessManager; empty when it may.
    static QString unsendable(const WireRequest &request);

private:
    void connectReply();
    void markSent(Moment at);
    void handleHead();
    void handleBytes();
    void handleFinished();
    void checkLimits();
    void armWatch();
    void touch();
    void reportProgress();

    void stop(WireFailure failure, const QString &detail);
    void fail(WireFailure failure, const QString &detail);
    void conclude(WireEvent last, bool desynced = false);

    bool isWholeAnswer() const;
    bool neverLeft() const;
    qint64 declaredSize() const;
    WireAnswer takeAnswer();

    // constant after construction
    const WireRequest m_request; // its body lives in m_body
    const bool m_hasBody;
    const Clock &m_clock;
    const Hooks m_hooks;

    std::shared_ptr<QNetworkAccessManager> m_manager; // outlives the reply
    OneShotBody m_body;                               // outlives the reply, too
    std::unique_ptr<QNetworkReply> m_reply;
    QTimer m_watch;

    QByteArray m_received;
    Moment m_handedAt;
    std::optional<Moment> m_sentAt;
    Boot m_lastByteAt = {};
    Boot m_lastProgressAt = {};
    bool m_connecting = false; // a new connection was opened for this request
    bool m_encrypted = false;  // and its TLS handshake is over
    bool m_over = false;
};

} // namespace fornada
