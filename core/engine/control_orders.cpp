#include "engine/control.h"
#include "engine/forecast_world.h"
#include "engine/price_range.h"
#include "engine/runtime_recovery.h"
#include "engine/step_price.h"
#include "engine/step_target.h"
#include "engine/step_voices.h"
#include "recipes/batch_parameters.h"
#include "recipes/recipe_json.h"

// New batches: adding one, and what it would do before it is added.
namespace fornada {

namespace {

constexpr qint64 kMostListed = 1'000'000;

QJsonArray toJson(const QList<PictureSetting> &settings, qint64 pictures)
{
    QJsonArray json;
    for (const PictureSetting &setting : settings)
        json.append(QJsonObject{{QStringLiteral("setting"), setting.name},
                                {QStringLiteral("each"), toDecimal(setting.each)},
                                {QStringLiteral("all"), toDecimal(Money{setting.each.micros * pictures})},
                                {QStringLiteral("asked"), setting.asked}});
    return json;
}

// Another speaks where the account does not have the one that is asked for.
QJsonArray otherVoices(const Step &step, const Account &account, const StepTarget &target, const Batch &batch)
{
    QJsonArray json;
    for (const StepVoice &voice : stepVoices(step, account, target.model, batch.parameters))
        if (voice.spoken.compare(voice.wanted, Qt::CaseInsensitive) != 0)
            json.append(
                QJsonObject{{QStringLiteral("wanted"), voice.wanted}, {QStringLiteral("spoken"), voice.spoken}});
    return json;
}

// What the rows became, in the order of the recipe's steps.
QJsonArray callsOf(const PlannedBatch &planned, const QHash<QueueId, Queue> &queues,
                   const QHash<AccountId, Account> &accounts, const PriceTable &prices, Wall now)
{
    QJsonArray calls;
    for (const Step &step : planned.recipe.steps) {
        const auto found = planned.calls.constFind(step.id);
        if (found == planned.calls.cend())
            continue;
        const Account account = accounts.value(found->target.account);
        QJsonObject call{{QStringLiteral("step"), step.id},
                         {QStringLiteral("queue"), queues.value(found->target.queue).name},
                         {QStringLiteral("account"), account.name},
                         {QStringLiteral("model"), found->target.model},
                         {QStringLiteral("requests"), found->count},
                         {QStringLiteral("each"), toDecimal(found->target.worstCase)}};
        const auto settings = account.free ? QList<PictureSetting>()
                                           : pictureSettings(step, account.kind, found->target.model,
                                                             planned.batch.parameters, prices, now);
        if (!settings.isEmpty())
            call.insert(QStringLiteral("settings"), toJson(settings, found->count));
        call.insert(QStringLiteral("voices"), otherVoices(step, account, found->target, planned.batch));
        if (const auto other = planned.elsewhere.constFind(step.id); other != planned.elsewhere.cend()) {
            const Account there = accounts.value(other->account);
            call.insert(QStringLiteral("otherwise"),
                        QJsonObject{{QStringLiteral("account"), there.name},
                                    {QStringLiteral("model"), other->model},
                                    {QStringLiteral("each"), toDecimal(other->worstCase)},
                                    {QStringLiteral("voices"), otherVoices(step, there, *other, planned.batch)}});
        }
        calls.append(call);
    }
    return calls;
}

QJsonObject freeOf(const PlannedBatch::Free &free)
{
    return {{QStringLiteral("fromCache"), free.fromCache},
            {QStringLiteral("equal"), free.equal},
            {QStringLiteral("saves"), toDecimal(free.saves)},
            {QStringLiteral("looked"), free.looked},
            {QStringLiteral("lookedRows"), free.lookedRows}};
}

QJsonObject alikeOf(const PlannedBatch &planned)
{
    return {{QStringLiteral("rows"), planned.alike},
            {QStringLiteral("worst"), toDecimal(planned.alikeWorst)},
            {QStringLiteral("picturesLeft"), planned.picturesLeft}};
}

// What the batch's client may still spend and have made, beside what it asks for. Empty when nothing limits it.
QJsonObject clientTerms(const PlannedBatch &planned, const ForecastFacts &facts)
{
    const auto client = std::find_if(facts.clients.cbegin(), facts.clients.cend(),
                                     [&planned](const Client &known) { return known.name == planned.batch.client; });
    if (planned.batch.recipe.startsWith(kRehearsalPrefix) || planned.batch.client.isEmpty() ||
        client == facts.clients.cend())
        return {};
    QJsonObject terms;
    if (client->budget) {
        Money left = *client->budget;
        for (const LedgerTotal &total : facts.spent)
            if (total.scope == LedgerScope::Client && total.key == client->name)
                left = left - total.totals.counted();
        terms.insert(QStringLiteral("left"), toDecimal(std::max(Money{}, left)));
    }
    CreditNeed asked;
    for (const Step &step : planned.recipe.steps)
        asked.add({step.operation, step.credits}, step.fallback, planned.calls.value(step.id).count);
    QJsonObject credits;
    for (auto it = client->credits.cbegin(); it != client->credits.cend(); ++it)
        if (asked.of(it.key()) > 0)
            credits.insert(toName(it.key()), QJsonObject{{QStringLiteral("left"), it.value()},
                                                         {QStringLiteral("asked"), asked.of(it.key())}});
    if (!credits.isEmpty())
        terms.insert(QStringLiteral("credits"), credits);
    if (!terms.isEmpty())
        terms.insert(QStringLiteral("client"), client->name);
    return terms;
}

QJsonObject toJson(const PriceRange &price)
{
    QJsonObject json{{QStringLiteral("low"), toDecimal(price.low)},
                     {QStringLiteral("likely"), toDecimal(price.likely)},
                     {QStringLiteral("high"), toDecimal(price.high)}};
    if (price.measured)
        json.insert(QStringLiteral("wastedShare"), *price.measured);
    if (!price.onlyMost.isEmpty())
        json.insert(QStringLiteral("onlyMost"), QJsonArray::fromStringList(price.onlyMost));
    return json;
}

QJsonArray daysOf(const Forecast &forecast)
{
    QJsonArray days;
    for (auto it = forecast.days.cbegin(); it != forecast.days.cend(); ++it)
        days.append(QJsonObject{{QStringLiteral("day"), it.key().toString(Qt::ISODate)},
                                {QStringLiteral("requests"), it->requests},
                                {QStringLiteral("cost"), toDecimal(it->cost)}});
    return days;
}

void addEnds(QJsonObject &sheet, const ForecastRange &range, Wall now, qint64 asked)
{
    const auto usual = asked == 0 ? std::optional(now) : range.usual.end; // all of it may be there already
    if (!usual) {
        sheet.insert(QStringLiteral("held"), toName(range.usual.held.reason));
        return;
    }
    const auto at = [&](double part) { return toIso(now + Micros(qint64(double((*usual - now).count()) * part))); };
    sheet.insert(QStringLiteral("end"), at(range.spread ? range.spread->likely : 1.0));
    if (!range.spread)
        return;
    sheet.insert(QStringLiteral("earlyEnd"), at(range.spread->early));
    sheet.insert(QStringLiteral("lateEnd"), at(range.spread->late));
}

// The same work on a queue and an account of its own: no key, no money, no limit of the real ones is touched, and what
// it makes is never taken for the real thing.
void makeRehearsal(BatchOrder &order)
{
    const QString aside = QStringLiteral("rehearsal");
    order.recipe.name = order.batch.recipe = kRehearsalPrefix + order.recipe.name;
    order.batch.account = {};
    order.batch.budget.reset();
    order.batch.writeBack = {};
    for (Step &step : order.recipe.steps) {
        step.queue = aside;
        step.model.clear();
        step.price = {};
        step.otherwise.reset();
        step.needs.clear();
        step.cacheTtl = Micros(0);
    }
}

// The batch's own word is for the steps that say nothing, and that the other account can do.
void takeOtherwise(BatchOrder &order, const Account &other)
{
    for (Step &step : order.recipe.steps)
        if (!step.otherwise && canDo(step, other))
            step.otherwise = order.otherwise;
}

} // namespace

std::optional<BatchOrder> Control::orderFrom(Args &args, const CommandReply &reply)
{
    BatchOrder order;
    order.rowsPath = args.needText(QLatin1String("rows"));
    order.sheet = args.text(QLatin1String("sheet"));
    order.query = args.text(QLatin1String("query"));
    order.rehearsal = args.flag(QLatin1String("rehearse"));
    order.start = args.flag(QLatin1String("start")) || order.rehearsal;
    order.onlyNew = args.flag(QLatin1String("onlyNew"));
    if (const QLatin1String key("alike"); args.has(key)) {
        const auto alike = fromName<Alike>(args.text(key));
        if (!alike)
            args.fail(key, QStringLiteral("is one of make, reuse, leaveOut"));
        order.alike = alike.value_or(Alike::Make);
    }
    order.listed = args.number(QLatin1String("listed"), order.listed);
    if (order.listed < 0 || order.listed > kMostListed)
        args.fail(QStringLiteral("listed"), QStringLiteral("must be from 0 to %1").arg(kMostListed));
    order.comparePictures = order.alike != Alike::Make || args.flag(QLatin1String("comparePictures"));
    Batch &batch = order.batch;
    batch.recipe = args.needText(QLatin1String("recipe"));
    batch.name = args.text(QLatin1String("name"));
    if (batch.name.isEmpty())
        batch.name = nameOfRows(order.rowsPath);
    batch.client = args.text(QLatin1String("client"));
    batch.owner = args.text(QLatin1String("owner"));
    batch.parameters = args.object(QLatin1String("parameters"));
    batch.priority = int(args.number(QLatin1String("priority")));
    batch.budget = budgetIn(args);
    batch.writeBack = writeBackOf(args);
    order.mapping = fieldMappingFrom(args.object(QLatin1String("mapping")));
    if (args.has(QLatin1String("accountId")))
        batch.account = AccountId{args.number(QLatin1String("accountId"))};
    if (args.has(QLatin1String("account")))
        batch.account = findAccount(args, QLatin1String("account")).id;
    if (args.has(QLatin1String("fallbackAccount")))
        order.otherwise = OtherAccount{
            findAccount(args, QLatin1String("fallbackAccount")).name, args.text(QLatin1String("fallbackModel")), {}};
    else if (args.has(QLatin1String("fallbackModel")))
        args.fail(QStringLiteral("fallbackModel"), QStringLiteral("needs fallbackAccount: whose model it is"));
    if (!args.error())
        return order;
    reply(*args.error());
    return std::nullopt;
}

// The recipe itself when it is given, as another batch was made with it, and its parameters with it; otherwise by name:
// an imported recipe wins over the built-in one.
void Control::completeOrder(BatchOrder order, const QJsonObject &recipeJson,
                            std::function<void(Result<BatchOrder>)> done)
{
    const bool isCopy = !recipeJson.isEmpty();
    const auto take = [this, order, done, isCopy](const Result<Recipe> &recipe) {
        const auto parameters = !recipe  ? Result<QJsonObject>(recipe.error())
                                : isCopy ? Result<QJsonObject>(order.batch.parameters)
                                         : batchParameters(*recipe, order.batch.parameters);
        if (!parameters) {
            done(parameters.error());
            return;
        }
        BatchOrder complete = order;
        complete.recipe = *recipe;
        complete.batch.parameters = *parameters;
        if (const Account *other =
                order.otherwise ? accountNamed(m_runtime.accounts(), order.otherwise->account) : nullptr)
            takeOtherwise(complete, *other);
        if (order.rehearsal)
            makeRehearsal(complete);
        ensureQueuesOf(complete.recipe, [complete, done](Status there) {
            done(there ? Result<BatchOrder>(complete) : Result<BatchOrder>(there.error()));
        });
    };
    if (isCopy) {
        take(recipeFromJson(recipeJson));
        return;
    }
    m_recipes.find(order.batch.recipe, take);
}

void Control::batchCreate(Args &args, CommandReply reply)
{
    const auto order = orderFrom(args, reply);
    if (!order)
        return;
    completeOrder(*order, args.object(QLatin1String("recipeJson")),
                  [this, reply, record = record(order->batch.name)](Result<BatchOrder> complete) {
                      if (!complete) {
                          reply(complete.error());
                          return;
                      }
                      OperationRecord added = record;
                      if (!complete->start)
                          added.previous = {{QStringLiteral("draft"), true}};
                      m_adder.add(std::move(*complete), added, reply);
                  });
}

// The start sheet: reads and foresees everything, stores nothing, sends nothing.
void Control::batchPlan(Args &args, CommandReply reply)
{
    const auto order = orderFrom(args, reply);
    if (!order)
        return;
    completeOrder(*order, args.object(QLatin1String("recipeJson")), [this, reply](Result<BatchOrder> complete) {
        if (!complete) {
            reply(complete.error());
            return;
        }
        m_adder.plan(std::move(*complete), [this, reply](Result<PlannedBatch> planned) {
            if (planned)
                foresee(std::make_shared<PlannedBatch>(std::move(*planned)), reply);
            else
                reply(planned.error());
        });
    });
}

void Control::foresee(std::shared_ptr<PlannedBatch> planned, CommandReply reply)
{
    const Moment now = m_seams.clock.now();
    const auto read = [now](Store &store) { return readForecastFacts(store, now.wall, localDay(now.wall)); };
    m_seams.store.call<ForecastFacts>(read, [this, planned, reply, now](Result<ForecastFacts> facts) {
        if (!facts) {
            reply(facts.error());
            return;
        }
        const auto world = std::make_shared<ForecastWorld>(
            forecastWorld(m_runtime, *facts, m_seams.clock.bootId(), now, planned->asked, planned->batch.priority));
        BatchId free{1};
        for (const Batch &batch : std::as_const(facts->batches))
            free.value = std::max(free.value, batch.id.value + 1);
        planned->batch.id = free;
        takeResendLimits(planned->batch, facts->resendPerJob, facts->resendPart);
        takeUsual(*planned, m_runtime.accounts(), m_runtime.prices(), now.wall);
        planned->price = priceRange(*planned, m_runtime.queues(), facts->charges);
        planned->terms = clientTerms(*planned, *facts);
        play(planned, world, reply);
    });
}

void Control::play(std::shared_ptr<PlannedBatch> planned, std::shared_ptr<ForecastWorld> world, CommandReply reply)
{
    const auto range = std::make_shared<ForecastRange>();
    qint64 foreseen = 0;
    for (const NewRow &row : std::as_const(planned->first))
        foreseen += row.jobs.size();
    const qint64 asked = planned->asked - planned->free.notForeseen;
    const double each = foreseen > 0 ? std::max(1.0, double(asked) / double(foreseen)) : 1.0;
    const auto work = [planned, world, range, each] {
        ForecastBatch batch{planned->batch, planned->recipe, planned->first, each};
        batch.parts = likelyParts(*planned, each);
        *range = forecastRange(*world, batch);
    };
    m_seams.workers.run(work, [this, planned, world, range, foreseen, asked, reply] {
        QJsonObject sheet{{QStringLiteral("rows"), planned->rows},
                          {QStringLiteral("jobs"), planned->jobs},
                          {QStringLiteral("requests"), planned->asked},
                          {QStringLiteral("rejected"), planned->rejected},
                          {QStringLiteral("rejections"), planned->rejections},
                          {QStringLiteral("most"), toDecimal(planned->worst)},
                          {QStringLiteral("price"), toJson(planned->price)},
                          {QStringLiteral("duplicates"), planned->duplicates},
                          {QStringLiteral("answered"), planned->answered},
                          {QStringLiteral("alike"), alikeOf(*planned)},
                          {QStringLiteral("free"), freeOf(planned->free)},
                          {QStringLiteral("marks"), planned->marks},
                          {QStringLiteral("foreseen"), foreseen},
                          {QStringLiteral("days"), daysOf(range->usual)},
                          {QStringLiteral("calls"), callsOf(*planned, m_runtime.queues(), m_runtime.accounts(),
                                                            m_runtime.prices(), world->now.wall)}};
        if (!planned->terms.isEmpty())
            sheet.insert(QStringLiteral("client"), planned->terms);
        addEnds(sheet, *range, world->now.wall, asked);
        reply(sheet);
    });
}

} // namespace fornada
