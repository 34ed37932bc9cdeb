#include "sim_day.h"

namespace fornada::sim {

using namespace std::chrono_literals;

Day::Day(Wall start, AtHand atHand)
    : m_atHand(atHand)
    , m_dice(1)
    , m_loop(m_dice.source())
    , m_clock(m_loop, start)
    , m_engineRandom(2)
    , m_store(m_memory)
    , m_files(faults, m_dice)
    , m_oracle(m_store, m_files, [this](int, const QString &what) { broken.append(what); })
    , m_provider(
          m_loop, m_clock, faults, m_dice, [this](const WireRequest &request) { return m_oracle.factsOf(request); },
          [this](int, const QString &what) { broken.append(what); })
{
    m_store.setWatch([this](const StoreFact &fact) { m_oracle.onFact(fact); });
    startProgram();
}

void Day::give(const QString &name, const QJsonObject &args)
{
    const Answer answer = order(name, args);
    await(answer);
    if (!**answer)
        qFatal("%s: %s %s", qPrintable(name), qPrintable(toName((**answer).error().kind)),
               qPrintable((**answer).error().detail));
}

Day::Answer Day::order(const QString &name, const QJsonObject &args)
{
    const auto answer = std::make_shared<std::optional<Result<QJsonObject>>>();
    m_host->execute(name, args, [answer](Result<QJsonObject> reply) { *answer = std::move(reply); });
    return answer;
}

void Day::await(const Answer &answer)
{
    runUntil([&answer] { return answer->has_value(); });
}

void Day::runUntil(const std::function<bool()> &so)
{
    while (!so())
        if (!m_loop.runOne())
            qFatal("nothing happens any more");
}

void Day::queue(const QString &name, const QString &account, const LimitSet &limits)
{
    m_provider.judge(QStringLiteral("queue:") + name).mayApply(limits, m_loop.now());
    give(QStringLiteral("queue.set"), {{QStringLiteral("queue"), name},
                                       {QStringLiteral("account"), account},
                                       {QStringLiteral("limits"), toJson(limits)}});
}

void Day::account(const QString &name, const LimitSet &limits)
{
    m_provider.judge(QStringLiteral("account:") + name).mayApply(limits, m_loop.now());
    give(QStringLiteral("account.add"), {{QStringLiteral("account"), name},
                                         {QStringLiteral("kind"), QStringLiteral("worker")},
                                         {QStringLiteral("url"), QStringLiteral("http://worker-0.test/run")},
                                         {QStringLiteral("free"), true},
                                         {QStringLiteral("limits"), toJson(limits)}});
}

void Day::batch(const QString &name, const Recipe &recipe, int rows)
{
    BatchOrder order;
    order.recipe = recipe;
    order.start = true;
    order.batch.name = name;
    order.batch.recipe = recipe.name;
    for (int row = 1; row <= rows; ++row)
        order.rows.append({{QStringLiteral("key"), QStringLiteral("%1r%2.").arg(name).arg(row)}});
    bool done = false;
    m_host->addBatch(std::move(order), [&](Result<QJsonObject> reply) {
        if (!reply)
            qFatal("%s", qPrintable(reply.error().detail));
        done = true;
    });
    while (!done && m_loop.runOne()) {}
}

void Day::runFor(Micros length)
{
    const Micros end = m_loop.now() + length;
    while (m_loop.next() && *m_loop.next() < end && m_loop.runOne()) {}
    m_loop.at(end, Side::World, [] {});
    while (m_loop.now() < end && m_loop.runOne()) {}
}

bool Day::runOut(Micros most)
{
    const Micros end = m_loop.now() + most;
    while (m_loop.now() < end && !isDone())
        runFor(100ms);
    return isDone();
}

void Day::killAndRestart()
{
    m_loop.killProgram();
    m_host.reset();
    m_loop.killProgram();
    m_provider.hangUpAll();
    m_memory.crash();
    m_oracle.onCrash();
    startProgram();
}

void Day::stopAndRestart(Micros grace)
{
    bool stopped = false;
    m_host->runtime().stop(grace, [&stopped] { stopped = true; });
    while (!stopped && m_loop.runOne()) {}
    killAndRestart();
}

bool Day::isDone()
{
    const auto all = m_store.batches();
    return std::all_of(all->begin(), all->end(),
                       [](const Batch &batch) { return batch.state == BatchState::Finished; });
}

qint64 Day::completed(qint64 batch)
{
    const auto known = m_store.batch(BatchId{batch});
    return known ? known->counts[JobState::Completed] : -1;
}

Micros Day::sumOfLengths()
{
    Micros sum{0};
    for (const auto &[id, length] : m_lengths)
        sum += length;
    return sum;
}

void Day::startProgram()
{
    const WireWatch watch{[this](const WireRequest &request) {
                              m_oracle.onSent(request);
                              m_sent.append(request);
                              m_sentAt[request.id] = m_loop.now();
                              m_most = std::max(m_most, int(m_sentAt.size()));
                              const auto facts = m_oracle.factsOf(jobOf(request));
                              const auto place = std::pair(facts->job.step, facts->job.row.value);
                              m_rowOf[request.id] = place;
                              const int now = ++m_ofRow[place];
                              m_mostOfRow[place.first] = std::max(m_mostOfRow[place.first], now);
                          },
                          [this](qint64 attempt) {
                              m_oracle.onAnswered(attempt);
                              m_lengths[attempt] = m_loop.now() - m_sentAt[attempt];
                              m_sentAt.erase(attempt);
                              --m_ofRow[m_rowOf[attempt]];
                          }};
    m_host =
        std::make_unique<SimHost>(SimHost::World{m_loop, m_clock, faults, m_dice, m_engineRandom, m_store, m_files,
                                                 m_provider, m_connections, watch, [](const Event &) {}, m_atHand});
    bool ready = false;
    m_host->start([&ready](Result<RecoveryCard> card) { ready = bool(card); });
    while (!ready && m_loop.runOne()) {}
}

Step stepOf(const QString &id, const QString &queue)
{
    Step step;
    step.id = id;
    step.operation = Operation::HttpCall;
    step.queue = queue;
    step.output = OutputKind::Json;
    return step;
}

Recipe recipeOf(const QList<Step> &steps)
{
    Recipe recipe;
    recipe.name = QStringLiteral("system");
    recipe.requiredFields = {QStringLiteral("key")};
    recipe.keyFields = QStringList{QStringLiteral("key")};
    recipe.steps = steps;
    return recipe;
}

} // namespace fornada::sim
