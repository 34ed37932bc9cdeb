#include "net/exchange.h"

#include <algorithm>

namespace fornada {

using namespace std::chrono_literals;

namespace {

constexpr auto kProgressGap = 250ms;

bool hasLineBreak(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

QByteArray targetOf(QUrl url)
{
    const bool isRoot = url.path().isEmpty();
    if (isRoot)
        url.setPath(QStringLiteral("/"));
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment |
                         (isRoot ? QUrl::FormattingOptions() : QUrl::NormalizePathSegments));
}

QByteArray hostLine(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':')) // IPv6
        host = '[' + host + ']';
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

// What the request does not say itself.
struct DefaultHeader {
    QByteArray name, value;
};

QByteArray headOf(const WireRequest &request)
{
    QList<DefaultHeader> defaults{{"Host", hostLine(request.url)},
                                  {"User-Agent", "Fornada/" FORNADA_VERSION},
                                  {"Accept", "*/*"},
                                  // What was paid for is kept byte by byte.
                                  {"Accept-Encoding", "identity"}};
    const bool mayBeEmpty = request.method == "GET" || request.method == "HEAD" || request.method == "DELETE";
    if (!mayBeEmpty || !request.body.isEmpty())
        defaults.append({"Content-Length", QByteArray::number(request.body.size())});
    QByteArray head;
    head.reserve(512);
    head += request.method + ' ' + targetOf(request.url) + " HTTP/1.1\r\n";
    for (const auto &[name, value] : std::as_const(defaults)) {
        const bool isGiven = std::any_of(request.headers.begin(), request.headers.end(), [&name = name](const auto &h) {
            return h.first.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (!isGiven)
            head += name + ": " + value + "\r\n";
    }
    for (const auto &[name, value] : request.headers)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

// They say where the request ends; that is for us to say.
bool isOurs(const QByteArray &name)
{
    return name.compare("content-length", Qt::CaseInsensitive) == 0 ||
           name.compare("transfer-encoding", Qt::CaseInsensitive) == 0;
}

} // namespace

Exchange::Exchange(WireRequest request, const Clock &clock, Hooks hooks)
    : m_request(std::move(request))
    , m_clock(clock)
    , m_hooks(std::move(hooks))
    , m_reader(m_request.method == "HEAD", m_request.responseCap)
{}

Exchange::~Exchange()
{
    m_isOver = true;
}

QString Exchange::unsendable(const WireRequest &request)
{
    const QString scheme = request.url.scheme();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http"))
        return QStringLiteral("the address is neither http nor https");
    if (!request.url.isValid() || request.url.host().isEmpty())
        return QStringLiteral("the address is not valid");
    if (!isHttpToken(request.method))
        return QStringLiteral("the method is not valid");
    if (request.method == "HEAD" && !request.body.isEmpty())
        return QStringLiteral("a HEAD request has no body");
    for (const auto &[name, value] : request.headers) {
        const QString shown = QString::fromLatin1(name).simplified();
        if (!isHttpToken(name) || hasLineBreak(value))
            return QStringLiteral("the header \"%1\" holds what no header may").arg(shown);
        if (isOurs(name))
            return QStringLiteral("the header \"%1\" is not the request's to give").arg(shown);
    }
    return {};
}

void Exchange::start(std::unique_ptr<HttpConnection> connection)
{
    m_began = m_clock.now();
    m_lastByteAt = m_began.boot;
    m_connection = std::move(connection);
    m_connection->setUser(this);
    if (m_connection->isReady())
        handleReady();
    else
        m_connection->open();
}

// The one place where a request leaves. From here on nobody can say that it did not.
void Exchange::handleReady()
{
    if (m_request.publicOnly && m_connection->leadsInside()) {
        conclude(WireFailed{m_request.id,
                            m_clock.now(),
                            WireFailure::Inside,
                            QStringLiteral("the address is this machine's or in its own network"),
                            {}},
                 false);
        return;
    }
    const Moment now = m_clock.now();
    if (now.boot > m_request.sendAt + m_request.lateLimit) { // it took so long to connect
        giveBack();
        return;
    }
    m_sentAt = now;
    m_lastByteAt = now.boot;
    m_hooks.report(WireSent{m_request.id, *m_sentAt});
    m_connection->write(headOf(m_request), m_request.body);
}

void Exchange::handleWritten()
{
    m_lastByteAt = m_clock.now().boot;
}

void Exchange::handleBytes(QByteArray bytes)
{
    if (m_isOver)
        return;
    const Moment now = m_clock.now();
    m_lastByteAt = now.boot;
    const bool isEarly = !m_sentAt; // a greeting instead of silence: no HTTP server does that
    const AnswerReader::State state = isEarly ? AnswerReader::State::Broken : m_reader.feed(std::move(bytes));
    if (!m_headAt && m_reader.hasHead())
        m_headAt = now;
    if (m_reader.endsWithConnection())
        m_connection->watchEnd();
    settle(state, QStringLiteral("what came is no HTTP answer"));
}

void Exchange::handleEnd(End end, const QString &why)
{
    if (m_isOver)
        return;
    settle(m_sentAt && end == End::Orderly ? m_reader.end() : AnswerReader::State::Broken, why);
}

void Exchange::settle(AnswerReader::State state, const QString &why)
{
    switch (state) {
    case AnswerReader::State::NeedMore:
        reportProgress();
        return;
    case AnswerReader::State::Whole: {
        const Moment now = m_clock.now();
        conclude(WireAnswered{m_request.id, now, m_reader.take(), m_headAt.value_or(now)}, m_reader.keepsConnection());
        return;
    }
    case AnswerReader::State::TooLarge: {
        WireAnswer partial = m_reader.take();
        partial.body.clear(); // what is over the cap is of no use to anybody
        const bool isDeclared = m_reader.declaredSize() > m_request.responseCap;
        conclude(WireFailed{m_request.id, m_clock.now(), WireFailure::TooLarge,
                            isDeclared ? QStringLiteral("the answer has %1 bytes").arg(m_reader.declaredSize())
                                       : QStringLiteral("the answer is over %1 bytes").arg(m_request.responseCap),
                            std::move(partial)},
                 false);
        return;
    }
    case AnswerReader::State::Broken:
        fail(WireFailure::Lost, why);
        return;
    }
}

void Exchange::reportProgress()
{
    const Boot reference = std::max(m_lastProgressAt, m_began.boot);
    if (m_lastByteAt - reference < kProgressGap)
        return;
    m_lastProgressAt = m_lastByteAt;
    m_hooks.report(WireProgress{m_request.id, m_reader.bodySize(), m_reader.declaredSize()});
}

void Exchange::cancel()
{
    if (!m_isOver)
        fail(WireFailure::Cancelled, QStringLiteral("cancelled"));
}

void Exchange::recall()
{
    if (!m_isOver && !m_sentAt)
        giveBack();
}

Boot Exchange::due() const
{
    const Boot start = m_sentAt ? m_sentAt->boot : m_began.boot;
    return std::min(start + m_request.deadline, m_lastByteAt + m_request.idleTimeout);
}

void Exchange::checkLimits(Boot now)
{
    if (m_isOver || now < due())
        return;
    const Boot start = m_sentAt ? m_sentAt->boot : m_began.boot;
    fail(WireFailure::TimedOut, now >= start + m_request.deadline
                                    ? QStringLiteral("no whole answer before the deadline")
                                    : QStringLiteral("the connection fell silent"));
}

// Whoever ended it: what has not been sent counts as that.
void Exchange::fail(WireFailure failure, const QString &detail)
{
    conclude(
        WireFailed{m_request.id, m_clock.now(), m_sentAt ? failure : WireFailure::NotSent, detail, m_reader.take()},
        false);
}

// Not one byte was written, so the connection is as good as new.
void Exchange::giveBack()
{
    conclude(WireDeferred{m_request.id}, true);
}

void Exchange::conclude(WireEvent last, bool keepsConnection)
{
    m_isOver = true;
    m_connection->setUser(nullptr);
    if (!keepsConnection)
        m_connection->abort();
    m_hooks.report(std::move(last));
    m_hooks.ended();
}

std::unique_ptr<HttpConnection> Exchange::takeConnection()
{
    return m_connection->isUsable() ? std::move(m_connection) : nullptr;
}

} // namespace fornada
