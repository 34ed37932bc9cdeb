#include "engine/row_intake.h"
#include "recipes/recipe_json.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

constexpr char kPicture[] = "\x89PNG\r\n\x1a\n and what follows"; // as far as anybody looks

} // namespace

// Which rows of an order become rows of its batch, and by which name and number.
class TestRowIntake : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    PictureHashes m_pictures;

    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }
    static BatchOrder orderOf(const QString &recipe, const QString &rows)
    {
        BatchOrder order;
        order.recipe = builtInRecipe(recipe).value();
        order.batch.parameters = order.recipe.parameters;
        order.rowsPath = rows;
        return order;
    }
    std::unique_ptr<RowIntake> intakeOf(const BatchOrder &order)
    {
        QMap<QString, StepTarget> targets;
        for (const Step &step : order.recipe.steps)
            targets.insert(step.id, {QueueId{1}, AccountId{1}, {}, Money{10}, 0});
        return std::make_unique<RowIntake>(order, targets, m_pictures);
    }
    // "number key" of each row.
    static QStringList read(RowIntake &intake)
    {
        if (const Status opened = intake.open(); !opened)
            return {opened.error().detail};
        intake.readOn();
        QStringList rows;
        for (const NewRow &row : std::as_const(intake.chunk))
            rows.append(QString::number(row.number) + u' ' + row.key);
        return rows;
    }
    static QStringList reasonsOf(const RowIntake &intake)
    {
        QStringList reasons;
        for (const QJsonValue &row : intake.rejections)
            reasons.append(row["reason"_L1].toString() + u' ' + QString::number(row["line"_L1].toInteger()));
        return reasons;
    }

