#include "store/data_folder.h"
#include "store/reader.h"
#include "store/sql.h"
#include "store/sqlite_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;

// What a database knows besides its tables' rows: the log beside it, and what the day has seen since a copy was made.
class TestRestore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(openStore({folder()}));
    }
    void aDatabaseIsJudgedWithItsLog();
    void theDayRemembersWhatABackupDoesNot_data();
    void theDayRemembersWhatABackupDoesNot();
    void whatWasReplacedComesBackWithItsLog();

private:
    QString folder() const { return m_folder->path(); }
    // While it lives, what is written stays in the log.
    std::unique_ptr<SqlConnection> writer() const
    {
        auto sql = SqlConnection::open(databasePath(folder()), SqlAccess::ReadWrite);
        return sql && (*sql)->execute(QStringLiteral("PRAGMA journal_mode = WAL")) ? std::move(*sql) : nullptr;
    }
    static QString oneOf(SqlConnection &sql, const QString &query)
    {
        const auto row = sql.once(query);
        QString text;
        if (row->next())
            *row >> text;
        return text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

// Half-way through a checkpoint the file alone is a mixture of before and after; nothing is wrong with it.
void TestRestore::aDatabaseIsJudgedWithItsLog()
{
    const auto sql = writer();
    QVERIFY(sql);
    const qint64 page =
        oneOf(*sql, QStringLiteral("SELECT rootpage FROM sqlite_master WHERE name = 'ledger'")).toLongLong();
    QVERIFY(page > 1);
    QVERIFY(sql->execute(QStringLiteral("INSERT INTO ledger VALUES ('day', '', '2026-11-30', 0, 1, 0, 0)")));
    QFile file(databasePath(folder()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek((page - 1) * 4'096));
    QCOMPARE(file.write(QByteArray(512, '\x7f')), 512);
    file.close();
    const Status sound = verifyDatabase(folder());
    QVERIFY2(sound, sound ? "" : qPrintable(sound.error().detail));
    QCOMPARE(verifyBackup(folder() + QStringLiteral("/none.db")).error().kind, ErrorKind::FileMissing);
}

void TestRestore::theDayRemembersWhatABackupDoesNot_data()
{
    QTest::addColumn<bool>("isDamaged");
    QTest::newRow("what was replaced can be read") << false;
    QTest::newRow("it cannot, and that is said") << true;
}

void TestRestore::theDayRemembersWhatABackupDoesNot()
{
    QFETCH(const bool, isDamaged);
    const auto execute = [this](const QString &statement) {
        const auto sql = writer();
        return sql && sql->execute(statement);
    };
    // Of 30 reserved when it was copied, 20 were charged; then came 300 more, 40 of which were on their way at the end.
    QVERIFY(
        execute(QStringLiteral("INSERT INTO ledger VALUES ('day', '', '2026-11-30', 30, 100, 0, 0), "
                               "('account', '1', '2026-11-30', 30, 100, 0, 0), ('batch', '1', '', 30, 100, 0, 0)")));
    QVERIFY(execute(QStringLiteral("INSERT INTO gate_state VALUES ('queue:1', CAST('{\"count\":1}' AS BLOB))")));
    const auto backup = backupData(folder());
    QVERIFY(backup);
    QVERIFY(execute(QStringLiteral("UPDATE ledger SET reserved = 40, spent = 420, maybe = 7, wasted = 5")));
    QVERIFY(execute(QStringLiteral("INSERT INTO ledger VALUES ('client', 'Acme', '', 0, 60, 0, 0)")));
    QVERIFY(execute(QStringLiteral("UPDATE gate_state SET state = CAST('{\"count\":9}' AS BLOB)")));
    if (isDamaged) {
        QFile file(databasePath(folder()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(8'192, 'x')), 8'192);
    }
    QVERIFY(restoreData(folder(), *backup));
    const auto sql = openForReading(folder());
    QVERIFY(sql);
    const auto sums = [&](const char *scope) {
        return oneOf(**sql,
                     QStringLiteral("SELECT reserved || ' ' || spent || ' ' || maybe || ' ' || wasted FROM ledger "
                                    "WHERE scope = '%1'")
                         .arg(QLatin1String(scope)));
    };
    // What the backup still holds reserved is not counted twice.
    const QString since = isDamaged ? QStringLiteral("30 100 0 0") : QStringLiteral("30 420 17 5");
    QCOMPARE(sums("day"), since);
    QCOMPARE(sums("account"), since);
    QCOMPARE(sums("batch"), QStringLiteral("30 100 0 0")); // its jobs are as they were
    QCOMPARE(sums("client"), isDamaged ? QString() : QStringLiteral("0 60 0 0"));
    QCOMPARE(oneOf(**sql, QStringLiteral("SELECT state FROM gate_state")),
             isDamaged ? QStringLiteral("{\"count\":1}") : QStringLiteral("{\"count\":9}"));
    const auto events = (*Reader::open(folder()))->events(std::numeric_limits<qint64>::max(), 1);
    QVERIFY(events && !events->isEmpty());
    QCOMPARE(events->constFirst().facts.value(QLatin1String("counted")).toBool(), !isDamaged);
}

// The way back from a restore: a killed program's last words lie in the log beside the file that was moved aside.
void TestRestore::whatWasReplacedComesBackWithItsLog()
{
    const auto backup = backupData(folder());
    QVERIFY(backup);
    const QString stale = folder() + QStringLiteral("/stale.db");
    {
        const auto sql = writer();
        QVERIFY(sql->execute(QStringLiteral("INSERT INTO meta VALUES ('last', 'words')")));
        for (const char *suffix : {"", "-wal"}) // as a kill leaves them
            QVERIFY(QFile::copy(databasePath(folder()) + QLatin1String(suffix), stale + QLatin1String(suffix)));
    }
    QVERIFY(restoreData(folder(), *backup));
    QCOMPARE(oneOf(**openForReading(folder()), QStringLiteral("SELECT value FROM meta WHERE name = 'last'")),
             QString());
    QVERIFY(restoreData(folder(), stale));
    QCOMPARE(oneOf(**openForReading(folder()), QStringLiteral("SELECT value FROM meta WHERE name = 'last'")),
             QStringLiteral("words"));
}

QTEST_GUILESS_MAIN(TestRestore)
#include "test_restore.moc"
