#include "engine/link_fetcher.h"

#include <QTest>

#include <map>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock {
public:
    Moment now() const override { return m_now; }
    QString bootId() const override { return QStringLiteral("test"); }
    void advance(Micros time) { m_now = m_now + time; }

private:
    Moment m_now{Wall(1000h), Boot(1h)};
};

const QByteArray kPicture = QByteArray("\x89PNG\r\n\x1a\n") + "rest";

} // namespace

// What is asked on the wire, and when it gives up. The wire is this test's own.
class TestLinkFetcher : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void fetchesOnceForAll();
    void waitsAndTriesAgainWhileItMayPass();
    void givesUpAtOnceWhereItCannotPass_data();
    void givesUpAtOnceWhereItCannotPass();
    void followsButNotIntoTheOwnNetwork();
    void doesNotFollowForEver();
    void staysEncrypted();
    void aRecallIsNoFailure();
    void fewAreOnTheWireAtOnce();

private:
    struct Asked {
        WireRequest request;
        std::function<void(WireEvent)> answer;
    };

    void fetch(const QString &url, bool inside = false, Micros patience = 10s)
    {
        m_fetcher->fetch({QUrl(url), inside, 1 << 20, patience},
                         [this](const Result<LinkFetcher::Found> &found) { m_results.append(found); });
    }
    Asked next() { return m_asked.takeFirst(); }
    void answer(int status, const QByteArray &body = {}, HeaderLines headers = {})
    {
        next().answer(WireAnswered{-1, m_clock.now(), {status, std::move(headers), body}});
    }
    void fail(WireFailure failure) { next().answer(WireFailed{-1, m_clock.now(), failure, QStringLiteral("why"), {}}); }
    ErrorKind error() const { return m_results.isEmpty() ? ErrorKind::Internal : m_results.last().error().kind; }

    HandClock m_clock;
    QList<Asked> m_asked;
    QList<Result<LinkFetcher::Found>> m_results;
    std::unique_ptr<LinkFetcher> m_fetcher;
};

void TestLinkFetcher::init()
{
    m_asked.clear();
    m_results.clear();
    m_fetcher = std::make_unique<LinkFetcher>(m_clock, [this](WireRequest request, auto done) {
        m_asked.append({std::move(request), std::move(done)});
    });
}

void TestLinkFetcher::fetchesOnceForAll()
{
    fetch(QStringLiteral("https://x.example/a.png"));
    fetch(QStringLiteral("https://x.example/a.png"));
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(m_asked.first().request.method, "GET");
    QVERIFY(m_asked.first().request.headers.isEmpty()); // no credential
    QVERIFY(m_asked.first().request.publicOnly);
    QCOMPARE(m_asked.first().request.responseCap, 1 << 20);
    answer(200, kPicture);
    QCOMPARE(m_results.size(), 2);
    QCOMPARE(m_results.first()->mime, QStringLiteral("image/png"));
    QCOMPARE(m_results.last()->bytes, kPicture);
    QVERIFY(!m_fetcher->nextWake());
}

void TestLinkFetcher::waitsAndTriesAgainWhileItMayPass()
{
    fetch(QStringLiteral("https://x.example/a.png"));
    answer(503);
    QVERIFY(m_asked.isEmpty());
    for (const Micros wait : {Micros(2s), Micros(4s)}) {
        QVERIFY(m_fetcher->nextWake());
        QCOMPARE((m_fetcher->nextWake()->boot - m_clock.now().boot).count(), wait.count());
        m_clock.advance(wait - 1us);
        m_fetcher->tick();
        QVERIFY(m_asked.isEmpty());
        m_clock.advance(1us);
        m_fetcher->tick();
        QCOMPARE(m_asked.size(), 1);
        fail(WireFailure::Lost);
    }
    QCOMPARE(m_results.size(), 1); // 6 s are over, and 8 more would be too long
    QVERIFY(error() == ErrorKind::Unreachable);
}

void TestLinkFetcher::givesUpAtOnceWhereItCannotPass_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("not there") << 404 << int(ErrorKind::FileMissing);
    QTest::newRow("gone") << 410 << int(ErrorKind::FileMissing);
    QTest::newRow("forbidden") << 403 << int(ErrorKind::FileUnreadable);
    QTest::newRow("a page") << 200 << int(ErrorKind::FileUnreadable);
    QTest::newRow("too large") << -int(WireFailure::TooLarge) << int(ErrorKind::TooMany);
    QTest::newRow("inside") << -int(WireFailure::Inside) << int(ErrorKind::NotAllowed);
}

void TestLinkFetcher::givesUpAtOnceWhereItCannotPass()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    fetch(QStringLiteral("https://me.example/a.png?signature=s3cret#x"));
    if (status < 0)
        fail(WireFailure(-status));
    else
        answer(status, "<html>");
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(int(error()), kind);
    QCOMPARE(m_results.first().error().subject, QStringLiteral("https://me.example/a.png"));
}

// The one address that was given may lie inside; where it leads may not, but for the same server.
void TestLinkFetcher::followsButNotIntoTheOwnNetwork()
{
    fetch(QStringLiteral("http://127.0.0.1:5000/a.png"), true);
    QVERIFY(!m_asked.first().request.publicOnly);
    answer(302, {}, {{"location", "/b.png"}});
    QCOMPARE(m_asked.first().request.url, QUrl(QStringLiteral("http://127.0.0.1:5000/b.png")));
    QVERIFY(!m_asked.first().request.publicOnly);
    answer(307, {}, {{"location", "http://127.0.0.1:22/"}});
    QCOMPARE(m_asked.first().request.url, QUrl(QStringLiteral("http://127.0.0.1:22/")));
    QVERIFY(m_asked.first().request.publicOnly);
    fail(WireFailure::Inside);
    QVERIFY(error() == ErrorKind::NotAllowed);
}

void TestLinkFetcher::doesNotFollowForEver()
{
    fetch(QStringLiteral("https://x.example/a.png"));
    int asked = 0;
    for (; !m_asked.isEmpty() && asked < 50; ++asked)
        answer(301, {}, {{"location", "/a.png"}});
    QCOMPARE(asked, 6);
    QVERIFY(error() == ErrorKind::BadUrl);
}

void TestLinkFetcher::staysEncrypted()
{
    fetch(QStringLiteral("https://x.example/a.png"));
    answer(302, {}, {{"location", "http://x.example/a.png"}});
    QVERIFY(m_asked.isEmpty());
    QVERIFY(error() == ErrorKind::BadUrl);
}

void TestLinkFetcher::aRecallIsNoFailure()
{
    fetch(QStringLiteral("https://x.example/a.png"), false, 0s);
    next().answer(WireDeferred{-1});
    QCOMPARE(m_asked.size(), 1);
    answer(200, kPicture);
    QVERIFY(m_results.first());
}

void TestLinkFetcher::fewAreOnTheWireAtOnce()
{
    for (int i = 0; i < 50; ++i)
        fetch(QStringLiteral("https://x.example/%1.png").arg(i));
    QCOMPARE(m_asked.size(), 8);
    QVERIFY(!m_fetcher->nextWake()); // the next one goes when one comes home
    answer(404);
    QCOMPARE(m_asked.size(), 8);
    while (!m_asked.isEmpty())
        answer(200, kPicture);
    QCOMPARE(m_results.size(), 50);
}

QTEST_GUILESS_MAIN(TestLinkFetcher)
#include "test_link_fetcher.moc"
