#include "intake/row_source.h"

#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// Everything a source gives: fields of the good rows, lines of the bad ones.
struct Read {
    QList<QJsonObject> rows;
    QList<qint64> lines;
    QStringList faults;
    QStringList columns;
    std::optional<Error> error; // of opening
};

Read readAll(const QString &path)
{
    Read out;
    const auto source = openRows(path);
    if (!source) {
        out.error = source.error();
        return out;
    }
    while (true) {
        const auto row = (*source)->next();
        if (!row) {
            out.faults.append(row.error().detail);
            if (row.error().kind != ErrorKind::BadFormat)
                break;
        } else if (*row) {
            out.rows.append((*row)->fields);
            out.lines.append((*row)->line);
        } else {
            break;
        }
    }
    out.columns = (*source)->columns();
    return out;
}

} // namespace

class TestCsvRows : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QByteArray &bytes, const QString &name = u"rows.csv"_s)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }
    Read read(const QByteArray &bytes) { return readAll(write(bytes)); }

private Q_SLOTS:
    void readsCells_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("names"); // value of column "name" of each row
        const QStringList two{u"Ana"_s, u"Bia"_s};
        QTest::newRow("commas") << "id,name\n1,Ana\n2,Bia\n"_ba << two;
        QTest::newRow("no last line end") << "id,name\n1,Ana\n2,Bia"_ba << two;
        QTest::newRow("windows line ends") << "id,name\r\n1,Ana\r\n2,Bia\r\n"_ba << two;
        QTest::newRow("old line ends") << "id,name\r1,Ana\r2,Bia\r"_ba << two;
        QTest::newRow("semicolons") << "id;name\n1;Ana\n2;Bia\n"_ba << two;
        QTest::newRow("tabs") << "id\tname\n1\tAna\n2\tBia\n"_ba << two;
        QTest::newRow("bars") << "id|name\n1|Ana\n2|Bia\n"_ba << two;
        QTest::newRow("commas inside semicolons") << "name;note\nAna;a, b, c\nBia;d, e\n"_ba << two;
        QTest::newRow("named separator") << "sep=;\r\nname;x,y\r\nAna;1\r\nBia;2\r\n"_ba << two;
        QTest::newRow("one column") << "name\nAna\nBia\n"_ba << two;
        QTest::newRow("one column with commas")
            << "name\nCats, dogs and me\n\"a, b\"\n"_ba << QStringList{u"Cats, dogs and me"_s, u"a, b"_s};
        QTest::newRow("columns that have no name") << "id,name,,\n1,Ana,,\n2,Bia\n"_ba << two;
        QTest::newRow("quotes inside") << "id,name\n1,5\" pipe\n2,a \"b\"\n"_ba
                                       << QStringList{u"5\" pipe"_s, u"a \"b\""_s};
        QTest::newRow("one row only") << "name,x"_ba + "\nAna,1"_ba << QStringList{u"Ana"_s};
        QTest::newRow("empty lines") << "\n\nid,name\n\n1,Ana\n\n\n2,Bia\n\n"_ba << two;
        QTest::newRow("empty rows of a spreadsheet") << "id,name\n1,Ana\n,\n2,Bia\n,\n,\n"_ba << two;
        QTest::newRow("empty cells too many") << "id,name\n1,Ana,,\n2,Bia\n"_ba << two;
        QTest::newRow("quotes") << "id,name\n1,\"Ana \"\"A\"\", Lima\"\n2,\"\"\n"_ba
                                << QStringList{u"Ana \"A\", Lima"_s, u""_s};
        QTest::newRow("line ends in quotes")
            << "id,name\n1,\"Ana\nLima\"\n2,\"B\r\nia\"\n"_ba << QStringList{u"Ana\nLima"_s, u"B\r\nia"_s};
        QTest::newRow("spaces around") << "id , name\n1,  Ana \n2,\" Bia \"\n"_ba << QStringList{u"Ana"_s, u" Bia "_s};
        QTest::newRow("utf-8") << u"id,name\n1,João\n2,東京🎂\n"_s.toUtf8() << QStringList{u"João"_s, u"東京🎂"_s};
        QTest::newRow("utf-8 mark") << "\xef\xbb\xbfname,id\nJo\xc3\xa3o,1\n"_ba << QStringList{u"João"_s};
        QTest::newRow("windows-1252") << "id,name\n1,Jo\xe3o \x80\n2,\x93"
                                         "Ana\x94\n"_ba
                                      << QStringList{u"João €"_s, u"“Ana”"_s};
    }
    void readsCells()
    {
        QFETCH(QByteArray, file);
        QFETCH(QStringList, names);
        const Read got = read(file);
        QVERIFY2(!got.error, got.error ? qPrintable(got.error->detail) : "");
        QCOMPARE(got.faults, QStringList());
        QStringList values;
        for (const QJsonObject &row : got.rows)
            values.append(row.value(u"name"_s).toString());
        QCOMPARE(values, names);
    }

    void readsWideEncodings_data()
    {
        QTest::addColumn<int>("encoding");
        QTest::addColumn<bool>("marked");
        for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE, QStringConverter::Utf32LE})
            QTest::addRow("%s with mark", QStringConverter::nameForEncoding(encoding)) << int(encoding) << true;
        for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE})
            QTest::addRow("%s without mark", QStringConverter::nameForEncoding(encoding)) << int(encoding) << false;
    }
    void readsWideEncodings()
    {
        QFETCH(int, encoding);
        QFETCH(bool, marked);
        QString text = u"id;full name\r\n"_s;
        for (int i = 0; i < 20'000; ++i)
            text += u"%1;João 東京 🎂 %1\r\n"_s.arg(i);
        const auto flags = marked ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default;
        QStringEncoder encoder(QStringConverter::Encoding(encoding), flags);
        const QByteArray bytes = encoder.encode(text);
        const Read got = read(bytes);
        QVERIFY2(!got.error, got.error ? qPrintable(got.error->detail) : "");
        QCOMPARE(got.columns, (QStringList{u"id"_s, u"full name"_s}));
        QCOMPARE(got.rows.size(), 20'000);
        for (int i = 0; i < 20'000; ++i)
            QCOMPARE(got.rows.at(i).value(u"full name"_s).toString(), u"João 東京 🎂 %1"_s.arg(i));
    }

    void knowsLines()
    {
        const Read got = read("id,name\n1,\"a\nb\nc\"\n\n2,x\n3,y,z\n4,w\n");
        QCOMPARE(got.lines, (QList<qint64>{2, 6, 8}));
        QCOMPARE(got.faults, QStringList{u"line 7: 3 cells, but there are 2 columns"_s});
    }

    // Nothing of a cell whose end is a guess goes into another row, nor other rows into it.
    void textBehindAClosingQuoteIsTold()
    {
        const Read got = read("id,name\n1,\"Frozen\" explained\n2,Other title\n3,Third\n4,\"Up\"\n5,\"Last\" \n"
                              "6,\"a\nb\" c, \"d\"\n7,\"\"x\"\"\r8,y\n9,\"z\" \"z\"");
        const QString twice = u"; a quote inside a quoted cell is written twice"_s;
        QCOMPARE(got.faults, (QStringList{u"line 2: cell 2 has text behind its closing quote"_s + twice,
                                          u"line 7: cell 2 has text behind its closing quote in line 8"_s + twice,
                                          u"line 9: cell 2 has text behind its closing quote"_s + twice,
                                          u"line 10: cell 2 has text behind its closing quote"_s + twice}));
        QStringList names;
        for (const QJsonObject &row : got.rows)
            names.append(row.value(u"id"_s).toString() + u' ' + row.value(u"name"_s).toString());
        QCOMPARE(names, (QStringList{u"2 Other title"_s, u"3 Third"_s, u"4 Up"_s, u"5 Last"_s, u"8 y"_s}));
    }

    // A line longer than one piece of the stream is left out as a whole too.
    void theRestOfALongLineIsLeftOut()
    {
        const Read got = read("id,name\n1,\"a\" b" + QByteArray(200'000, ',') + "9\n2,Ana\n");
        QCOMPARE(got.faults.size(), 1);
        QCOMPARE(got.lines, QList<qint64>{3});
    }

    void shortRowsLackFields()
    {
        const Read got = read("a,b,c\n1,2\n1,,3\n");
        QCOMPARE(got.rows.size(), 2);
        QVERIFY(!got.rows.at(0).contains(u"c"_s));
        QCOMPARE(got.rows.at(1).value(u"b"_s), QJsonValue(u""_s));
        QCOMPARE(got.rows.at(1).value(u"c"_s), QJsonValue(u"3"_s));
    }

    void oneBadRowLeavesTheOthers()
    {
        const auto source = openRows(write("a,b\n1,2\n1,2,3\n4,5\n"));
        QVERIFY(source);
        QVERIFY(*(*source)->next());
        const auto bad = (*source)->next();
        QVERIFY(!bad);
        QCOMPARE(bad.error().kind, ErrorKind::BadFormat);
        QCOMPARE(bad.error().subject, u"3"_s);
        const auto good = (*source)->next();
        QVERIFY(good && *good);
        QCOMPARE((**good).fields.value(u"a"_s).toString(), u"4"_s);
        QVERIFY(!(*source)->next().value());
        QCOMPARE((*source)->progress(), 1.0);
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const QByteArray &file, ErrorKind kind, const QString &detail) {
            QTest::newRow(name) << file << int(kind) << detail;
        };
        row("no bytes", "", ErrorKind::EmptyInput, {});
        row("only a mark", "\xef\xbb\xbf", ErrorKind::EmptyInput, {});
        row("only line ends", "\n\r\n\n", ErrorKind::EmptyInput, {});
        row("only a header", "id,name\n", ErrorKind::EmptyInput, {});
        row("only empty rows", "id,name\n,\n,\n", ErrorKind::EmptyInput, {});
        row("column without name", "id,,name\n1,2,3\n", ErrorKind::BadFormat, u"line 1: column 2 has no name"_s);
        row("column twice", "id,name, name\n1,2,3\n", ErrorKind::BadFormat, u"line 1: two columns are named 'name'"_s);
        row("only columns without name", "\" \",\n1,2\n", ErrorKind::BadFormat, u"line 1: column 1 has no name"_s);
        row("value without a name", "id,name,\n1,2,3\n", ErrorKind::BadFormat,
            u"line 2: a value in column 3, which has no name"_s);
        row("only bad rows", "a,b\n1,2,3\n", ErrorKind::BadFormat, u"line 2: 3 cells, but there are 2 columns"_s);
        row("one column", "a,\n1,,3\n", ErrorKind::BadFormat, u"line 2: 3 cells, but there is only one column"_s);
        row("text behind a quote", "\"a\" x,b\n1,2\n", ErrorKind::BadFormat,
            u"line 1: cell 1 has text behind its closing quote; a quote inside a quoted cell is written twice"_s);
        row("quote never closed", "a,b\n1,\"2\n3,4\n", ErrorKind::BadFormat,
            u"line 2: a quote that is opened in this row is never closed"_s);
        row("workbook", "PK\x03\x04 and so on", ErrorKind::BadFormat, u"it is not a whole XLSX file"_s);
        row("picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"_ba, ErrorKind::BadEncoding, u"it is not a text file"_s);
        row("zero byte", QByteArray("a,b\n1,x\0y\n", 10), ErrorKind::BadEncoding, u"it is not a text file"_s);
        row("damaged utf-8", "a,b\nJo\xc3\xa3o,2\n\xff,4\n", ErrorKind::BadEncoding, u"line 3 is not UTF-8"_s);
        row("meaningless byte", "a,b\n1,\x81\n", ErrorKind::BadEncoding, u"line 2 has bytes that are no text"_s);
    }
    void refusesFiles()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, kind);
        QFETCH(QString, detail);
        const QString path = write(file);
        const auto source = openRows(path);
        QVERIFY(!source);
        QCOMPARE(int(source.error().kind), kind);
        QCOMPARE(source.error().subject, path);
        if (!detail.isEmpty())
            QCOMPARE(source.error().detail, detail);
    }

    void refusesWhatIsNoFile()
    {
        QCOMPARE(openRows(m_folder.filePath(u"none.csv"_s)).error().kind, ErrorKind::FileMissing);
        const QTemporaryDir empty; // a folder is a list of its files
        QCOMPARE(openRows(empty.path()).error().kind, ErrorKind::EmptyInput);
    }

    void boundsCellsAndRows()
    {
        QByteArray file("a,b\n1,2\n");
        file += "3,\"" + QByteArray(11 << 20, 'x') + "\"\n";
        file += "\"" + QByteArray(9 << 20, 'y') + "\",\"" + QByteArray(9 << 20, 'z') + "\"\n";
        file += "4,\"" + QByteArray(11 << 20, 'x') + "\"   \n"; // ends in the parser's undecided state
        file += "5,6\n7,\"" + QByteArray(9 << 20, 'w') + "\"\n";
        const Read got = read(file);
        QCOMPARE(got.faults,
                 (QStringList{u"line 3: cell 2 is larger than 10 MB"_s, u"line 4: the row is larger than 16 MB"_s,
                              u"line 5: cell 2 is larger than 10 MB"_s}));
        QCOMPARE(got.lines, (QList<qint64>{2, 6, 7}));
        QCOMPARE(got.rows.last().value(u"b"_s).toString().size(), 9 << 20);
    }

    void aMillionRowsStream()
    {
        QFile file(m_folder.filePath(u"many.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,full_name,role\n");
        for (int i = 1; i <= 1'000'001; ++i)
            file.write(QByteArray::number(i) + ",\"Silva, Ana\",Designer\n");
        file.close();
        const auto source = openRows(file.fileName());
        QVERIFY(source);
        QCOMPARE_LT((*source)->progress(), 0.1); // opening reads the beginning only
        qint64 count = 0;
        bool inOrder = true;
        while (true) {
            const auto row = (*source)->next();
            QVERIFY(row);
            if (!*row)
                break;
            ++count;
            inOrder &= (**row).line == count + 1 && (**row).fields.value(u"id"_s).toString().toLongLong() == count;
        }
        QCOMPARE(count, 1'000'001);
        QVERIFY(inOrder);
    }

    // What is written as CSV comes back, whatever is in the cells.
    void roundTrips()
    {
        const bool held = rc::check("cells come back", [this] {
            const auto cellOf =
                rc::gen::container<std::string>(rc::gen::element('a', ' ', '"', ',', ';', '\n', '\r', '\t', '|', '9'));
            const auto rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
                rc::gen::container<std::vector<std::string>>(3, cellOf)));
            const char delimiter = *rc::gen::element(',', ';', '\t', '|');
            QByteArray file = QByteArray("x") + delimiter + "y" + delimiter + "z\n";
            QList<QStringList> expected;
            for (const auto &row : rows) {
                QStringList cells;
                QByteArray line;
                for (const std::string &cell : row) {
                    const QByteArray bytes = QByteArray::fromStdString(cell);
                    cells.append(QString::fromUtf8(bytes));
                    line += (line.isEmpty() ? QByteArray() : QByteArray(1, delimiter)) + '"' +
                            QByteArray(bytes).replace('"', "\"\"") + '"';
                }
                file += line + "\n";
                if (!cells.join(QString()).isEmpty())
                    expected.append(cells);
            }
            RC_PRE(!expected.isEmpty());
            const Read got = read(file);
            RC_ASSERT(!got.error);
            RC_ASSERT(got.rows.size() == expected.size());
            for (qsizetype i = 0; i < expected.size(); ++i)
                for (int c = 0; c < 3; ++c)
                    RC_ASSERT(got.rows.at(i).value(QString(QChar(u'x' + c))).toString() == expected.at(i).at(c));
        });
        QVERIFY(held);
    }

    // Any bytes at all: rows, or an error, never a crash or an endless loop.
    void garbageIsHarmless()
    {
        const bool held = rc::check("any bytes", [this](const std::vector<uint8_t> &bytes) {
            const auto name = *rc::gen::element<std::string>("g.csv", "g.json", "g.jsonl");
            const QByteArray file(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
            const Read got = readAll(write(file, QString::fromStdString(name)));
            RC_ASSERT(got.rows.size() + got.faults.size() <= qsizetype(bytes.size()) + 1);
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(TestCsvRows)
#include "test_csv_rows.moc"
