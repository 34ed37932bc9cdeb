#include "sandbox/http_parser.h"

#include <QTest>

#include <rapidcheck.h>

using namespace fornada::sandbox;

namespace {

using State = HttpParser::State;
constexpr qint64 bodyLimit = 1000;

State feed(HttpParser &parser, const QByteArray &bytes)
{
    parser.append(bytes);
    return parser.advance();
}

const QByteArray lengthRequest =
    "POST /a/b?x=1 HTTP/1.1\r\nHost: h\r\nX-Two:  spaced \r\nContent-Length: 11\r\n\r\nhello "
    "world";
const QByteArray chunkedRequest = "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "5\r\nhello\r\n6;name=value\r\n world\r\n0\r\nTrailer: x\r\n\r\n";

} // namespace

class TestHttpParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsARequest();
    void readsPipelinedRequests();
    void readsWhateverTheSplit();
    void survivesGarbage();
    void refuses_data();
    void refuses();
    void keepAliveFollowsTheVersionAndTheHeader_data();
    void keepAliveFollowsTheVersionAndTheHeader();
    void asksForTheBodyOnce();
};

void TestHttpParser::readsARequest()
{
    HttpParser parser(bodyLimit);
    QCOMPARE(feed(parser, lengthRequest), State::Ready);
    const HttpRequest request = parser.take();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/a/b");
    QCOMPARE(request.query, "x=1");
    QCOMPARE(request.header("x-two"), "spaced");
    QCOMPARE(request.body, "hello world");
    QVERIFY(parser.isIdle());
    QCOMPARE(parser.advance(), State::NeedMore);
}

void TestHttpParser::readsPipelinedRequests()
{
    HttpParser parser(bodyLimit);
    QCOMPARE(feed(parser, lengthRequest + chunkedRequest + "GET /last HTTP/1.1\r\n\r\n"), State::Ready);
    QCOMPARE(parser.take().path, "/a/b");
    QCOMPARE(parser.advance(), State::Ready);
    const HttpRequest second = parser.take();
    QCOMPARE(second.path, "/c");
    QCOMPARE(second.body, "hello world");
    QCOMPARE(parser.advance(), State::Ready);
    QCOMPARE(parser.take().path, "/last");
}

void TestHttpParser::readsWhateverTheSplit()
{
    const bool held = rc::check("a request is the same however its bytes arrive", [] {
        const QByteArray bytes = lengthRequest + chunkedRequest;
        HttpParser parser(bodyLimit);
        QList<HttpRequest> requests;
        for (qsizetype at = 0; at < bytes.size();) {
            const auto step = *rc::gen::inRange<qsizetype>(1, 40);
            parser.append(bytes.mid(at, step));
            at += step;
            while (parser.advance() == State::Ready)
                requests.append(parser.take());
        }
        RC_ASSERT(requests.size() == 2);
        RC_ASSERT(requests[0].body == "hello world");
        RC_ASSERT(requests[1].body == "hello world");
    });
    QVERIFY(held);
}

void TestHttpParser::survivesGarbage()
{
    const bool held = rc::check("any bytes end in a request, a refusal or a wait", [] {
        const auto prefix =
            *rc::gen::element<QByteArray>(QByteArray(), QByteArray("POST / HTTP/1.1\r\n"), chunkedRequest);
        const auto noise = *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
            {{3, rc::gen::arbitrary<char>()}, {2, rc::gen::element('\r', '\n', ':', ' ', '0')}}));
        HttpParser parser(bodyLimit);
        parser.append(prefix + QByteArray::fromStdString(noise));
        for (int i = 0; i < 1000 && parser.advance() == State::Ready; ++i)
            RC_ASSERT(parser.take().body.size() <= bodyLimit);
        RC_ASSERT((parser.advance() == State::Broken) == (parser.errorStatus() >= 400));
    });
    QVERIFY(held);
}

void TestHttpParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST / HTTP/1.1\r\n";
    QTest::newRow("nonsense") << QByteArray("\x16\x03\x01 hello\r\n\r\n") << 400;
    QTest::newRow("version") << QByteArray("GET / HTTP/2.0\r\n\r\n") << 505;
    QTest::newRow("relative target") << QByteArray("GET a HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("folded header") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n") << 400;
    QTest::newRow("space before colon") << QByteArray("GET / HTTP/1.1\r\nA : b\r\n\r\n") << 400;
    QTest::newRow("two lengths") << post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" << 400;
    QTest::newRow("signed length") << post + "Content-Length: +1\r\n\r\n" << 400;
    QTest::newRow("length and chunks") << post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" << 400;
    QTest::newRow("unknown coding") << post + "Transfer-Encoding: gzip, chunked\r\n\r\n" << 501;
    QTest::newRow("long body") << post + "Content-Length: 1001\r\n\r\n" << 413;
    QTest::newRow("long chunk") << post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" << 413;
    QTest::newRow("huge chunk") << post + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n" << 413;
    QTest::newRow("bad chunk") << post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" << 400;
    QTest::newRow("chunk without end") << post + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc" << 400;
    QTest::newRow("long head") << QByteArray("GET / HTTP/1.1\r\nA: ") + QByteArray(70'000, 'x') << 431;
    QTest::newRow("many headers") << QByteArray("GET / HTTP/1.1\r\n") + QByteArray("a:b\r\n").repeated(201) + "\r\n"
                                  << 431;
}

void TestHttpParser::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpParser parser(bodyLimit);
    QCOMPARE(feed(parser, bytes), State::Broken);
    QCOMPARE(parser.errorStatus(), status);
    QCOMPARE(feed(parser, "GET / HTTP/1.1\r\n\r\n"), State::Broken);
}

void TestHttpParser::keepAliveFollowsTheVersionAndTheHeader_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
}

void TestHttpParser::keepAliveFollowsTheVersionAndTheHeader()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, keeps);
    HttpParser parser(bodyLimit);
    QCOMPARE(feed(parser, bytes), State::Ready);
    QCOMPARE(parser.take().keepAlive, keeps);
}

void TestHttpParser::asksForTheBodyOnce()
{
    HttpParser parser(bodyLimit);
    QCOMPARE(feed(parser, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"), State::NeedMore);
    QVERIFY(parser.takeWantsContinue());
    QVERIFY(!parser.takeWantsContinue());
    QCOMPARE(feed(parser, "ok"), State::Ready);
    QCOMPARE(parser.take().body, "ok");
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "test_http_parser.moc"
