#include "base/file_io.h"
#include "store/data_folder.h"
#include "store/pending_restore.h"
#include "store/reader.h"
#include "store/sql.h"
#include "store/sqlite_store.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;

namespace {

QString oneOf(SqlConnection &sql, const QString &query)
{
    const auto row = sql.once(query);
    QString text;
    if (row->next())
        *row >> text;
    return text;
}

// The machine's files until the one that counts: a kill before the step `last`.
class CutFiles final : public FileIo {
public:
    explicit CutFiles(int last = std::numeric_limits<int>::max())
        : m_last(last)
    {}
    int steps() const { return m_steps; }

    Status writeDurably(const QString &path, const QByteArray &bytes) override
    {
        return goesOn() ? m_disk.writeDurably(path, bytes) : Status(cut(path));
    }
    Result<QByteArray> read(const QString &path) override { return m_disk.read(path); }
    Status move(const QString &from, const QString &to) override
    {
        return goesOn() ? m_disk.move(from, to) : Status(cut(to));
    }
    Status remove(const QString &path) override { return goesOn() ? m_disk.remove(path) : Status(cut(path)); }
    Status makeFolder(const QString &path) override { return goesOn() ? m_disk.makeFolder(path) : Status(cut(path)); }
    bool exists(const QString &path) override { return m_disk.exists(path); }
    QStringList list(const QString &folder) override { return m_disk.list(folder); }

private:
    bool goesOn() { return ++m_steps < m_last; }
    static Error cut(const QString &path) { return {ErrorKind::FileUnwritable, path, {}}; }

    const int m_last;
    int m_steps = 0;
    DiskFileIo m_disk;
};

QString sumsIn(SqlConnection &sql)
{
    return oneOf(sql,
                 QStringLiteral("SELECT reserved || ' ' || spent || ' ' || maybe FROM ledger WHERE scope = 'day'"));
}

} // namespace

// A restore whose program was killed. In its folder a killed program had left its last words in the log.
class TestCutRestore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aKillLeavesOneOrTheOther();
    void aRestoreAfterAKillKnowsBoth();
    void whatIsHalfPreparedIsDropped();
    void whatIsDecidedAndDamagedIsSaid();
    void nothingBeginsWhereDataWere_data();
    void nothingBeginsWhereDataWere();
    void whatAnEarlierBuildLeftIsCounted();
    void whatWasSetAsideLongAgoIsNotTheOneInUse();
    void whatIsOnlyPreparedWasNeverInUse();

private:
    QString folder() const { return m_folder->path(); }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    // What a restore of then set aside.
    QString setAside(const QDateTime &then) const
    {
        return path(kReplaced + then.toString(QString(kTimeInName)) + QStringLiteral(".db"));
    }
    QString backup() const { return m_model.filePath(QStringLiteral("backup.db")); }
    QStringList names(const QString &form = QStringLiteral("*")) const
    {
        return QDir(folder()).entryList({form}, QDir::Files, QDir::Name);
    }

    // The old data with their log, or the backup with the sums since; nothing else. Is it the old?
    bool isOld();
    void checkAside(int restores) const;

    QTemporaryDir m_model; // fornada.db, its log, the backup
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCutRestore::initTestCase()
{
    const QTemporaryDir running;
    QVERIFY(openStore({running.path()}));
    {
        const auto sql = SqlConnection::open(databasePath(running.path()), SqlAccess::ReadWrite);
        QVERIFY(sql &&
                (*sql)->execute(QStringLiteral("INSERT INTO ledger VALUES ('day', '', '2026-11-30', 30, 100, 0, 0)")));
    }
    QVERIFY(backupData(running.path(), backup()));
    const auto sql = SqlConnection::open(databasePath(running.path()), SqlAccess::ReadWrite);
    QVERIFY(sql);
    QVERIFY((*sql)->execute(QStringLiteral("UPDATE ledger SET reserved = 40, spent = 420, maybe = 7")));
    QVERIFY((*sql)->execute(QStringLiteral("INSERT INTO meta VALUES ('last', 'words')")));
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::copy(databasePath(running.path()) + QLatin1String(suffix),
                            databasePath(m_model.path()) + QLatin1String(suffix)));
}

void TestCutRestore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::copy(databasePath(m_model.path()) + QLatin1String(suffix),
                            databasePath(folder()) + QLatin1String(suffix)));
    QVERIFY(QDir().mkpath(path(QStringLiteral("spool"))));
    QFile answer(path(QStringLiteral("spool/7.raw"))); // of an attempt that the backup has not
    QVERIFY(answer.open(QIODevice::WriteOnly));
}

