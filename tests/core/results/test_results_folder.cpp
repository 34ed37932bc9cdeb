#include "results/results_folder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

// All files beneath, but for the mark.
QStringList filesIn(const QString &folder)
{
    QStringList names;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        names.append(QDir(folder).relativeFilePath(files.next()));
    names.removeAll(u".fornada-results"_s);
    names.sort();
    return names;
}

bool go(qint64)
{
    return true;
}

// A data folder with three results, one of them still on its way.
struct Place {
    Place()
    {
        write(results(u"1 Faces/ada.png"_s), "ada");
        write(results(u"1 Faces/ben.png"_s), QByteArray(3 << 20, 'b'));
        write(results(u".incoming/7-0.png"_s), "coming");
    }
    QString data() const { return folder.filePath(u"data"_s); }
    QString results(const QString &name) const { return resultsFolder(data()) + u'/' + name; }
    QString disk() const { return folder.filePath(u"disk"_s); }
    Status move(const QString &to) const
    {
        const auto plan = planResultsMove(data(), to);
        if (!plan)
            return plan.error();
        if (const Status copied = copyResults(data(), plan->target, go); !copied)
            return copied;
        const Status switched = switchResults(data(), plan->target);
        if (switched)
            emptyOldResults(data());
        return switched;
    }
    QTemporaryDir folder;
};

const QStringList kAll = {u".incoming/7-0.png"_s, u"1 Faces/ada.png"_s, u"1 Faces/ben.png"_s};

} // namespace

class TestResultsFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyGoAndComeBack()
    {
        const Place place;
        QCOMPARE(resultsPlace(place.data()), resultsFolder(place.data()));
        const auto plan = planResultsMove(place.data(), place.disk());
        QVERIFY(plan);
        QCOMPARE(plan->files, 3);
        QCOMPARE(plan->bytes, (3 << 20) + 3 + 6);
        QVERIFY(!QFileInfo::exists(place.disk())); // asking leaves nothing behind
        QVERIFY(place.move(place.disk()));
        QCOMPARE(resultsPlace(place.data()), place.disk());
        QCOMPARE(filesIn(place.disk()), kAll);
        QCOMPARE(read(place.results(u"1 Faces/ada.png"_s)), "ada"); // by the same path as before
        QVERIFY(!QFileInfo::exists(place.data() + u"/results.old"_s));
        write(place.results(u"2 More/new.png"_s), "new");
        QVERIFY(QFile::exists(place.disk() + u"/2 More/new.png"_s));

        QVERIFY(place.move(place.data()));
        QCOMPARE(resultsPlace(place.data()), resultsFolder(place.data()));
        QCOMPARE(filesIn(resultsFolder(place.data())), kAll + QStringList{u"2 More/new.png"_s});
        QVERIFY(!QFileInfo::exists(place.disk()));
    }

    void toAnotherFileSystem()
    {
        const Place place;
        QTemporaryDir other(u"/dev/shm/fornada-XXXXXX"_s);
        if (!other.isValid() || QStorageInfo(other.path()).device() == QStorageInfo(place.data()).device())
            QSKIP("there is one file system only");
        const QDateTime made = QFileInfo(place.results(u"1 Faces/ben.png"_s)).lastModified();
        QVERIFY(place.move(other.path()));
        QCOMPARE(filesIn(other.path()), kAll);
        QCOMPARE(read(place.results(u"1 Faces/ben.png"_s)), QByteArray(3 << 20, 'b'));
        QCOMPARE(QFileInfo(other.filePath(u"1 Faces/ben.png"_s)).lastModified(), made);
    }

    void aFolderInUseGetsOneOfTheirOwn()
    {
        const Place place;
        write(place.disk() + u"/holiday.jpg"_s, "mine");
        const auto plan = planResultsMove(place.data(), place.disk());
        QVERIFY(plan);
        QCOMPARE(plan->target, place.disk() + u"/fornada-results"_s);
        QVERIFY(place.move(place.disk()));
        QVERIFY(place.move(place.data()));
        QCOMPARE(filesIn(place.disk()), QStringList{u"holiday.jpg"_s});
        write(place.disk() + u"/fornada-results/other.txt"_s, "somebody else's");
        QCOMPARE(planResultsMove(place.data(), place.disk()).error().kind, ErrorKind::AlreadyExists);
    }

    void whatMakesNoSenseIsRefused()
    {
        const Place place;
        const auto refused = [&place](const QString &to) { return planResultsMove(place.data(), to).error().kind; };
        QCOMPARE(refused(place.data()), ErrorKind::NotAllowed);
        QCOMPARE(refused(place.data() + u"/results/inside"_s), ErrorKind::NotAllowed);
        QCOMPARE(refused(place.data() + u"/spool"_s), ErrorKind::NotAllowed);
        QCOMPARE(refused(u"relative"_s), ErrorKind::BadArgument);
        QCOMPARE(refused(u"/proc/fornada"_s), ErrorKind::FileUnwritable);
        QVERIFY(place.move(place.disk()));
        QCOMPARE(refused(place.disk()), ErrorKind::NotAllowed);
    }

    void stoppedHalfWayNothingHasChanged()
    {
        const Place place;
        QCOMPARE(copyResults(place.data(), place.disk(), [](qint64 files) { return files < 1; }).error().kind,
                 ErrorKind::Cancelled);
        QVERIFY(!QFileInfo::exists(place.disk()));
        QCOMPARE(filesIn(resultsFolder(place.data())), kAll);
    }

    // What is written between the long part and the short one is taken along.
    void whatComesMeanwhileGoesToo()
    {
        const Place place;
        QVERIFY(copyResults(place.data(), place.disk(), go));
        QCOMPARE(filesIn(place.disk()), QStringList({u"1 Faces/ada.png"_s, u"1 Faces/ben.png"_s}));
        write(place.results(u"1 Faces/cid.png"_s), "cid");
        QVERIFY(QFile::remove(place.results(u"1 Faces/ada.png"_s)));
        write(place.results(u"1 Faces/ada.png"_s), "another ada");
        QVERIFY(switchResults(place.data(), place.disk()));
        QCOMPARE(filesIn(place.disk()), kAll + QStringList{u"1 Faces/cid.png"_s});
        QCOMPARE(read(place.disk() + u"/1 Faces/ada.png"_s), "another ada");
    }

    // The engine stands still in the short part: what was written during the long one is copied before it.
    void littleIsLeftForTheShortPart()
    {
        const Place place;
        constexpr int kMany = 200;
        bool isWritten = false;
        const auto writeMany = [&](qint64) {
            if (!std::exchange(isWritten, true))
                for (int i = 0; i < kMany; ++i)
                    write(place.results(u"2 Later/%1.png"_s.arg(i)), "later");
            return true;
        };
        QVERIFY(copyResults(place.data(), place.disk(), writeMany));
        QCOMPARE(filesIn(place.disk() + u"/2 Later"_s).size(), kMany);
    }

    // A memory card keeps times to two seconds only: its copies are copies all the same.
    void coarseTimesAreNoDifference()
    {
        const Place place;
        QVERIFY(copyResults(place.data(), place.disk(), go));
        const QString name = u"/1 Faces/ben.png"_s, copy = place.disk() + name;
        const QDateTime made = QFileInfo(resultsFolder(place.data()) + name).lastModified();
        QVERIFY(QFile::remove(copy)); // it was another name of the same file
        write(copy, QByteArray(3 << 20, 'c'));
        QFile card(copy);
        QVERIFY(card.open(QIODevice::ReadWrite));
        QVERIFY(card.setFileTime(made.addMSecs(-1'900), QFileDevice::FileModificationTime));
        card.close();
        QVERIFY(switchResults(place.data(), place.disk()));
        QCOMPARE(read(copy).front(), 'c'); // not copied again
        emptyOldResults(place.data());
        QVERIFY(!QFileInfo::exists(place.data() + u"/results.old"_s));
    }

    // Cut off between the new one being ready beside it and the exchange: all is as before.
    void aCutBeforeTheExchangeChangesNothing()
    {
        const Place place;
        QVERIFY(copyResults(place.data(), place.disk(), go));
        QVERIFY(QFile::link(place.disk(), place.data() + u"/results.old"_s));
        QVERIFY(readyResultsFolder(place.data()));
        QCOMPARE(filesIn(resultsFolder(place.data())), kAll);
        QVERIFY(!QFileInfo(place.data() + u"/results.old"_s).isSymbolicLink());
        QVERIFY(place.move(place.disk()));
        QCOMPARE(filesIn(place.disk()), kAll);
    }

    void aCutInTheSwitchIsPutRight()
    {
        const Place place;
        const QString results = resultsFolder(place.data()), old = place.data() + u"/results.old"_s;
        // Put aside, the link not made.
        QVERIFY(copyResults(place.data(), place.disk(), go));
        QVERIFY(QDir().rename(results, old));
        QVERIFY(readyResultsFolder(place.data()));
        QCOMPARE(filesIn(results), kAll);
        QVERIFY(!QFileInfo::exists(old));
        // The link made, the old place not emptied.
        QVERIFY(switchResults(place.data(), place.disk()));
        emptyOldResults(place.data());
        QVERIFY(QDir().mkpath(old + u"/1 Faces"_s));
        QVERIFY(QFile::rename(place.disk() + u"/1 Faces/ada.png"_s, old + u"/1 Faces/ada.png"_s));
        QVERIFY(QFile::copy(place.disk() + u"/1 Faces/ben.png"_s, old + u"/1 Faces/ben.png"_s));
        QFile copy(old + u"/1 Faces/ben.png"_s);
        QVERIFY(copy.open(QIODevice::ReadWrite));
        QVERIFY(copy.setFileTime(QFileInfo(place.disk() + u"/1 Faces/ben.png"_s).lastModified(),
                                 QFileDevice::FileModificationTime));
        copy.close();
        QVERIFY(readyResultsFolder(place.data()));
        QCOMPARE(filesIn(old), QStringList{u"1 Faces/ada.png"_s}); // the only one there is
    }

    void aDiskThatIsAwayIsSaid()
    {
        const Place place;
        QVERIFY(place.move(place.disk()));
        QVERIFY(QDir().rename(place.disk(), place.disk() + u"-away"_s));
        const Status away = readyResultsFolder(place.data());
        QCOMPARE(away.error().kind, ErrorKind::FolderAway);
        QCOMPARE(away.error().subject, place.disk());
        QVERIFY(!QFileInfo::exists(place.disk())); // nothing is made where the disk should be
        QVERIFY(leaveResultsBehind(place.data()));
        QCOMPARE(filesIn(resultsFolder(place.data())), QStringList());
        QCOMPARE(filesIn(place.disk() + u"-away"_s), kAll);
        QCOMPARE(leaveResultsBehind(place.data()).error().kind, ErrorKind::NotAllowed);
    }
};

QTEST_GUILESS_MAIN(TestResultsFolder)
#include "test_results_folder.moc"
