#include "sandbox/service.h"

#include "base/sha256.h"
#include "sandbox/refusals.h"
#include "sandbox/work.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QThread>

namespace fornada::sandbox {

namespace {

constexpr int maxConnections = 4096;
// Larger bodies are hashed on the pool, so that one upload does not hold up every other client.
constexpr qsizetype hashInlineBytes = 64 << 10;

// The bytes that a fault leaves of an answer.
QByteArray wireBytes(const HttpAnswer &answer, Fault fault, const QByteArray &date, bool keepAlive)
{
    if (fault == Fault::Drop || fault == Fault::Reset || fault == Fault::Hang)
        return {};
    const QByteArray head = headBytes(answer, date, keepAlive);
    if (fault == Fault::CutHeaders)
        return head.left(head.size() / 2);
    if (fault == Fault::Cut || fault == Fault::Stall)
        return head + answer.body.left(answer.body.size() / 2);
    return head + answer.body;
}

AfterSend afterSend(Fault fault, bool keepAlive)
{
    switch (fault) {
    case Fault::Cut:
    case Fault::CutHeaders:
    case Fault::Drop:
        return AfterSend::Close;
    case Fault::Reset:
        return AfterSend::Reset;
    case Fault::Stall:
    case Fault::Hang:
        return AfterSend::Hang;
    default:
        return keepAlive ? AfterSend::KeepAlive : AfterSend::Close;
    }
}

bool isWholeAnswer(Fault fault)
{
    return fault < Fault::Cut;
}

} // namespace

Service::Service(const Clock &clock, SandboxLedger &ledger, const SandboxConfig &config)
    : m_clock(clock)
    , m_ledger(ledger)
    , m_config(config)
    , m_pool(QStringLiteral("sandbox"), QThread::idealThreadCount())
    , m_chance(config)
{
    m_server.setListenBacklogSize(1024);
    m_server.setMaxPendingConnections(1024);
    connect(&m_server, &QTcpServer::newConnection, this, &Service::acceptConnections);
}

Service::~Service()
{
    m_isStopping = true;
    m_server.close();
    m_pool.dropWaiting();
    m_pool.waitForDone();
    for (Connection *connection : findChildren<Connection *>(QString(), Qt::FindDirectChildrenOnly))
        delete connection; // closes its call
    while (!m_calls.empty())
        close(m_calls.begin()->first, false);
}

Result<quint16> Service::listen()
{
    if (m_server.listen(QHostAddress::LocalHost, m_config.port))
        return m_server.serverPort();
    const ErrorKind kind =
        m_server.serverError() == QAbstractSocket::AddressInUseError ? ErrorKind::AddressInUse : ErrorKind::Unreachable;
    return Error{kind, QStringLiteral("127.0.0.1:%1").arg(m_config.port), m_server.errorString()};
}

Status Service::setConfig(const SandboxConfig &config)
{
    if (config.port != m_config.port || config.ledgerFile != m_config.ledgerFile)
        return Error{ErrorKind::NotAllowed, QStringLiteral("port, ledgerFile"),
                     QStringLiteral("are chosen when the sandbox starts")};
    if (config.fileStatuses != m_config.fileStatuses)
        m_fileStatusAt = 0;
    m_config = config;
    m_chance.setConfig(config);
    m_ledger.setKeep(config.ledgerKeep);
    return {};
}

void Service::acceptConnections()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_connections >= maxConnections) {
            delete socket;
            continue;
        }
        ++m_connections;
        auto *connection = new Connection(socket, *this, m_config.maxRequestBytes, this);
        connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
    }
}

void Service::handle(Connection &connection, HttpRequest request)
{
    const Route route = routeFor(request);
    if (route.target != Target::Work)
        return serveControl(connection, route, request);

    const Moment now = m_clock.now();
    SandboxEntry entry = describe(request, route, now);
    const Admission admission = admit(request, route, entry.identity(), now);
    const bool isAdmitted = admission.verdict.violation == Violation::None && !admission.isKeyRefused;
    Call call{&connection, request.keepAlive, route, admission.fault, Micros(0), now.boot, 0, {}, {}};
    if (isAdmitted) {
        call.latency = m_chance.nextLatency();
        call.price =
            m_config.isBilled(call.fault) ? m_config.price(toName(route.operation), QString::fromUtf8(route.model)) : 0;
    }
    entry.fault = call.fault;
    entry.violation = violationName(admission.verdict.violation);
    entry.billedMicros = call.price;
    const qint64 sequence = m_ledger.accept(std::move(entry));
    if (!needsWork(call.fault)) {
        Refusal refusal{.fault = call.fault, .operation = route.operation, .model = route.model, .sequence = sequence};
        if (!isAdmitted && !admission.isKeyRefused) {
            refusal.limit = admission.verdict.limit;
            refusal.retryIn = admission.verdict.retryIn;
        }
        call.answer = refusalAnswer(route.dialect, refusal);
    }
    const Call &booked = m_calls.emplace(sequence, std::move(call)).first->second;
    startWork(sequence, booked, std::move(request));
}

