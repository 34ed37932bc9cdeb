#include "base/sha256.h"
#include "results/export.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipnewinfo.h>

using namespace fornada;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Delivery delivery(qint64 row, const QString &key, JobState state, const QList<ResultItem> &results = {})
{
    Delivery d;
    d.row = {row, key, {{u"name"_s, key}, {u"note"_s, u"=HYPERLINK(\"http://x\")"_s}}};
    d.step = u"portrait"_s;
    d.state = state;
    d.cost = Money{2'000};
    d.queued = wallFromIso(u"2026-11-20T14:00:00.000Z"_s);
    if (state == JobState::Completed) {
        d.started = d.queued + 3s;
        d.completed = d.queued + 9s;
        d.processing = 4'500ms; // it was sent twice
    }
    d.results = results;
    return d;
}

ResultItem file(const QString &path)
{
    ResultItem item;
    item.path = path;
    return item;
}

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
}

QByteArray read(const QString &path)
{
    QFile in(path);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("missing");
}

QByteArray part(const QString &book, const QString &name)
{
    QuaZipFile file(book, name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

} // namespace

class TestExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cells_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << u"Ana"_s << u"Ana"_s;
        QTest::newRow("quotes") << u"say \"hi\", twice"_s << u"\"say \"\"hi\"\", twice\""_s;
        QTest::newRow("lines") << u"a\nb"_s << u"\"a\nb\""_s;
        QTest::newRow("formula") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("tab") << u"\t=1"_s << u"\"'\t=1\""_s;
        QTest::newRow("a formula behind a semicolon") << u"abc;=1+1"_s << u"\"abc;=1+1\""_s;
        QTest::newRow("on the next line") << u"\n=1"_s << u"\"'\n=1\""_s;
        QTest::newRow("wide sign") << u"＝1+1"_s << u"'＝1+1"_s;
        QTest::newRow("minus a name") << u"-cmd|' /C calc'!A0"_s << u"'-cmd|' /C calc'!A0"_s;
        QTest::newRow("a number stays one") << u"-12.5"_s << u"-12.5"_s;
        QTest::newRow("nothing") << QString() << QString();
    }
    void cells()
    {
        QFETCH(QString, text);
        QTEST(csvCell(text), "cell");
    }

    void tableAndFilesAppearTogether()
    {
        QTemporaryDir world;
        const QString results = world.filePath(u"results"_s), out = world.filePath(u"out"_s);
        QDir().mkpath(out);
        write(results + u"/7/ana.png"_s, "picture");
        auto folder = Export::begin(
            {ExportForm::Folder, localFolder(out), u"Acme: spring"_s, results, false, {u"name"_s, u"note"_s}});
        QVERIFY(folder);
        QVERIFY((*folder)->add(delivery(1, u"Ana"_s, JobState::Completed, {file(u"7/ana.png"_s)})));
        QVERIFY((*folder)->add(delivery(2, u"Bia"_s, JobState::Completed, {file(u"7/gone.png"_s)})));
        QVERIFY((*folder)->add(delivery(3, u"Caio"_s, JobState::Failed)));
        QVERIFY2(QDir(out).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty(), "nothing shows before it is whole");
        const auto made = (*folder)->finish();
        QVERIFY(made);
        QCOMPARE(made->missing, 1);
        QCOMPARE(made->jobs, 3);
        const QString path = made->path;
        QCOMPARE(read(path + u"/7/ana.png"_s), QByteArray("picture"));
        const QList<QByteArray> lines = read(path + u"/table.csv"_s).split('\n');
        QCOMPARE(lines.at(0), QByteArray("\xEF\xBB\xBF#,row,name,note,step,variation,state,result,file,cost,queued,"
                                         "started,completed,seconds,from_cache,message\r"));
        QCOMPARE(lines.at(1), QByteArray("1,Ana,Ana,\"'=HYPERLINK(\"\"http://x\"\")\",portrait,,completed,,7/ana.png,"
                                         "0.002,2026-11-20T14:00:00.000Z,2026-11-20T14:00:03.000Z,"
                                         "2026-11-20T14:00:09.000Z,4.500,,\r"));
        QVERIFY(lines.at(2).contains("missing: 7/gone.png"));
        QVERIFY(lines.at(3).startsWith("3,Caio"));
        QVERIFY2(lines.at(3).endsWith(",0.002,2026-11-20T14:00:00.000Z,,,,,\r"), "nothing was asked for");
        folder->reset();
        QVERIFY2(QFile::exists(path), "a finished export stays");
    }

    // What was not made for this batch says so, wherever it is listed.
    void whatCameFromTheCacheSaysSo()
    {
        QTemporaryDir world;
        const QString results = world.filePath(u"results"_s), out = world.filePath(u"out"_s);
        QDir().mkpath(out);
        write(results + u"/7/ana.png"_s, "picture");
        write(results + u"/7/bia.png"_s, "picture");
        auto folder = Export::begin({ExportForm::Folder, localFolder(out), u"b"_s, results, true});
        QVERIFY(folder);
        Delivery taken = delivery(1, u"Ana"_s, JobState::Completed, {file(u"7/ana.png"_s)});
        taken.taken = TakenResult{JobId{17}, wallFromIso(u"2026-11-20T14:03:00.000Z"_s), false};
        QVERIFY((*folder)->add(taken));
        QVERIFY((*folder)->add(delivery(2, u"Bia"_s, JobState::Completed, {file(u"7/bia.png"_s)})));
        const auto made = (*folder)->finish();
        QVERIFY(made);
        QVERIFY(read(made->path + u"/table.csv"_s).contains(",\"job 17, 2026-11-20T14:03:00.000Z\","));
        const QList<QByteArray> sums = read(made->path + u"/manifest.csv"_s).split('\n');
        QVERIFY2(sums.at(0).endsWith(",variation,from_cache\r"), sums.at(0).constData());
        QVERIFY2(sums.at(1).startsWith("7/ana.png,") && sums.at(1).endsWith(",\"job 17, 2026-11-20T14:03:00.000Z\"\r"),
                 sums.at(1).constData());
        QVERIFY2(sums.at(2).startsWith("7/bia.png,") && sums.at(2).endsWith(",portrait,,\r"), sums.at(2).constData());
        const QJsonObject manifest = QJsonDocument::fromJson(read(made->path + u"/manifest.json"_s)).object();
        const QJsonValue files = manifest.value(u"files"_s);
        QCOMPARE(files[0][u"fromCache"_s][u"job"_s].toInt(), 17);
        QVERIFY(files[1][u"fromCache"_s].isUndefined());
        const QJsonObject sidecar = QJsonDocument::fromJson(read(made->path + u"/7/ana.json"_s)).object();
        QCOMPARE(sidecar.value(u"fromCache"_s)[u"job"_s].toInt(), 17);
    }

    void aSecondOneTakesAnotherName()
    {
        QTemporaryDir world;
        QStringList names;
        for (int i = 0; i < 2; ++i) {
            auto folder = Export::begin({ExportForm::Folder, localFolder(world.path()), u"b"_s, world.path()});
            QVERIFY(folder);
            const auto made = (*folder)->finish();
            QVERIFY(made);
            names.append(QFileInfo(made->path).fileName());
        }
        QCOMPARE(names, (QStringList{u"b"_s, u"b (2)"_s}));
    }

    void anUnfinishedOneLeavesNothing()
    {
        QTemporaryDir world;
        {
            auto folder = Export::begin({ExportForm::Folder, localFolder(world.path()), u"b"_s, world.path()});
            QVERIFY(folder);
            QVERIFY((*folder)->add(delivery(1, u"Ana"_s, JobState::Completed)));
        }
        QVERIFY(QDir(world.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    }

    // One ZIP with everything, and a proof that it is as it was made.
    void aZipIsWholeAndSaysWhenItIsNot()
    {
        QTemporaryDir world;
        const QString results = world.filePath(u"results"_s);
        const QByteArray picture = QByteArray("picture ").repeated(5'000);
        write(results + u"/7/ana.png"_s, picture);
        write(results + u"/7/ação.txt"_s, "words");
        auto zip = Export::begin({ExportForm::Zip,
                                  localFolder(world.path()),
                                  u"Acme"_s,
                                  results,
                                  true,
                                  {u"name"_s},
                                  {{u"name"_s, u"Acme"_s}}});
        QVERIFY(zip);
        ResultItem script;
        script.text = u"<script>alert(1)</script>"_s;
        QVERIFY((*zip)->add(delivery(1, u"Ana"_s, JobState::Completed, {file(u"7/ana.png"_s), script})));
        QVERIFY((*zip)->add(delivery(2, u"Ana"_s, JobState::Completed, {file(u"7/ana.png"_s)})));
        QVERIFY((*zip)->add(delivery(3, u"Bia"_s, JobState::Completed, {file(u"7/ação.txt"_s)})));
        QVERIFY((*zip)->add(delivery(4, u"Caio"_s, JobState::Completed, {file(u"7/gone.png"_s)})));
        QVERIFY(!QFile::exists(world.filePath(u"Acme.zip"_s)));
        const auto made = (*zip)->finish();
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        QCOMPARE(made->path, world.filePath(u"Acme.zip"_s));
        QCOMPARE(made->missing, 1);
        const auto good = verifyExport(made->path);
        QVERIFY2(good, good ? "" : qPrintable(good.error().detail));
        QCOMPARE(good->files, 9); // three results and their sidecars, table.csv, contact.html, manifest.csv
        QVERIFY(good->isGood());
        QVERIFY(good->unknown.isEmpty());
        const QByteArray bytes = read(made->path);
        QVERIFY(bytes.contains("contact.html"));
        QVERIFY(!bytes.contains("<script>alert"));

        QByteArray bad = bytes;
        const qsizetype inside = bad.indexOf(picture.left(100)) + 50;
        QVERIFY(inside > 50); // stored as it is: pictures are packed already
        bad[inside] = 'X';
        write(world.filePath(u"bad.zip"_s), bad);
        const auto damaged = verifyExport(world.filePath(u"bad.zip"_s));
        QVERIFY(damaged);
        QVERIFY(!damaged->isGood());
        QCOMPARE(damaged->damaged, QStringList{u"7/ana.png"_s});
        write(world.filePath(u"half.zip"_s), bytes.left(bytes.size() / 2));
        QVERIFY(!verifyExport(world.filePath(u"half.zip"_s)));
        QVERIFY(!verifyExport(world.filePath(u"none.zip"_s)));
    }

    // What lies in the database becomes files, byte by byte as it was made.
    void textsBecomeFiles()
    {
        QTemporaryDir world;
        const QString results = world.filePath(u"results"_s), words = u"=1+1\r\n\"say\", café "_s;
        write(results + u"/7 Acme/ana.txt"_s, "of a disk");
        ExportOrder order{ExportForm::Folder, localFolder(world.path()), u"Acme"_s, results, true};
        order.nameOf = [](const Delivery &job) { return QStringList{u"7 Acme"_s, job.row.key}; };
        ResultItem text, json;
        text.kind = OutputKind::Text;
        text.text = words;
        json.kind = OutputKind::Json;
        json.text = u"{\"a\": 1}"_s;
        auto folder = Export::begin(order);
        QVERIFY(folder);
        QVERIFY((*folder)->add(delivery(1, u"ana"_s, JobState::Completed, {text, json})));
        QVERIFY((*folder)->add(delivery(2, u"Ana"_s, JobState::Completed, {text})));
        QVERIFY((*folder)->add(delivery(3, u"a/na"_s, JobState::Completed, {text})));
        QVERIFY((*folder)->add(delivery(4, u"ana"_s, JobState::Completed, {file(u"7 Acme/ana.txt"_s)})));
        const auto made = (*folder)->finish();
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        const QString path = made->path + u"/7 Acme/"_s;
        QCOMPARE(read(path + u"ana.txt"_s), words.toUtf8());
        QCOMPARE(read(path + u"ana.json"_s), QByteArray("{\"a\": 1}"));
        QCOMPARE(read(path + u"Ana (2).txt"_s), words.toUtf8());
        QCOMPARE(read(path + u"a-na.txt"_s), words.toUtf8());
        QCOMPARE(read(path + u"ana (3).txt"_s), QByteArray("of a disk")); // nothing takes a place that is taken
        const QJsonObject manifest = QJsonDocument::fromJson(read(made->path + u"/manifest.json"_s)).object();
        const QJsonArray files = manifest.value(u"files"_s).toArray();
        QStringList listed;
        for (const QJsonValue &entry : files) {
            listed.append(entry[u"path"_s].toString());
            const QByteArray bytes = read(made->path + u'/' + listed.constLast());
            QCOMPARE(entry[u"sha256"_s].toString(), QString::fromLatin1(sha256(bytes).toHex()));
        }
        QCOMPARE(listed.size(), 13); // five results and their sidecars, table.csv, contact.html, manifest.csv
        QVERIFY(listed.contains(u"7 Acme/ana.txt"_s) && listed.contains(u"manifest.csv"_s));
        QVERIFY(read(made->path + u"/table.csv"_s).contains(",\"7 Acme/ana.txt\n7 Acme/ana.json\","));
        QVERIFY(read(made->path + u"/manifest.csv"_s).contains("\r\ntable.csv,"));
    }

    // Nothing in it can be changed unnoticed, its pages neither.
    void aChangedPageIsNoticed_data()
    {
        QTest::addColumn<QString>("page");
        for (const char *page : {"table.csv", "contact.html", "manifest.csv", "ana-portrait.txt"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }
    void aChangedPageIsNoticed()
    {
        QFETCH(const QString, page);
        QTemporaryDir world;
        auto zip = Export::begin({ExportForm::Zip, localFolder(world.path()), u"b"_s, world.path()});
        QVERIFY(zip);
        ResultItem text;
        text.text = u"words"_s;
        QVERIFY((*zip)->add(delivery(1, u"ana"_s, JobState::Completed, {text})));
        const auto made = (*zip)->finish();
        QVERIFY(made);
        const auto good = verifyExport(made->path);
        QVERIFY(good && good->isGood());
        QCOMPARE(good->files, 4);
        const QString changed = world.filePath(u"changed.zip"_s);
        QuaZip from(made->path), to(changed);
        QVERIFY(from.open(QuaZip::mdUnzip) && to.open(QuaZip::mdCreate));
        const QStringList names = from.getFileNameList();
        QVERIFY(names.contains(page));
        for (const QString &name : names) {
            QuaZipFile out(&to);
            QVERIFY(out.open(QIODevice::WriteOnly, QuaZipNewInfo(name)));
            out.write(part(made->path, name) + (name == page ? "x" : ""));
        }
        to.close();
        const auto bad = verifyExport(changed);
        QVERIFY(bad);
        QCOMPARE(bad->damaged, QStringList{page});
    }

    void anUnfinishedZipLeavesNothing()
    {
        QTemporaryDir world;
        {
            auto zip = Export::begin({ExportForm::Zip, localFolder(world.path()), u"b"_s, world.path()});
            QVERIFY(zip);
            QVERIFY((*zip)->add(delivery(1, u"Ana"_s, JobState::Completed)));
        }
        QVERIFY(QDir(world.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    }

    // A sidecar says what its file is, and never takes a result's name.
    void sidecarsStandBesideTheirFiles()
    {
        QTemporaryDir world;
        const QString results = world.filePath(u"results"_s);
        write(results + u"/7/ana.png"_s, "picture");
        write(results + u"/7/ana.json"_s, "{\"answer\": 1}");
        Batch batch;
        batch.name = u"b"_s;
        batch.parameters = {{u"sidecars"_s, u"true"_s}};
        ExportOrder order = exportOrder(batch, ExportForm::Folder, localFolder(world.path()));
        QVERIFY(order.sidecars);
        order.resultsFolder = results;
        const QList<Delivery> jobs{delivery(1, u"Ana"_s, JobState::Completed, {file(u"7/ana.png"_s)}),
                                   delivery(1, u"Ana"_s, JobState::Completed, {file(u"7/ana.json"_s)})};
        const auto pages = [&jobs](qint64 after, int) -> Result<QList<Delivery>> {
            QList<Delivery> page = after == 0 ? jobs : QList<Delivery>();
            for (Delivery &job : page)
                job.position = 1;
            return page;
        };
        const auto made = exportAll(order, pages, [](qint64) { return true; });
        QVERIFY(made);
        QCOMPARE(read(made->path + u"/7/ana.json"_s), QByteArray("{\"answer\": 1}"));
        const QJsonObject about = QJsonDocument::fromJson(read(made->path + u"/7/ana (2).json"_s)).object();
        QCOMPARE(about[u"file"_s].toString(), u"7/ana.png"_s);
        QCOMPARE(about[u"fields"_s][u"name"_s].toString(), u"Ana"_s);
        QCOMPARE(about[u"cost"_s].toString(), u"0.002"_s);
        batch.parameters = {{u"sidecars"_s, u"false"_s}};
        QVERIFY(!exportOrder(batch, ExportForm::Zip, localFolder(world.path())).sidecars);
    }

    void aCancelledOneLeavesNothing()
    {
        QTemporaryDir world;
        const auto pages = [](qint64, int) -> Result<QList<Delivery>> {
            return QList<Delivery>{delivery(1, u"Ana"_s, JobState::Completed)};
        };
        for (const ExportForm form : {ExportForm::Folder, ExportForm::Zip, ExportForm::Csv, ExportForm::Xlsx}) {
            const auto made = exportAll({form, localFolder(world.path()), u"b"_s, world.path()}, pages,
                                        [](qint64 jobs) { return jobs < 3; });
            QVERIFY(!made);
            QCOMPARE(made.error().kind, ErrorKind::Cancelled);
            QCOMPARE(QDir(world.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                     QStringList());
        }
    }

    void theTableAloneIsOneFile()
    {
        QTemporaryDir world;
        const QString results = world.filePath(u"results"_s);
        write(results + u"/7/ana.png"_s, "picture");
        auto csv = Export::begin(
            {ExportForm::Csv, localFolder(world.path()), u"b"_s, results, false, {u"name"_s, u"state"_s, u"note"_s}});
        QVERIFY(csv);
        QVERIFY((*csv)->add(delivery(1, u"Ana"_s, JobState::Completed, {file(u"7/ana.png"_s)})));
        const auto made = (*csv)->finish();
        QVERIFY(made);
        QCOMPARE(made->path, world.filePath(u"b.csv"_s));
        const QList<QByteArray> lines = read(made->path).split('\n');
        QCOMPARE(lines.at(0), QByteArray("\xEF\xBB\xBF#,row,name,row.state,note,step,variation,state,result,file,cost,"
                                         "queued,started,completed,seconds,from_cache,message\r"));
        QVERIFY2(lines.at(1).contains(results.toUtf8() + "/7/ana.png"), "it says where the file is");
    }

    void aWorkbookHasTextsNumbersAndNoFormulas()
    {
        QTemporaryDir world;
        auto book = Export::begin(
            {ExportForm::Xlsx, localFolder(world.path()), u"b"_s, world.path(), false, {u"name"_s, u"note"_s}});
        QVERIFY(book);
        ResultItem words;
        words.text = u"a < b & c\x07 _x0041_ "_s + QString(40'000, u'z');
        QVERIFY((*book)->add(delivery(1, u"Ana"_s, JobState::Completed, {words})));
        const auto made = (*book)->finish();
        QVERIFY(made);
        QCOMPARE(made->path, world.filePath(u"b.xlsx"_s));
        QCOMPARE(made->cut, 1);
        const QByteArray sheet = part(made->path, u"xl/worksheets/sheet1.xml"_s);
        QVERIFY(sheet.contains("<c r=\"A2\"><v>1</v></c>"));
        QVERIFY(sheet.contains("<c r=\"D2\" t=\"inlineStr\" s=\"2\"><is><t xml:space=\"preserve\">=HYPERLINK("));
        QVERIFY(sheet.contains("a &lt; b &amp; c_x0007_ _x005f_x0041_ zzz"));
        QVERIFY(!sheet.contains("<f>"));
        for (const QString &name :
             {u"[Content_Types].xml"_s, u"_rels/.rels"_s, u"xl/workbook.xml"_s, u"xl/_rels/workbook.xml.rels"_s,
              u"xl/styles.xml"_s, u"xl/worksheets/sheet1.xml"_s}) {
            QXmlStreamReader xml(part(made->path, name));
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(name + u": "_s + xml.errorString()));
        }
    }

    void aMissingTargetIsSaid()
    {
        const auto folder = Export::begin({ExportForm::Folder, localFolder(u"/nowhere/at/all"_s), u"b"_s, u"/tmp"_s});
        QVERIFY(!folder);
        QCOMPARE(folder.error().kind, ErrorKind::FileUnwritable);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