bool TestCutRestore::isOld()
{
    if (const auto opened = openStore({folder()}); !opened)
        qFatal("%s %s", qPrintable(opened.error().subject), qPrintable(opened.error().detail));
    const auto sql = openForReading(folder());
    if (!sql)
        qFatal("%s", qPrintable(sql.error().detail));
    const QString told = oneOf(**sql, QStringLiteral("SELECT count(*) FROM event WHERE kind = 'restored'"));
    const QString last = oneOf(**sql, QStringLiteral("SELECT value FROM meta WHERE name = 'last'"));
    const bool old = last == u"words";
    const QString sums = old ? QStringLiteral("40 420 7") : QStringLiteral("30 420 17");
    if (sumsIn(**sql) != sums || told != (old ? u"0" : u"1"))
        qFatal("mixed: %s, %s told", qPrintable(sumsIn(**sql)), qPrintable(told));
    return old;
}

// What was replaced is whole, with its log and with the answers of the lost time; nothing else is left over.
void TestCutRestore::checkAside(int restores) const
{
    const QStringList replaced = names(QStringLiteral("replaced-*.db"));
    QCOMPARE(replaced.size(), restores);
    QCOMPARE(names(QStringLiteral("*.next")) + names(QStringLiteral("*.restored*")), QStringList());
    QVERIFY(!QFileInfo::exists(path(QStringLiteral("spool/7.raw"))));
    int oldest = 0;
    for (const QString &name : replaced) {
        const auto sql = SqlConnection::open(path(name), SqlAccess::ReadOnly);
        QVERIFY(sql);
        if (oneOf(**sql, QStringLiteral("SELECT value FROM meta WHERE name = 'last'")) != u"words")
            continue;
        ++oldest;
        QVERIFY(QFileInfo::exists(path(name).chopped(3) + QStringLiteral("-spool/7.raw")));
    }
    QCOMPARE(oldest, 1);
}

void TestCutRestore::aKillLeavesOneOrTheOther()
{
    CutFiles whole;
    QVERIFY(restoreData(folder(), backup(), whole));
    QVERIFY(whole.steps() >= 5); // decide, the file, its log, the spool, into place
    for (int step = 1; step <= whole.steps() + 1; ++step) {
        init();
        CutFiles cut(step);
        QCOMPARE(bool(restoreData(folder(), backup(), cut)), step > whole.steps());
        const bool old = isOld();
        QCOMPARE(old, step == 1); // then it is decided
        if (!old)
            checkAside(1);
        else
            QVERIFY(QFileInfo::exists(path(QStringLiteral("spool/7.raw"))));
        QCOMPARE(names(QStringLiteral("*.restored*")), QStringList());
        QCOMPARE(isOld(), old); // and so it stays
    }
}

// A second restore, killed as well, after the first was killed between the file and its log.
void TestCutRestore::aRestoreAfterAKillKnowsBoth()
{
    bool done = false;
    for (int step = 1; !done; ++step) {
        init();
        CutFiles cut(3), again(step);
        QVERIFY(!restoreData(folder(), backup(), cut));
        QVERIFY(!QFileInfo::exists(databasePath(folder())) &&
                QFileInfo::exists(path(QStringLiteral("fornada.db-wal"))));
        done = bool(restoreData(folder(), backup(), again));
        QVERIFY(!isOld());
        const qsizetype replaced = names(QStringLiteral("replaced-*.db")).size();
        checkAside(int(replaced));
        QVERIFY(!done || replaced == 2);
    }
}

void TestCutRestore::whatIsHalfPreparedIsDropped()
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        QFile part(path(QStringLiteral("fornada.db.restored")) + QLatin1String(suffix));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write(QByteArray(10'000, 'x'));
    }
    {
        const QTemporaryDir before; // the same before a restore
        for (const QString &name : names())
            QVERIFY(QFile::copy(path(name), before.filePath(name)));
        QVERIFY(restoreData(before.path(), backup()));
        QVERIFY(openStore({before.path()}));
    }
    QVERIFY(isOld());
    QCOMPARE(names(QStringLiteral("*.restored*")), QStringList());
}