Service::Admission Service::admit(const HttpRequest &request, const Route &route, const QByteArray &identity,
                                  Moment now)
{
    const bool needsKey = !m_config.requiredKey.isEmpty() && route.dialect != Dialect::Worker;
    if (needsKey && presentedKey(request) != m_config.requiredKey.toUtf8())
        return {Fault::BadKey, {}, true};
    const int inFlight = int(m_calls.size());
    const auto modelLimits = m_config.modelLimits.constFind(QString::fromUtf8(route.model));
    const bool hasModelLimits = modelLimits != m_config.modelLimits.cend();
    Verdict verdict = m_judge.judge(m_config.limits, m_config.timeScale, now, inFlight);
    if (verdict.violation == Violation::None && hasModelLimits) {
        int ofModel = 0;
        for (const auto &[sequence, call] : m_calls)
            ofModel += call.route.model == route.model ? 1 : 0;
        verdict = m_modelJudges[route.model].judge(*modelLimits, m_config.timeScale, now, ofModel);
    }
    if (verdict.violation != Violation::None)
        return {faultFor(verdict.violation), verdict, false};
    m_judge.count(m_config.limits, m_config.timeScale, now);
    if (hasModelLimits)
        m_modelJudges[route.model].count(*modelLimits, m_config.timeScale, now);
    return {m_chance.nextFault(QString::fromUtf8(identity)), {}, false};
}

SandboxEntry Service::describe(const HttpRequest &request, const Route &route, Moment now) const
{
    SandboxEntry entry;
    entry.arrived = now;
    entry.path = request.path;
    entry.operation = route.operation;
    entry.model = route.model;
    entry.idempotencyKey = request.header("idempotency-key");
    entry.requestId = request.header("x-request-id");
    entry.taskName = request.header("x-cloudtasks-taskname");
    entry.job = request.header("x-fornada-job");
    entry.bodyBytes = request.body.size();
    if (request.body.size() <= hashInlineBytes)
        entry.bodySha256 = sha256(request.body);
    entry.concurrency = int(m_calls.size()) + 1;
    return entry;
}

void Service::startWork(qint64 sequence, const Call &call, HttpRequest request)
{
    const bool isLarge = request.body.size() > hashInlineBytes;
    const bool hasWork = needsWork(call.fault);
    const WorkFacts facts{sequence, std::chrono::round<std::chrono::milliseconds>(call.latency),
                          std::chrono::floor<std::chrono::seconds>(m_clock.now().wall).time_since_epoch().count(),
                          "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()), m_config.pictureLinks};
    if (!isLarge && (!hasWork || isLight(call.route)))
        return finishWork(sequence, hasWork ? doWork(call.route, request, facts) : call.answer, {});
    m_pool.start([this, sequence, facts, hasWork, isLarge, route = call.route, answer = call.answer,
                  request = std::move(request)]() mutable {
        if (hasWork)
            answer = doWork(route, request, facts);
        QByteArray hash = isLarge ? sha256(request.body) : QByteArray();
        m_inbox.put([this, sequence, answer = std::move(answer), hash = std::move(hash)] {
            finishWork(sequence, answer, hash);
        });
    });
}

void Service::finishWork(qint64 sequence, HttpAnswer answer, QByteArray bodySha256)
{
    Call &call = m_calls.at(sequence);
    if (needsWork(call.fault) && answer.status >= 400)
        call.price = 0; // what is not understood is not worked on
    else if (call.price > 0)
        answer.headers.append({"X-Sandbox-Billed-Micros", QByteArray::number(call.price)});
    if (call.fault == Fault::BadJson)
        answer.body.truncate(answer.body.size() / 2);
    call.answer = std::move(answer);
    call.bodySha256 = std::move(bodySha256);
    // The latency counts from the arrival: the work is part of it.
    const Micros left = call.arrived + call.latency - m_clock.now().boot;
    if (left <= Micros(0))
        return deliver(sequence);
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(left), Qt::PreciseTimer, this,
                       [this, sequence] { deliver(sequence); });
}

void Service::deliver(qint64 sequence)
{
    const Call &call = m_calls.at(sequence);
    if (!call.connection)
        return close(sequence, false);
    const QByteArray bytes = wireBytes(call.answer, call.fault, date(), call.keepAlive);
    call.connection->send(bytes, afterSend(call.fault, call.keepAlive),
                          [this, sequence](bool isWhole) { close(sequence, isWhole); });
}

void Service::close(qint64 sequence, bool isWhole)
{
    const auto found = m_calls.find(sequence);
    const Call &call = found->second;
    const bool hasStatusLine = call.fault < Fault::Hang;
    m_ledger.close(sequence, {.status = hasStatusLine ? call.answer.status : 0,
                              .answered = isWhole && isWholeAnswer(call.fault),
                              .billedMicros = call.price,
                              .bodySha256 = call.bodySha256});
    m_calls.erase(found);
}

