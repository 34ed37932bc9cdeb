#include "store/data_folder.h"
#include "support/store_world.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace fornada;

namespace {

constexpr qsizetype kMuch = 5'000'000; // more pages than are worth moving

} // namespace

// The write-ahead log is moved into the database beside the store's work.
class TestLogMover : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void noCommitMovesIt();
    void itIsMovedWithoutTheStore();
    void itBeginsAnew();
    void whoReadsMayStay();
    void whatIsMovedIsThere();

private:
    qint64 sizeOf(const QString &name) const { return QFileInfo(m_folder->filePath(name)).size(); }
    qint64 fileSize() const { return sizeOf(QStringLiteral("fornada.db")); }
    qint64 logSize() const { return sizeOf(QStringLiteral("fornada.db-wal")); }
    void write(int round, qsizetype length = kMuch) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;
};

void TestLogMover::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = openStore({m_folder->path()});
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(*opened);
}

void TestLogMover::write(int round, qsizetype length) const
{
    const QString text(length, QChar(u'a' + round % 26));
    QVERIFY(m_store->begin());
    QVERIFY(m_store->setSetting(QStringLiteral("much"), text));
    QVERIFY(m_store->commit());
}

void TestLogMover::noCommitMovesIt()
{
    const qint64 before = fileSize();
    write(0);
    QVERIFY(logSize() > kMuch); // it is in the log alone, until somebody else begins
    QCOMPARE(fileSize(), before);
}

void TestLogMover::itIsMovedWithoutTheStore()
{
    write(0);
    QVERIFY(m_store->begin()); // asks
    QTRY_VERIFY(fileSize() > kMuch);
    m_store->rollback();
}

void TestLogMover::itBeginsAnew()
{
    constexpr int kRounds = 20; // 100 MB
    for (int round = 0; round < kRounds; ++round)
        write(round);
    QVERIFY2(logSize() < 9 * kMuch, qPrintable(QString::number(logSize())));
    QVERIFY(fileSize() > kMuch);
}

// They hold the log where it is; nobody waits for them.
void TestLogMover::whoReadsMayStay()
{
    {
        const auto reader = openForReading(m_folder->path());
        QVERIFY(reader);
        QVERIFY((*reader)->execute(QStringLiteral("BEGIN")));
        QVERIFY((*reader)->execute(QStringLiteral("SELECT count(*) FROM job")));
        for (int round = 0; round < 10; ++round)
            write(round);
        QVERIFY(logSize() > 10 * kMuch);
    }
    const qint64 longest = logSize();
    for (int round = 0; round < 10; ++round)
        write(round);
    QVERIFY2(logSize() <= longest + 2 * kMuch, qPrintable(QString::number(logSize())));
}

// As a kill leaves it, at any stage of the moving: file and log together have all.
void TestLogMover::whatIsMovedIsThere()
{
    for (int round = 0; round < 12; ++round) {
        write(round);
        write(round, 10 + round); // begins, and so asks for the moving, which goes on now
        const QTemporaryDir copy;
        for (const char *name : {"/fornada.db", "/fornada.db-wal"})
            QVERIFY(QFile::copy(m_folder->path() + QLatin1String(name), copy.path() + QLatin1String(name)));
        const auto opened = openStore({copy.path()});
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        QCOMPARE(*(*opened)->setting(QStringLiteral("much")), QString(10 + round, QChar(u'a' + round % 26)));
    }
}

QTEST_GUILESS_MAIN(TestLogMover)
#include "test_log_mover.moc"
