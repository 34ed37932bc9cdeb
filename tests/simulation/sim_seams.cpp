#include "sim_seams.h"

namespace fornada::sim {

using namespace std::chrono_literals;

std::optional<Error> SimFiles::fault(const QString &path)
{
    if (m_left == 0)
        return Error{ErrorKind::FileUnwritable, path, QStringLiteral("dead")};
    if (m_left > 0)
        --m_left;
    if (m_faults.diskFull)
        return Error{ErrorKind::DiskFull, path, QStringLiteral("ENOSPC")};
    if (m_dice.chance(m_faults.failedFile))
        return Error{ErrorKind::FileUnwritable, path, QStringLiteral("EIO")};
    return std::nullopt;
}

Status SimFiles::writeDurably(const QString &path, const QByteArray &bytes)
{
    if (const auto bad = fault(path))
        return *bad;
    m_files.insert(path, bytes);
    if (m_written)
        m_written(path);
    return {};
}

Result<QByteArray> SimFiles::read(const QString &path)
{
    if (!m_files.contains(path))
        return Error{ErrorKind::FileMissing, path, {}};
    return m_files.value(path);
}

Status SimFiles::move(const QString &from, const QString &to)
{
    if (const auto bad = fault(from))
        return *bad;
    if (!m_files.contains(from))
        return Error{ErrorKind::FileMissing, from, {}};
    if (m_files.contains(to))
        return Error{ErrorKind::AlreadyExists, to, {}};
    m_files.insert(to, m_files.take(from));
    return {};
}

Status SimFiles::remove(const QString &path)
{
    if (const auto bad = fault(path))
        return *bad;
    m_files.remove(path);
    return {};
}

Status SimFiles::makeFolder(const QString &path)
{
    if (const auto bad = fault(path))
        return *bad;
    return {};
}

QStringList SimFiles::list(const QString &folder)
{
    QStringList names;
    const QString prefix = folder + QLatin1Char('/');
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it)
        if (it.key().startsWith(prefix) && it.key().indexOf(QLatin1Char('/'), prefix.size()) < 0)
            names.append(it.key().mid(prefix.size()));
    names.sort(); // not in the order of hash seeds
    return names;
}

void SimWorkers::run(std::function<void()> work, std::function<void()> done)
{
    const bool slow = m_dice.chance(m_faults.slowWork);
    const Micros begins(m_dice.between(10, slow ? 2'000'000 : 300));
    ++m_running;
    m_loop.after(begins, Side::Program, [this, work = std::move(work), done = std::move(done)] {
        work();
        m_loop.after(Micros(m_dice.between(5, 100)), Side::Program, [this, done] {
            --m_running;
            done();
        });
    });
}

void SimTimer::wakeAt(Moment when)
{
    const Micros wait = m_clock.timeOf(when.boot) - m_loop.now();
    sleep(std::max(Micros(0), wait), ++m_setting);
}

void SimTimer::sleep(Micros wait, quint64 setting)
{
    const Micros start = m_loop.now();
    const Micros before = m_loop.suspended();
    m_loop.after(wait, Side::Program, [this, setting, start, before, wait] {
        if (setting != m_setting)
            return;
        const Micros awake = m_loop.now() - start - (m_loop.suspended() - before);
        if (awake < wait)
            sleep(wait - awake, setting);
        else
            m_wake();
    });
}

Result<QString> SimKeys::key(const Account &account)
{
    if (m_faults.keysMissing && !account.keyEnv.isEmpty())
        return Error{ErrorKind::KeyMissing, account.name, account.keyEnv};
    return account.keyEnv.isEmpty() ? QString() : QStringLiteral("sim-key");
}

} // namespace fornada::sim
