#include "engine/control_server.h"

#include <QMutex>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

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
        QMetaObject::invokeMethod(m_server.get(), [this] { m_held.acquire(); });
    }
    void letGo() { m_held.release(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ControlServer> m_server;
    QThread m_thread;
    QSemaphore m_held;
    QMutex m_mutex;
    QStringList m_done; // guarded by m_mutex
};

void TestControlServer::init()
{
    m_done.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ControlServer>([this](const Command &command, const CommandReply &reply) {
        {
            const QMutexLocker lock(&m_mutex);
            m_done.append(command.name);
        }
        reply(QJsonObject{{QStringLiteral("done"), command.name}});
    });
    QVERIFY(m_server->listen(m_folder->path()));
    m_server->moveToThread(&m_thread);
    m_thread.start();
}

void TestControlServer::cleanup()
{
    QMetaObject::invokeMethod(
        m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
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
