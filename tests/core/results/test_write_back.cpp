#include "results/write_back.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

Delivery done(qint64 row, const QJsonValue &id, const QString &text)
{
    Delivery job;
    job.row = {row, id.toVariant().toString(), {{u"id"_s, id}}};
    job.position = row;
    job.step = u"portrait"_s;
    job.state = JobState::Completed;
    ResultItem result;
    result.text = text;
    job.results = {result};
    return job;
}

DeliveryPages pagesOf(const QList<Delivery> &jobs)
{
    return [jobs](qint64 after, int) -> Result<QList<Delivery>> { return after == 0 ? jobs : QList<Delivery>(); };
}

const ExportProgress kGoOn = [](qint64) { return true; };

} // namespace

// Results go into a table that is there, all or none.
class TestWriteBack final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QVariantList sql(const QString &statement)
    {
        QVariantList values;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
            database.setDatabaseName(path());
            database.open();
            QSqlQuery query(database);
            if (!query.exec(statement))
                qFatal("%s", qPrintable(query.lastError().text()));
            while (query.next())
                values.append(query.value(0));
        }
        QSqlDatabase::removeDatabase(u"test"_s);
        return values;
    }
    QString path() const { return m_folder.filePath(u"people.db"_s); }
    WriteBackOrder order(const QString &column = u"avatar"_s) const
    {
        return {path(), u"personas"_s, u"id"_s, {}, column, {}, m_folder.path()};
    }
    QVariantList avatars() { return sql(u"SELECT coalesce(avatar, '-') FROM personas ORDER BY id"_s); }

