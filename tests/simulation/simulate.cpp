#include "sim_world.h"
#include "store/data_folder.h"
#include "store/memory_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHashFunctions>
#include <QTemporaryDir>
#include <QTextStream>

#include <ctime>

// simulate --seeds N [--from S] | --seed S [--trace] [--sqlite] [--faultless]
namespace {

using namespace fornada;
using namespace fornada::sim;

struct Request {
    quint64 from = 1;
    quint64 seeds = 1'000;
    bool trace = false, sqlite = false, faultless = false;
};

std::optional<Request> requestOf(const QStringList &arguments)
{
    Request request;
    bool ok = true;
    for (qsizetype i = 1; i < arguments.size() && ok; ++i) {
        const QString &word = arguments.at(i);
        const auto number = [&] { return arguments.value(++i).toULongLong(&ok); };
        if (word == QLatin1String("--seeds"))
            request.seeds = number();
        else if (word == QLatin1String("--from"))
            request.from = number();
        else if (word == QLatin1String("--seed"))
            request.from = number(), request.seeds = 1;
        else if (word == QLatin1String("--trace"))
            request.trace = true;
        else if (word == QLatin1String("--sqlite"))
            request.sqlite = true;
        else if (word == QLatin1String("--faultless"))
            request.faultless = true;
        else
            ok = false;
    }
    return ok ? std::optional(request) : std::nullopt;
}

struct End {
    std::optional<Violation> violation;
    qint64 steps = 0;
};

// A database that is killed as the program is: what it had written to its files is opened anew.
class KilledDatabase {
public:
    KilledDatabase() { open(); }

    Store &store() { return *m_store; }
    Store &killed()
    {
        const QString before = folder();
        ++m_life;
        QDir().mkpath(folder());
        for (const char *end : {"", "-wal"}) // the third file is memory, not data
            QFile::copy(databasePath(before) + QLatin1String(end), databasePath(folder()) + QLatin1String(end));
        m_store.reset();
        open();
        return *m_store;
    }
    // Not one page more than it has, or as many as SQLite knows: what needs none still fits on a full disk.
    void fill(bool full) { set(full ? "max_page_count = 1" : "max_page_count = 1073741823"); }

private:
    QString folder() const { return m_folder.filePath(QString::number(m_life)); }
    void open()
    {
        OpenOptions where;
        where.folder = folder();
        auto opened = openStore(where);
        if (!opened)
            qFatal("no database in %s: %s", qPrintable(folder()), qPrintable(opened.error().detail));
        m_store = std::move(*opened);
        set("synchronous = OFF"); // power cuts are not played here: every world would wait for the disk
    }
    void set(const char *pragma)
    {
        if (!m_store->connection().execute(QStringLiteral("PRAGMA ") + QLatin1String(pragma)))
            qFatal("the database in %s cannot be set up", qPrintable(folder()));
    }

    const QTemporaryDir m_folder;
    std::unique_ptr<SqliteStore> m_store;
    int m_life = 0;
};

End runSeed(const Request &request, quint64 seed, QTextStream &out)
{
    WorldOptions options;
    options.seed = seed;
    options.faultless = request.faultless;
    if (request.trace)
        options.trace = [&out](const QString &line) { out << line << Qt::endl; };
    End end;
    const auto live = [&](Store &store, const std::function<Store &()> &crash) {
        World world(options, store, crash);
        end.violation = world.run();
        end.steps = world.steps();
    };
    if (request.sqlite) {
        KilledDatabase database;
        options.disk = [&database](bool full) { database.fill(full); };
        live(database.store(), [&database]() -> Store & { return database.killed(); });
    } else {
        MemoryStore store;
        live(store, [&store]() -> Store & {
            store.rollback(); // what was not committed is lost
            return store;
        });
    }
    return end;
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // a seed replays whatever order hashes give
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    const auto request = requestOf(app.arguments());
    if (!request) {
        out << "usage: simulate [--seeds N] [--from S] | --seed S  [--trace] [--sqlite] [--faultless]" << Qt::endl;
        return 2;
    }
    const std::clock_t begin = std::clock(); // processor time: the machine may be busy
    const auto elapsed = [&] { return double(std::clock() - begin) / CLOCKS_PER_SEC; };
    qint64 steps = 0;
    for (quint64 i = 0; i < request->seeds; ++i) {
        const quint64 seed = request->from + i;
        const End end = runSeed(*request, seed, out);
        steps += end.steps;
        if (end.violation) {
            const Violation &v = *end.violation;
            out << "FAILED seed " << seed << " step " << v.step << " at " << double(v.at.count()) / 1e6
                << " s: promise " << v.promise << ": " << v.what << Qt::endl
                << "replay: simulate --seed " << seed << " --trace" << (request->sqlite ? " --sqlite" : "") << Qt::endl;
            return 1;
        }
        if ((i + 1) % 1000 == 0 || i + 1 == request->seeds)
            out << i + 1 << " seeds, " << steps << " steps, " << elapsed() / double(i + 1) * 1000 << " ms a seed"
                << Qt::endl;
    }
    return 0;
}
