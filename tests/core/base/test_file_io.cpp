#include "base/file_io.h"
#include "base/posix_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace fornada;

// This program's own: what the code under test asks of the kernel passes through here and is written down.
namespace {
thread_local QStringList *syncs = nullptr; // "sync NAME" and "rename NAME", in order

QString nameOf(int descriptor)
{
    return QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(descriptor))).fileName();
}
} // namespace

extern "C" int fsync(int descriptor)
{
    if (syncs)
        syncs->append(QStringLiteral("sync ") + nameOf(descriptor));
    return int(::syscall(SYS_fsync, descriptor));
}

extern "C" int rename(const char *from, const char *to) noexcept
{
    if (syncs)
        syncs->append(QStringLiteral("rename to ") + QFileInfo(QFile::decodeName(to)).fileName());
    return int(::syscall(SYS_rename, from, to));
}

// Durable files on the real disk.
class TestFileIo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesAndReads_data();
    void writesAndReads();
    void replacesWhole();
    void aPowerCutFindsTheOldFileOrTheNewOne();
    void aFailedWriteLeavesTheOldFileAndNoLitter();
    void manyThreadsWriteOneFolder();
    void writingWhereNothingIsFails();
    void readingKnowsWhatIsWrong();
    void moveRefusesToOverwrite();
    void moveGoesBetweenFolders();
    void removeTellsWhatIsMissing();
    void makesFoldersInFolders();
    void aFileInTheWayOfAFolderIsAnError();
    void listsFilesOnlyInOrder();
    void errnoBecomesAKind();
    void aReadOnlyFolderIsUnwritable();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    DiskFileIo m_files;
};

void TestFileIo::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestFileIo::writesAndReads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(3, '\0');
    QTest::newRow("a chunk") << QByteArray(64 << 10, 'x');
    QTest::newRow("3 MB") << QByteArray(3 << 20, 'y');
}

void TestFileIo::writesAndReads()
{
    QFETCH(const QByteArray, bytes);
    const QString file = path(QStringLiteral("café ☕.bin"));
    QVERIFY(bool(m_files.writeDurably(file, bytes)));
    const auto read = m_files.read(file);
    QVERIFY(bool(read));
    QCOMPARE(*read, bytes);
    QVERIFY(m_files.exists(file));
    QCOMPARE(m_files.list(m_folder->path()), QStringList{QStringLiteral("café ☕.bin")});
}

void TestFileIo::replacesWhole()
{
    const QString file = path(QStringLiteral("a"));
    QVERIFY(bool(m_files.writeDurably(file, QByteArray(1000, 'a'))));
    QVERIFY(bool(m_files.writeDurably(file, "b")));
    QCOMPARE(m_files.read(file).value(), QByteArray("b"));
}

// The bytes are on the disk before their name is, and the name before anybody is told.
void TestFileIo::aPowerCutFindsTheOldFileOrTheNewOne()
{
    QVERIFY(bool(m_files.makeFolder(path(QStringLiteral("in")))));
    QStringList asked;
    syncs = &asked;
    const Status written = m_files.writeDurably(path(QStringLiteral("in/a")), "a");
    const Status moved = m_files.move(path(QStringLiteral("in/a")), path(QStringLiteral("b")));
    const Status removed = m_files.remove(path(QStringLiteral("b")));
    syncs = nullptr;
    QVERIFY(written && moved && removed);
    const QString folder = QStringLiteral("sync ") + QFileInfo(m_folder->path()).fileName();
    QVERIFY(asked.value(0).startsWith(QStringLiteral("sync .fornada-")));
    QCOMPARE(asked.mid(1), (QStringList{QStringLiteral("rename to a"), QStringLiteral("sync in"), folder,
                                        QStringLiteral("sync in"), folder}));
}

void TestFileIo::aFailedWriteLeavesTheOldFileAndNoLitter()
{
    const QString file = path(QStringLiteral("a"));
    QVERIFY(bool(m_files.writeDurably(file, "old")));
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1 << 10, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const Status written = m_files.writeDurably(file, QByteArray(1 << 20, 'n'));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);

    QVERIFY(!written);
    QVERIFY(written.error().kind == ErrorKind::FileUnwritable);
    QCOMPARE(written.error().subject, file);
    QCOMPARE(m_files.read(file).value(), QByteArray("old"));
    QCOMPARE(m_files.list(m_folder->path()), QStringList{QStringLiteral("a")});
}