// The old one may be whole, but somebody has decided against it.
void TestCutRestore::whatIsDecidedAndDamagedIsSaid()
{
    CutFiles cut(3);
    QVERIFY(!restoreData(folder(), backup(), cut));
    QFile next(path(names(QStringLiteral("*.next")).value(0)));
    QVERIFY(next.open(QIODevice::ReadWrite) && next.seek(4'096));
    QVERIFY(next.write(QByteArray(int(next.size()) - 4'096, 'x')) > 0);
    next.close();
    const auto opened = openStore({folder()});
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::DatabaseCorrupt);
    QCOMPARE(opened.error().subject, next.fileName());
    QVERIFY(restoreData(folder(), backup()));
    QVERIFY(!isOld());
    QCOMPARE(names(QStringLiteral("*.next")), QStringList());
}

// As a kill of an earlier build, or somebody's hand, leaves it.
void TestCutRestore::nothingBeginsWhereDataWere_data()
{
    QTest::addColumn<QStringList>("moves");
    QTest::newRow("the log is moved too") << QStringList{QString(), QStringLiteral("-wal")};
    QTest::newRow("the log is still there") << QStringList{QString()};
}

void TestCutRestore::nothingBeginsWhereDataWere()
{
    QFETCH(const QStringList, moves);
    const QString aside = setAside(QDateTime::currentDateTime());
    for (const QString &suffix : moves)
        QVERIFY(QFile::rename(databasePath(folder()) + suffix, aside + suffix));
    QVERIFY(QFile::copy(backup(), path(QStringLiteral("fornada.db.restored"))));
    const auto opened = openStore({folder()});
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::DatabaseCorrupt); // a backup is offered
    QVERIFY2(opened.error().detail.contains(aside), qPrintable(opened.error().detail));
    QVERIFY(!QFileInfo::exists(databasePath(folder())));
    QVERIFY(QFileInfo::exists(path(QStringLiteral("spool/7.raw"))));
    QCOMPARE(verifyDatabase(folder()).error().kind, ErrorKind::DatabaseCorrupt);
    QCOMPARE(openForReading(folder()).error().kind, ErrorKind::DatabaseCorrupt);
    // What is offered brings everything back.
    QVERIFY(restoreData(folder(), aside));
    QVERIFY(openStore({folder()}));
    const auto sql = openForReading(folder());
    QVERIFY(sql);
    QCOMPARE(oneOf(**sql, QStringLiteral("SELECT value FROM meta WHERE name = 'last'")), QStringLiteral("words"));
    QCOMPARE(sumsIn(**sql), QStringLiteral("40 420 7"));
}

// Work went on after that restore: what was set aside then is neither what is offered nor what is counted.
void TestCutRestore::whatWasSetAsideLongAgoIsNotTheOneInUse()
{
    const QString old = setAside(QDateTime::currentDateTime().addMonths(-8));
    QVERIFY(QFile::copy(backup(), old));
    QVERIFY(QDir(folder()).mkpath(QStringLiteral("backups")));
    const QString daily = path(QStringLiteral("backups/daily.db"));
    QVERIFY(QFile::copy(backup(), daily));
    QVERIFY(QFile::remove(databasePath(folder()))); // its log is still there
    QCOMPARE(latestGoodBackup(folder()), daily);
    QVERIFY(restoreData(folder(), daily));
    QVERIFY2(!QFileInfo::exists(old + QStringLiteral("-wal")), "a log was put beside another one's database");
    QVERIFY(openStore({folder()}));
    const auto sql = openForReading(folder());
    QVERIFY(sql);
    QCOMPARE(oneOf(**sql, QStringLiteral("SELECT min(seq) >= 10000000 FROM sqlite_sequence")), QStringLiteral("1"));
}

// Nothing was ever in use here: it is begun anew.
void TestCutRestore::whatIsOnlyPreparedWasNeverInUse()
{
    const QTemporaryDir fresh;
    QVERIFY(QFile::copy(backup(), fresh.filePath(QStringLiteral("fornada.db.restored"))));
    QVERIFY(openStore({fresh.path()}));
}

void TestCutRestore::whatAnEarlierBuildLeftIsCounted()
{
    QVERIFY(QFile::rename(databasePath(folder()), setAside(QDateTime::currentDateTime())));
    QVERIFY(restoreData(folder(), backup()));
    QVERIFY(openStore({folder()}));
    const auto sql = openForReading(folder());
    QVERIFY(sql);
    QCOMPARE(oneOf(**sql, QStringLiteral("SELECT count(*) FROM meta WHERE name = 'last'")), QStringLiteral("0"));
    QCOMPARE(sumsIn(**sql), QStringLiteral("30 420 17"));
}

QTEST_GUILESS_MAIN(TestCutRestore)
#include "test_cut_restore.moc"
