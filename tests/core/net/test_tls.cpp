// https: who may be spoken to, and that a request leaves only after that is known.
#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along
#include "wire_recorder.h"

#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

using namespace fornada;

namespace {

// A server with a certificate of its own making; answers every request "safe".
class TlsServer final {
public:
    TlsServer(const QSslCertificate &certificate, const QSslKey &key)
    {
        QSslConfiguration configuration;
        configuration.setLocalCertificate(certificate);
        configuration.setPrivateKey(key);
        m_server.setSslConfiguration(configuration);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            ++m_connections;
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                m_received += socket->readAll();
                if (!m_received.endsWith("{\"prompt\":\"a cat\"}"))
                    return;
                ++m_requests;
                m_received.clear();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe");
            });
        });
        m_listens = m_server.listen(QHostAddress::LocalHost);
    }
    bool listens() const { return m_listens; }
    int requests() const { return m_requests; }
    int connections() const { return m_connections; }
    QByteArray received() const { return m_received; }
    QUrl url(const QString &host) const
    {
        return QUrl(QStringLiteral("https://%1:%2/").arg(host).arg(m_server.serverPort()));
    }

private:
    QSslServer m_server;
    QByteArray m_received;
    int m_requests = 0, m_connections = 0;
    bool m_listens = false;
};

// As long as it lives, this certificate is an authority.
class Trust final {
public:
    explicit Trust(const QSslCertificate &certificate)
    {
        QSslConfiguration trusting = m_before;
        trusting.addCaCertificate(certificate);
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(Trust)

private:
    const QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

} // namespace

class TlsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void trustedIsAnswered();
    void untrustedGetsNothing();
    void anotherNameGetsNothing();

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    QSslCertificate m_certificate;
    QSslKey m_key;
};

void TlsTest::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"),
                   QStringLiteral("-subj"), QStringLiteral("/CN=localhost"), QStringLiteral("-addext"),
                   QStringLiteral("subjectAltName=DNS:localhost"), QStringLiteral("-keyout"), QStringLiteral("key.pem"),
                   QStringLiteral("-out"), QStringLiteral("cert.pem")});
    QVERIFY(openssl.waitForFinished());
    QCOMPARE(openssl.exitCode(), 0);
    QFile certificate(m_folder.filePath(QStringLiteral("cert.pem"))), key(m_folder.filePath(QStringLiteral("key.pem")));
    QVERIFY(certificate.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
    m_certificate = QSslCertificate(&certificate);
    m_key = QSslKey(&key, QSsl::Rsa);
    QVERIFY(!m_certificate.isNull() && !m_key.isNull());
}

void TlsTest::trustedIsAnswered()
{
    const Trust trust(m_certificate);
    TlsServer server(m_certificate, m_key);
    QVERIFY(server.listens());
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (const qint64 id : {1, 2, 3}) {
        transport.send(post(id, server.url(QStringLiteral("localhost"))));
        QVERIFY(recorder.waitUntilOver(id));
        QCOMPARE(recorder.trace(id), "sent answered");
        QCOMPARE(recorder.of<WireAnswered>(id)->answer.body, "safe");
    }
    QCOMPARE(server.requests(), 3);
    QCOMPARE(server.connections(), 1); // one handshake for all
}

void TlsTest::untrustedGetsNothing()
{
    TlsServer server(m_certificate, m_key);
    QVERIFY(server.listens());
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(QStringLiteral("localhost"))));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
    QVERIFY2(recorder.of<WireFailed>(1)->detail.contains(QLatin1String("certificate"), Qt::CaseInsensitive),
             qPrintable(recorder.of<WireFailed>(1)->detail));
    QCOMPARE(server.received(), QByteArray());
}

void TlsTest::anotherNameGetsNothing()
{
    const Trust trust(m_certificate);
    TlsServer server(m_certificate, m_key);
    QVERIFY(server.listens());
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(QStringLiteral("127.0.0.1")))); // the certificate says localhost
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
    QCOMPARE(server.requests(), 0);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "test_tls.moc"
