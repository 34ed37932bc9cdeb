#include "base/inbox.h"
#include "engine/control_server.h"

#include <QMutex>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <future>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

Command named(const QString &name)
{
    return {name, {}, QStringLiteral("test")};
}

} // namespace

// The door for commands: who is told that there is no answer must not find it done later.
class TestControlServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nobodyIsThere();
    void whatNobodyWaitsForIsNotDone();

private:
    // The server's thread stands still, as a process that was stopped does, until it is let go.
    void hold()
    {
        m_inbox->put([this] { m_held.acquire(); });
    }
    // On the server's thread, waiting for it.
    void doThere(const std::function<void()> &work)
    {
        std::promise<void> done;
        m_inbox->put([&work, &done] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    void letGo() { m_held.release(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QThread m_thread;
    std::unique_ptr<Inbox> m_inbox;          // lives on m_thread
    std::unique_ptr<ControlServer> m_server; // made and ended there
    QSemaphore m_held;
    QMutex m_mutex;
    QStringList m_done; // guarded by m_mutex
};

void TestControlServer::init()
{
    m_done.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_inbox = std::make_unique<Inbox>();
    m_inbox->moveToThread(&m_thread);
    m_thread.start();
    const auto take = [this](const Command &command, const CommandReply &reply) {
        {
            const QMutexLocker lock(&m_mutex);
            m_done.append(command.name);
        }
        reply(QJsonObject{{QStringLiteral("done"), command.name}});
    };
    bool listens = false;
    doThere([this, &take, &listens] {
        m_server = std::make_unique<ControlServer>(take);
        listens = bool(m_server->listen(m_folder->path()));
    });
    QVERIFY(listens);
}

void TestControlServer::cleanup()
{
    doThere([this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
    m_inbox.reset();
}

void TestControlServer::nobodyIsThere()
{
    const QTemporaryDir empty;
    const auto answer = sendCommand(empty.path(), named(QStringLiteral("a")), 10s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::InstanceSilent);
    QVERIFY(!takesCommands(empty.path()));
    QVERIFY(takesCommands(m_folder->path()));
}

void TestControlServer::whatNobodyWaitsForIsNotDone()
{
    hold();
    const auto late = sendCommand(m_folder->path(), named(QStringLiteral("late")), 100ms);
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Timeout);
    // More than the socket takes at once: it is not there whole, so it was not told.
    Command large = named(QStringLiteral("large"));
    large.args.insert(QStringLiteral("text"), QString(8 << 20, u'x'));
    const auto cut = sendCommand(m_folder->path(), large, 100ms);
    QVERIFY(!cut);
    QCOMPARE(cut.error().kind, ErrorKind::InstanceSilent);
    letGo();
    const auto next = sendCommand(m_folder->path(), named(QStringLiteral("next")), 10s);
    QVERIFY(next);
    QCOMPARE(next->value(QLatin1String("done")).toString(), QStringLiteral("next"));
    const QMutexLocker lock(&m_mutex);
    QCOMPARE(m_done, QStringList{QStringLiteral("next")});
}

QTEST_GUILESS_MAIN(TestControlServer)
#include "test_control_server.moc"
