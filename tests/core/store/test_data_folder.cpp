#include "store/data_lock.h"
#include "store/reader.h"
#include "support/store_dump.h"
#include "support/store_world.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace fornada;
using namespace fornada::test;

namespace {

int latest()
{
    return latestVersion(builtInMigrations());
}

// Permissions mean nothing to root: for its life the process is nobody, who owns the folder.
class Unprivileged {
public:
    explicit Unprivileged(const QString &folder)
        : m_wasRoot(::geteuid() == 0)
    {
        if (!m_wasRoot)
            return;
        constexpr uid_t nobody = 65534;
        const QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        for (const QString &name : names + QStringList{QStringLiteral(".")})
            if (::chown(QFile::encodeName(folder + u'/' + name).constData(), nobody, nobody) != 0)
                qFatal("chown");
        if (::seteuid(nobody) != 0)
            qFatal("seteuid");
    }
    ~Unprivileged()
    {
        if (m_wasRoot && ::seteuid(0) != 0)
            qFatal("seteuid back");
    }
    Q_DISABLE_COPY_MOVE(Unprivileged)

private:
    const bool m_wasRoot;
};

} // namespace

// Opening, upgrading, locking, damage and backups of a data folder.
class TestDataFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aNewFolderIsMade();
    void settingsOfTheFileAreRight();
    void aSecondStoreIsRefused();
    void theLockGoesWithItsProcess();
    void aForeignFileIsRefused();
    void garbageAndEmptinessAreDamage();
    void damageIsFoundAndNamesABackup();
    void aNewerSchemaIsRefused();
    void anOlderSchemaIsNotRead();
    void anOlderSchemaIsBackedUpAndMigrated();
    void aFailedMigrationChangesNothing();
    void everyReleasedSchemaOpens();
    void aLockedFileSaysSo();
    void aReadOnlyFileSaysSo();
    void aDeletedFileIsNoticed();
    void aCrashIsNoticedAndNothingCommittedIsLost();
    void theReserveTakesRealSpace();
    void backupsAreWholeWhileWriting();
    void backupRefusesToOverwrite();
    void dailyBackupsAreKeptByNumber();
    void restorePutsTheOldFileAside();
    void restoreGivesNoNumberTwice_data();
    void restoreGivesNoNumberTwice();
    void restoreRefusesWhatIsNotOurs();
    void readersGoOnBesideAWriter();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    OpenOptions options() const
    {
        OpenOptions options;
        options.folder = m_folder->path();
        return options;
    }
    // A folder with a batch of three in it, closed; returns its state.
    QStringList fill();
    std::optional<ErrorKind> openError(const OpenOptions &options) const
    {
        const auto opened = openStore(options);
        return opened ? std::nullopt : std::optional(opened.error().kind);
    }
    std::optional<ErrorKind> readingError() const
    {
        const auto sql = openForReading(m_folder->path());
        return sql ? std::nullopt : std::optional(sql.error().kind);
    }
    QStringList stateOf(const QString &folder) const;
    void overwrite(const QString &name, qint64 at, const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDataFolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QStringList TestDataFolder::fill()
{
    const auto opened = openStore(options());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    Store &store = **opened;
    if (!store.begin())
        qFatal("begin");
    Account account;
    account.name = QStringLiteral("main");
    Queue queue;
    queue.name = QStringLiteral("q");
    queue.account = *store.saveAccount(account);
    NewJob job;
    job.step = QStringLiteral("a");
    job.queue = *store.saveQueue(queue);
    job.account = queue.account;
    Batch fresh;
    fresh.name = QStringLiteral("b");
    const BatchId batch = *store.createBatch(fresh, recipe(QStringLiteral("a")));
    QList<NewRow> rows;
    for (int n = 1; n <= 3; ++n)
        rows.append({n, QStringLiteral("r%1").arg(n), {{QStringLiteral("n"), n}}, {job}});
    if (!store.addRows(batch, rows, at(0)) || !store.commit())
        qFatal("the folder could not be filled");
    return dump((*opened)->tables());
}

QStringList TestDataFolder::stateOf(const QString &folder) const
{
    auto sql = openForReading(folder);
    if (!sql)
        return {toName(sql.error().kind)};
    SqliteTables tables(std::move(*sql), {});
    return dump(tables);
}

void TestDataFolder::overwrite(const QString &name, qint64 at, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestDataFolder::aNewFolderIsMade()
{
    OpenOptions deep = options();
    deep.folder = path(QStringLiteral("a/b"));
    {
        const auto opened = openStore(deep);
        QVERIFY(opened);
        QVERIFY(isMarkedOpen(deep.folder));
        QVERIFY((*opened)->begin());
        QVERIFY((*opened)->setSetting(QStringLiteral("x"), QStringLiteral("kept")));
        QVERIFY((*opened)->commit());
    }
    QVERIFY(!isMarkedOpen(deep.folder));
    const auto again = openStore(deep);
    QVERIFY(again);
    QCOMPARE(*(*again)->setting(QStringLiteral("x")), QStringLiteral("kept"));
    OpenOptions impossible;
    impossible.folder = QStringLiteral("/dev/null/x");
    QCOMPARE(openError(impossible), std::optional(ErrorKind::FileUnwritable));
}

void TestDataFolder::settingsOfTheFileAreRight()
{
    const auto opened = openStore(options());
    QVERIFY(opened);
    SqlConnection &sql = (*opened)->connection();
    const auto value = [&sql](const char *pragma) {
        QString text;
        const auto row = sql.once(QStringLiteral("PRAGMA %1").arg(QLatin1String(pragma)));
        if (row->next())
            *row >> text;
        return text;
    };
    QCOMPARE(value("journal_mode"), QStringLiteral("wal"));
    QCOMPARE(value("synchronous"), QStringLiteral("2")); // FULL
    QCOMPARE(value("foreign_keys"), QStringLiteral("1"));
    QCOMPARE(value("auto_vacuum"), QStringLiteral("2")); // INCREMENTAL
    QCOMPARE(value("application_id"), QString::number(0x464F524E));
    QCOMPARE(value("user_version"), QString::number(latest()));
    QStringList loose;
    const auto tables = sql.once(QStringLiteral("SELECT name FROM pragma_table_list WHERE type = 'table' "
                                                "AND strict = 0 AND name NOT LIKE 'sqlite_%'"));
    while (tables->next())
        *tables >> loose.emplaceBack();
    QCOMPARE(loose, QStringList());
}

void TestDataFolder::aSecondStoreIsRefused()
{
    auto first = openStore(options());
    QVERIFY(first);
    const auto second = openStore(options());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::AnotherInstance);
    QCOMPARE(second.error().subject, QString::number(QCoreApplication::applicationPid()));
    QCOMPARE(DataLock::holder(m_folder->path()), std::optional(QCoreApplication::applicationPid()));
    first->reset();
    QCOMPARE(DataLock::holder(m_folder->path()), std::nullopt);
    QVERIFY(openStore(options()));
}

void TestDataFolder::theLockGoesWithItsProcess()
{
    int ready[2] = {};
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = DataLock::take(m_folder->path());
        const char word = lock ? 'y' : 'n';
        (void)!::write(ready[1], &word, 1);
        ::pause();
        ::_exit(0);
    }
    char word = 0;
    QCOMPARE(::read(ready[0], &word, 1), 1);
    QCOMPARE(word, 'y');
    const auto refused = openStore(options());
    QVERIFY(!refused);
    QCOMPARE(refused.error().subject, QString::number(child));
    QCOMPARE(::kill(child, SIGKILL), 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(openStore(options()));
}

void TestDataFolder::aForeignFileIsRefused()
{
    {
        const auto sql = SqlConnection::open(path(QStringLiteral("fornada.db")), SqlAccess::ReadWrite);
        QVERIFY(sql);
        QVERIFY((*sql)->execute(QStringLiteral("CREATE TABLE other (x)")));
    }
    QCOMPARE(openError(options()), std::optional(ErrorKind::DatabaseForeign));
    QCOMPARE(readingError(), std::optional(ErrorKind::DatabaseForeign));
}

void TestDataFolder::garbageAndEmptinessAreDamage()
{
    QFile file(path(QStringLiteral("fornada.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(openError(options()), std::optional(ErrorKind::DatabaseCorrupt));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(20'000, 'x'));
    file.close();
    QCOMPARE(openError(options()), std::optional(ErrorKind::DatabaseForeign));
    QCOMPARE(file.size(), 20'000); // it is left as it is
}

void TestDataFolder::damageIsFoundAndNamesABackup()
{
    fill();
    const auto backup = backupData(m_folder->path());
    QVERIFY(backup);
    // A page in the middle of the file, where a table or an index lies.
    const qint64 size = QFileInfo(path(QStringLiteral("fornada.db"))).size();
    for (qint64 page = 2; page < size / 4096; ++page)
        overwrite(QStringLiteral("fornada.db"), page * 4096, QByteArray(512, '\x7f'));
    const auto opened = openStore(options());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::DatabaseCorrupt);
    QVERIFY2(opened.error().detail.contains(*backup), qPrintable(opened.error().detail));
}

void TestDataFolder::aNewerSchemaIsRefused()
{
    fill();
    {
        const auto sql = SqlConnection::open(path(QStringLiteral("fornada.db")), SqlAccess::ReadWrite);
        QVERIFY((*sql)->execute(QStringLiteral("PRAGMA user_version = %1").arg(latest() + 1)));
    }
    const auto opened = openStore(options());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::DatabaseTooNew);
    QCOMPARE(readingError(), std::optional(ErrorKind::DatabaseTooNew));
    QCOMPARE(backupFiles(m_folder->path()).size(), 0);
}

void TestDataFolder::anOlderSchemaIsNotRead()
{
    const QString older = QStringLiteral(TEST_DATA "/schema-%1.db").arg(latest() - 1, 4, 10, QLatin1Char('0'));
    QVERIFY(QFile::copy(older, path(QStringLiteral("fornada.db"))));
    QFile::setPermissions(path(QStringLiteral("fornada.db")), QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(readingError(), std::optional(ErrorKind::DatabaseTooOld));
    QVERIFY(openStore(options()));
    QCOMPARE(readingError(), std::nullopt);
}

void TestDataFolder::anOlderSchemaIsBackedUpAndMigrated()
{
    const QStringList before = fill();
    OpenOptions newer = options();
    newer.migrations.append({latest() + 1, QStringLiteral("-- a comment\nALTER TABLE row ADD COLUMN note TEXT;\n"
                                                          "CREATE INDEX row_note\n  ON row (note);\n")});
    {
        const auto opened = openStore(newer);
        QVERIFY(opened);
        const QStringList backups = backupFiles(m_folder->path());
        QCOMPARE(backups.size(), 1);
        QVERIFY(verifyBackup(backups.constFirst()));
        QCOMPARE(schemaVersion((*opened)->connection()), latest() + 1);
        QCOMPARE(dump((*opened)->tables()), before);
    }
    const auto again = openStore(newer);
    QVERIFY(again);
    QCOMPARE(backupFiles(m_folder->path()).size(), 1);
}

void TestDataFolder::aFailedMigrationChangesNothing()
{
    const QStringList before = fill();
    OpenOptions newer = options();
    newer.migrations.append(
        {latest() + 1, QStringLiteral("ALTER TABLE row ADD COLUMN note TEXT;\nSELECT nothing FROM nowhere;")});
    QCOMPARE(openError(newer), std::optional(ErrorKind::DatabaseFailed));
    const auto opened = openStore(options());
    QVERIFY(opened);
    QCOMPARE(schemaVersion((*opened)->connection()), latest());
    QCOMPARE(dump((*opened)->tables()), before);
}

// A database of every released schema lies in tests/data; each opens here with its contents. FORNADA_WRITE_FIXTURE=1
// writes the one of this schema.
void TestDataFolder::everyReleasedSchemaOpens()
{
    const QString data = QStringLiteral(TEST_DATA);
    if (qEnvironmentVariableIsSet("FORNADA_WRITE_FIXTURE")) {
        fill();
        const QString target = data + QStringLiteral("/schema-%1.db").arg(latest(), 4, 10, QLatin1Char('0'));
        QFile::remove(target);
        QVERIFY(backupData(m_folder->path(), target));
        init();
    }
    for (int version = 1; version <= latest(); ++version) {
        init();
        const QString fixture = data + QStringLiteral("/schema-%1.db").arg(version, 4, 10, QLatin1Char('0'));
        QVERIFY2(QFile::copy(fixture, path(QStringLiteral("fornada.db"))), qPrintable(fixture));
        QFile::setPermissions(path(QStringLiteral("fornada.db")), QFile::ReadOwner | QFile::WriteOwner);
        const auto opened = openStore(options());
        QVERIFY(opened);
        const QList<Batch> batches = *(*opened)->batches();
        QCOMPARE(batches.size(), 1);
        QCOMPARE(batches.first().counts[JobState::Queued], 3);
        QCOMPARE(faults((*opened)->tables()), QStringList());
    }
}

void TestDataFolder::aLockedFileSaysSo()
{
    fill();
    const auto other = SqlConnection::open(path(QStringLiteral("fornada.db")), SqlAccess::ReadWrite);
    QVERIFY(other);
    SqlTransaction transaction(**other);
    QCOMPARE(openError(options()), std::optional(ErrorKind::DatabaseLocked));
}

void TestDataFolder::aReadOnlyFileSaysSo()
{
    fill();
    const Unprivileged somebody(m_folder->path());
    QVERIFY(QFile::setPermissions(path(QStringLiteral("fornada.db")), QFile::ReadOwner));
    QCOMPARE(openError(options()), std::optional(ErrorKind::DatabaseReadOnly));
    QVERIFY(QFile::setPermissions(path(QStringLiteral("fornada.db")), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    QCOMPARE(openError(options()), std::optional(ErrorKind::DatabaseReadOnly));
    const auto error = readingError();
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(error, std::nullopt);
}

void TestDataFolder::aDeletedFileIsNoticed()
{
    const auto opened = openStore(options());
    QVERIFY(opened);
    QVERIFY(QFile::remove(path(QStringLiteral("fornada.db"))));
    const Status begun = (*opened)->begin();
    QVERIFY(!begun);
    QCOMPARE(begun.error().kind, ErrorKind::FileMissing);
}

void TestDataFolder::aCrashIsNoticedAndNothingCommittedIsLost()
{
    // A copy of the files of a running store is what a power cut leaves.
    const auto opened = openStore(options());
    QVERIFY(opened);
    Store &store = **opened;
    QVERIFY(store.begin());
    QVERIFY(store.setSetting(QStringLiteral("x"), QStringLiteral("committed")));
    QVERIFY(store.commit());
    QVERIFY(store.begin());
    QVERIFY(store.setSetting(QStringLiteral("x"), QStringLiteral("lost")));
    const QTemporaryDir crashed;
    for (const char *name : {"fornada.db", "fornada.db-wal"})
        QVERIFY(QFile::copy(path(QLatin1String(name)), crashed.filePath(QLatin1String(name))));
    store.rollback();
    QVERIFY(isMarkedOpen(crashed.path()));
    OpenOptions after;
    after.folder = crashed.path();
    const auto reopened = openStore(after);
    QVERIFY(reopened);
    QCOMPARE(*(*reopened)->setting(QStringLiteral("x")), QStringLiteral("committed"));
}

void TestDataFolder::theReserveTakesRealSpace()
{
    ReserveFile reserve(path(QStringLiteral("reserve.bin")), 1 << 20);
    QVERIFY(reserve.ensure());
    struct stat facts {};
    QCOMPARE(::stat(QFile::encodeName(path(QStringLiteral("reserve.bin"))).constData(), &facts), 0);
    QVERIFY(facts.st_blocks * 512 >= 1 << 20); // no sparse file
    QVERIFY(reserve.ensure());
    reserve.release();
    QVERIFY(!QFileInfo::exists(path(QStringLiteral("reserve.bin"))));
    ReserveFile impossible(QStringLiteral("/dev/null/x"));
    QCOMPARE(impossible.ensure().error().kind, ErrorKind::FileUnwritable);
}

void TestDataFolder::backupsAreWholeWhileWriting()
{
    const QStringList before = fill();
    const auto opened = openStore(options());
    QVERIFY((*opened)->begin());
    QVERIFY((*opened)->setSetting(QStringLiteral("x"), QStringLiteral("not yet")));
    const auto backup = backupData(m_folder->path());
    QVERIFY((*opened)->commit());
    QVERIFY(backup);
    QVERIFY(verifyBackup(*backup));
    const QTemporaryDir elsewhere;
    QVERIFY(QFile::copy(*backup, elsewhere.filePath(QStringLiteral("fornada.db"))));
    QCOMPARE(stateOf(elsewhere.path()), before);
    QCOMPARE(backupData(path(QStringLiteral("nothing"))).error().kind, ErrorKind::FileMissing);
}

void TestDataFolder::backupRefusesToOverwrite()
{
    fill();
    const QString target = path(QStringLiteral("mine.db"));
    QVERIFY(backupData(m_folder->path(), target));
    QCOMPARE(backupData(m_folder->path(), target).error().kind, ErrorKind::AlreadyExists);
    QVERIFY(backupData(m_folder->path()));
    QVERIFY(backupData(m_folder->path())); // in the same second, under another name
    QCOMPARE(backupFiles(m_folder->path()).size(), 2);
}

void TestDataFolder::dailyBackupsAreKeptByNumber()
{
    fill();
    const QDate first(2026, 11, 1);
    QVERIFY(!backupDaily(m_folder->path(), first, 3)->isEmpty());
    QVERIFY(backupDaily(m_folder->path(), first, 3)->isEmpty());
    for (int day = 1; day < 5; ++day)
        QVERIFY(backupDaily(m_folder->path(), first.addDays(day), 3));
    const QDir backups(path(QStringLiteral("backups")));
    QCOMPARE(backups.entryList(QDir::Files, QDir::Name),
             (QStringList{QStringLiteral("daily-2026-11-03.db"), QStringLiteral("daily-2026-11-04.db"),
                          QStringLiteral("daily-2026-11-05.db")}));
}

void TestDataFolder::restorePutsTheOldFileAside()
{
    const QStringList before = fill();
    const auto backup = backupData(m_folder->path());
    QVERIFY(backup);
    {
        const auto opened = openStore(options());
        QVERIFY((*opened)->begin());
        QVERIFY((*opened)->setSetting(QStringLiteral("x"), QStringLiteral("later")));
        QVERIFY((*opened)->commit());
        QCOMPARE(restoreData(m_folder->path(), *backup).error().kind, ErrorKind::AnotherInstance);
    }
    const auto aside = restoreData(m_folder->path(), *backup);
    QVERIFY(aside);
    QVERIFY(QFileInfo::exists(*aside));
    QVERIFY(QFileInfo::exists(*backup));
    const auto opened = openStore(options());
    QVERIFY(opened);
    QVERIFY((*opened)->setting(QStringLiteral("x"))->isEmpty());
    // Nothing is sent before somebody has looked.
    QCOMPARE(*(*opened)->setting(QStringLiteral("paused")), QStringLiteral("yes"));
    const auto events = (*Reader::open(m_folder->path()))->events(std::numeric_limits<qint64>::max(), 10);
    QVERIFY(events && events->size() == 1);
    QCOMPARE(events->constFirst().kind, QStringLiteral("restored"));
    QCOMPARE(events->constFirst().level, EventLevel::NeedsYou);
    QCOMPARE(events->constFirst().subject, QFileInfo(*backup).fileName());
    QCOMPARE(dump((*opened)->tables()), before);
    const QTemporaryDir fresh;
    QCOMPARE(*restoreData(fresh.filePath(QStringLiteral("new")), *backup), QString());
}

// Providers and files know what was lost by its number.
void TestDataFolder::restoreGivesNoNumberTwice_data()
{
    QTest::addColumn<bool>("isDamaged");
    QTest::addColumn<qint64>("atLeast");
    QTest::newRow("what was replaced can be read") << false << qint64(400);
    QTest::newRow("it cannot") << true << qint64(1'000'000);
}

void TestDataFolder::restoreGivesNoNumberTwice()
{
    QFETCH(const bool, isDamaged);
    QFETCH(const qint64, atLeast);
    fill();
    const auto backup = backupData(m_folder->path());
    QVERIFY(backup);
    const auto addBatch = [this] {
        const auto opened = openStore(options());
        Batch fresh;
        fresh.name = QStringLiteral("later");
        if (!opened || !(*opened)->begin())
            return qint64(0);
        const auto id = (*opened)->createBatch(fresh, recipe(QStringLiteral("a")));
        return id && (*opened)->commit() ? id->value : qint64(0);
    };
    {
        const auto sql = SqlConnection::open(path(QStringLiteral("fornada.db")), SqlAccess::ReadWrite);
        QVERIFY((*sql)->execute(QStringLiteral("UPDATE sqlite_sequence SET seq = 400 WHERE name = 'batch'")));
    }
    QDir().mkpath(path(QStringLiteral("spool")));
    QFile spooled(path(QStringLiteral("spool/7.raw"))); // of an attempt that the backup has not
    QVERIFY(spooled.open(QIODevice::WriteOnly));
    spooled.close();
    if (isDamaged)
        overwrite(QStringLiteral("fornada.db"), 0, QByteArray(8'192, 'x'));
    const auto aside = restoreData(m_folder->path(), *backup);
    QVERIFY2(aside, aside ? "" : qPrintable(aside.error().detail));
    QVERIFY(!spooled.exists());
    QVERIFY(QFileInfo::exists(aside->chopped(3) + QStringLiteral("-spool/7.raw")));
    QVERIFY(addBatch() > atLeast);
    QVERIFY(backupFiles(m_folder->path()).contains(*backup));
}

void TestDataFolder::restoreRefusesWhatIsNotOurs()
{
    const QStringList before = fill();
    QFile file(path(QStringLiteral("junk.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'j'));
    file.close();
    QCOMPARE(restoreData(m_folder->path(), file.fileName()).error().kind, ErrorKind::DatabaseForeign);
    QCOMPARE(restoreData(m_folder->path(), path(QStringLiteral("no.db"))).error().kind, ErrorKind::FileMissing);
    QCOMPARE(stateOf(m_folder->path()), before);
}

void TestDataFolder::readersGoOnBesideAWriter()
{
    const QStringList before = fill();
    const auto writer = openStore(options());
    QVERIFY(writer);
    QCOMPARE(stateOf(m_folder->path()), before);
    const auto sql = openForReading(m_folder->path());
    QVERIFY(sql);
    QCOMPARE((*sql)->execute(QStringLiteral("DELETE FROM meta")).error().kind, ErrorKind::DatabaseReadOnly);
    QCOMPARE(openForReading(path(QStringLiteral("nothing"))).error().kind, ErrorKind::FileMissing);
}

QTEST_GUILESS_MAIN(TestDataFolder)
#include "test_data_folder.moc"