private Q_SLOTS:
    void aRowThatIsLeftOutLeavesAHole()
    {
        for (const QString &photo : {u"a.png"_s, u"c.png"_s, u"d.png"_s})
            write(photo, kPicture);
        const auto intake =
            intakeOf(orderOf(u"staging"_s, write(u"rooms.csv"_s, "photo,style\na.png,plain\nb.png,plain\n"
                                                                 "\"c.png\" x,plain\nc.png,plain\nd.png,plain\n")));
        QCOMPARE(read(*intake), (QStringList{u"1 IMG-1"_s, u"4 IMG-4"_s, u"5 IMG-5"_s}));
        QCOMPARE(intake->rows, 3);
        QCOMPARE(reasonsOf(*intake), (QStringList{u"fileMissing 3"_s, u"badFormat 4"_s}));
    }

    // As the system that it stands in for names them.
    void aPhotoWithoutACodeHasANumberedOne()
    {
        write(u"good.jpg"_s, kPicture);
        const auto intake = intakeOf(
            orderOf(u"staging"_s, write(u"rooms.csv"_s, "photo,propertyCode\ngood.jpg,A\ngood.jpg,\ngood.jpg,\n")));
        QCOMPARE(read(*intake), (QStringList{u"1 A"_s, u"2 IMG-2"_s, u"3 IMG-3"_s}));
    }

    // It is told by its bytes, not by its name.
    void whatIsNoPictureIsLeftOut()
    {
        write(u"good.jpg"_s, kPicture);
        write(u"page.jpg"_s, "<html>404 not found</html>");
        write(u"words.png"_s, "a picture of a room");
        write(u"sound.png"_s, "OggS and what follows");
        write(u"empty.jpg"_s, {});
        const auto intake = intakeOf(
            orderOf(u"staging"_s, write(u"rooms.csv"_s, "photo,propertyCode\ngood.jpg,A\npage.jpg,B\nwords.png,C\n"
                                                        "sound.png,D\nempty.jpg,E\nhttps://example.com/1.jpg,F\n")));
        QCOMPARE(read(*intake), (QStringList{u"1 A"_s, u"6 F"_s}));
        QCOMPARE(reasonsOf(*intake),
                 (QStringList{u"badFormat 3"_s, u"badFormat 4"_s, u"badFormat 5"_s, u"badFormat 6"_s}));
        QCOMPARE(intake->rejections.at(0)["subject"_L1].toString(), m_folder.filePath(u"page.jpg"_s));
        QCOMPARE(intake->rejections.at(0)["detail"_L1].toString(), u"it is no picture"_s);
        QCOMPARE(intake->rejections.at(3)["detail"_L1].toString(), u"it is empty"_s);
    }

    // Every row would lack its field, and none would say why.
    void aMistypedMappingIsNamed_data()
    {
        QTest::addColumn<QString>("rows"); // the file's name
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("named"); // empty: it is good
        QTest::newRow("good") << u"p.csv"_s << u"full_name"_s << u"nome"_s << QString();
        QTest::newRow("the name's own field") << u"p.csv"_s << u"id"_s << u"nome"_s << QString();
        QTest::newRow("no such field") << u"p.csv"_s << u"fullname"_s << u"nome"_s << u"fullname"_s;
        QTest::newRow("no such column") << u"p.csv"_s << u"full_name"_s << u"nmoe"_s << u"nmoe"_s;
        QTest::newRow("JSON") << u"p.json"_s << u"full_name"_s << u"nmoe"_s << u"nmoe"_s;
        QTest::newRow("a long JSON list") << u"long.json"_s << u"full_name"_s << u"later"_s << QString();
    }
    void aMistypedMappingIsNamed()
    {
        QFETCH(QString, rows);
        QFETCH(QString, field);
        QFETCH(QString, column);
        QFETCH(QString, named);
        write(u"p.csv"_s, "id,nome,role\n1,Ana,Vet\n");
        write(u"p.json"_s, R"([{"id": 1, "nome": "Ana", "role": "Vet"}])");
        write(u"long.json"_s, "[" + QByteArray(R"({"id": 1, "role": "Vet"},)").repeated(200) +
                                  R"({"id": 2, "later": "Ana", "role": "Vet"}])");
        BatchOrder order = orderOf(u"portrait"_s, m_folder.filePath(rows));
        order.mapping.insert(field, column);
        const auto intake = intakeOf(order);
        const Status opened = intake->open();
        QCOMPARE(bool(opened), named.isEmpty());
        if (!opened)
            QCOMPARE(opened.error().subject, named);
    }

    // Where no row is left, the first one's file and line are named.
    void whereEveryPictureIsBadTheFirstIsNamed()
    {
        write(u"page.jpg"_s, "<html>404 not found</html>");
        const auto intake = intakeOf(orderOf(u"staging"_s, write(u"rooms.csv"_s, "photo\npage.jpg\n")));
        QCOMPARE(read(*intake), QStringList());
        const Error why = intake->whyEmpty();
        QVERIFY(why.kind == ErrorKind::BadFormat);
        QCOMPARE(why.subject, m_folder.filePath(u"page.jpg"_s));
        QCOMPARE(why.detail, u"line 2: it is no picture"_s);
    }

    // A recording is what its provider makes of it.
    void aRecordingMayBeOfAnyKind()
    {
        write(u"1.ogg"_s, "some sound");
        write(u"2.ogg"_s, {});
        const auto intake = intakeOf(
            orderOf(u"voice-orders"_s, write(u"orders.csv"_s, "chatId,audio,phone\nc1,1.ogg,+55\nc2,2.ogg,+55\n")));
        QCOMPARE(read(*intake), QStringList{u"1 c1 1.ogg"_s});
        QCOMPARE(reasonsOf(*intake), QStringList{u"badFormat 3"_s});
    }

    void doublesAndAnsweredRowsKeepTheirPlaces()
    {
        BatchOrder order =
            orderOf(u"portrait"_s, write(u"people.csv"_s, "id,full_name,role\na,Ann,Cook\nb,Bo,Cook\nb,Bo,Nurse\n"
                                                          "c,Cy,Chef\nd,cy,chef\n"));
        order.onlyNew = true;
        order.alike = Alike::Reuse;
        const auto intake = intakeOf(order);
        intake->know({{{QString(), {{u"a"_s, BatchId{7}}}}}, {}});
        QCOMPARE(read(*intake), (QStringList{u"2 b"_s, u"4 c"_s, u"5 d"_s}));
        QCOMPARE(intake->chunk.last().fields.value(kReusedRow), QJsonValue(4));
    }

    // One chat orders again and again: its recordings tell the orders apart.
    void aChatHasSeveralOrders()
    {
        for (const QString &audio : {u"1.ogg"_s, u"2.ogg"_s, u"3.ogg"_s})
            write(audio, "x");
        BatchOrder order = orderOf(u"voice-orders"_s,
                                   write(u"orders.csv"_s, "chatId,audio,phone\nc1,1.ogg,+55\nc1,2.ogg,+55\n"
                                                          "c1,3.ogg,+55\nc1,3.ogg,+55\nc2,3.ogg,+55\n,1.ogg,+55\n"));
        QVERIFY(toJson(order.recipe).value("key"_L1).isArray());
        QCOMPARE(recipeFromJson(toJson(order.recipe)).value().keyFields, (QStringList{u"chatId"_s, u"audio"_s}));
        order.onlyNew = true;
        const auto intake = intakeOf(order);
        intake->know({{{QString(), {{u"c1 1.ogg"_s, BatchId{7}}}}}, {}});
        QCOMPARE(read(*intake), (QStringList{u"2 c1 2.ogg"_s, u"3 c1 3.ogg"_s, u"5 c2 3.ogg"_s, u"6 6"_s}));
        QCOMPARE(reasonsOf(*intake), (QStringList{u"answered 2"_s, u"duplicate 5"_s}));
    }

    // A half-done queue file: what was done is in the batch, and is neither asked for nor played through.
    void whatWasDoneBeforeIsNotAskedFor()
    {
        QJsonArray done, left;
        for (int id = 1; id <= 25'000; ++id)
            done.append(QJsonObject{{u"id"_s, id}, {u"full_name"_s, u"A"_s}, {u"role"_s, u"b"_s}});
        for (int id = 30'001; id <= 30'015; ++id)
            left.append(QJsonObject{{u"id"_s, id}, {u"full_name"_s, u"A"_s}, {u"role"_s, u"b"_s}});
        const QJsonObject queue{{u"empresa_id"_s, u"acme"_s}, {u"completed"_s, done}, {u"queue"_s, left}};
        const auto intake =
            intakeOf(orderOf(u"portrait"_s, write(u"avatar_queue.json"_s, QJsonDocument(queue).toJson())));
        PlannedBatch planned;
        intake->readAll(planned);
        QVERIFY(!intake->error);
        QCOMPARE(planned.jobs, 25'015);
        QCOMPARE(planned.asked, 15);
        QCOMPARE(planned.first.size(), 15);
        QCOMPARE(planned.calls.value(u"portrait"_s).count, 15);
    }

    // The one message that asks to write takes the place of one that failed.
    void aFallbackTakesNoCreditsBesideWhatItStandsFor()
    {
        write(u"1.ogg"_s, "x");
        BatchOrder order = orderOf(u"voice-orders"_s, write(u"orders.csv"_s, "chatId,audio,phone\nc1,1.ogg,+55\n"
                                                                             "c2,1.ogg,+55\nc3,1.ogg,+55\n"));
        order.batch.client = u"Acme"_s;
        const auto intake = intakeOf(order);
        intake->know({{}, {{u"Acme"_s, {{Operation::Message, 5}}}}});
        QCOMPARE(read(*intake), (QStringList{u"1 c1 1.ogg"_s, u"2 c2 1.ogg"_s})); // vendor and client of each
        QCOMPARE(reasonsOf(*intake), QStringList{u"credit 4"_s});
        const QJsonObject why = intake->rejections.first().toObject();
        QCOMPARE(why["needs"_L1].toInt(), 2);
        QCOMPARE(why["credits"_L1].toInt(), 1);
    }

    // A folder that was moved or copied brings no new orders; nor does one whose rows were named by whole paths once.
    void whereItsFileLiesIsNoPartOfARowsName()
    {
        for (const QString &audio : {u"1.ogg"_s, u"2.ogg"_s, u"3.ogg"_s})
            write(audio, "x");
        BatchOrder order = orderOf(u"voice-orders"_s, write(u"orders.csv"_s, "chatId,audio,phone\nc1,1.ogg,+55\n"
                                                                             "c1,2.ogg,+55\nc1,./3.ogg,+55\n"
                                                                             "c1,3.ogg,+55\n"));
        order.onlyNew = true;
        const auto intake = intakeOf(order);
        const QString before = u"c1 "_s + m_folder.filePath(u"2.ogg"_s);
        intake->know({{{QString(), {{u"c1 1.ogg"_s, BatchId{7}}, {before, BatchId{6}}}}}, {}});
        QCOMPARE(read(*intake), QStringList{u"3 c1 ./3.ogg"_s});
        QCOMPARE(reasonsOf(*intake), (QStringList{u"answered 2"_s, u"answered 3"_s, u"duplicate 5"_s}));
        QCOMPARE(intake->chunk.first().fields.value("audio"_L1).toString(), m_folder.filePath(u"3.ogg"_s));
    }
};

QTEST_GUILESS_MAIN(TestRowIntake)
#include "test_row_intake.moc"
