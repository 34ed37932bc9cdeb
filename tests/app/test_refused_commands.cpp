#include "support/host_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;

namespace {

// A keychain that is locked.
class Locked final : public KeyStore {
public:
    void read(const QString &, std::function<void(Result<QString>)> done) override { done(QString()); }
    void write(const QString &, const QString &, std::function<void(Status)> done) override { done(refused()); }
    void remove(const QString &, std::function<void(Status)> done) override { done(refused()); }

private:
    static Status refused() { return Error{ErrorKind::KeychainRefused, {}, {}}; }
};

} // namespace

// What is refused was not done: the journal, and so Activity and undo, know nothing of it.
class TestRefusedCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aBatchWithoutAnyGoodRow();
    void aBatchThatIsAdded();
    void anAccountThatIsInUse();
    void aKeyThatTheKeychainDoesNotTake();
    void aMoveToWhereItCannotBeDone();
    void whatIsDoneIsWrittenDown();

private:
    Result<QJsonObject> call(const QString &name, const QJsonObject &args) { return m_world->call(name, args); }
    Result<QJsonObject> create(const QString &name, const QByteArray &rows, const QJsonObject &more = {});
    // The commands that were written down, the last one first.
    QStringList journal();

    Locked m_keychain;
    std::unique_ptr<HostWorld> m_world;
};

void TestRefusedCommands::init()
{
    HostOptions options;
    options.paused = true;
    options.keyStore = &m_keychain;
    m_world = std::make_unique<HostWorld>(options);
    QVERIFY(
        call(u"account.add"_s, {{u"account"_s, u"far"_s}, {u"kind"_s, u"openai"_s}, {u"url"_s, u"http://[::1]:9"_s}}));
}

void TestRefusedCommands::cleanup()
{
    m_world.reset();
}

Result<QJsonObject> TestRefusedCommands::create(const QString &name, const QByteArray &rows, const QJsonObject &more)
{
    QJsonObject args = more;
    args.insert(u"name"_s, name);
    args.insert(u"rows"_s, m_world->write(u"rows.csv"_s, rows));
    if (!args.contains(u"recipe"_s))
        args.insert(u"recipe"_s, u"portrait"_s);
    return call(u"batch.create"_s, args);
}

QStringList TestRefusedCommands::journal()
{
    QStringList commands;
    const auto list = call(u"operation.list"_s, {});
    for (const QJsonValue &entry : list ? list->value("operations"_L1).toArray() : QJsonArray())
        commands.append(entry["command"_L1].toString());
    return commands;
}

void TestRefusedCommands::aBatchWithoutAnyGoodRow()
{
    QVERIFY(create(u"Good"_s, "id,full_name,role\n1,Ana,Cook\n"));
    const QStringList before = journal();
    QVERIFY(!create(u"Bad"_s, "id,full_name\n1,Ana\n"));
    QCOMPARE(journal(), before);
    const auto undone = call(u"operation.undo"_s, {});
    QVERIFY(undone);
    QCOMPARE(undone->value("subject"_L1).toString(), u"Good"_s);
}

void TestRefusedCommands::aBatchThatIsAdded()
{
    const auto added = create(u"Good"_s, "id,full_name,role\n1,Ana,Cook\n");
    QVERIFY(added);
    const auto list = call(u"operation.list"_s, {});
    const QJsonValue entry = list->value("operations"_L1)[0];
    QCOMPARE(entry["command"_L1].toString(), u"batch.create"_s);
    QCOMPARE(entry["batch"_L1].toInteger(), added->value("batch"_L1).toInteger());
}

void TestRefusedCommands::anAccountThatIsInUse()
{
    QVERIFY(create(u"Good"_s, "id,full_name,role\n1,Ana,Cook\n", {{u"account"_s, u"far"_s}}));
    const QStringList before = journal();
    QVERIFY(!call(u"account.remove"_s, {{u"account"_s, u"far"_s}}));
    QCOMPARE(journal(), before);
}

void TestRefusedCommands::aKeyThatTheKeychainDoesNotTake()
{
    const QStringList before = journal();
    QJsonObject args{{u"account"_s, u"far"_s}, {u"key"_s, u"some-key"_s}, {u"place"_s, u"keychain"_s}};
    QVERIFY(!call(u"account.key"_s, args));
    QCOMPARE(journal(), before);
    args.insert(u"place"_s, u"session"_s);
    QVERIFY(call(u"account.key"_s, args));
    QCOMPARE(journal(), QStringList{u"account.key"_s} + before);
}

void TestRefusedCommands::aMoveToWhereItCannotBeDone()
{
    const QJsonObject recipe{
        {u"name"_s, u"calls"_s},
        {u"steps"_s,
         QJsonArray{QJsonObject{{u"id"_s, u"call"_s}, {u"operation"_s, u"httpCall"_s}, {u"queue"_s, u"worker"_s}}}}};
    QVERIFY(
        call(u"account.add"_s, {{u"account"_s, u"near"_s}, {u"kind"_s, u"worker"_s}, {u"url"_s, u"http://[::1]:9"_s}}));
    QVERIFY(call(u"account.key"_s, {{u"account"_s, u"far"_s}, {u"key"_s, u"some-key"_s}, {u"place"_s, u"session"_s}}));
    const auto made = create(u"Calls"_s, "id\n1\n",
                             {{u"recipe"_s, u"calls"_s}, {u"recipeJson"_s, recipe}, {u"account"_s, u"near"_s}});
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
    const QStringList before = journal();
    QVERIFY(!call(u"job.move"_s, {{u"batch"_s, made->value("batch"_L1)}, {u"toAccount"_s, u"far"_s}}));
    QCOMPARE(journal(), before);
    QVERIFY(call(u"job.move"_s, {{u"batch"_s, made->value("batch"_L1)}, {u"toAccount"_s, u"near"_s}}));
    QCOMPARE(journal(), QStringList{u"job.move"_s} + before);
}

void TestRefusedCommands::whatIsDoneIsWrittenDown()
{
    QCOMPARE(journal().first(), u"account.add"_s);
    QVERIFY(call(u"engine.resume"_s, {}));
    QCOMPARE(journal().first(), u"engine.resume"_s);
    QVERIFY(call(u"engine.pause"_s, {}));
    QCOMPARE(journal().first(), u"engine.pause"_s);
    QVERIFY(call(u"account.remove"_s, {{u"account"_s, u"far"_s}}));
    QCOMPARE(journal().first(), u"account.remove"_s);
    QVERIFY(call(u"results.move"_s, {{u"to"_s, m_world->path(u"elsewhere"_s)}}));
    QCOMPARE(journal().first(), u"results.move"_s);
    QVERIFY(call(u"queue.test"_s, {{u"queue"_s, u"portraits"_s}}));
    QCOMPARE(journal().first(), u"queue.test"_s);
}

QTEST_GUILESS_MAIN(TestRefusedCommands)
#include "test_refused_commands.moc"
