#include "base/log.h"
#include "base/redactor.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace fornada;

namespace {

class FixedClock final : public Clock {
public:
    Moment now() const override { return {wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z")), {}}; }
    QString bootId() const override { return QStringLiteral("test"); }
};

QList<QJsonObject> linesOf(const QString &path)
{
    QFile file(path);
    QList<QJsonObject> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd())
        lines.append(QJsonDocument::fromJson(file.readLine()).object());
    return lines;
}

} // namespace

// One JSON object a line, without secrets, never larger than stated.
class TestLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesOneObjectALine();
    void hidesSecrets();
    void rotatesAndKeepsOnePredecessor();
    void appendsToAnOlderLog();
    void onlyTheOwnerReadsIt();
    void aFolderThatIsMissingStopsNothing();
    void threadsDoNotMixLines();

private:
    QTemporaryDir m_folder;
    FixedClock m_clock;
    Redactor m_redactor;
};

void TestLog::writesOneObjectALine()
{
    const QString path = m_folder.filePath(QStringLiteral("one.log"));
    Log log(path, m_clock, m_redactor);
    log.write(LogLevel::Info, QLatin1String("started"));
    log.write(LogLevel::Warning, QLatin1String("odd"), {{QStringLiteral("text"), QStringLiteral("two\nlines")}});
    const auto lines = linesOf(path);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0), (QJsonObject{{QStringLiteral("at"), QStringLiteral("2026-11-21T10:00:00.000Z")},
                                       {QStringLiteral("event"), QStringLiteral("started")},
                                       {QStringLiteral("level"), QStringLiteral("info")}}));
    QCOMPARE(lines.at(1).value(QStringLiteral("level")).toString(), QStringLiteral("warning"));
    QCOMPARE(lines.at(1).value(QStringLiteral("facts")).toObject().value(QStringLiteral("text")).toString(),
             QStringLiteral("two\nlines"));
}

void TestLog::hidesSecrets()
{
    const QString path = m_folder.filePath(QStringLiteral("secret.log"));
    m_redactor.addSecret(QStringLiteral("open sesame"));
    Log log(path, m_clock, m_redactor);
    log.write(LogLevel::Error, QLatin1String("refused"),
              {{QStringLiteral("said"), QStringLiteral("open sesame")},
               {QStringLiteral("password"), QStringLiteral("12345678")}});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY(!all.contains("sesame"));
    QVERIFY(!all.contains("12345678"));
    QVERIFY(QJsonDocument::fromJson(all).isObject());
}

void TestLog::rotatesAndKeepsOnePredecessor()
{
    const QString path = m_folder.filePath(QStringLiteral("round.log"));
    constexpr qint64 kLimit = 2000;
    Log log(path, m_clock, m_redactor, kLimit);
    for (int i = 0; i < 200; ++i)
        log.write(LogLevel::Debug, QLatin1String("tick"), {{QStringLiteral("n"), i}});
    constexpr qint64 kOneLine = 200;
    QVERIFY(QFileInfo(path).size() < kLimit + kOneLine);
    const QString predecessor = path + QStringLiteral(".1");
    QVERIFY(QFileInfo(predecessor).size() >= kLimit);
    QVERIFY(QFileInfo(predecessor).size() < kLimit + kOneLine);
    QVERIFY(!QFileInfo::exists(path + QStringLiteral(".2")));
    const auto numberOf = [](const QJsonObject &line) {
        return line.value(QStringLiteral("facts")).toObject().value(QStringLiteral("n")).toInt();
    };
    const auto older = linesOf(predecessor);
    const auto newer = linesOf(path);
    QCOMPARE(numberOf(older.last()) + 1, newer.isEmpty() ? 200 : numberOf(newer.first()));
    if (!newer.isEmpty())
        QCOMPARE(numberOf(newer.last()), 199);
}

void TestLog::appendsToAnOlderLog()
{
    const QString path = m_folder.filePath(QStringLiteral("again.log"));
    for (int i = 0; i < 3; ++i)
        Log(path, m_clock, m_redactor).write(LogLevel::Info, QLatin1String("started"));
    QCOMPARE(linesOf(path).size(), 3);
}

void TestLog::onlyTheOwnerReadsIt()
{
    const QString path = m_folder.filePath(QStringLiteral("private.log"));
    Log(path, m_clock, m_redactor).write(LogLevel::Info, QLatin1String("started"));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
}

void TestLog::aFolderThatIsMissingStopsNothing()
{
    const QString path = m_folder.filePath(QStringLiteral("none/a.log"));
    Log log(path, m_clock, m_redactor);
    log.write(LogLevel::Info, QLatin1String("dropped"));
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("none")));
    log.write(LogLevel::Info, QLatin1String("kept"));
    QCOMPARE(linesOf(path).size(), 1);
}

void TestLog::threadsDoNotMixLines()
{
    const QString path = m_folder.filePath(QStringLiteral("threads.log"));
    Log log(path, m_clock, m_redactor);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&log] {
            for (int i = 0; i < 100; ++i)
                log.write(LogLevel::Info, QLatin1String("tick"),
                          {{QStringLiteral("long"), QString(300, QLatin1Char('x'))}});
        });
    for (std::thread &thread : threads)
        thread.join();
    const auto lines = linesOf(path);
    QCOMPARE(lines.size(), 400);
    for (const QJsonObject &line : lines)
        QCOMPARE(line.value(QStringLiteral("event")).toString(), QStringLiteral("tick"));
}

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