void Service::serveControl(Connection &connection, const Route &route, const HttpRequest &request)
{
    const bool keepAlive = request.keepAlive;
    switch (route.target) {
    case Target::ModelList:
        if (!m_config.requiredKey.isEmpty() && presentedKey(request) != m_config.requiredKey.toUtf8())
            return reply(&connection, refusalAnswer(route.dialect, {.fault = Fault::BadKey}), keepAlive);
        return reply(&connection, modelList(route.dialect), keepAlive);
    case Target::File:
        if (const int status = nextFileStatus(); status != 200)
            return reply(&connection,
                         {status, "text/plain", "as the sandbox was told\n", {{"Location", "/files/moved.png"}}},
                         keepAlive);
        return replyLater(connection, keepAlive, [path = request.path] { return namedPicture(path); });
    case Target::Ledger: {
        const qint64 after = queryValue(request.query, "after").toLongLong();
        const QByteArray limit = queryValue(request.query, "limit");
        return replyLater(connection, keepAlive,
                          [&ledger = m_ledger, after, count = limit.isEmpty() ? 100'000 : limit.toInt()] {
                              const SandboxLedgerView view = ledger.view(after, count);
                              QJsonArray entries;
                              for (const SandboxEntry &entry : view.entries)
                                  entries.append(toJson(entry));
                              return jsonAnswer(200, {{QStringLiteral("totals"), toJson(view.totals)},
                                                      {QStringLiteral("entries"), entries}});
                          });
    }
    case Target::Config:
        return reply(&connection, changeConfig(request), keepAlive);
    case Target::Health:
        return reply(&connection, health(), keepAlive);
    case Target::WrongMethod:
        return reply(&connection, {405, "text/plain", "wrong method\n", {}}, keepAlive);
    case Target::Work:
    case Target::Unknown:
        break;
    }
    reply(&connection, {404, "text/plain", "no such address in the sandbox\n", {}}, keepAlive);
}

int Service::nextFileStatus()
{
    ++m_filesAsked;
    return m_fileStatusAt < m_config.fileStatuses.size() ? m_config.fileStatuses.at(m_fileStatusAt++) : 200;
}

HttpAnswer Service::changeConfig(const HttpRequest &request)
{
    // Only browsers send it: a web page must not turn the knobs of a server on this machine.
    if (!request.header("origin").isEmpty())
        return jsonAnswer(403, {{QStringLiteral("error"), QStringLiteral("not from a web page")}});
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    if (!json.isObject())
        return jsonAnswer(400, {{QStringLiteral("error"), QStringLiteral("the body is not a JSON object")}});
    const Result<SandboxConfig> config = sandboxConfigFromJson(json.object(), m_config);
    const Status status = config ? setConfig(*config) : Status(config.error());
    if (!status)
        return jsonAnswer(400, {{QStringLiteral("error"), toName(status.error().kind)},
                                {QStringLiteral("subject"), status.error().subject},
                                {QStringLiteral("detail"), status.error().detail}});
    QJsonObject shown = toJson(m_config);
    shown.remove(QStringLiteral("requiredKey"));
    return jsonAnswer(200, shown);
}

HttpAnswer Service::health() const
{
    return jsonAnswer(200, {{QStringLiteral("status"), QStringLiteral("ok")},
                            {QStringLiteral("version"), QLatin1String(FORNADA_VERSION)},
                            {QStringLiteral("requests"), m_ledger.totals().requests},
                            {QStringLiteral("files"), m_filesAsked},
                            {QStringLiteral("inFlight"), int(m_calls.size())}});
}

void Service::reply(Connection *connection, const HttpAnswer &answer, bool keepAlive)
{
    if (connection && !m_isStopping)
        connection->send(headBytes(answer, date(), keepAlive) + answer.body,
                         keepAlive ? AfterSend::KeepAlive : AfterSend::Close, {});
}

void Service::replyLater(Connection &connection, bool keepAlive, std::function<HttpAnswer()> make)
{
    m_pool.start([this, guard = QPointer<Connection>(&connection), keepAlive, make = std::move(make)] {
        m_inbox.put([this, guard, keepAlive, answer = make()] { reply(guard.data(), answer, keepAlive); });
    });
}

QByteArray Service::date()
{
    const qint64 second = std::chrono::floor<std::chrono::seconds>(m_clock.now().wall).time_since_epoch().count();
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = QLocale::c()
                     .toString(QDateTime::fromSecsSinceEpoch(second, Qt::UTC), u"ddd, dd MMM yyyy hh:mm:ss")
                     .toLatin1() +
                 " GMT";
    }
    return m_date;
}

} // namespace fornada::sandbox
