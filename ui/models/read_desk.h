#pragma once

#include "models/read_port.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace fornada {

// One reading that was asked for. Cancelling it means: the answer is not delivered, and a scan ends early.
class ReadTicket {
public:
    ReadTicket() = default;
    void cancel()
    {
        if (m_cancelled)
            m_cancelled->store(true);
        m_cancelled.reset();
    }
    bool isOpen() const { return m_cancelled && !m_cancelled->load(); }

private:
    friend class ReadDesk;
    std::shared_ptr<std::atomic_bool> m_cancelled;
};

// The window's reading: runs it on reader threads with connections of their own and hands the value back on the UI
// thread. The UI thread itself never touches the database. UI thread; owned by the composition root.
class ReadDesk final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadDesk)
public:
    using Open = std::function<Result<std::unique_ptr<ReadPort>>()>;
    using Cancelled = std::atomic_bool;
    enum class Lane { Quick, Scan }; // what takes long must not hold up what is looked at

    explicit ReadDesk(Open open, QObject *parent = nullptr);
    ~ReadDesk() override;
    // For long work with a connection and a thread of its own.
    const Open &opener() const { return m_open; }

    // done runs on the UI thread unless the ticket was cancelled or the context has died.
    template<class T>
    ReadTicket read(QObject *context, std::function<Result<T>(ReadPort &, const Cancelled &)> work,
                    std::function<void(Result<T>)> done, Lane lane = Lane::Quick);

private:
    // A thread and the connection that lives on it.
    struct Reading {
        QThread thread;
        QObject *home = nullptr;        // lives on the thread
        std::unique_ptr<ReadPort> port; // touched by the thread only
    };

    void begin(Reading &reading, const QString &name);
    void end(Reading &reading);
    Result<ReadPort *> port(Reading &reading) const;

    const Open m_open;
    Reading m_quick, m_scan;
};

template<class T>
ReadTicket ReadDesk::read(QObject *context, std::function<Result<T>(ReadPort &, const Cancelled &)> work,
                          std::function<void(Result<T>)> done, Lane lane)
{
    ReadTicket ticket;
    ticket.m_cancelled = std::make_shared<std::atomic_bool>(false);
    Reading &reading = lane == Lane::Quick ? m_quick : m_scan;
    auto deliver = [this, cancelled = ticket.m_cancelled, alive = QPointer<QObject>(context),
                    done = std::move(done)](Result<T> value) mutable {
        auto hand = [cancelled, alive, done = std::move(done), value = std::move(value)]() mutable {
            if (alive && !cancelled->exchange(true))
                done(std::move(value));
        };
        QMetaObject::invokeMethod(this, std::move(hand), Qt::QueuedConnection);
    };
    auto run = [this, &reading, cancelled = ticket.m_cancelled, work = std::move(work),
                deliver = std::move(deliver)]() mutable {
        if (cancelled->load())
            return;
        const auto open = port(reading);
        deliver(open ? work(**open, *cancelled) : Result<T>(open.error()));
    };
    QMetaObject::invokeMethod(reading.home, std::move(run), Qt::QueuedConnection);
    return ticket;
}

} // namespace fornada
