#include "intake/row_source.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

class TestJsonRows : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QByteArray &bytes, const QString &name)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }

    // "line:name" for every row, "!detail" for every bad one.
    QStringList read(const QByteArray &bytes, const QString &name)
    {
        const auto source = openRows(write(bytes, name));
        if (!source)
            return {u"error %1 %2"_s.arg(int(source.error().kind)).arg(source.error().detail)};
        QStringList out;
        while (true) {
            const auto row = (*source)->next();
            if (!row)
                out.append(u'!' + row.error().detail);
            else if (*row)
                out.append(QString::number((**row).line) + u':' + (**row).fields.value(u"name"_s).toString());
            else
                return out;
        }
    }

private Q_SLOTS:
    void readsRows_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("rows");
        const QStringList two{u"1:Ana"_s, u"2:Bia"_s}; // all in one line: they are counted
        QTest::newRow("list") << u"a.json"_s << "[{\"name\":\"Ana\"},{\"name\":\"Bia\"}]"_ba << two;
        QTest::newRow("list in a text file") << u"a.txt"_s << "[ {\"name\":\"Ana\"} , {\"name\":\"Bia\"} ]"_ba << two;
        QTest::newRow("pretty") << u"a.json"_s
                                << "\xef\xbb\xbf[\n  {\n    \"name\": \"Ana\"\n  },\n  {\"name\":\"Bia\"}\n]\n"_ba
                                << QStringList{u"2:Ana"_s, u"5:Bia"_s};
        QTest::newRow("brackets in texts") << u"a.json"_s << "[{\"name\":\"a]},[{\\\"\\\\\"},{\"name\":\"}\"}]"_ba
                                           << QStringList{u"1:a]},[{\"\\"_s, u"2:}"_s};
        QTest::newRow("nested") << u"a.json"_s
                                << "[{\"x\":[[{\"y\":[]}]],\"name\":\"Ana\"},{\"name\":\"Bia\",\"z\":{}}]"_ba << two;
        QTest::newRow("lines") << u"a.jsonl"_s << "{\"name\":\"Ana\"}\n\n{\"name\":\"Bia\"}"_ba
                               << QStringList{u"1:Ana"_s, u"3:Bia"_s};
        QTest::newRow("lines named json")
            << u"a.json"_s << "{\"name\":\"Ana\"}\r\n{\"name\":\"Bia\"}\r\n"_ba << QStringList{u"1:Ana"_s, u"2:Bia"_s};
        QTest::newRow("lines named txt") << u"a.txt"_s << "{\"name\":\"Ana\"}\n"_ba << QStringList{u"1:Ana"_s};
        QTest::newRow("a bad line") << u"a.jsonl"_s << "{\"name\":\"Ana\"}\n{\"name\":\n[1]\n{\"name\":\"Bia\"}\n"_ba
                                    << QStringList{u"1:Ana"_s, u"!line 2: unterminated object"_s,
                                                   u"!line 3: a row must be an object like {\"name\": \"value\"}"_s,
                                                   u"4:Bia"_s};
        QTest::newRow("bad elements") << u"a.json"_s
                                      << "[{\"name\":\"Ana\"},\n1, \"x\",null,\n{\"name\" 1},{\"name\":\"Bia\"}]"_ba
                                      << QStringList{u"1:Ana"_s,
                                                     u"!line 2: illegal value"_s,
                                                     u"!line 2: illegal value"_s,
                                                     u"!line 2: illegal value"_s,
                                                     u"!line 3: missing name separator"_s,
                                                     u"3:Bia"_s};
        QTest::newRow("cut off") << u"a.json"_s << "[{\"name\":\"Ana\"},\n{\"name\":\"B"_ba
                                 << QStringList{u"1:Ana"_s,
                                                u"!line 2: the list has no end: the file seems to be cut off"_s};
        QTest::newRow("no comma") << u"a.json"_s << "[{\"name\":\"Ana\"}{\"name\":\"Bia\"}]"_ba
                                  << QStringList{u"1:Ana"_s, u"!row 1: a comma is missing between two rows"_s};
        QTest::newRow("last comma") << u"a.json"_s << "[{\"name\":\"Ana\"},]"_ba
                                    << QStringList{u"1:Ana"_s, u"!row 1: a comma without a row"_s};
        QTest::newRow("bad ones in one line")
            << u"a.json"_s << "[{\"name\":\"Ana\"},{\"name\" 1},{\"name\":\"Bia\"},7]\n"_ba
            << QStringList{u"1:Ana"_s, u"!row 2: missing name separator"_s, u"3:Bia"_s, u"!row 4: illegal value"_s};
        QTest::newRow("behind the end") << u"a.json"_s << "[{\"name\":\"Ana\"}]\n[]"_ba
                                        << QStringList{u"1:Ana"_s,
                                                       u"!line 2: there is text behind the end of the list"_s};
    }
    void readsRows()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, file);
        QFETCH(QStringList, rows);
        QCOMPARE(read(file, name), rows);
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("kind");
        QTest::newRow("empty list") << u"a.json"_s << "[]"_ba << int(ErrorKind::EmptyInput);
        QTest::newRow("empty list unnamed") << u"a"_s << " [ ] "_ba << int(ErrorKind::EmptyInput);
        QTest::newRow("no lines") << u"a.jsonl"_s << "\n\n"_ba << int(ErrorKind::EmptyInput);
        QTest::newRow("an object") << u"a.json"_s << "{\n\"name\": 1\n}"_ba << int(ErrorKind::BadFormat);
        QTest::newRow("a text") << u"a.json"_s << "hello"_ba << int(ErrorKind::BadFormat);
        QTest::newRow("only a bracket") << u"a.json"_s << "["_ba << int(ErrorKind::BadFormat);
        QTest::newRow("no row is good") << u"a.json"_s << "[1,2,3]"_ba << int(ErrorKind::BadFormat);
    }
    void refusesFiles()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, file);
        QFETCH(int, kind);
        const QString path = write(file, name);
        const auto source = openRows(path);
        QVERIFY(!source);
        QCOMPARE(int(source.error().kind), kind);
        QCOMPARE(source.error().subject, path);
    }

    void keepsTypes()
    {
        const auto source = openRows(write("[{\"n\":12,\"t\":true,\"o\":{\"a\":[1,\"x\"]},\"z\":null}]", u"a.json"_s));
        QVERIFY(source);
        const auto row = (*source)->next();
        QVERIFY(row && *row);
        const QJsonObject fields = (**row).fields;
        QCOMPARE(fields.value(u"n"_s).toInteger(), 12);
        QCOMPARE(fields.value(u"t"_s), QJsonValue(true));
        QCOMPARE(fields.value(u"o"_s).toObject().value(u"a"_s).toArray().size(), 2);
        QVERIFY(fields.value(u"z"_s).isNull());
    }

    void columnsOfSeveralRows()
    {
        const auto source = openRows(write("{\"b\":1,\"a\":2}\n{\"c\":3}\n", u"a.jsonl"_s));
        QVERIFY(source);
        QCOMPARE((*source)->columns(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    }

    void boundsRows()
    {
        const QByteArray big = "{\"name\":\"" + QByteArray(17 << 20, 'x') + "\"}";
        const QByteArray good = "{\"name\":\"Ana\"}";
        const QString fault = u"!line %1: the row is larger than 16 MB"_s;
        QCOMPARE(read(good + '\n' + big + '\n' + good, u"a.jsonl"_s),
                 (QStringList{u"1:Ana"_s, fault.arg(2), u"3:Ana"_s}));
        QCOMPARE(read('[' + good + ",\n" + big + ",\n" + good + ']', u"a.json"_s),
                 (QStringList{u"1:Ana"_s, fault.arg(2), u"3:Ana"_s}));
    }

    // A long list is read piece by piece: elements lie across the pieces' borders everywhere.
    void longListsStream()
    {
        QByteArray file("[");
        for (int i = 0; i < 50'000; ++i)
            file += (i ? ", " : "") + QByteArray("{\"name\":\"") + QByteArray::number(i) + "\",\"note\":\"]}\\\\\"}";
        file += ']';
        const auto source = openRows(write(file, u"long.json"_s));
        QVERIFY(source);
        QVERIFY((*source)->progress() < 0.9);
        for (int i = 0; i < 50'000; ++i) {
            const auto row = (*source)->next();
            QVERIFY(row && *row);
            QCOMPARE((**row).fields.value(u"name"_s).toString(), QString::number(i));
        }
        QVERIFY(!(*source)->next().value());
    }
};

QTEST_GUILESS_MAIN(TestJsonRows)
#include "test_json_rows.moc"
