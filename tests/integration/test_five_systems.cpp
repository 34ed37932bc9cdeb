#include "integration/program.h"
#include "support/http_test_server.h"

#include <QBuffer>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QPainter>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>
#include <QTimeZone>

using namespace fornada;
using namespace fornada::test;

namespace {

// A picture with edges and colours, small.
QByteArray picture(const QColor &paper, const QColor &ink)
{
    QImage image(192, 192, QImage::Format_RGB32);
    image.fill(paper);
    QPainter painter(&image);
    painter.setPen(QPen(ink, 9));
    painter.drawEllipse(30, 30, 130, 130);
    painter.fillRect(80, 80, 40, 90, ink);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

// A second of silence would be refused by a real service; a tone is enough here.
QByteArray recording()
{
    constexpr int kRate = 8'000;
    QByteArray samples;
    for (int i = 0; i < kRate; ++i) {
        const qint16 level = qint16((i / 20) % 2 ? 9'000 : -9'000);
        samples.append(char(level & 0xff)).append(char(level >> 8));
    }
    const auto four = [](quint32 n) { return QByteArray(reinterpret_cast<const char *>(&n), 4); };
    const auto two = [](quint16 n) { return QByteArray(reinterpret_cast<const char *>(&n), 2); };
    return "RIFF" + four(quint32(36 + samples.size())) + "WAVEfmt " + four(16) + two(1) + two(1) + four(kRate) +
           four(kRate * 2) + two(2) + two(16) + "data" + four(quint32(samples.size())) + samples;
}

// The results of the only batch, by file name.
QStringList filesOf(const Program &program)
{
    QStringList names;
    QDirIterator files(program.data() + QStringLiteral("/results"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        names.append(QDir(program.data() + QStringLiteral("/results")).relativeFilePath(files.next()).section(u'/', 1));
    names.sort();
    return names;
}

// What a job gave, by chat and step: texts and JSON live in the database.
QHash<QString, QString> textsOf(Program &program)
{
    QHash<QString, QString> texts;
    const auto json = [](const QString &what) { return QStringLiteral("job %1 --json").arg(what).split(u' '); };
    const QJsonArray jobs = program.run(json(QStringLiteral("list"))).json().value(QLatin1String("jobs")).toArray();
    for (const QJsonValue &job : jobs) {
        const QString id = QString::number(job.toObject().value(QLatin1String("id")).toInteger());
        const QJsonObject shown = program.run(json(QStringLiteral("show ") + id)).json();
        const QString chat = shown.value(QLatin1String("key")).toString().section(u' ', 0, 0);
        QString &text = texts[chat + u'/' + shown.value(QLatin1String("step")).toString()];
        const QJsonArray results = shown.value(QLatin1String("results")).toArray();
        for (const QJsonValue &result : results)
            text += result[QLatin1String("text")].toString();
    }
    return texts;
}

// No midnight, of the provider or of the operator, is near there.
QByteArray whereItIsNoon()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        if (const int hour = now.toTimeZone(QTimeZone(zone)).time().hour();
            zone.contains('/') && hour >= 9 && hour < 15)
            return zone;
    qFatal("no zone");
}

QString wholePath(const Program &program, const QString &name)
{
    QDirIterator files(program.data() + QStringLiteral("/results"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        if (const QString path = files.next(); path.endsWith(u'/' + name))
            return path;
    return {};
}

// The number of the order that a message tells of.
QString orderIn(const QString &message)
{
    static const QRegularExpression number(QStringLiteral("pedido ([^ :\n]+)"));
    return number.match(message).captured(1);
}

// A service that hears recordings, but for broken ones, and one that takes messages.
ServerReply phoneAndEars(const SeenRequest &seen)
{
    if (!seen.target.contains("transcriptions"))
        return ServerReply::answer(200, "{}");
    if (seen.body.contains("BROKEN"))
        return ServerReply::answer(400, R"({"error": {"message": "Invalid file", "type": "invalid_request_error"}})");
    return ServerReply::answer(200, R"({"text": "Dois pães e um café, por favor."})");
}

} // namespace

// The recipes of the five systems, from a file of rows to what the operator gets, on the built-in sandbox.
class TestFiveSystems : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("EARS_TEST_KEY", "any"); }
    void tattooStudio_data();
    void tattooStudio();
    void aRowWhoseFileIsMissingIsNamed();
    void staging();
    void stagingWorkerGetsItsContractAndItsPictures();
    void twoBatchesOfOneNameAreTwoToTheWorker();
    void voiceOrders();
    void aVoiceOrderIsToldInReadableWords();
    void ordersInTheSameWordsAreTwo();
    void aRecordingThatFailsForGoodAsksItsClientToWrite();
    void aVendorsMessageThatFailsIsNoFailureToTheClient();
    void theStartSheetKnowsTheDays();

private:
    static QJsonObject make(Program &program, const QString &recipe, const QByteArray &rows);
    // Voice orders whose messages go to this server: what each phone was told.
    static QMultiHash<QString, QString> toldWith(Program &program, const HttpTestServer &server, const QByteArray &rows,
                                                 int runEnds = 0);
};

QJsonObject TestFiveSystems::make(Program &program, const QString &recipe, const QByteArray &rows)
{
    program.write(QStringLiteral("dog.png"), picture(Qt::white, Qt::darkBlue));
    program.write(QStringLiteral("rose.png"), picture(QColor(250, 220, 200), Qt::darkRed));
    program.write(QStringLiteral("order.wav"), recording());
    const QString file = program.write(QStringLiteral("rows.csv"), rows);
    const Ended made = program.run({QStringLiteral("batch"), QStringLiteral("create"), QStringLiteral("--recipe"),
                                    recipe, QStringLiteral("--rows"), file, QStringLiteral("--client"),
                                    QStringLiteral("Acme"), QStringLiteral("--start"), QStringLiteral("--json")});
    if (made.code != 0)
        QTest::qFail((made.err + made.out).constData(), __FILE__, __LINE__);
    return made.json();
}

void TestFiveSystems::tattooStudio_data()
{
    QTest::addColumn<QString>("recipe");
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QStringList>("files");
    const QByteArray pictures = "id,image,style,reference\nd,dog.png,,\nr,rose.png,topographic,dog.png\n";
    QTest::newRow("stencil") << QStringLiteral("tattoo-stencil") << pictures
                             << QStringList{QStringLiteral("d-stencil.png"), QStringLiteral("r-stencil.png")};
    QTest::newRow("enhance") << QStringLiteral("tattoo-enhance") << pictures
                             << QStringList{QStringLiteral("d-enhanced.png"), QStringLiteral("r-enhanced.png")};
    QTest::newRow("colours") << QStringLiteral("tattoo-colours") << pictures
                             << QStringList{QStringLiteral("d-colours.png"), QStringLiteral("r-colours.png")};
    QTest::newRow("idea") << QStringLiteral("tattoo-idea") << QByteArray("id,description\n1,a fox in the snow\n")
                          << QStringList{QStringLiteral("1-idea.png")};
}

void TestFiveSystems::tattooStudio()
{
    QFETCH(QString, recipe);
    QFETCH(QByteArray, rows);
    QFETCH(QStringList, files);
    Program program;
    const QJsonObject made = make(program, recipe, rows);
    QCOMPARE(made.value(QLatin1String("jobs")).toInt(), int(files.size()));
    QCOMPARE(program.run({QStringLiteral("run"), QStringLiteral("--until-idle")}).code, 0);
    QCOMPARE(filesOf(program), files);
    for (const QString &name : files) {
        const QImage image(wholePath(program, name));
        QVERIFY2(image.width() >= 128, qPrintable(name));
    }
}

void TestFiveSystems::aRowWhoseFileIsMissingIsNamed()
{
    Program program;
    const QJsonObject made =
        make(program, QStringLiteral("tattoo-stencil"), "id,image\n1,dog.png\n2,gone.png\n3,rose.png\n");
    QCOMPARE(made.value(QLatin1String("rows")).toInt(), 2);
    QCOMPARE(made.value(QLatin1String("rejected")).toInt(), 1);
    const QJsonObject why = made.value(QLatin1String("rejections")).toArray().first().toObject();
    QCOMPARE(why.value(QLatin1String("line")).toInt(), 3);
    QCOMPARE(why.value(QLatin1String("reason")).toString(), QStringLiteral("fileMissing"));
    QVERIFY(why.value(QLatin1String("subject")).toString().endsWith(QStringLiteral("/gone.png")));
}

void TestFiveSystems::staging()
{
    Program program;
    const QJsonObject made = make(program, QStringLiteral("staging"),
                                  "photo,propertyCode,designStyle,roomType\ndog.png,CASA-1,rustic,bedroom\n"
                                  "rose.png,CASA-2,,\n");
    QCOMPARE(made.value(QLatin1String("jobs")).toInt(), 2);
    QCOMPARE(program.run({QStringLiteral("run"), QStringLiteral("--until-idle")}).code, 0);
    QCOMPARE(filesOf(program), QStringList({QStringLiteral("CASA-1.png"), QStringLiteral("CASA-2.png")}));
    const QJsonObject queues =
        program.run({QStringLiteral("queue"), QStringLiteral("list"), QStringLiteral("--json")}).json();
    QVERIFY(QJsonDocument(queues).toJson().contains("\"staging\"")); // it came with its limits
}

void TestFiveSystems::stagingWorkerGetsItsContractAndItsPictures()
{
    Program program;
    make(program, QStringLiteral("staging-worker"),
         "url,propertyCode\nhttps://example.com/1.jpg,CASA-1\nhttps://example.com/2.jpg,CASA-2\n"
         "https://example.com/3.jpg,\n");
    QCOMPARE(program.run({QStringLiteral("run"), QStringLiteral("--until-idle")}).code, 0);
    const QHash<QString, QString> texts = textsOf(program);
    for (int index = 0; index < 2; ++index) {
        const QString code = QStringLiteral("CASA-%1").arg(index + 1);
        const QJsonObject answer =
            QJsonDocument::fromJson(texts.value(code + QStringLiteral("/call")).toUtf8()).object();
        QCOMPARE(answer.value(QLatin1String("imageIndex")), QJsonValue(index)); // a number, from 0
        QCOMPARE(answer.value(QLatin1String("propertyCode")).toString(), code);
        QCOMPARE(answer.value(QLatin1String("success")), QJsonValue(true));
    }
    QCOMPARE(filesOf(program), QStringList({QStringLiteral("CASA-1.png"), QStringLiteral("CASA-2.png"),
                                            QStringLiteral("IMG-3.png")}));      // what the answers point at
    const QByteArray third = texts.value(QStringLiteral("IMG-3/call")).toUtf8(); // it has no code of its own
    QCOMPARE(QJsonDocument::fromJson(third)[QLatin1String("propertyCode")].toString(), QStringLiteral("IMG-3"));
}

// A worker that stores by batch and index would overwrite the first with the second.
void TestFiveSystems::twoBatchesOfOneNameAreTwoToTheWorker()
{
    Program program;
    const QByteArray rows = "url,propertyCode\nhttps://example.com/1.jpg,CASA-1\n";
    make(program, QStringLiteral("staging-worker"), rows);
    make(program, QStringLiteral("staging-worker"), rows);
    QCOMPARE(program.run({QStringLiteral("run"), QStringLiteral("--until-idle")}).code, 0);
    QStringList ids;
    for (const char *job : {"1", "2"}) {
        const QJsonObject shown =
            program.run(words(QStringLiteral("job show %1 --json").arg(QLatin1String(job)))).json();
        QString answer; // and its picture
        for (const QJsonValue &result : shown[QLatin1String("results")].toArray())
            answer += result[QLatin1String("text")].toString();
        ids.append(QJsonDocument::fromJson(answer.toUtf8())[QLatin1String("batchId")].toString());
    }
    QVERIFY2(ids.at(0).endsWith(QStringLiteral("-batch-1")) && ids.at(0).size() > 16, qPrintable(ids.at(0)));
    QCOMPARE(ids.at(1), ids.at(0).chopped(1) + u'2');
}

QMultiHash<QString, QString> TestFiveSystems::toldWith(Program &program, const HttpTestServer &server,
                                                       const QByteArray &rows, int runEnds)
{
    program.write(QStringLiteral("order.wav"), recording());
    program.write(QStringLiteral("broken.wav"), recording() + "BROKEN");
    const QString file = program.write(QStringLiteral("rows.csv"), rows);
    const QString url = server.url().toString();
    for (const QStringList &command :
         {words("account add phone --kind worker --url") << url, words("queue set notification account=phone"),
          words("account add ears --kind openai --key-env EARS_TEST_KEY --url") << url,
          words("queue set audio account=ears"), words("batch create --recipe voice-orders --start --rows") << file,
          words("run --until-idle --quiet")})
        if (const Ended ended = program.runServed(command); ended.code != (command.first() == u"run" ? runEnds : 0))
            QTest::qFail((command.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData(), __FILE__, __LINE__);
    QMultiHash<QString, QString> told;
    for (const SeenRequest &seen : server.requests()) {
        const QJsonDocument message = QJsonDocument::fromJson(seen.body);
        if (seen.target.contains("transcriptions"))
            continue;
        told.insert(message[QLatin1String("to")].toString(),
                    message[QLatin1String("text")][QLatin1String("body")].toString());
    }
    return told;
}

void TestFiveSystems::aVoiceOrderIsToldInReadableWords()
{
    Program program;
    SystemClock clock;
    HttpTestServer server(clock);
    server.setHandler(phoneAndEars);
    const auto told = toldWith(program, server,
                               "chatId,audio,phone,tenantId,proofOfPayment\n"
                               "c1,order.wav,+5511988887777,loja-7,https://example.com/pix/1\n");
    QCOMPARE(told.size(), 2);
    const QString vendor = told.value(QStringLiteral("+5511999990000")),
                  client = told.value(QStringLiteral("+5511988887777"));
    const auto order =
        QJsonDocument::fromJson(textsOf(program).value(QStringLiteral("c1/understand")).toUtf8()).object();
    const QString id = orderIn(client);
    QCOMPARE(id, QStringLiteral("1-1"));
    QVERIFY2(vendor.startsWith(QStringLiteral("Novo pedido %1 (loja-7)\nCliente: +5511988887777\n").arg(id)),
             qPrintable(vendor));
    QVERIFY2(client.startsWith(QStringLiteral("Recebemos seu pedido %1:\n").arg(id)), qPrintable(client));
    const QString total = QString::number(order[QLatin1String("total")].toDouble(), 'g', 10);
    for (const QString &text : {vendor, client}) {
        for (const QJsonValue &item : order[QLatin1String("items")].toArray())
            QVERIFY2(text.contains(QStringLiteral("• %1 x %2\n")
                                       .arg(item[QLatin1String("quantity")].toInt())
                                       .arg(item[QLatin1String("name")].toString())),
                     qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("Total: %1\nComprovante: https://example.com/pix/1").arg(total)),
                 qPrintable(text));
        QVERIFY2(!text.contains(u'{'), qPrintable(text));
    }
}

// Both say "the usual": what was understood is the same and made once, the orders are two.
void TestFiveSystems::ordersInTheSameWordsAreTwo()
{
    Program program;
    SystemClock clock;
    HttpTestServer server(clock);
    server.setHandler(phoneAndEars);
    const auto told =
        toldWith(program, server, "chatId,audio,phone\nc1,order.wav,+5511911110000\nc2,order.wav,+5511922220000\n");
    QStringList clients{orderIn(told.value(QStringLiteral("+5511911110000"))),
                        orderIn(told.value(QStringLiteral("+5511922220000")))};
    QStringList vendors;
    for (const QString &text : told.values(QStringLiteral("+5511999990000")))
        vendors.append(orderIn(text));
    vendors.sort();
    clients.sort();
    QVERIFY(!clients.first().isEmpty() && clients.first() != clients.last());
    QCOMPARE(vendors, clients);
}

// Its vendor hears nothing, its client one thing, and the operator that something has failed.
void TestFiveSystems::aRecordingThatFailsForGoodAsksItsClientToWrite()
{
    Program program;
    SystemClock clock;
    HttpTestServer server(clock);
    server.setHandler(phoneAndEars);
    const auto told = toldWith(program, server,
                               "chatId,audio,phone\nc1,broken.wav,+5511911110000\nc2,order.wav,+5511922220000\n"
                               "c3,broken.wav,+5511933330000\n",
                               3);
    const QString sorry = QStringLiteral("Desculpe, não conseguimos receber seu pedido por áudio. Por favor, escreva "
                                         "seu pedido para nós.");
    QCOMPARE(told.values(QStringLiteral("+5511911110000")), QStringList{sorry});
    QCOMPARE(told.values(QStringLiteral("+5511933330000")), QStringList{sorry});
    QCOMPARE(told.values(QStringLiteral("+5511922220000")).size(), 1);
    QVERIFY(told.value(QStringLiteral("+5511922220000")).startsWith(QStringLiteral("Recebemos seu pedido")));
    QCOMPARE(told.values(QStringLiteral("+5511999990000")).size(), 1); // the vendor, of the one order
    int alerts = 0;
    const QJsonArray activity = program.run(words("activity --json")).json()[QLatin1String("activity")].toArray();
    for (const QJsonValue &entry : activity)
        alerts += entry[QLatin1String("kind")].toString() == u"jobFailed";
    QCOMPARE(alerts, 1);
}

void TestFiveSystems::aVendorsMessageThatFailsIsNoFailureToTheClient()
{
    Program program;
    SystemClock clock;
    HttpTestServer server(clock);
    server.setHandler([](const SeenRequest &seen) {
        const bool isVendor = seen.body.contains("+5511999990000");
        return isVendor ? ServerReply::answer(400, "{}") : phoneAndEars(seen);
    });
    const auto told = toldWith(program, server, "chatId,audio,phone\nc1,order.wav,+5511988887777\n", 3);
    QCOMPARE(told.values(QStringLiteral("+5511988887777")).size(), 1);
    QVERIFY(told.value(QStringLiteral("+5511988887777")).startsWith(QStringLiteral("Recebemos seu pedido")));
    QCOMPARE(told.count(QStringLiteral("+5511999990000")), 1);
}

void TestFiveSystems::voiceOrders()
{
    Program program;
    const QJsonObject made = make(program, QStringLiteral("voice-orders"),
                                  "chatId,audio,phone\nc1,order.wav,+5511988887777\nc2,order.wav,+5511977776666\n");
    QCOMPARE(made.value(QLatin1String("jobs")).toInt(), 10);
    QCOMPARE(program.run({QStringLiteral("run"), QStringLiteral("--until-idle")}).code, 0);
    const QHash<QString, QString> texts = textsOf(program);
    QCOMPARE(texts.size(), 10);
    QCOMPARE(texts.value(QStringLiteral("c1/ask-to-write")), QString());
    QVERIFY(texts.value(QStringLiteral("c1/transcribe")).size() > 10);
    const auto order = QJsonDocument::fromJson(texts.value(QStringLiteral("c2/understand")).toUtf8()).object();
    QVERIFY(!order.value(QLatin1String("items")).toArray().isEmpty());
    QVERIFY(texts.value(QStringLiteral("c1/tell-vendor")).contains(QStringLiteral("5511999990000")));
    QVERIFY(texts.value(QStringLiteral("c2/tell-client")).contains(QStringLiteral("5511977776666")));
    // Nothing failed: nobody is asked to write.
    const QJsonObject skipped = program
                                    .run({QStringLiteral("job"), QStringLiteral("list"), QStringLiteral("--state"),
                                          QStringLiteral("skipped"), QStringLiteral("--json")})
                                    .json();
    QCOMPARE(skipped[QLatin1String("jobs")].toArray().size(), 2);
    QCOMPARE(skipped[QLatin1String("jobs")][0][QLatin1String("step")].toString(), QStringLiteral("ask-to-write"));
}

// 15 a day with two minutes between: what the sheet says before anything is stored.
void TestFiveSystems::theStartSheetKnowsTheDays()
{
    Program program;
    QByteArray rows = "id,full_name,role\n";
    for (int i = 1; i <= 60; ++i)
        rows += QByteArray::number(i) + ",Person " + QByteArray::number(i) + ",Chef\n";
    rows += "61,,Chef\n";
    const QString file = program.write(QStringLiteral("personas.csv"), rows);
    const auto words = [](const char *line) { return QString::fromUtf8(line).split(u' '); };
    const QByteArray zone = whereItIsNoon();
    qputenv("TZ", zone);
    const auto usualZone = qScopeGuard([] { qunsetenv("TZ"); });
    QCOMPARE(program.run(words(("queue set portraits gap=120 daily=15@" + zone).constData())).code, 0);
    const QJsonObject sheet = program.run(words("batch plan --recipe portrait --json --rows") << file).json();
    QCOMPARE(sheet.value(QLatin1String("rows")).toInt(), 60);
    QCOMPARE(sheet.value(QLatin1String("rejected")).toInt(), 1);
    QCOMPARE(sheet.value(QLatin1String("most")).toString(), QStringLiteral("0.12"));
    int requests = 0;
    const QJsonArray days = sheet.value(QLatin1String("days")).toArray();
    QCOMPARE(days.size(), 4);
    for (const QJsonValue &day : days)
        requests += day[QLatin1String("requests")].toInt();
    QCOMPARE(requests, 60);
    QVERIFY(sheet.value(QLatin1String("end")).isString());
    QVERIFY(program.run(words("batch list --json")).json().value(QLatin1String("batches")).toArray().isEmpty());
    QCOMPARE(program.run(words("queue pause portraits")).code, 0);
    const QJsonObject held = program.run(words("batch plan --recipe portrait --json --rows") << file).json();
    QCOMPARE(held.value(QLatin1String("held")).toString(), QStringLiteral("queuePaused"));
}

QTEST_GUILESS_MAIN(TestFiveSystems)
#include "test_five_systems.moc"
