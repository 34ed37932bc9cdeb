#include "results/result_files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kPng = "\x89PNG\r\n\x1a\n and the rest";

ResultItem item(OutputKind kind, qint64 attempt, const QString &wish = {})
{
    ResultItem out;
    out.kind = kind;
    out.attempt = AttemptId{attempt};
    out.path = wish;
    return out;
}

// The machine's files; writing and moving can be made to fail.
class BrittleFiles final : public FileIo {
public:
    bool broken = false;

    Status writeDurably(const QString &path, const QByteArray &bytes) override
    {
        return broken ? Status(full(path)) : m_disk.writeDurably(path, bytes);
    }
    Result<QByteArray> read(const QString &path) override { return m_disk.read(path); }
    Status move(const QString &from, const QString &to) override
    {
        return broken ? Status(full(to)) : m_disk.move(from, to);
    }
    Status remove(const QString &path) override { return m_disk.remove(path); }
    Status makeFolder(const QString &path) override { return m_disk.makeFolder(path); }
    bool exists(const QString &path) override { return m_disk.exists(path); }
    QStringList list(const QString &folder) override { return m_disk.list(folder); }

private:
    static Error full(const QString &path) { return {ErrorKind::DiskFull, path, {}}; }
    DiskFileIo m_disk;
};

} // namespace

