#pragma once

#include "base/file_io.h"
#include "engine/seams.h"
#include "sim_faults.h"
#include "sim_loop.h"

#include <QHash>

namespace fornada::sim {

// Durable files in memory. What a call has returned from is on the disk; a dying program's later calls do nothing.
class SimFiles final : public FileIo {
public:
    SimFiles(const Faults &faults, Dice &dice)
        : m_faults(faults)
        , m_dice(dice)
    {}

    Status writeDurably(const QString &path, const QByteArray &bytes) override;
    Result<QByteArray> read(const QString &path) override;
    Status move(const QString &from, const QString &to) override;
    Status remove(const QString &path) override;
    Status makeFolder(const QString &path) override;
    bool exists(const QString &path) override { return m_files.contains(path); }
    QStringList list(const QString &folder) override;

    void setWatch(std::function<void(const QString &path)> written) { m_written = std::move(written); }
    // After so many more operations nothing reaches the disk: the program dies in the middle of its work.
    void dieAfter(int operations) { m_left = operations; }
    bool isDead() const { return m_left == 0; }
    void revive() { m_left = -1; }

private:
    std::optional<Error> fault(const QString &path);

    const Faults &m_faults;
    Dice &m_dice;
    std::function<void(const QString &)> m_written;
    QHash<QString, QByteArray> m_files;
    int m_left = -1;
};

// Work runs at a moment of its own, its end is told at a later one; several may overtake each other.
class SimWorkers final : public Workers {
public:
    SimWorkers(Loop &loop, const Faults &faults, Dice &dice)
        : m_loop(loop)
        , m_faults(faults)
        , m_dice(dice)
    {}
    void run(std::function<void()> work, std::function<void()> done) override;
    bool isBusy() const { return m_running > 0; }

private:
    Loop &m_loop;
    const Faults &m_faults;
    Dice &m_dice;
    int m_running = 0;
};

// A timer that stands still in suspend, as QTimer does.
class SimTimer final : public WakeTimer {
public:
    SimTimer(Loop &loop, const SimClock &clock, std::function<void()> wake)
        : m_loop(loop)
        , m_clock(clock)
        , m_wake(std::move(wake))
    {}
    void wakeAt(Moment when) override;

private:
    void sleep(Micros wait, quint64 setting);

    Loop &m_loop;
    const SimClock &m_clock;
    const std::function<void()> m_wake;
    quint64 m_setting = 0; // only the last one counts
};

class SimKeys final : public KeySource {
public:
    explicit SimKeys(const Faults &faults)
        : m_faults(faults)
    {}
    Result<QString> key(const Account &account) override;
    void keep(const QString &, const QString &, KeyPlace, std::function<void(Status)> done) override { done({}); }

private:
    const Faults &m_faults;
};

// What people were told.
class SimNotifier final : public Notifier {
public:
    explicit SimNotifier(std::function<void(const Event &)> told)
        : m_told(std::move(told))
    {}
    void notify(const Event &event) override { m_told(event); }

private:
    const std::function<void(const Event &)> m_told;
};

} // namespace fornada::sim
