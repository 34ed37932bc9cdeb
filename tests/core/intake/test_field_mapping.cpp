#include "intake/field_mapping.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

class TestFieldMapping final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreGuessed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("column");
        QTest::newRow("the same") << u"role"_s << QStringList{u"name"_s, u"role"_s} << u"role"_s;
        QTest::newRow("case and separators") << u"full_name"_s << QStringList{u"Full Name"_s, u"x"_s} << u"Full Name"_s;
        QTest::newRow("accents") << u"descricao"_s << QStringList{u"Descrição"_s} << u"Descrição"_s;
        QTest::newRow("humps") << u"full_name"_s << QStringList{u"fullName"_s} << u"fullName"_s;
        QTest::newRow("run together") << u"full_name"_s << QStringList{u"FULLNAME"_s} << u"FULLNAME"_s;
        QTest::newRow("one word of it") << u"full_name"_s << QStringList{u"Name"_s, u"Age"_s} << u"Name"_s;
        QTest::newRow("more words") << u"name"_s << QStringList{u"Customer name"_s, u"Age"_s} << u"Customer name"_s;
        QTest::newRow("in Portuguese") << u"photo"_s << QStringList{u"Código"_s, u"Foto"_s} << u"Foto"_s;
        QTest::newRow("a word of it in Portuguese")
            << u"roomType"_s << QStringList{u"Estilo"_s, u"CÔMODO"_s} << u"CÔMODO"_s;
        QTest::newRow("English wins") << u"name"_s << QStringList{u"Nome"_s, u"Name"_s} << u"Name"_s;
        QTest::newRow("two could be meant") << u"name"_s << QStringList{u"First name"_s, u"Last name"_s} << QString();
        QTest::newRow("nothing fits") << u"role"_s << QStringList{u"a"_s, u"b"_s} << QString();
        QTest::newRow("the exact one wins") << u"name"_s << QStringList{u"Name"_s, u"name"_s} << u"name"_s;
    }
    void namesAreGuessed()
    {
        QFETCH(QString, field);
        QFETCH(QStringList, columns);
        QTEST(guessMapping({field}, columns).value(field), "column");
    }

    void aColumnIsGivenOnce()
    {
        const FieldMapping mapping = guessMapping({u"full_name"_s, u"name"_s}, {u"name"_s});
        QCOMPARE(mapping.value(u"name"_s), u"name"_s);
        QVERIFY(!mapping.contains(u"full_name"_s));
    }

    void fieldsAreReadFromTheirColumns()
    {
        const QJsonObject row{{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}};
        const QJsonObject swapped = mappedFields(row, {{u"a"_s, u"b"_s}, {u"b"_s, u"a"_s}});
        QCOMPARE(swapped.value(u"a"_s).toString(), u"2"_s);
        QCOMPARE(swapped.value(u"b"_s).toString(), u"1"_s);
        QCOMPARE(mappedFields(row, {}), row);
    }
};

QTEST_GUILESS_MAIN(TestFieldMapping)
#include "test_field_mapping.moc"
