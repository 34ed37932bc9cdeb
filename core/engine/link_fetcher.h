#pragma once

#include "base/result.h"
#include "net/transport.h"

#include <QList>

#include <functional>
#include <memory>
#include <optional>

namespace fornada {

// An address that a row or an answer names: what lies there is fetched, without any credential.
struct Link {
    QUrl url;
    bool mayBeInside = false; // of this machine or its own network
    qint64 cap = 0;           // bytes
    Micros patience = {};     // how long trouble that may pass is waited out
};

// Fetches what links name: free of charge and outside every gate, so it may be tried again. Follows redirections.
// Lives on the thread of its owner, who passes the wire's events in by way of what send was given.
class LinkFetcher {
public:
    struct Found {
        QString mime; // by its first bytes; always a picture or a sound
        QByteArray bytes;
    };
    using Done = std::function<void(Result<Found>)>;
    using Send = std::function<void(WireRequest, std::function<void(WireEvent)>)>;

    LinkFetcher(const Clock &clock, Send send);

    // The same link is fetched once for all who ask at the same time. done may come before this returns.
    void fetch(const Link &link, Done done);
    void tick(); // begins what is due
    std::optional<Moment> nextWake() const;

private:
    struct Task;

    void start(const std::shared_ptr<Task> &task);
    void take(const std::shared_ptr<Task> &task, const WireEvent &event);
    void follow(const std::shared_ptr<Task> &task, const WireAnswer &answer);
    void tryLater(const std::shared_ptr<Task> &task, const QString &why);
    void end(const std::shared_ptr<Task> &task, const Result<Found> &result);

    const Clock &m_clock;
    const Send m_send;
    QList<std::shared_ptr<Task>> m_tasks; // in the order asked
    int m_onTheWire = 0;
};

} // namespace fornada