class TestResultFiles : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    BrittleFiles m_files;
    std::unique_ptr<ResultFiles> m_results;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QStringList incoming() const
    {
        return QDir(path(u".incoming"_s)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void put(const QString &name, const QByteArray &bytes)
    {
        QDir().mkpath(path(u".incoming"_s));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void init()
    {
        m_files.broken = false;
        m_folder = std::make_unique<QTemporaryDir>();
        m_results = std::make_unique<ResultFiles>(m_files, m_folder->path());
    }

    void mediaWaitUnderIncoming()
    {
        ResultItem image = item(OutputKind::Image, 7, u"Acme/Ana v1.2"_s);
        image.mime = u"image/jpeg"_s; // what the provider said
        QVERIFY(m_results->store(image, 0, kPng));
        QCOMPARE(image.path, u"Acme/Ana v1.2.png"_s);
        QCOMPARE(image.mime, u"image/png"_s);
        QCOMPARE(image.bytes, kPng.size());
        QCOMPARE(image.sha256, QCryptographicHash::hash(kPng, QCryptographicHash::Sha256));
        QCOMPARE(incoming(), QStringList{u"7-0.png"_s});
        QVERIFY(!QFile::exists(path(image.path)));

        QVERIFY(m_results->publish(AttemptId{7}, 0, u"png"_s, u"Acme/Ana v1.2 (2).png"_s));
        QCOMPARE(incoming(), QStringList());
        QCOMPARE(*m_files.read(path(u"Acme/Ana v1.2 (2).png"_s)), kPng);
        QVERIFY(m_results->publish(AttemptId{7}, 0, u"png"_s, u"Acme/Ana v1.2 (2).png"_s));
    }

    // After a backup was put back the disk has files that the store does not know.
    void whatLiesInThePlaceStepsAside()
    {
        const auto publish = [this](qint64 attempt, const QByteArray &bytes) {
            ResultItem image = item(OutputKind::Image, attempt, u"a.b/ana"_s);
            return m_results->store(image, 0, bytes) &&
                   m_results->publish(AttemptId{attempt}, 0, u"png"_s, u"a.b/ana.png"_s);
        };
        QVERIFY(publish(1, kPng));
        QVERIFY(publish(2, kPng)); // the same bytes are the same file
        QCOMPARE(QDir(path(u"a.b"_s)).entryList(QDir::Files), QStringList{u"ana.png"_s});
        QVERIFY(publish(3, kPng + "3"));
        QVERIFY(publish(4, kPng + "4"));
        QCOMPARE(*m_files.read(path(u"a.b/ana.png"_s)), kPng + "4");
        QCOMPARE(*m_files.read(path(u"a.b/ana (replaced).png"_s)), kPng);
        QCOMPARE(*m_files.read(path(u"a.b/ana (replaced 2).png"_s)), kPng + "3");
        QCOMPARE(incoming(), QStringList());
    }

    void withoutWishTheAttemptNamesIt()
    {
        ResultItem image = item(OutputKind::Image, 7);
        QVERIFY(m_results->store(image, 2, kPng));
        QCOMPARE(image.path, u"7-2.png"_s);
    }

    void shortTextsStayInTheItem()
    {
        ResultItem text = item(OutputKind::Text, 1, u"wish"_s);
        text.text = u"Olá"_s;
        QVERIFY(m_results->store(text, 0, {}));
        QCOMPARE(text.text, u"Olá"_s);
        QVERIFY(text.path.isEmpty());
        QCOMPARE(text.bytes, 4);
        QCOMPARE(text.mime, u"text/plain"_s);
        ResultItem json = item(OutputKind::Json, 2, u"wish"_s);
        QVERIFY(m_results->store(json, 0, "{\"a\":1}"));
        QCOMPARE(json.text, u"{\"a\":1}"_s);
        QCOMPARE(json.mime, u"application/json"_s);
        QCOMPARE(incoming(), QStringList());
    }

    void longTextsBecomeFiles()
    {
        ResultItem text = item(OutputKind::Text, 3, u"long"_s);
        text.text = QString(64 << 10, u'x');
        QVERIFY(m_results->store(text, 0, {}));
        QVERIFY(text.path.isEmpty()); // 64 KB exactly
        text.text = QString((64 << 10) + 1, u'x');
        text.path = u"long"_s;
        QVERIFY(m_results->store(text, 0, {}));
        QCOMPARE(text.path, u"long.txt"_s);
        QVERIFY(text.text.isEmpty());
        QCOMPARE(incoming(), QStringList{u"3-0.txt"_s});
    }

    void aFullDiskIsReported()
    {
        m_files.broken = true;
        ResultItem image = item(OutputKind::Image, 7, u"x"_s);
        const Status stored = m_results->store(image, 0, kPng);
        QVERIFY(!stored);
        QCOMPARE(stored.error().kind, ErrorKind::DiskFull);
        QCOMPARE(image.path, u"x"_s);
    }

    void pathsStayInside_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &bad : {u""_s, u"../x.png"_s, u"a/../../x.png"_s, u"/etc/x.png"_s, u"a//x.png"_s,
                                   u".incoming/x.png"_s, u"a\\x.png"_s, u"a/.x.png"_s, u"a/"_s})
            QTest::newRow(qPrintable(u"'%1'"_s.arg(bad))) << bad;
    }
    void pathsStayInside()
    {
        QFETCH(QString, path);
        ResultItem image = item(OutputKind::Image, 7);
        QVERIFY(m_results->store(image, 0, kPng));
        const Status published = m_results->publish(AttemptId{7}, 0, u"png"_s, path);
        QVERIFY(!published);
        QCOMPARE(published.error().kind, ErrorKind::BadArgument);
        QCOMPARE(incoming(), QStringList{u"7-0.png"_s});
    }

    void nothingIsOverwritten()
    {
        ResultItem image = item(OutputKind::Image, 7);
        QVERIFY(m_results->store(image, 0, kPng));
        put(u"taken.png"_s, "another");
        QVERIFY(m_results->publish(AttemptId{7}, 0, u"png"_s, u"taken.png"_s));
        QCOMPARE(*m_files.read(path(u"taken.png"_s)), kPng);
        QCOMPARE(*m_files.read(path(u"taken (replaced).png"_s)), QByteArray("another"));
        QCOMPARE(incoming(), QStringList());
    }

    // What another job made is copied, also while it is on its way to its final name; not when it is not as it was.
    void whatAnotherJobMadeIsCopied()
    {
        ResultItem made = item(OutputKind::Image, 7, u"faces/ada"_s);
        QVERIFY(m_results->store(made, 0, kPng));
        const auto copied = [this, &made](qint64 by) {
            ResultItem own = made;
            const Status done = m_results->copy(own, 0, AttemptId{by}, u"faces/ben"_s);
            return done ? Result<ResultItem>(own) : Result<ResultItem>(done.error());
        };
        const auto early = copied(-8);
        QVERIFY(early);
        QCOMPARE(early->attempt, AttemptId{-8});
        QCOMPARE(early->path, u"faces/ben.png"_s);
        QVERIFY(m_results->publish(AttemptId{7}, 0, u"png"_s, made.path));
        QVERIFY(copied(-9));
        QCOMPARE(incoming(), QStringList({u"-8-0.png"_s, u"-9-0.png"_s}));
        m_files.broken = true;
        QCOMPARE(copied(-10).error().kind, ErrorKind::DiskFull);
        m_files.broken = false;
        QFile file(path(made.path));
        QVERIFY(file.open(QIODevice::Append));
        file.write("more");
        file.close();
        QCOMPARE(copied(-11).error().kind, ErrorKind::BadFormat);
        QVERIFY(file.remove());
        QCOMPARE(copied(-12).error().kind, ErrorKind::FileMissing);
    }

    void sweepTidiesAfterACrash()
    {
        put(u".incoming/1-0.png"_s, kPng);              // settled, not moved
        put(u".incoming/1-1.png"_s, kPng);              // its second picture
        put(u".incoming/2-0.png"_s, kPng);              // still to be digested
        put(u".incoming/3-0.png"_s, kPng);              // belongs to nothing
        put(u".incoming/.fornada-12-0.part"_s, "half"); // a write that was cut off
        put(u".incoming/4-0.png"_s, kPng);              // moved already, but the old name survived
        put(u"four.png"_s, kPng);
        put(u".incoming/5-0.png"_s, kPng); // its place is taken by something else
        put(u"five.png"_s, "another");
        put(u".incoming/6-0.jpg"_s, "jpg"); // an earlier digest saw another format
        put(u".incoming/6-0.png"_s, kPng);
        const auto pathOf = [](AttemptId attempt, int index) {
            switch (attempt.value) {
            case 1:
                return index == 0 ? u"deep/er/one.png"_s : u"one (2).png"_s;
            case 4:
                return u"four.png"_s;
            case 5:
                return u"five.png"_s;
            case 6:
                return u"six.png"_s;
            default:
                return QString();
            }
        };
        QVERIFY(m_results->sweep(pathOf, {AttemptId{2}}));
        QCOMPARE(*m_files.read(path(u"deep/er/one.png"_s)), kPng);
        QCOMPARE(*m_files.read(path(u"one (2).png"_s)), kPng);
        QCOMPARE(*m_files.read(path(u"four.png"_s)), kPng);
        QCOMPARE(*m_files.read(path(u"five.png"_s)), kPng);
        QCOMPARE(*m_files.read(path(u"five (replaced).png"_s)), QByteArray("another"));
        QCOMPARE(*m_files.read(path(u"six.png"_s)), kPng);
        QCOMPARE(incoming(), (QStringList{u"2-0.png"_s, u"6-0.jpg"_s}));
        QVERIFY(m_results->sweep(pathOf, {AttemptId{2}}));
        QCOMPARE(incoming(), QStringList{u"2-0.png"_s});
    }

    void sweepGoesOnAfterAFailure()
    {
        put(u".incoming/1-0.png"_s, kPng);
        put(u".incoming/3-0.png"_s, kPng);
        m_files.broken = true;
        const Status swept =
            m_results->sweep([](AttemptId attempt, int) { return attempt.value == 1 ? u"one.png"_s : QString(); }, {});
        QVERIFY(!swept);
        QCOMPARE(swept.error().kind, ErrorKind::DiskFull);
        QCOMPARE(incoming(), QStringList{u"1-0.png"_s});
    }

    void sweepOfNothing()
    {
        QVERIFY(m_results->sweep([](AttemptId, int) { return QString(); }, {}));
    }
};

QTEST_GUILESS_MAIN(TestResultFiles)
#include "test_result_files.moc"
