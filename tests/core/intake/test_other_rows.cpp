#include "intake/row_source.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// All rows, a line each: "line|a=1|b=x"; "!detail" for a bad one.
QStringList all(const RowsPlace &place)
{
    const auto source = openRows(place);
    if (!source)
        return {u"error %1 %2 %3"_s.arg(int(source.error().kind)).arg(source.error().subject, source.error().detail)};
    QStringList lines;
    for (auto row = (*source)->next();; row = (*source)->next()) {
        if (!row) {
            lines.append(u'!' + row.error().detail);
            if (row.error().kind != ErrorKind::BadFormat)
                return lines;
            continue;
        }
        if (!*row)
            return lines;
        QStringList parts{QString::number((**row).line)};
        for (const QString &column : (*source)->columns())
            if ((**row).fields.contains(column))
                parts.append(column + u'=' + (**row).fields.value(column).toVariant().toString());
        lines.append(parts.join(u'|'));
    }
}

using Parts = QHash<QString, QByteArray>;

const QString kRels = u"xl/_rels/workbook.xml.rels"_s;
const QString kBook = u"xl/workbook.xml"_s;
const QString kSheet = u"xl/worksheets/s.xml"_s;
const QByteArray kOneRel = R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>)";
const QByteArray kOneSheet =
    R"(<workbook xmlns:r="x"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>)";

// libxlsxwriter cannot be used beside QuaZip: both bring the same zip functions into one process.
void writeZip(const QString &path, const Parts &parts)
{
    QFile::remove(path);
    QuaZip zip(path);
    if (!zip.open(QuaZip::mdCreate))
        qFatal("cannot write the test's file");
    for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
        QuaZipFile part(&zip);
        if (!part.open(QIODevice::WriteOnly, QuaZipNewInfo(it.key())) || part.write(it.value()) != it.value().size())
            qFatal("cannot write a part of the test's file");
    }
    zip.close();
}

} // namespace

// Workbooks, folders and databases as lists of rows.
class TestOtherRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workbooks();
    void timesKeepTheirKind();
    void spelledCharacters();
    void sheetsByName();
    void aSheetWithoutRowsNamesTheOthers();
    void whatAFileDoesNotHaveIsNotIgnored();
    void hostileWorkbooks_data();
    void hostileWorkbooks();
    void folders();
    void databases();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

