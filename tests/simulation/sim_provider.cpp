#include "sim_provider.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <array>

namespace fornada::sim {

using namespace std::chrono_literals;

namespace {

constexpr auto kFateNames =
    std::to_array<const char *>({"good", "500", "503", "503after", "502", "429", "429after", "429quota", "400", "401",
                                 "rubbish", "saysFailure", "cutUnread", "cutAccepted", "cutBody", "hang", "late"});

struct Weight {
    Fate fate;
    int weight;
};
constexpr auto kWeights = std::to_array<Weight>({{Fate::Error500, 10},
                                                 {Fate::Busy503, 10},
                                                 {Fate::Busy503After, 8},
                                                 {Fate::Gateway502, 6},
                                                 {Fate::Limit429, 8},
                                                 {Fate::Limit429After, 10},
                                                 {Fate::Quota429, 1},
                                                 {Fate::Bad400, 4},
                                                 {Fate::Unauthorized401, 1},
                                                 {Fate::Rubbish200, 8},
                                                 {Fate::SaysFailure200, 4},
                                                 {Fate::CutUnread, 8},
                                                 {Fate::CutAccepted, 10},
                                                 {Fate::CutBody, 8},
                                                 {Fate::Hang, 4},
                                                 {Fate::Late, 6}});

// Work was done, so it is billed; 502 stands for a gateway in front of work that may have been done.
bool isBilled(Fate fate, Dice &dice)
{
    switch (fate) {
    case Fate::Good:
    case Fate::Rubbish200:
    case Fate::CutAccepted:
    case Fate::CutBody:
    case Fate::Hang:
    case Fate::Late:
        return true;
    case Fate::Gateway502:
        return dice.chance(0.5);
    default:
        return false;
    }
}

const QString kFiles = QStringLiteral("http://files.test/");

QByteArray smallPng()
{
    return QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJ"
                                  "RU5ErkJggg==");
}

QByteArray headerOf(const WireRequest &request, const QByteArray &name)
{
    for (const auto &[key, value] : request.headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QString chatPrompt(const QJsonObject &body)
{
    return body.value(QLatin1String("messages")).toArray().at(0)[QLatin1String("content")].toString();
}

QByteArray chatAnswer(const QString &text, qint64 tokens)
{
    const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")}, {QStringLiteral("content"), text}};
    const QJsonObject choice{{QStringLiteral("message"), message},
                             {QStringLiteral("finish_reason"), QStringLiteral("stop")}};
    return QJsonDocument(QJsonObject{{QStringLiteral("choices"), QJsonArray{choice}},
                                     {QStringLiteral("usage"), QJsonObject{{QStringLiteral("total_tokens"), tokens}}}})
        .toJson(QJsonDocument::Compact);
}

// Four bytes of text are one at most, and the answer has at most as many as were asked for.
qint64 drawnWeight(const QJsonObject &body, Dice &dice)
{
    return dice.between(1, std::max<qint64>(1, chatPrompt(body).size() / 4)) +
           dice.between(0, body.value(QLatin1String("max_tokens")).toInteger());
}

} // namespace

QString nameOf(Fate fate)
{
    return QLatin1String(kFateNames.at(size_t(fate)));
}

JobId jobOf(const WireRequest &request)
{
    // Of the data folder, the job, and what it asks for: fornada-x-17-a0b1c2d3.
    const QByteArrayList parts = headerOf(request, "Idempotency-Key").split('-');
    return JobId{parts.size() < 2 ? 0 : parts.at(parts.size() - 2).toLongLong()};
}

Provider::Provider(Loop &loop, const SimClock &clock, const Faults &faults, Dice &dice, Look look, Complain complain)
    : m_loop(loop)
    , m_clock(clock)
    , m_faults(faults)
    , m_dice(dice)
    , m_look(std::move(look))
    , m_complain(std::move(complain))
{}

Fate Provider::drawFate()
{
    if (m_faults.providerDown)
        return m_dice.chance(0.5) ? Fate::Busy503 : Fate::CutUnread;
    if (!m_dice.chance(m_faults.badAnswer))
        return Fate::Good;
    int total = 0;
    for (const Weight &entry : kWeights)
        total += entry.weight;
    qint64 at = m_dice.between(0, total - 1);
    for (const Weight &entry : kWeights) {
        at -= entry.weight;
        if (at < 0)
            return entry.fate;
    }
    return Fate::Good;
}

Micros Provider::latency(Fate fate, Micros deadline)
{
    if (fate == Fate::Late)
        return deadline + Micros(m_dice.between(0, 5'000'000));
    if (fate == Fate::Good || fate == Fate::Rubbish200 || fate == Fate::CutBody || fate == Fate::CutAccepted) {
        const double spread = double(m_dice.between(0, 1000)) / 1000.0;
        return Micros(20'000 + qint64(spread * spread * spread * 6e6));
    }
    return Micros(m_dice.between(1'000, 300'000));
}

WireAnswer Provider::answerFor(Fate fate, const JobFacts &facts, const QString &rowKey, qint64 tokens)
{
    WireAnswer answer;
    const auto json = [&](int status, const QByteArray &body) {
        answer.status = status;
        answer.body = body;
        answer.headers.append(qMakePair(QByteArray("content-type"), QByteArray("application/json")));
    };
    const auto after = [&](qint64 seconds) { answer.headers.append({"retry-after", QByteArray::number(seconds)}); };
    const QDateTime date = QDateTime::fromMSecsSinceEpoch(toMicros(m_clock.trueWall()) / 1000, Qt::UTC);
    answer.headers.append(
        {"date", QLocale::c().toString(date, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1()});
    switch (fate) {
    case Fate::Error500:
        json(500, R"({"error":"internal"})");
        break;
    case Fate::Busy503:
        json(503, R"({"error":"busy"})");
        break;
    case Fate::Busy503After:
        json(503, R"({"error":"busy"})");
        after(m_dice.between(1, 90));
        break;
    case Fate::Gateway502:
        json(502, "bad gateway");
        break;
    case Fate::Limit429:
        json(429, R"({"error":"slow down"})");
        break;
    case Fate::Limit429After:
        json(429, R"({"error":"slow down"})");
        after(m_dice.between(1, 120));
        break;
    case Fate::Quota429:
        json(429, R"({"error":"daily quota"})");
        after(m_dice.between(3 * 3600, 12 * 3600));
        break;
    case Fate::Bad400:
        json(400, R"({"error":"bad row"})");
        break;
    case Fate::Unauthorized401:
        json(401, R"({"error":"bad key"})");
        break;
    case Fate::Rubbish200:
        json(200, "<html>");
        break;
    case Fate::SaysFailure200:
        json(200, R"({"success":false,"message":"no"})");
        break;
    default:
        if (!facts.resultLink.isEmpty()) {
            json(200, QJsonDocument(QJsonObject{{facts.resultLink, kFiles + rowKey}}).toJson(QJsonDocument::Compact));
            break;
        }
        if (facts.output == OutputKind::Text) {
            json(200, chatAnswer(rowKey, tokens));
            break;
        }
        if (facts.output == OutputKind::Image) {
            answer.status = 200;
            answer.body = smallPng() + rowKey.toUtf8();
            answer.headers.append(qMakePair(QByteArray("content-type"), QByteArray("image/png")));
            break;
        }
        const QByteArray padding(m_dice.chance(0.02) ? 70'000 : 3, 'x');
        json(200, QJsonDocument(QJsonObject{{QStringLiteral("row"), rowKey},
                                            {QStringLiteral("padding"), QString::fromLatin1(padding)}})
                      .toJson(QJsonDocument::Compact));
    }
    return answer;
}

void Provider::arrive(qint64 connection, const WireRequest &request, Line line, bool isClosed)
{
    const auto facts = m_look(request);
    if (!facts) {
        m_complain(1, QStringLiteral("a request for job %1, which is not on file").arg(jobOf(request).value));
        return;
    }
    const JobId job = facts->job.id;
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const bool isChat = body.contains(QLatin1String("messages"));
    const QString rowKey =
        isChat ? chatPrompt(body).section(QLatin1Char(' '), 0, 0) : body.value(QLatin1String("key")).toString();
    const qint64 tokens = isChat && m_weights ? drawnWeight(body, *m_weights) : 0;
    if (rowKey != facts->rowKey)
        m_complain(7, QStringLiteral("job %1 of row %2 asks for row %3").arg(job.value).arg(facts->rowKey, rowKey));

    const QStringList scopes{QStringLiteral("queue:") + facts->queue, QStringLiteral("account:") + facts->account,
                             QStringLiteral("model:") + facts->account + QLatin1Char(':') + facts->job.model};
    for (const QString &scope : scopes)
        if (const auto fault = m_judges[scope].arrive({connection, m_loop.now(), m_clock.trueWall(),
                                                       QString::number(facts->job.row.value), tokens, isClosed}))
            m_complain(4, scope + QStringLiteral(" ") + *fault);
    m_open[connection] = scopes;

    LedgerLine entry;
    entry.connection = connection;
    entry.attempt = request.id;
    entry.job = job;
    entry.arrived = m_loop.now();
    entry.fate = drawFate();
    if (isBilled(entry.fate, m_dice) && !facts->freeAccount)
        entry.billed = facts->price;
    m_ledger.append(entry);
    const qsizetype index = m_ledger.size() - 1;
    if (entry.fate == Fate::Hang)
        return;
    const WireAnswer answer = answerFor(entry.fate, *facts, rowKey, tokens);
    m_loop.after(latency(entry.fate, request.deadline), Side::World,
                 [this, index, line, answer] { finish(index, line, answer); });
}

void Provider::serveFile(const QUrl &url, const Line &line)
{
    WireAnswer answer{200, {{"content-type", "image/png"}}, smallPng() + url.fileName().toUtf8()};
    const bool isBad = m_dice.chance(m_faults.badAnswer);
    const bool isCut = isBad && m_dice.chance(0.3);
    if (isBad)
        answer.status = m_dice.chance(0.3) ? 404 : 503;
    m_loop.after(Micros(m_dice.between(1'000, 3'000'000)), Side::World, [line, isCut, answer] {
        if (isCut)
            line.cut(QStringLiteral("reset"));
        else
            line.answer(answer);
    });
}

void Provider::finish(qsizetype index, const Line &to, const WireAnswer &answer)
{
    LedgerLine &entry = m_ledger[index];
    if (!m_open.contains(entry.connection))
        return; // hung up
    leave(entry.connection);
    switch (entry.fate) {
    case Fate::CutUnread:
    case Fate::CutAccepted:
    case Fate::CutBody:
        to.cut(QStringLiteral("reset"));
        break;
    default:
        entry.gone = true;
        to.answer(answer);
    }
}

void Provider::leave(qint64 connection)
{
    const auto it = m_open.find(connection);
    if (it == m_open.end())
        return;
    for (const QString &scope : std::as_const(it->second))
        m_judges[scope].leave(connection);
    m_open.erase(it);
}

void Provider::hangUp(qint64 connection)
{
    leave(connection);
}

void Provider::hangUpAll()
{
    while (!m_open.empty())
        leave(m_open.begin()->first);
}

} // namespace fornada::sim