void TestFileIo::manyThreadsWriteOneFolder()
{
    constexpr int kThreads = 4;
    constexpr int kFiles = 10;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([this, t] {
            DiskFileIo files;
            for (int i = 0; i < kFiles; ++i) {
                const QString name = QStringLiteral("%1-%2").arg(t).arg(i);
                (void)bool(files.writeDurably(path(name), name.toUtf8()));
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const QStringList names = m_files.list(m_folder->path());
    QCOMPARE(names.size(), kThreads * kFiles);
    for (const QString &name : names)
        QCOMPARE(m_files.read(path(name)).value(), name.toUtf8());
}

void TestFileIo::writingWhereNothingIsFails()
{
    const QString file = path(QStringLiteral("missing/a"));
    const Status written = m_files.writeDurably(file, "x");
    QVERIFY(!written);
    QVERIFY(written.error().kind == ErrorKind::FileUnwritable);
    QCOMPARE(written.error().subject, file);
    QVERIFY(!m_files.exists(file));
}

void TestFileIo::readingKnowsWhatIsWrong()
{
    QVERIFY(m_files.read(path(QStringLiteral("none"))).error().kind == ErrorKind::FileMissing);
    QVERIFY(m_files.read(m_folder->path()).error().kind == ErrorKind::FileUnreadable);
}

void TestFileIo::moveRefusesToOverwrite()
{
    QVERIFY(bool(m_files.writeDurably(path(QStringLiteral("a")), "a")));
    QVERIFY(bool(m_files.writeDurably(path(QStringLiteral("b")), "b")));
    const Status moved = m_files.move(path(QStringLiteral("a")), path(QStringLiteral("b")));
    QVERIFY(!moved);
    QVERIFY(moved.error().kind == ErrorKind::AlreadyExists);
    QCOMPARE(m_files.read(path(QStringLiteral("a"))).value(), QByteArray("a"));
    QCOMPARE(m_files.read(path(QStringLiteral("b"))).value(), QByteArray("b"));
}

void TestFileIo::moveGoesBetweenFolders()
{
    QVERIFY(bool(m_files.makeFolder(path(QStringLiteral("to")))));
    QVERIFY(bool(m_files.writeDurably(path(QStringLiteral("a")), "a")));
    QVERIFY(bool(m_files.move(path(QStringLiteral("a")), path(QStringLiteral("to/b")))));
    QVERIFY(!m_files.exists(path(QStringLiteral("a"))));
    QCOMPARE(m_files.read(path(QStringLiteral("to/b"))).value(), QByteArray("a"));
    const Status again = m_files.move(path(QStringLiteral("a")), path(QStringLiteral("to/c")));
    QVERIFY(!again);
    QVERIFY(again.error().kind == ErrorKind::FileMissing);
}

void TestFileIo::removeTellsWhatIsMissing()
{
    const QString file = path(QStringLiteral("a"));
    QVERIFY(bool(m_files.writeDurably(file, "a")));
    QVERIFY(bool(m_files.remove(file)));
    QVERIFY(!m_files.exists(file));
    const Status again = m_files.remove(file);
    QVERIFY(!again);
    QVERIFY(again.error().kind == ErrorKind::FileMissing);
}

void TestFileIo::makesFoldersInFolders()
{
    const QString folder = path(QStringLiteral("a/b/c"));
    QVERIFY(bool(m_files.makeFolder(folder)));
    QVERIFY(QFileInfo(folder).isDir());
    QVERIFY(bool(m_files.makeFolder(folder)));
    QVERIFY(bool(m_files.makeFolder(folder + QStringLiteral("/"))));
}

void TestFileIo::aFileInTheWayOfAFolderIsAnError()
{
    const QString file = path(QStringLiteral("a"));
    QVERIFY(bool(m_files.writeDurably(file, "a")));
    QVERIFY(!m_files.makeFolder(file));
    QVERIFY(!m_files.makeFolder(file + QStringLiteral("/b")));
}

void TestFileIo::listsFilesOnlyInOrder()
{
    QVERIFY(bool(m_files.makeFolder(path(QStringLiteral("folder")))));
    for (const char *name : {"b", "a", ".hidden"})
        QVERIFY(bool(m_files.writeDurably(path(QString::fromLatin1(name)), "x")));
    QCOMPARE(m_files.list(m_folder->path()),
             (QStringList{QStringLiteral(".hidden"), QStringLiteral("a"), QStringLiteral("b")}));
    QVERIFY(m_files.list(path(QStringLiteral("none"))).isEmpty());
}

void TestFileIo::errnoBecomesAKind()
{
    const auto kindOf = [](int number, ErrorKind otherwise) {
        return fileError(number, otherwise, QStringLiteral("p")).kind;
    };
    QVERIFY(kindOf(ENOSPC, ErrorKind::FileUnwritable) == ErrorKind::DiskFull);
    QVERIFY(kindOf(EDQUOT, ErrorKind::FileUnwritable) == ErrorKind::DiskFull);
    QVERIFY(kindOf(EACCES, ErrorKind::FileUnwritable) == ErrorKind::FileUnwritable);
    QVERIFY(kindOf(EACCES, ErrorKind::FileUnreadable) == ErrorKind::FileUnreadable);
    QVERIFY(kindOf(EROFS, ErrorKind::FileUnwritable) == ErrorKind::FileUnwritable);
    QVERIFY(kindOf(ENOENT, ErrorKind::FileUnreadable) == ErrorKind::FileMissing);
    QVERIFY(!fileError(EIO, ErrorKind::FileUnwritable, {}).detail.isEmpty());
    // A device that is always full shows the kernel's own answer.
    auto full = PosixFile::open(QStringLiteral("/dev/full"), 1 /* O_WRONLY */, ErrorKind::FileUnwritable);
    QVERIFY(bool(full));
    const Status written = full->writeAll("x");
    QVERIFY(!written);
    QVERIFY(written.error().kind == ErrorKind::DiskFull);
}

void TestFileIo::aReadOnlyFolderIsUnwritable()
{
    if (::geteuid() == 0)
        QSKIP("root may write everywhere");
    QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    const Status written = m_files.writeDurably(path(QStringLiteral("a")), "x");
    QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    QVERIFY(!written);
    QVERIFY(written.error().kind == ErrorKind::FileUnwritable);
}

QTEST_GUILESS_MAIN(TestFileIo)
#include "test_file_io.moc"