void TestOtherRows::workbooks()
{
    const QString file = path(u"rows.xlsx"_s);
    writeZip(file,
             {{kRels, kOneRel},
              {kBook, kOneSheet},
              {u"xl/sharedStrings.xml"_s, "<sst><si><t>name</t></si><si><r><t>Ana ç </t></r><r><t>&lt;b&gt; &amp; "
                                          "\"q\"</t></r><rPh><t>not this</t></rPh></si></sst>"},
              {u"xl/styles.xml"_s, R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/>
                        <numFmt numFmtId="171" formatCode="0.00 &quot;days&quot;"/></numFmts><cellStyleXfs><xf/></cellStyleXfs>
                        <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="22"/></cellXfs></styleSheet>)"},
              {kSheet, R"(<worksheet><sheetData>
            <row r="1"><c r="A1" s="1"/></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>id</t></is></c><c r="B2" t="s"><v>0</v></c>
                <c r="C2" t="str"><v>born</v></c><c r="D2" t="str"><v>ok</v></c><c r="E2" t="str"><v>sum</v></c><c r="F2" s="1"/></row>
            <row r="3"><c r="A3"><v>7</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" s="1"><v>33010</v></c>
                <c r="D3" t="b"><v>1</v></c><c r="E3" s="2"><f>1+1.5</f><v>2.5</v></c></row>
            <row r="5"><c r="B5" t="str"><v>Bo</v></c><c r="C5" s="3"><v>44000.75</v></c><c r="D5" t="e"><v>#N/A</v></c><c r="E5" t="s"/></row>
            <row r="6"><c r="G6" t="str"><v>stray</v></c></row></sheetData></worksheet>)"}});
    QCOMPARE(all({file, {}, {}}), (QStringList{u"3|id=7|name=Ana ç <b> & \"q\"|born=1990-05-17|ok=true|sum=2.5"_s,
                                               u"5|id=|name=Bo|born=2020-06-18T18:00:00|ok=|sum="_s,
                                               u"!line 6: a value in column 7, which has no name"_s}));
}

// A point of time, a time of day (midnight is one) and a length (which may be more than a day) are told by their
// format.
void TestOtherRows::timesKeepTheirKind()
{
    const QString file = path(u"times.xlsx"_s);
    writeZip(file, {{kRels, kOneRel},
                    {kBook, kOneSheet},
                    {u"xl/styles.xml"_s, R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/>
                    <numFmt numFmtId="171" formatCode="[mm]:ss"/><numFmt numFmtId="172" formatCode="hh:mm"/>
                    <numFmt numFmtId="173" formatCode="[Red]dd/mm/yyyy hh:mm"/><numFmt numFmtId="174" formatCode="mmm"/>
                    <numFmt numFmtId="175" formatCode="[$R$-416] 0.00"/></numFmts><cellXfs><xf numFmtId="170"/>
                    <xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="175"/>
                    <xf numFmtId="46"/><xf numFmtId="20"/></cellXfs></styleSheet>)"},
                    {kSheet, R"(<worksheet><sheetData>
            <row r="1"><c t="str"><v>a</v></c><c t="str"><v>b</v></c><c t="str"><v>c</v></c><c t="str"><v>d</v></c></row>
            <row r="2"><c s="0"><v>1.0625</v></c><c s="1"><v>0.0625</v></c><c s="2"><v>0</v></c><c s="3"><v>44000.75</v></c></row>
            <row r="3"><c s="0"><v>0</v></c><c s="6"><v>5.5</v></c><c s="7"><v>0.999999</v></c><c s="4"><v>44000</v></c></row>
            <row r="4"><c s="2"><v>0.75</v></c><c s="2"><v>44000.75</v></c><c s="5"><v>0</v></c><c s="7"><v>0.5</v></c></row>
            </sheetData></worksheet>)"}});
    QCOMPARE(all({file, {}, {}}), (QStringList{u"2|a=25:30:00|b=01:30:00|c=00:00:00|d=2020-06-18T18:00:00"_s,
                                               u"3|a=00:00:00|b=132:00:00|c=00:00:00|d=2020-06-18"_s,
                                               u"4|a=18:00:00|b=2020-06-18T18:00:00|c=0|d=12:00:00"_s}));
}

// Ours too, which are written with small letters.
void TestOtherRows::spelledCharacters()
{
    const QString file = path(u"spelled.xlsx"_s);
    writeZip(file, {{kRels, kOneRel},
                    {kBook, kOneSheet},
                    {u"xl/sharedStrings.xml"_s, "<sst><si><t>Ann_x000D_\nLima</t></si></sst>"},
                    {kSheet, R"(<worksheet><sheetData><row><c t="str"><v>a_x0009_</v></c><c t="str"><v>b</v></c>
                        <c t="str"><v>c</v></c></row><row><c t="s"><v>0</v></c>
                        <c t="inlineStr"><is><t>_x005F_x000D_ _x000d__x00e7_ __x005f_x0041_</t></is></c>
                        <c t="str"><v>_x0000_ x_xyz_ _x12_ a_x0041_</v></c></row></sheetData></worksheet>)"}});
    QCOMPARE(all({file, {}, {}}), QStringList{u"2|a=Ann\r\nLima|b=_x000D_ \rç __x0041_|c=_x0000_ x_xyz_ _x12_ aA"_s});
}

void TestOtherRows::sheetsByName()
{
    const QString file = path(u"two.xlsx"_s);
    const QByteArray cells = R"(<worksheet><sheetData><row><c t="str"><v>of</v></c></row>
        <row><c t="str"><v>%</v></c></row></sheetData></worksheet>)";
    writeZip(file, {{kRels, R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/>
                        <Relationship Id="r2" Target="/xl/worksheets/t.xml"/></Relationships>)"},
                    {kBook, R"(<workbook xmlns:r="x"><sheets><sheet name="First" r:id="r1"/>
                        <sheet name="Second" r:id="r2"/></sheets></workbook>)"},
                    {kSheet, QByteArray(cells).replace('%', "First")},
                    {u"xl/worksheets/t.xml"_s, QByteArray(cells).replace('%', "Second")}});
    QCOMPARE(all({file, {}, {}}), QStringList{u"2|of=First"_s});
    QCOMPARE(all({file, u"Second"_s, {}}), QStringList{u"2|of=Second"_s});
    const QStringList wrong = all({file, u"Third"_s, {}});
    QCOMPARE(wrong.size(), 1);
    QVERIFY(wrong.first().contains(u"First, Second"_s));
}

// A note before the rows: where they are is said.
void TestOtherRows::aSheetWithoutRowsNamesTheOthers()
{
    const QString file = path(u"note.xlsx"_s);
    const QByteArray note =
        R"(<worksheet><sheetData><row><c t="str"><v>Read me first</v></c></row></sheetData></worksheet>)";
    const QByteArray cells = R"(<worksheet><sheetData><row><c t="str"><v>of</v></c></row>
        <row><c t="str"><v>Rows</v></c></row></sheetData></worksheet>)";
    writeZip(file, {{kRels, R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/>
                        <Relationship Id="r2" Target="/xl/worksheets/t.xml"/></Relationships>)"},
                    {kBook, R"(<workbook xmlns:r="x"><sheets><sheet name="Note" r:id="r1"/>
                        <sheet name="Rooms" r:id="r2"/></sheets></workbook>)"},
                    {kSheet, note},
                    {u"xl/worksheets/t.xml"_s, cells}});
    const auto empty = openRows(RowsPlace{file, {}, {}});
    QVERIFY(!empty);
    QCOMPARE(empty.error().kind, ErrorKind::EmptyInput);
    QCOMPARE(empty.error().detail, u"the sheet Note has none; there are the sheets Note, Rooms"_s);
    QCOMPARE(all({file, u"Rooms"_s, {}}), QStringList{u"2|of=Rows"_s});
}

void TestOtherRows::whatAFileDoesNotHaveIsNotIgnored()
{
    const QString csv = path(u"rows.csv"_s);
    QFile file(csv);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a,b\n1,2\n");
    file.close();
    for (const RowsPlace &place : {RowsPlace{csv, u"Rooms"_s, {}}, RowsPlace{csv, {}, u"SELECT 1"_s},
                                   RowsPlace{QFileInfo(csv).path(), u"Rooms"_s, {}}}) {
        const auto rows = openRows(place);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::BadArgument);
        QCOMPARE(rows.error().subject, place.sheet.isEmpty() ? u"query"_s : u"sheet"_s);
    }
}

void TestOtherRows::hostileWorkbooks_data()
{
    QTest::addColumn<Parts>("parts");
    QTest::addColumn<QString>("says");
    QTest::newRow("a zip of something else") << Parts{{u"a.txt"_s, "x"}} << u"workbook"_s;
    QTest::newRow("no sheet") << Parts{{kRels, kOneRel}, {kBook, kOneSheet}} << u"missing"_s;
    QTest::newRow("cut sheet") << Parts{{kRels, kOneRel}, {kBook, kOneSheet}, {kSheet, "<worksheet><sheetData><row"}}
                               << u"error"_s;
    QTest::newRow("empty sheet") << Parts{{kRels, kOneRel}, {kBook, kOneSheet}, {kSheet, "<worksheet/>"}} << u"error"_s;
    QTest::newRow("far column")
        << Parts{{kRels, kOneRel},
                 {kBook, kOneSheet},
                 {kSheet,
                  R"(<worksheet><sheetData><row r="1"><c r="ZZZZZ1"><v>1</v></c></row></sheetData></worksheet>)"}}
        << u"beyond"_s;
    const auto cell = [](const QByteArray &inside) {
        return "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>" + inside +
               "</is></c></row></sheetData></worksheet>";
    };
    // A few kilobytes, packed: reading ends long before the memory does.
    QTest::newRow("endless text") << Parts{{kRels, kOneRel},
                                           {kBook, kOneSheet},
                                           {kSheet, cell("<t>" + QByteArray(80 << 20, 'a') + "</t>")}}
                                  << u"error"_s;
    QTest::newRow("endless pieces") << Parts{{kRels, kOneRel},
                                             {kBook, kOneSheet},
                                             {kSheet,
                                              cell(QByteArray("<t>" + QByteArray(1 << 20, 'a') + "</t>").repeated(40))}}
                                    << u"10 MB"_s;
    QTest::newRow("entities") << Parts{{kRels, kOneRel},
                                       {kBook, kOneSheet},
                                       {kSheet,
                                        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                                        "\"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d "
                                        "\"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\">]>"
                                        "<worksheet><sheetData><row><c "
                                        "t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>"}}
                              << u"error"_s;
}

void TestOtherRows::hostileWorkbooks()
{
    QFETCH(Parts, parts);
    QFETCH(QString, says);
    const QString file = path(u"hostile.xlsx"_s);
    writeZip(file, parts);
    const QStringList lines = all({file, {}, {}});
    QVERIFY(!lines.isEmpty());
    QVERIFY2(lines.join(u'\n').contains(says), qPrintable(lines.join(u'\n')));
}

void TestOtherRows::folders()
{
    QDir folder(m_folder.path());
    QVERIFY(folder.mkpath(u"photos/kitchen"_s));
    const QStringList names{u"photos/b 10.JPG"_s, u"photos/b 2.jpg"_s, u"photos/kitchen/a.png"_s, u"photos/.hidden"_s};
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    }
    const QString base = folder.filePath(u"photos"_s);
    QCOMPARE(all({base, {}, {}}),
             (QStringList{u"1|file=%1/b 2.jpg|name=b 2|extension=jpg|folder=|bytes=1"_s.arg(base),
                          u"2|file=%1/b 10.JPG|name=b 10|extension=jpg|folder=|bytes=1"_s.arg(base),
                          u"3|file=%1/kitchen/a.png|name=a|extension=png|folder=kitchen|bytes=1"_s.arg(base)}));
    QVERIFY(folder.mkpath(u"nothing"_s));
    const QStringList empty = all({folder.filePath(u"nothing"_s), {}, {}});
    QVERIFY(empty.first().startsWith(u"error %1"_s.arg(int(ErrorKind::EmptyInput))));
}

void TestOtherRows::databases()
{
    const QString file = path(u"people.db"_s);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"made"_s);
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"CREATE TABLE person (id INTEGER, name TEXT, age REAL)"_s));
        QVERIFY(query.exec(u"INSERT INTO person VALUES (1, 'Ana', 31.5), (2, NULL, 7)"_s));
        database.close();
    }
    QSqlDatabase::removeDatabase(u"made"_s);
    QCOMPARE(all({file, {}, {}}), (QStringList{u"1|id=1|name=Ana|age=31.5"_s, u"2|id=2|name=|age=7"_s}));
    QCOMPARE(all({file, {}, u"SELECT name AS full_name FROM person WHERE id = 1"_s}),
             QStringList{u"1|full_name=Ana"_s});
    const QStringList unknown = all({file, {}, u"SELECT shoe FROM person"_s});
    QVERIFY2(unknown.first().contains(u"no such column"_s), qPrintable(unknown.first()));
    const QStringList refused = all({file, {}, u"DELETE FROM person"_s});
    QVERIFY(refused.first().startsWith(u"error"_s));
    QCOMPARE(all({file, {}, {}}).size(), 2); // nothing was changed
}

QTEST_GUILESS_MAIN(TestOtherRows)
#include "test_other_rows.moc"
