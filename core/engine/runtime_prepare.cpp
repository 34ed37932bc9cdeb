#include "engine/request_builder.h"
#include "engine/runtime.h"

// Requests are worded and built ahead of their permits.
namespace fornada {

void Runtime::on(const Prepare &d)
{
    if (m_builtBytes <= m_atHand.builtBytes || m_built.isEmpty()) {
        startPreparing(d.job.id);
        return;
    }
    m_prepareLater.append(d.job.id);
    if (m_prepareLater.size() == 1)
        tell(PrepareStalled{true}); // who holds the memory may wait for tomorrow
}

void Runtime::startPreparing(JobId job)
{
    const quint64 asking = ++m_askings;
    m_asked.insert(job, asking);
    m_seams.store.call<JobInput>([job](Store &store) { return store.jobInput(job); },
                                 [this, job, asking](Result<JobInput> input) {
                                     if (!isAsked(job, asking))
                                         return;
                                     if (!input && input.error().kind != ErrorKind::NotFound) {
                                         tell(JobsTouched{{job}, false}); // the store failed, not the job
                                         return;
                                     }
                                     if (!input) {
                                         refuse(job, toLine(input.error()));
                                         return;
                                     }
                                     auto plan = planFor(*input);
                                     if (plan) {
                                         plan->asking = asking;
                                         build(std::move(*plan));
                                     } else {
                                         refuse(job, toLine(plan.error()));
                                     }
                                 });
}

void Runtime::refuse(JobId job, const QString &why)
{
    m_asked.remove(job);
    tell(PrepareFailed{job, why});
}

Result<RequestPlan> Runtime::planFor(const JobInput &input)
{
    auto plan = planWithoutKey(input);
    if (!plan)
        return plan;
    if (auto key = m_seams.keys.key(plan->account))
        plan->key = *key;
    else // missing, or its keychain is locked: the account waits for a person, and no job fails for it
        plan->noKey = key.error();
    return plan;
}

Result<RequestPlan> Runtime::planWithoutKey(const JobInput &input)
{
    const auto account = m_accounts.constFind(input.job.account);
    const auto steps = m_steps.constFind(input.job.batch);
    if (account == m_accounts.cend() || steps == m_steps.cend() || !steps->contains(input.job.step))
        return Error{ErrorKind::NotFound, input.job.step, QStringLiteral("account or step is gone")};
    RequestPlan plan = planWith(steps->values(), steps->value(input.job.step), *account);
    plan.input = input;
    plan.queueName = m_queues.value(input.job.queue).name;
    plan.price = m_prices.find(account->kind, input.job.model, now().wall);
    return plan;
}

RequestPlan Runtime::planForStep(const Recipe &recipe, const Step &step, AccountId account) const
{
    return planWith(recipe.steps, step, m_accounts.value(account));
}

RequestPlan Runtime::planWith(const QList<Step> &steps, const Step &step, const Account &account) const
{
    RequestPlan plan;
    plan.step = step;
    for (const Step &one : steps)
        for (const FanOut &fan : one.forEach)
            plan.fanNames[one.id].append(fan.name);
    plan.account = account;
    plan.sandboxUrl = m_sandboxUrl;
    plan.resultsFolder = m_folders.results;
    plan.fetchedFolder = m_folders.fetched;
    plan.idPrefix = m_idPrefix;
    return plan;
}

// On the pool, but for small requests without files: handing them over costs more than the work.
void Runtime::build(RequestPlan plan)
{
    if (isLight(plan)) {
        takeBuilt(plan, buildJob(plan, m_seams.files));
        return;
    }
    const auto shared = std::make_shared<const RequestPlan>(std::move(plan));
    const auto result = std::make_shared<std::optional<Result<BuiltJob>>>();
    m_seams.workers.run([result, shared, files = &m_seams.files] { result->emplace(buildJob(*shared, *files)); },
                        [this, shared, result] { takeBuilt(*shared, std::move(**result)); });
}

void Runtime::takeBuilt(const RequestPlan &plan, Result<BuiltJob> built)
{
    if (!isAsked(plan.input.job.id, plan.asking))
        return;
    if (built && plan.step.operation == Operation::Join) {
        joinHere(plan, *built);
    } else if (built && built->cache.ttl > Micros(0)) {
        askCache(plan, std::move(*built));
    } else if (built) {
        useBuilt(plan, std::move(*built));
    } else if (built.error().kind == ErrorKind::NotFetched) {
        fetchInput(plan, QUrl(built.error().subject));
    } else {
        refuse(plan.input.job.id, toLine(built.error()));
    }
}

void Runtime::useBuilt(const RequestPlan &plan, BuiltJob built)
{
    const Job &job = plan.input.job;
    if (!isAsked(job.id, plan.asking))
        return;
    if (plan.noKey) {
        m_asked.remove(job.id);
        tell(PrepareBlocked{job.id, job.account, toLine(*plan.noKey)});
    } else {
        keepBuilt(job.id, std::move(built));
    }
}

void Runtime::keepBuilt(JobId job, BuiltJob built)
{
    const Prepared event{job, built.hash, built.reserve, built.tokens, built.cache.ttl > Micros(0)};
    m_builtBytes += built.request.body.size();
    m_built[job] = std::move(built);
    tell(event);
}

void Runtime::on(const DropPrepared &d)
{
    dropBuilt(d.job);
}

void Runtime::dropBuilt(JobId job)
{
    m_asked.remove(job);
    const auto it = m_built.constFind(job);
    if (it != m_built.cend()) {
        m_builtBytes -= it->request.body.size();
        m_built.erase(it);
    }
    m_taken.remove(job);
    if (m_prepareLater.isEmpty())
        return;
    m_prepareLater.removeOne(job);
    while (!m_prepareLater.isEmpty() && m_builtBytes <= m_atHand.builtBytes)
        startPreparing(m_prepareLater.takeFirst());
    if (m_prepareLater.isEmpty())
        tell(PrepareStalled{false});
}

} // namespace fornada
