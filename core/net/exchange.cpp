#include "net/exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <algorithm>

namespace fornada {

using namespace std::chrono_literals;

namespace {

// Qt reads no further from the socket while this much waits for us.
constexpr qint64 ReadBuffer = 1 << 20;
constexpr qint64 ReadPiece = 256 << 10;
constexpr auto ProgressGap = 250ms;
// QTimer stands still in suspend, our clock does not: look again at least this often.
constexpr auto LongestWatch = 5s;

bool hasLineBreak(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

QNetworkRequest toQt(const WireRequest &wire, qint64 bodySize)
{
    QUrl url = wire.url;
    url.setUserInfo({}); // Qt would answer a 401 with it by itself
    QNetworkRequest request(url);
    request.setRawHeader("User-Agent", "Fornada/" FORNADA_VERSION);
    // Qt 6.4 does not notice that a compressed answer was cut, and a decoded one is not what was paid for byte by byte.
    request.setRawHeader("Accept-Encoding", "identity");
    for (const auto &[name, value] : wire.headers)
        request.setRawHeader(name, value);
    request.setHeader(QNetworkRequest::ContentLengthHeader, bodySize);

    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

WireRequest withoutBody(WireRequest request)
{
    request.body.clear();
    return request;
}

} // namespace

Exchange::Exchange(WireRequest request, const Clock &clock, std::shared_ptr<QNetworkAccessManager> manager, Hooks hooks)
    : m_request(withoutBody(request))
    , m_hasBody(!request.body.isEmpty())
    , m_clock(clock)
    , m_hooks(std::move(hooks))
    , m_manager(std::move(manager))
    , m_body(std::move(request.body), [this] {
        markSent(m_clock.now());
        touch();
    })
{
    m_watch.setSingleShot(true);
    m_watch.setTimerType(Qt::PreciseTimer);
    connect(&m_watch, &QTimer::timeout, this, &Exchange::checkLimits);
}

Exchange::~Exchange()
{
    m_over = true;
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (!m_reply->isFinished())
        m_reply->abort();
    // Before the manager: its HTTP thread may be waiting for the reply to reset the upload, which deleting it releases.
    m_reply.reset();
}

QString Exchange::unsendable(const WireRequest &request)
{
    const QString scheme = request.url.scheme();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http"))
        return QStringLiteral("the address is neither http nor https");
    if (!request.url.isValid() || request.url.host().isEmpty())
        return QStringLiteral("the address is not valid");
    if (request.method.isEmpty() || hasLineBreak(request.method) || request.method.contains(' '))
        return QStringLiteral("the method is not valid");
    if (request.method == "HEAD" && !request.body.isEmpty())
        return QStringLiteral("a HEAD request has no body");
    for (const auto &[name, value] : request.headers) {
        if (name.isEmpty() || hasLineBreak(name) || hasLineBreak(value))
            return QStringLiteral("the header \"%1\" holds a line break").arg(QString::fromLatin1(name).simplified());
    }
    return {};
}

void Exchange::start()
{
    m_handedAt = m_clock.now();
    m_lastByteAt = m_handedAt.boot;
    const QNetworkRequest request = toQt(m_request, m_body.bytesAvailable());
    // A custom request even for GET and POST: it takes a body device whatever the verb. HEAD cannot (Qt must know not
    // to expect a body), so Qt may repeat it; it costs nothing.
    m_reply.reset(m_request.method == "HEAD" ? m_manager->head(request)
                                             : m_manager->sendCustomRequest(request, m_request.method, &m_body));
    m_reply->setReadBufferSize(ReadBuffer);
    connectReply();
    armWatch();
}

void Exchange::connectReply()
{
    QNetworkReply *reply = m_reply.get();
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] { m_connecting = true; });
    connect(reply, &QNetworkReply::encrypted, this, [this] {
        m_encrypted = true;
        touch();
        if (!m_hasBody)
            markSent(m_clock.now());
    });
    connect(reply, &QNetworkReply::requestSent, this, [this] { markSent(m_clock.now()); });
    connect(reply, &QNetworkReply::uploadProgress, this, &Exchange::touch);
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::handleHead);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::handleBytes);
    connect(reply, &QNetworkReply::finished, this, &Exchange::handleFinished);
}

void Exchange::cancel()
{
    stop(WireFailure::Cancelled, QStringLiteral("cancelled"));
}

void Exchange::markSent(Moment at)
{
    if (m_sentAt)
        return;
    m_sentAt = at;
    m_hooks.report(WireSent{m_request.id, at});
    if (!m_over)
        armWatch();
}

void Exchange::touch()
{
    m_lastByteAt = m_clock.now().boot;
}

void Exchange::handleHead()
{
    markSent(m_handedAt); // only a request without a body comes here unmarked: Qt says nothing when it leaves
    touch();
    if (declaredSize() > m_request.responseCap)
        stop(WireFailure::TooLarge, QStringLiteral("the answer has %1 bytes").arg(declaredSize()));
}

