#include "sim_operator.h"

// What a world is made of: accounts, queues, recipes and batches, all drawn from the seed.
namespace fornada::sim {

namespace {

QString zoneOf(Dice &dice)
{
    static const QStringList zones{QStringLiteral("America/Los_Angeles"), QStringLiteral("Europe/Lisbon"),
                                   QStringLiteral("America/Sao_Paulo"), QStringLiteral("UTC")};
    return dice.oneOf(zones);
}

} // namespace

QJsonObject Operator::randomLimits(bool ofAccount, Dice &dice)
{
    QJsonObject limits;
    if (dice.chance(0.5)) {
        const qint64 burst = dice.between(1, 10);
        limits.insert(QStringLiteral("pace"), QJsonObject{{QStringLiteral("count"), dice.between(6, 300)},
                                                          {QStringLiteral("period"), 60},
                                                          {QStringLiteral("burst"), burst}});
    }
    if (dice.chance(0.35))
        limits.insert(QStringLiteral("window"), QJsonObject{{QStringLiteral("count"), dice.between(2, 40)},
                                                            {QStringLiteral("period"), dice.between(1, 60)}});
    if (dice.chance(0.12))
        limits.insert(QStringLiteral("minimumGap"), dice.between(1, 20));
    if (dice.chance(0.1))
        limits.insert(QStringLiteral("dailyCap"), QJsonObject{{QStringLiteral("count"), dice.between(40, 150)},
                                                              {QStringLiteral("zone"), zoneOf(dice)}});
    if (dice.chance(0.7))
        limits.insert(QStringLiteral("concurrency"), dice.between(1, 12));
    if (!ofAccount && dice.chance(0.2))
        limits.insert(QStringLiteral("rowConcurrency"), 1);
    if (dice.chance(0.3))
        limits.insert(QStringLiteral("breakerThreshold"), dice.between(0, 5));
    return limits;
}

QJsonObject Operator::randomRetry()
{
    QJsonObject retry{{QStringLiteral("maxAttempts"), m_dice.between(1, 6)},
                      {QStringLiteral("minBackoff"), m_dice.between(1, 10)},
                      {QStringLiteral("maxBackoff"), m_dice.between(20, 300)}};
    if (m_dice.chance(0.15))
        retry.insert(QStringLiteral("ageLimit"), m_dice.between(60, 3600));
    return retry;
}

void Operator::setUp(std::function<void()> done)
{
    auto orders = std::make_shared<QList<Order>>();
    const qint64 accounts = m_dice.between(1, 2);
    for (qint64 i = 0; i < accounts; ++i) {
        const QString name = QStringLiteral("account-%1").arg(i);
        QJsonObject args{{QStringLiteral("account"), name},
                         {QStringLiteral("kind"), QStringLiteral("worker")},
                         {QStringLiteral("url"), QStringLiteral("http://worker-%1.test/run").arg(i)},
                         {QStringLiteral("limits"), m_extras.withHours(randomLimits(true), true, m_loop.now())},
                         {QStringLiteral("free"), m_dice.chance(0.15)}};
        if (m_dice.chance(0.5))
            args.insert(QStringLiteral("keyEnv"), QStringLiteral("SIM_KEY"));
        if (m_dice.chance(0.3))
            args.insert(QStringLiteral("modelLimits"), QJsonObject{{QStringLiteral("big"), randomLimits(true)}});
        Dice aside = m_dice; // a copy: what it throws changes nothing in the worlds known so far
        if (aside.chance(0.15))
            args.insert(QStringLiteral("dayBudget"), QStringLiteral("%1.00").arg(aside.between(0, 3)));
        m_accounts.append(name);
        orders->append({QStringLiteral("account.add"), args});
    }
    const qint64 queues = m_dice.between(1, 3);
    for (qint64 i = 0; i < queues; ++i) {
        const QString name = QStringLiteral("queue-%1").arg(i);
        m_queues.append(name);
        orders->append({QStringLiteral("queue.set"),
                        {{QStringLiteral("queue"), name},
                         {QStringLiteral("account"), m_dice.oneOf(m_accounts)},
                         {QStringLiteral("limits"), m_extras.withHours(randomLimits(false), false, m_loop.now())},
                         {QStringLiteral("retry"), randomRetry()},
                         {QStringLiteral("deadline"), m_dice.between(5, 60)}}});
    }
    if (m_dice.chance(0.2))
        orders->append({QStringLiteral("setting.set"),
                        {{QStringLiteral("name"), QStringLiteral("dayBudget")},
                         {QStringLiteral("value"), QStringLiteral("%1.00").arg(m_dice.between(0, 3))}}});
    Dice ofCredits = m_dice; // a copy, as above
    if (ofCredits.chance(0.3)) {
        const qint64 credits = ofCredits.between(10, 120);
        orders->append({QStringLiteral("credit.set"),
                        {{QStringLiteral("client"), QStringLiteral("client")},
                         {QStringLiteral("credits"), QJsonObject{{QStringLiteral("httpCall"), credits}}}}});
    }
    orderExtras(*orders);
    for (const Order &order : std::as_const(*orders)) {
        const auto limits = limitSetFromJson(order.args[QLatin1String("limits")].toObject());
        const QString account = order.args[QLatin1String("account")].toString();
        if (order.name == QLatin1String("account.add")) {
            m_provider.judge(QStringLiteral("account:") + account).mayApply(*limits, m_loop.now());
            const QJsonObject models = order.args[QLatin1String("modelLimits")].toObject();
            for (const QString &model : {QStringLiteral("big"), QStringLiteral("small")})
                m_provider.judge(QStringLiteral("model:%1:%2").arg(account, model))
                    .mayApply(*limitSetFromJson(models.value(model).toObject()), m_loop.now());
        } else if (order.name == QLatin1String("queue.set")) {
            m_provider.judge(QStringLiteral("queue:") + order.args[QLatin1String("queue")].toString())
                .mayApply(*limits, m_loop.now());
        }
    }
    auto next = std::make_shared<std::function<void()>>();
    *next = [this, orders, next, done = std::move(done)] {
        if (orders->isEmpty()) {
            done();
            *next = {};
            return;
        }
        const Order order = orders->takeFirst();
        execute(order.name, order.args, [next](Result<QJsonObject>) { (*next)(); });
    };
    (*next)();
}

Recipe Operator::randomRecipe()
{
    static const QList<qint64> prices{0, 1'000, 4'000, 10'000, 40'000};
    static const QList<OutputKind> outputs{OutputKind::Json, OutputKind::Json, OutputKind::Json, OutputKind::Image,
                                           OutputKind::None};
    Recipe recipe;
    recipe.name = QStringLiteral("sim");
    recipe.title = QStringLiteral("Simulated");
    recipe.requiredFields = {QStringLiteral("key")};
    recipe.keyFields = QStringList{QStringLiteral("key")};
    const qint64 steps = m_dice.between(1, 2);
    for (qint64 i = 0; i < steps; ++i) {
        Step step;
        step.id = QStringLiteral("step%1").arg(i);
        step.operation = Operation::HttpCall;
        step.queue = m_dice.oneOf(m_queues);
        step.model = m_dice.chance(0.5) ? QStringLiteral("big") : QString();
        step.output = m_dice.oneOf(outputs);
        step.price = Money{m_dice.oneOf(prices)};
        step.fileName = QStringLiteral("picture"); // the same wish for all: the store keeps them apart
        if (i > 0 && m_dice.chance(0.8))
            step.after = {recipe.steps.first().id};
        recipe.steps.append(step);
    }
    return recipe;
}

// The same again with another model: each may be shut while the other is not.
void Operator::addSecondModel(Recipe &recipe)
{
    Step second = recipe.steps.first();
    second.id = QStringLiteral("second");
    second.model = second.model == u"big" ? QStringLiteral("small") : QStringLiteral("big");
    recipe.steps.append(second);
}

// Over all steps before; it may make do with what there is.
Step Operator::randomJoin(const QList<Step> &steps, Dice &dice)
{
    Step join;
    join.id = QStringLiteral("join");
    join.operation = Operation::Join;
    join.output = OutputKind::Text;
    join.credits = defaultCredits(join.operation);
    join.queue = dice.oneOf(m_queues);
    join.prompt = QStringLiteral("{{key}}");
    join.goesOn = dice.chance(0.7);
    for (const Step &step : steps)
        join.after.append(step.id);
    return join;
}

void Operator::addRandomBatch()
{
    if (!m_host || !m_host->isReady())
        return;
    const int number = ++m_batches;
    BatchOrder order;
    Dice aside = m_dice;                                                   // a copy, as in setUp
    const qint64 different = aside.chance(0.25) ? aside.between(1, 4) : 0; // of rows that are the same otherwise
    order.recipe = randomRecipe();
    for (Step &step : order.recipe.steps)
        if (different > 0)
            step.cacheTtl = std::chrono::seconds(aside.between(1, 7 * 24 * 60 * 60));
    for (Step &step : order.recipe.steps)
        step.fallback = !step.after.isEmpty() && aside.chance(0.2);
    for (Step &step : order.recipe.steps)
        if (aside.chance(0.3))
            step.otherwise = OtherAccount{aside.oneOf(m_accounts), QString(), step.price + step.price};
    for (Step &step : order.recipe.steps) // somebody looks at its results; that has a die of its own
        step.review = aside.chance(0.15);
    for (Step &step : order.recipe.steps) // half of them cost one, as they do unless the recipe says otherwise
        step.credits = aside.chance(0.5) ? 1 : int(aside.between(0, 3));
    if (aside.chance(0.2))
        order.recipe.rowLimits.hard = std::chrono::minutes(aside.between(1, 20));
    if (aside.chance(0.25))
        order.recipe.steps.append(randomJoin(order.recipe.steps, aside));
    if (aside.chance(0.4)) // another model in the first one's queue
        addSecondModel(order.recipe);
    for (Step &step : order.recipe.steps)
        if (step.output == OutputKind::Image && aside.chance(0.4))
            step.parameters = {{QStringLiteral("resultLink"), QStringLiteral("at")}};
    order.start = m_dice.chance(0.9);
    Batch &batch = order.batch;
    batch.name = QStringLiteral("batch-%1").arg(number);
    batch.recipe = order.recipe.name;
    batch.client = m_dice.chance(0.5) ? QStringLiteral("client") : QString();
    batch.priority = int(m_dice.between(0, 2));
    if (m_dice.chance(0.3))
        batch.budget = Money{m_dice.between(1, 40) * 20'000};
    batch.resendPerJob = Money{m_dice.between(0, 4) * 5'000};
    batch.resendPart = double(m_dice.between(0, 4)) * 0.05;
    const qint64 rows = m_dice.chance(0.3) ? m_dice.between(1, 4) : m_dice.between(5, 30);
    for (qint64 i = 1; i <= rows; ++i)
        order.rows.append({{QStringLiteral("key"), different > 0 ? QStringLiteral("e%1.").arg(i % different)
                                                                 : QStringLiteral("b%1r%2.").arg(number).arg(i)}});
    m_trace(QStringLiteral("add %1: %2 rows, %3 steps").arg(batch.name).arg(rows).arg(order.recipe.steps.size()));
    addBatch(std::move(order));
}

void Operator::addBatch(BatchOrder order, std::function<void(BatchId)> added)
{
    m_host->addBatch(std::move(order), [this, added = std::move(added)](Result<QJsonObject> reply) {
        if (!reply) {
            m_trace(QStringLiteral("  not added: %1 %2").arg(toName(reply.error().kind), reply.error().detail));
            return;
        }
        const BatchId id{(*reply)[QLatin1String("batch")].toInteger()};
        m_oracle.batchAdded(id, (*reply)[QLatin1String("jobs")].toInteger());
        if (added)
            added(id);
    });
}

} // namespace fornada::sim
