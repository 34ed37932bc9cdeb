#include "sim_extras.h"

#include "sim_operator.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

namespace fornada::sim {

using namespace std::chrono_literals;

namespace {

const QString kTokenAccount = QStringLiteral("chat-account");
const QString kTokenQueue = QStringLiteral("chat-queue");
constexpr qint64 kMostWeight = 400; // of one request

QString clockTime(qint64 minutes)
{
    const qint64 ofDay = (minutes + 2 * 24 * 60) % (24 * 60);
    return QStringLiteral("%1:%2").arg(ofDay / 60, 2, 10, QLatin1Char('0')).arg(ofDay % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

Extras::Extras(quint64 seed, Wall start)
    : m_start(start)
    , m_dice(seed * 0x9e3779b97f4a7c15ULL + 5)
{
    m_clientBudget = m_dice.chance(0.1);
    m_openHours = m_dice.chance(0.1);
    m_tokens = m_dice.chance(0.1);
    m_huge = m_dice.chance(0.01);
    m_atAccounts = m_dice.chance(0.5);
}

QJsonObject Extras::withHours(QJsonObject limits, bool ofAccount, Micros now)
{
    if (m_openHours && ofAccount == m_atAccounts && m_dice.chance(0.6))
        limits.insert(QStringLiteral("openHours"), openHours(now));
    return limits;
}

QJsonObject Extras::openHours(Micros now)
{
    static const QStringList zones{QStringLiteral("America/Los_Angeles"), QStringLiteral("Europe/Lisbon"),
                                   QStringLiteral("America/Sao_Paulo"), QStringLiteral("UTC")};
    const QString zone = m_dice.oneOf(zones);
    const QTime local =
        QDateTime::fromMSecsSinceEpoch(toMicros(m_start + now) / 1000, QTimeZone(zone.toLatin1())).time();
    const qint64 edge = local.hour() * 60 + local.minute() + m_dice.between(1, 25);
    const qint64 length = m_dice.between(30, 12 * 60);
    const bool closes = m_dice.chance(0.5);
    QJsonObject rule{{QStringLiteral("from"), clockTime(closes ? edge - length : edge)},
                     {QStringLiteral("to"), clockTime(closes ? edge : edge + length)}};
    if (m_dice.chance(0.3)) {
        const qint64 free = m_dice.between(1, 7);
        QJsonArray weekdays;
        for (int day = 1; day <= 7; ++day)
            if (day != free)
                weekdays.append(day);
        rule.insert(QStringLiteral("weekdays"), weekdays);
    }
    return {{QStringLiteral("zone"), zone}, {QStringLiteral("rules"), QJsonArray{rule}}};
}

QJsonObject Extras::tokenLimits()
{
    QJsonObject limits{{QStringLiteral("tokenWindow"),
                        QJsonObject{{QStringLiteral("count"), m_dice.between(kMostWeight, 5 * kMostWeight)},
                                    {QStringLiteral("period"), m_dice.between(2, 60)}}}};
    if (m_dice.chance(0.5))
        limits.insert(QStringLiteral("concurrency"), m_dice.between(1, 8));
    return limits;
}

QString Extras::clientBudget()
{
    return toDecimal(Money{m_dice.between(0, 60) * 20'000});
}

void Operator::orderExtras(QList<Order> &orders)
{
    if (m_extras.hasClientBudget())
        orders.append({QStringLiteral("credit.set"),
                       {{QStringLiteral("client"), QStringLiteral("client")},
                        {QStringLiteral("budget"), m_extras.clientBudget()}}});
    if (!m_extras.hasTokens())
        return;
    Dice &dice = m_extras.dice();
    const bool atAccount = dice.chance(0.7);
    orders.append({QStringLiteral("account.add"),
                   {{QStringLiteral("account"), kTokenAccount},
                    {QStringLiteral("kind"), QStringLiteral("openai")},
                    {QStringLiteral("url"), QStringLiteral("http://chat.test/v1")},
                    {QStringLiteral("limits"), atAccount ? m_extras.tokenLimits() : QJsonObject()},
                    {QStringLiteral("free"), true}}});
    orders.append({QStringLiteral("queue.set"),
                   {{QStringLiteral("queue"), kTokenQueue},
                    {QStringLiteral("account"), kTokenAccount},
                    {QStringLiteral("limits"), !atAccount || dice.chance(0.3) ? m_extras.tokenLimits() : QJsonObject()},
                    {QStringLiteral("retry"), QJsonObject{{QStringLiteral("maxAttempts"), dice.between(1, 6)},
                                                          {QStringLiteral("minBackoff"), 2},
                                                          {QStringLiteral("maxBackoff"), 60}}},
                    {QStringLiteral("deadline"), dice.between(5, 60)}}});
}

// Requests of different weights, at once and some time later.
void Operator::addTokenBatch()
{
    if (!m_host || !m_host->isReady())
        return;
    Dice &dice = m_extras.dice();
    const int number = ++m_batches;
    BatchOrder order;
    Step step;
    step.id = QStringLiteral("chat");
    step.operation = Operation::Text;
    step.queue = kTokenQueue;
    step.model = QStringLiteral("big");
    step.output = OutputKind::Text;
    step.prompt = QStringLiteral("{{key}} {{more}}");
    step.parameters = {{QStringLiteral("maxOutputTokens"), dice.between(10, 200)}};
    order.recipe.name = QStringLiteral("chat");
    order.recipe.requiredFields = {QStringLiteral("key")};
    order.recipe.keyFields = QStringList{QStringLiteral("key")};
    order.recipe.steps = {step};
    order.start = true;
    order.batch.name = QStringLiteral("chat-%1").arg(number);
    order.batch.recipe = order.recipe.name;
    const qint64 rows = dice.between(3, 25);
    for (qint64 i = 1; i <= rows; ++i)
        order.rows.append({{QStringLiteral("key"), QStringLiteral("c%1r%2.").arg(number).arg(i)},
                           {QStringLiteral("more"), QString(dice.between(1, 450), QLatin1Char('x'))}});
    addBatch(std::move(order));
}

// Too many rows to be added at once; when it is added all the same, it is taken out again.
void Operator::addHugeBatch()
{
    if (!m_host || !m_host->isReady())
        return;
    Dice &dice = m_extras.dice();
    BatchOrder order;
    Step step;
    step.id = QStringLiteral("step0");
    step.operation = Operation::HttpCall;
    step.queue = dice.oneOf(m_queues);
    step.output = OutputKind::Json;
    step.price = Money{1'000};
    order.recipe.name = QStringLiteral("huge");
    order.recipe.requiredFields = {QStringLiteral("key")};
    order.recipe.keyFields = QStringList{QStringLiteral("key")};
    order.recipe.steps = {step};
    order.start = dice.chance(0.5);
    order.batch.name = kHuge + QString::number(++m_batches);
    order.batch.recipe = order.recipe.name;
    const qint64 rows = RowIntake::kChunk + dice.between(1, 200);
    for (qint64 i = 1; i <= rows; ++i)
        order.rows.append({{QStringLiteral("key"), QStringLiteral("h%1r%2.").arg(m_batches).arg(i)}});
    m_oracle.batchOrdered(order.batch.name, rows);
    addBatch(std::move(order), [this](BatchId id) { takeOut(id); });
}

void Operator::takeOut(BatchId id)
{
    const QJsonObject args{{QStringLiteral("batch"), QString::number(id.value)}, {QStringLiteral("forGood"), true}};
    execute(QStringLiteral("batch.cancel"), {{QStringLiteral("batch"), QString::number(id.value)}},
            [this, args](Result<QJsonObject> done) {
                if (done)
                    m_oracle.cancelled();
                execute(QStringLiteral("batch.remove"), args);
            });
}

void Operator::changeClientBudget()
{
    if (m_host && m_host->isReady())
        execute(QStringLiteral("credit.set"), {{QStringLiteral("client"), QStringLiteral("client")},
                                               {QStringLiteral("budget"), m_extras.clientBudget()}});
}

} // namespace fornada::sim
