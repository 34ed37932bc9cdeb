#include "net/answer_reader.h"

#include <QTest>

#include <rapidcheck.h>

using namespace fornada;

namespace {

using State = AnswerReader::State;
constexpr qint64 kCap = 1000;

const QByteArray kSized =
    "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nX-Two:  spaced \r\nContent-Length: 11\r\n\r\nhello world";
const QByteArray kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "5\r\nhello\r\n6;name=value\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
const QByteArray kInterim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
const QByteArray kUntilEnd = "HTTP/1.0 200\r\nA: b\r\n\r\nhello world";

State feed(AnswerReader &reader, const QByteArray &bytes)
{
    return reader.feed(bytes);
}

} // namespace

class TestAnswerReader final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAnAnswer();
    void readsWhateverTheSplit();
    void survivesGarbage();
    void noBodyWhereThereIsNone_data();
    void noBodyWhereThereIsNone();
    void theEndOfTheConnection_data();
    void theEndOfTheConnection();
    void refuses_data();
    void refuses();
    void tooLarge_data();
    void tooLarge();
    void keepsTheConnection_data();
    void keepsTheConnection();
    void isQuietFor_data();
    void isQuietFor();
};

void TestAnswerReader::readsAnAnswer()
{
    AnswerReader reader(false, kCap);
    QCOMPARE(feed(reader, kSized), State::Whole);
    QCOMPARE(reader.declaredSize(), 11);
    const WireAnswer answer = reader.take();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers, Headers({{"content-type", "a/b"}, {"x-two", "spaced"}, {"content-length", "11"}}));
    QCOMPARE(answer.body, "hello world");
}

void TestAnswerReader::readsWhateverTheSplit()
{
    const bool held = rc::check("an answer is the same however its bytes arrive", [] {
        const auto whole = *rc::gen::element(kSized, kChunked, kUntilEnd, kInterim + kSized, kInterim + kChunked);
        AnswerReader reader(false, kCap);
        for (qsizetype at = 0; at < whole.size();) {
            RC_ASSERT(reader.state() == State::NeedMore);
            const auto step = *rc::gen::inRange<qsizetype>(1, 40);
            feed(reader, whole.mid(at, step));
            at += step;
        }
        RC_ASSERT((reader.state() == State::Whole) == (whole != kUntilEnd));
        if (whole == kUntilEnd)
            RC_ASSERT(reader.end() == State::Whole);
        RC_ASSERT(reader.keepsConnection() == (whole != kUntilEnd));
        const WireAnswer answer = reader.take();
        RC_ASSERT(answer.status == 200);
        RC_ASSERT(answer.body == "hello world");
    });
    QVERIFY(held);
}

void TestAnswerReader::survivesGarbage()
{
    const bool held = rc::check("any bytes end in an answer within the cap, a refusal or a wait", [] {
        const auto prefix = *rc::gen::element(QByteArray(), QByteArray("HTTP/1.1 200 OK\r\n"), kInterim,
                                              kChunked.left(60), kSized.left(50));
        const auto noise = *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
            {{3, rc::gen::arbitrary<char>()}, {2, rc::gen::element('\r', '\n', ':', ' ', '0')}}));
        AnswerReader reader(false, 50);
        feed(reader, prefix);
        feed(reader, QByteArray::fromStdString(noise));
        RC_ASSERT(reader.bodySize() <= 50);
        reader.end();
        RC_ASSERT(reader.state() != State::NeedMore);
        RC_ASSERT(!reader.keepsConnection());
    });
    QVERIFY(held);
}

void TestAnswerReader::noBodyWhereThereIsNone_data()
{
    QTest::addColumn<bool>("head");
    QTest::addColumn<int>("status");
    QTest::newRow("HEAD") << true << 200;
    QTest::newRow("204") << false << 204;
    QTest::newRow("304") << false << 304;
}

void TestAnswerReader::noBodyWhereThereIsNone()
{
    QFETCH(bool, head);
    QFETCH(int, status);
    AnswerReader reader(head, kCap);
    QCOMPARE(feed(reader, "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: 5000\r\n\r\n"),
             State::Whole);
    QVERIFY(reader.keepsConnection());
}

void TestAnswerReader::theEndOfTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<QByteArray>("partial");
    QTest::newRow("nothing came") << QByteArray() << false << QByteArray();
    QTest::newRow("in the head") << kSized.left(30) << false << QByteArray();
    QTest::newRow("in a sized body") << kSized.chopped(5) << false << QByteArray("hello ");
    QTest::newRow("in a chunk") << kChunked.left(kChunked.indexOf("wor")) << false << QByteArray("hello ");
    QTest::newRow("before the last chunk")
        << kChunked.left(kChunked.indexOf("0\r\nT")) << false << QByteArray("hello world");
    QTest::newRow("in the trailer") << kChunked.chopped(2) << false << QByteArray("hello world");
    QTest::newRow("where the end is the end") << kUntilEnd << true << QByteArray("hello world");
    QTest::newRow("after an interim answer") << kInterim << false << QByteArray();
}