private Q_SLOTS:
    void init()
    {
        QFile::remove(path());
        sql(u"CREATE TABLE personas (id INTEGER, name TEXT, avatar TEXT)"_s);
        sql(u"INSERT INTO personas VALUES (1, 'Ana', NULL), (2, 'Bia', 'old'), (3, 'Caio', 'old')"_s);
    }

    void eachResultGoesBesideItsRow()
    {
        Delivery file = done(2, 2, {});
        file.results[0].path = u"bia.png"_s;
        QVERIFY(QFile(m_folder.filePath(u"bia.png"_s)).open(QIODevice::WriteOnly));
        Delivery open = done(3, 3, {});
        open.state = JobState::Queued;
        open.results.clear();
        const auto back = writeBack(
            order(), pagesOf({done(1, u"1"_s, u"it's \"Ana\""_s), file, open, done(4, 9, u"nobody"_s)}), kGoOn);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->written, 2);
        QCOMPARE(back->missing, QStringList{u"9"_s});
        QCOMPARE(back->without, 1);
        QCOMPARE(avatars(), (QVariantList{u"it's \"Ana\""_s, m_folder.filePath(u"bia.png"_s), u"old"_s}));
        QCOMPARE(sql(u"SELECT count(*) FROM personas"_s).first().toInt(), 3);
        QCOMPARE(sql(u"SELECT name FROM personas WHERE id = 1"_s).first().toString(), u"Ana"_s);
    }

    // A path that leads nowhere is worse than the one that stands there.
    void aFileThatIsGoneIsNotWritten()
    {
        Delivery gone = done(2, 2, {});
        gone.results[0].path = u"gone.png"_s;
        const auto back = writeBack(order(), pagesOf({done(1, 1, u"ana"_s), gone}), kGoOn);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->written, 1);
        QCOMPARE(back->gone, 1);
        QCOMPARE(back->without, 0);
        QCOMPARE(avatars(), (QVariantList{u"ana"_s, u"old"_s, u"old"_s}));
    }

    void whatCannotBeWrittenIsKnownBefore()
    {
        QVERIFY(canWriteBack(order()));
        for (const QString &column : {u"portrait"_s, u"id"_s})
            QVERIFY2(!canWriteBack(order(column)), qPrintable(column));
        WriteBackOrder step = order();
        step.step = u"nope"_s;
        const auto back = writeBack(step, pagesOf({done(1, 1, u"ana"_s)}), kGoOn);
        QVERIFY(!back);
        QCOMPARE(back.error().detail, u"there is no step 'nope'"_s);
        QCOMPARE(avatars().first().toString(), u"-"_s);
    }

    void whatIsNotThereIsNotMade()
    {
        for (WriteBackOrder wrong : {order(u"portrait"_s), order(u"id"_s)}) {
            QVERIFY(!writeBack(wrong, pagesOf({done(1, 1, u"x"_s)}), kGoOn));
        }
        WriteBackOrder table = order();
        table.table = u"people"_s;
        QVERIFY(!writeBack(table, pagesOf({done(1, 1, u"x"_s)}), kGoOn));
        WriteBackOrder file = order();
        file.database = m_folder.filePath(u"other.db"_s);
        QVERIFY(!writeBack(file, pagesOf({done(1, 1, u"x"_s)}), kGoOn));
        QVERIFY(!QFile::exists(file.database));
        QCOMPARE(sql(u"SELECT count(*) FROM pragma_table_info('personas')"_s).first().toInt(), 3);
        QCOMPARE(avatars(), (QVariantList{u"-"_s, u"old"_s, u"old"_s}));
    }

    void allOrNothing()
    {
        sql(u"INSERT INTO personas VALUES (3, 'Caio again', NULL)"_s);
        const auto twice = writeBack(order(), pagesOf({done(1, 1, u"new"_s), done(2, 3, u"new"_s)}), kGoOn);
        QVERIFY(!twice);
        QCOMPARE(avatars().first().toString(), u"-"_s);
        const auto cancelled = writeBack(order(), pagesOf({done(1, 1, u"new"_s), done(2, 2, u"new"_s)}),
                                         [](qint64 jobs) { return jobs < 1; });
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
        QCOMPARE(avatars().first().toString(), u"-"_s);
    }

    void severalResultsOfARowNeedAStep()
    {
        Delivery caption = done(1, 1, u"a caption"_s);
        caption.step = u"caption"_s;
        const DeliveryPages pages = pagesOf({done(1, 1, u"a portrait"_s), caption});
        QVERIFY(!writeBack(order(), pages, kGoOn));
        WriteBackOrder one = order();
        one.step = u"caption"_s;
        QVERIFY(writeBack(one, pages, kGoOn));
        QCOMPARE(avatars().first().toString(), u"a caption"_s);
    }

    // Neither takes the other's place in the table without a word.
    void twoRowsWithOneKeyAreTold()
    {
        const auto back = writeBack(
            order(), pagesOf({done(1, 1, u"first"_s), done(2, 2, u"bia"_s), done(3, u"1"_s, u"second"_s)}), kGoOn);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->written, 2);
        QCOMPARE(back->doubled, 1);
        QCOMPARE(back->doubles.size(), 1);
        QCOMPARE(back->doubles.first().row, 3);
        QCOMPARE(back->doubles.first().of, 1);
        QCOMPARE(back->doubles.first().key, u"1"_s);
        QCOMPARE(avatars(), (QVariantList{u"first"_s, u"bia"_s, u"old"_s}));
    }

    void namesAreQuoted()
    {
        sql(u"CREATE TABLE \"odd \"\" name\" (\"the key\" TEXT, \"drop\" TEXT)"_s);
        sql(u"INSERT INTO \"odd \"\" name\" VALUES ('7', NULL)"_s);
        const WriteBackOrder odd{path(), u"odd \" name"_s, u"the key"_s, u"id"_s, u"drop"_s, {}, {}};
        const auto back = writeBack(odd, pagesOf({done(1, 7, u"x"_s)}), kGoOn);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->written, 1);
        QCOMPARE(tablesOf(path())->size(), 2);
        QVERIFY(!tablesOf(u"/nowhere.db"_s));
    }

    // Whatever the table calls its key, a number is found as a number and a text as a text.
    void keysAreFoundWhateverTheirType_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QJsonValue>("given");
        QTest::addColumn<int>("written");
        for (const QString &type : {u""_s, u"INTEGER"_s, u"TEXT"_s, u"REAL"_s, u"BLOB"_s, u"NUMERIC"_s}) {
            QTest::addRow("%s, number", qPrintable(type)) << type << u"7"_s << QJsonValue(7) << 1;
            QTest::addRow("%s, spelled", qPrintable(type)) << type << u"7"_s << QJsonValue(u"7"_s) << 1;
        }
        QTest::newRow("fraction") << u""_s << u"2.5"_s << QJsonValue(u"2.5"_s) << 1;
        QTest::newRow("large") << u""_s << u"9007199254740993"_s << QJsonValue(u"9007199254740993"_s) << 1;
        QTest::newRow("text of digits") << u""_s << u"'7'"_s << QJsonValue(u"7"_s) << 1;
        QTest::newRow("zeros count") << u""_s << u"7"_s << QJsonValue(u"007"_s) << 0;
        QTest::newRow("zeros count in texts") << u"TEXT"_s << u"'007'"_s << QJsonValue(u"7"_s) << 0;
        QTest::newRow("zeros are found") << u"TEXT"_s << u"'007'"_s << QJsonValue(u"007"_s) << 1;
    }
    void keysAreFoundWhateverTheirType()
    {
        QFETCH(QString, type);
        QFETCH(QString, stored);
        QFETCH(QJsonValue, given);
        QFETCH(int, written);
        sql(u"DROP TABLE personas"_s);
        sql(u"CREATE TABLE personas (id %1, avatar)"_s.arg(type));
        sql(u"INSERT INTO personas VALUES (%1, 'old')"_s.arg(stored));
        const auto back = writeBack(order(), pagesOf({done(1, given, u"new"_s)}), kGoOn);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->written, written);
        QCOMPARE(back->missing.size(), 1 - written);
        QCOMPARE(avatars(), QVariantList{written ? u"new"_s : u"old"_s});
    }

    void theShortFormIsRead()
    {
        const auto order = writeBackOrder(u"/data/my:people.db:avatares.id=avatar_path"_s);
        QVERIFY(order);
        QCOMPARE(order->database, u"/data/my:people.db"_s);
        QCOMPARE(order->table, u"avatares"_s);
        QCOMPARE(order->key, u"id"_s);
        QCOMPARE(order->column, u"avatar_path"_s);
        for (const QString &wrong : {u"people.db"_s, u"people.db:t.k"_s, u"people.db:t=c"_s, u":t.k=c"_s, u"p:t.k="_s})
            QVERIFY2(!writeBackOrder(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(TestWriteBack)
#include "test_write_back.moc"