void Exchange::handleBytes()
{
    touch();
    while (!m_over && m_reply->bytesAvailable() > 0) {
        const qint64 room = m_request.responseCap - m_received.size();
        const QByteArray piece = m_reply->read(std::min(ReadPiece, room) + 1);
        if (piece.isEmpty())
            return;
        if (piece.size() > room) {
            m_received.clear(); // what is over the cap is of no use to anybody
            stop(WireFailure::TooLarge, QStringLiteral("the answer is over %1 bytes").arg(m_request.responseCap));
            return;
        }
        m_received += piece;
    }
    if (!m_over)
        reportProgress();
}

void Exchange::reportProgress()
{
    const Boot reference = std::max(m_lastProgressAt, m_handedAt.boot);
    if (m_lastByteAt - reference < ProgressGap)
        return;
    m_lastProgressAt = m_lastByteAt;
    m_hooks.report(WireProgress{m_request.id, m_received.size(), declaredSize()});
}

void Exchange::handleFinished()
{
    handleBytes();
    if (m_over)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 100 && status < 200) {
        // Qt 6.4 takes an interim answer (103) for the last one: the true one is still to come on that connection and
        // must not be read as the answer to somebody else's request.
        markSent(m_handedAt);
        conclude(WireFailed{m_request.id, m_clock.now(), WireFailure::Lost,
                            QStringLiteral("interim answer %1 instead of a whole one").arg(status), takeAnswer()},
                 true);
        return;
    }
    if (isWholeAnswer()) {
        markSent(m_handedAt);
        conclude(WireAnswered{m_request.id, m_clock.now(), takeAnswer()});
        return;
    }
    const bool resendRefused = m_reply->error() == QNetworkReply::ContentReSendError;
    fail(neverLeft() ? WireFailure::NotSent : WireFailure::Lost,
         resendRefused ? QStringLiteral("connection closed before an answer came") : m_reply->errorString());
}

// Qt reports a status of 400 and above as an error, too; those answers are whole.
bool Exchange::isWholeAnswer() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto error = m_reply->error();
    if (status < 200)
        return false;
    if (error == QNetworkReply::NoError)
        return true;
    if (status == 307 || status == 308) // Qt rewinds the body for the redirect that it then leaves to us
        return error == QNetworkReply::ContentReSendError;
    if (status < 400)
        return false;
    const bool content = error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError &&
                         error != QNetworkReply::ContentReSendError;
    return content || error >= QNetworkReply::InternalServerError ||
           error == QNetworkReply::ProtocolInvalidOperationError ||
           (status == 407 && error == QNetworkReply::ProxyAuthenticationRequiredError);
}

// Asked when Qt itself gave up.
bool Exchange::neverLeft() const
{
    if (m_sentAt)
        return false;
    if (m_hasBody)
        return true; // nobody ever asked for its first byte, and Qt sends no header before
    if (m_request.url.scheme() == QLatin1String("https") && m_connecting && !m_encrypted)
        return true;
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return true;
    default:
        return false; // in doubt: lost
    }
}

void Exchange::checkLimits()
{
    const Boot now = m_clock.now().boot;
    const Boot start = m_sentAt ? m_sentAt->boot : m_handedAt.boot;
    if (now >= start + m_request.deadline)
        stop(WireFailure::TimedOut, QStringLiteral("no whole answer before the deadline"));
    else if (now >= m_lastByteAt + m_request.idleTimeout)
        stop(WireFailure::TimedOut, QStringLiteral("the connection fell silent"));
    else
        armWatch();
}

void Exchange::armWatch()
{
    const Boot start = m_sentAt ? m_sentAt->boot : m_handedAt.boot;
    const Boot due = std::min(start + m_request.deadline, m_lastByteAt + m_request.idleTimeout);
    const auto wait = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(due - m_clock.now().boot), 1ms,
                                 std::chrono::milliseconds(LongestWatch));
    m_watch.start(wait);
}

// We end it, not Qt.
void Exchange::stop(WireFailure failure, const QString &detail)
{
    if (m_over || !m_reply)
        return;
    const bool unsent = m_hasBody && !m_sentAt; // for an empty body nobody can tell: counts as sent
    if (!unsent && failure != WireFailure::TooLarge)
        m_received += m_reply->read(std::min(m_reply->bytesAvailable(), m_request.responseCap - m_received.size()));
    m_reply->disconnect(this);
    m_over = true;
    m_body.shut();
    m_reply->abort();
    fail(unsent ? WireFailure::NotSent : failure, detail);
}

void Exchange::fail(WireFailure failure, const QString &detail)
{
    if (failure != WireFailure::NotSent)
        markSent(m_handedAt);
    conclude(WireFailed{m_request.id, m_clock.now(), failure, detail, takeAnswer()});
}

void Exchange::conclude(WireEvent last, bool desynced)
{
    m_over = true;
    m_watch.stop();
    m_reply->disconnect(this);
    m_hooks.report(std::move(last));
    m_hooks.ended(desynced);
}

qint64 Exchange::declaredSize() const
{
    bool ok = false;
    const qint64 size = m_reply->rawHeader("Content-Length").toLongLong(&ok);
    return ok ? size : -1;
}

WireAnswer Exchange::takeAnswer()
{
    WireAnswer answer;
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        answer.headers.append({name.toLower(), value});
    answer.body = std::exchange(m_received, {});
    return answer;
}

} // namespace fornada