void TestAnswerReader::theEndOfTheConnection()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, whole);
    AnswerReader reader(false, kCap);
    QCOMPARE(feed(reader, bytes), State::NeedMore);
    QCOMPARE(reader.end(), whole ? State::Whole : State::Broken);
    QTEST(reader.take().body, "partial");
}

void TestAnswerReader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("another protocol") << QByteArray("220 smtp.example ESMTP");
    QTest::newRow("version 2") << QByteArray("HTTP/2.0 200 OK\r\n\r\n");
    QTest::newRow("status of two digits") << QByteArray("HTTP/1.1 20 OK\r\n\r\n");
    QTest::newRow("status of four digits") << QByteArray("HTTP/1.1 2000 OK\r\n\r\n");
    QTest::newRow("status below 100") << QByteArray("HTTP/1.1 099 OK\r\n\r\n");
    QTest::newRow("another protocol is begun") << QByteArray("HTTP/1.1 101 Switching\r\n\r\n");
    QTest::newRow("folded header") << ok + "A: b\r\n c\r\n\r\n";
    QTest::newRow("header without a colon") << ok + "hello\r\n\r\n";
    QTest::newRow("two lengths") << ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n";
    QTest::newRow("signed length") << ok + "Content-Length: +1\r\n\r\n";
    QTest::newRow("length and chunks") << ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("unknown coding") << ok + "Transfer-Encoding: gzip, chunked\r\n\r\n";
    QTest::newRow("bad chunk") << ok + "Transfer-Encoding: chunked\r\n\r\n-1\r\n";
    QTest::newRow("chunk without end") << ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc";
    QTest::newRow("long head") << ok + "A: " + QByteArray(300 << 10, 'x');
    QTest::newRow("many headers") << ok + QByteArray("a:b\r\n").repeated(501) + "\r\n";
}

void TestAnswerReader::refuses()
{
    QFETCH(QByteArray, bytes);
    AnswerReader reader(false, kCap);
    QCOMPARE(feed(reader, bytes), State::Broken);
    QCOMPARE(feed(reader, kSized), State::Broken);
}

void TestAnswerReader::tooLarge_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("declared") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
    QTest::newRow("a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n");
    QTest::newRow("a huge chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n");
    QTest::newRow("until the end") << "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1001, 'x');
}

void TestAnswerReader::tooLarge()
{
    QFETCH(QByteArray, bytes);
    AnswerReader reader(false, kCap);
    QCOMPARE(feed(reader, bytes), State::TooLarge);
}

void TestAnswerReader::keepsTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keeps");
    const QByteArray rest = "Content-Length: 2\r\n\r\nok";
    QTest::newRow("1.1") << "HTTP/1.1 200 OK\r\n" + rest << true;
    QTest::newRow("1.1 close") << "HTTP/1.1 200 OK\r\nConnection: Close\r\n" + rest << false;
    QTest::newRow("1.0") << "HTTP/1.0 200 OK\r\n" + rest << false;
    QTest::newRow("1.0 keep") << "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + rest << true;
    QTest::newRow("a byte too many") << "HTTP/1.1 200 OK\r\n" + rest + "!" << false;
    QTest::newRow("a byte after no body") << QByteArray("HTTP/1.1 204 None\r\n\r\n!") << false;
    QTest::newRow("a byte after chunks") << kChunked + "!" << false;
}

void TestAnswerReader::keepsTheConnection()
{
    QFETCH(QByteArray, bytes);
    AnswerReader reader(false, kCap);
    QCOMPARE(feed(reader, bytes), State::Whole);
    QTEST(reader.keepsConnection(), "keeps");
}

void TestAnswerReader::isQuietFor_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds"); // -1: not said
    QTest::newRow("both") << QByteArray("timeout=5, max=100") << 5;
    QTest::newRow("alone") << QByteArray("timeout=75") << 75;
    QTest::newRow("other words") << QByteArray("max=100") << -1;
    QTest::newRow("nonsense") << QByteArray("timeout=-5") << -1;
}

void TestAnswerReader::isQuietFor()
{
    QFETCH(QByteArray, value);
    QFETCH(int, seconds);
    AnswerReader reader(false, kCap);
    QCOMPARE(feed(reader, "HTTP/1.1 204 None\r\nKeep-Alive: " + value + "\r\n\r\n"), State::Whole);
    QCOMPARE(reader.keptFor() ? int(reader.keptFor()->count()) : -1, seconds);
}

QTEST_GUILESS_MAIN(TestAnswerReader)
#include "test_answer_reader.moc"
