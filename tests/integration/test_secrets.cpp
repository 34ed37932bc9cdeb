#include "integration/program.h"
#include "support/http_test_server.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

const QByteArray kKey = "quite/secret+0123456789";
constexpr qsizetype kTooLargeForDatabase = 100'000;

// A server that repeats what it was sent: in a refusal, a large one, a result, and where the key is refused.
ServerReply repeat(const SeenRequest &seen)
{
    const QByteArray sent = seen.headers.value("authorization");
    const QByteArray key = sent.isEmpty() ? kKey : sent.mid(QByteArrayView("Bearer ").size());
    const QByteArray said = R"({"error": {"message": "nobody knows )" + key + R"( here"}, "filling": ")";
    if (seen.body.contains("refused"))
        return ServerReply::answer(422, said + R"("})", "X-You: " + key + "\r\n");
    if (seen.body.contains("large"))
        return ServerReply::answer(422, said + QByteArray(kTooLargeForDatabase, 'x') + R"("})");
    if (seen.body.contains("done"))
        return ServerReply::answer(200, R"({"you": ")" + QByteArray(key).replace("/", "\\/") + R"("})");
    return ServerReply::answer(401, said + R"("})");
}

} // namespace

// A key is nowhere but in requests, whatever their server makes of it.
class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aServerThatRepeatsTheKeyIsNotHeard();

private:
    // Runs a command that must not show the key.
    Ended run(const QString &line);
    QStringList filesWithTheKey() const;
    // A batch of one row for each.
    void make(const QStringList &kinds);

    Program m_program;
    SystemClock m_clock;
};

Ended TestSecrets::run(const QString &line)
{
    const Ended ended = m_program.runServed(words(line));
    if ((ended.out + ended.err).contains(kKey))
        QTest::qFail(qPrintable(line), __FILE__, __LINE__);
    return ended;
}

QStringList TestSecrets::filesWithTheKey() const
{
    QStringList found;
    QDirIterator all(m_program.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        for (const QByteArray &form : {kKey, QByteArray(kKey).replace("/", "\\/"), kKey.toBase64().chopped(2)})
            if (bytes.contains(form))
                found.append(file.fileName());
    }
    return found;
}

void TestSecrets::make(const QStringList &kinds)
{
    QByteArray rows = "id\n";
    for (const QString &kind : kinds)
        rows += kind.toLatin1() + '\n';
    const QString file = m_program.write(QStringLiteral("rows.csv"), rows);
    const Ended made = run(QStringLiteral("batch create --recipe calls --start --rows ") + file);
    QVERIFY2(made.code == 0, made.err.constData());
}

void TestSecrets::aServerThatRepeatsTheKeyIsNotHeard()
{
    HttpTestServer server(m_clock);
    server.setHandler(repeat);
    qputenv("SECRETS_TEST_KEY", kKey);
    const QString recipe = m_program.write(
        QStringLiteral("calls.json"),
        R"({"name": "calls", "key": "id", "steps": [{"id": "call", "operation": "httpCall", "queue": "worker"}]})");
    for (const QString &line :
         {QStringLiteral("recipe import ") + recipe,
          QStringLiteral("account add far --kind worker --key-env SECRETS_TEST_KEY --url ") + server.url().toString(),
          QStringLiteral("queue set worker account=far attempts=1")})
        QCOMPARE(run(line).code, 0);
    make({QStringLiteral("refused"), QStringLiteral("large"), QStringLiteral("done")});
    run(QStringLiteral("run --until-idle --quiet"));
    QCOMPARE(server.count(), 3);
    QCOMPARE(filesWithTheKey(), QStringList());

    // Killed, so that what it wrote last is where it wrote it.
    make({QStringLiteral("nobody")});
    const auto engine = m_program.start(words("run --quiet"));
    QTRY_VERIFY_WITH_TIMEOUT(run(QStringLiteral("job show 4 --json")).out.contains("nobody knows [hidden] here"),
                             20'000);
    engine->kill();
    QVERIFY(engine->waitForFinished(10'000));
    QCOMPARE(filesWithTheKey(), QStringList());

    const QStringList shown{QStringLiteral("job list --json"),
                            QStringLiteral("job show 1"),
                            QStringLiteral("job show 2 --json"),
                            QStringLiteral("job show 3 --json"),
                            QStringLiteral("activity --json"),
                            QStringLiteral("status"),
                            QStringLiteral("account test far --json"),
                            QStringLiteral("account list --json"),
                            QStringLiteral("doctor"),
                            QStringLiteral("report batch 1 --json"),
                            QStringLiteral("report day --html %1/day.html").arg(m_program.folder()),
                            QStringLiteral("batch export 1 --as folder --to ") + m_program.folder(),
                            QStringLiteral("backup")};
    for (const QString &line : shown)
        run(line);
    QVERIFY(run(QStringLiteral("job show 3 --json")).out.contains("[hidden]"));
    QCOMPARE(filesWithTheKey(), QStringList());
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "test_secrets.moc"
