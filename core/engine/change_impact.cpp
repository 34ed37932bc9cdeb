#include "engine/change_impact.h"

#include "engine/request_builder.h"
#include "model/fan_key.h"
#include "recipes/recipe_json.h"

#include <QJsonDocument>

namespace fornada {

namespace {

constexpr int kPage = 250; // other work of the store waits no longer than for these

bool isBeingMade(JobState state)
{
    return state == JobState::Blocked || state == JobState::Queued || state == JobState::Running;
}

// One that only waits for its parents is asked with the same words whatever they gave.
bool usesResults(const Step &step)
{
    const QString word = QStringLiteral("results");
    return step.operation == Operation::Join || step.prompt.contains(word) ||
           QJsonDocument(step.parameters).toJson(QJsonDocument::Compact).contains(word.toUtf8());
}

QSet<QString> usersOfResults(const QList<Step> &steps)
{
    QSet<QString> users;
    for (const Step &step : steps)
        if (usesResults(step))
            users.insert(step.id);
    return users;
}

struct Look {
    Look(BatchId of, Recipe snapshot, int listed)
        : batch(of)
        , recipe(std::move(snapshot))
        , tally(recipe, listed)
    {}

    const BatchId batch;
    const Recipe recipe;
    QHash<std::pair<QString, AccountId>, RequestPlan> plans; // by step and account
    ImpactTally tally;
    MadePage page;
    std::function<void(Result<Impact>)> done;
};

void planFor(const Runtime &runtime, Look &look)
{
    for (const MadeJob &made : std::as_const(look.page.jobs)) {
        const Job &job = made.input.job;
        const auto step = std::find_if(look.recipe.steps.begin(), look.recipe.steps.end(),
                                       [&job](const Step &candidate) { return candidate.id == job.step; });
        if (made.isMade && step != look.recipe.steps.end() && runtime.accounts().contains(job.account) &&
            !look.plans.contains({job.step, job.account}))
            look.plans.insert({job.step, job.account}, runtime.planForStep(look.recipe, *step, job.account));
    }
}

// On the pool.
void compare(Look &look, FileIo &files)
{
    for (const MadeJob &made : std::as_const(look.page.jobs)) {
        const auto plan = look.plans.find({made.input.job.step, made.input.job.account});
        look.tally.take(made, plan == look.plans.end() ? nullptr : &*plan, files);
    }
}

void lookOn(const Runtime &runtime, Seams seams, const std::shared_ptr<Look> &look)
{
    const auto read = [batch = look->batch, after = look->page.after](Store &store) {
        return store.madeJobs(batch, after, kPage);
    };
    seams.store.call<MadePage>(read, [&runtime, seams, look](Result<MadePage> page) {
        if (!page) {
            look->done(page.error());
            return;
        }
        look->page = std::move(*page);
        planFor(runtime, *look);
        seams.workers.run([look, files = &seams.files] { compare(*look, *files); },
                          [&runtime, seams, look] {
                              if (look->page.more)
                                  lookOn(runtime, seams, look);
                              else
                                  look->done(look->tally.impact());
                          });
    });
}

} // namespace

ImpactTally::ImpactTally(const Recipe &recipe, int listed)
    : m_steps(recipe.steps)
    , m_users(usersOfResults(recipe.steps))
    , m_listed(listed)
{}

void ImpactTally::take(const MadeJob &made, RequestPlan *plan, FileIo &files)
{
    const Job &job = made.input.job;
    if (job.row != m_row) {
        m_row = job.row;
        m_changing.clear();
    }
    if (!made.isMade) {
        m_impact.notMade += !isSettled(job.state);
        if (isBeingMade(job.state))
            m_changing.append({job.step, job.fanKey});
        return;
    }
    const auto step = std::find_if(m_steps.begin(), m_steps.end(),
                                   [&job](const Step &candidate) { return candidate.id == job.step; });
    ++m_impact.made;
    if (step == m_steps.end()) {
        ++m_impact.unclear;
        return;
    }
    ++lineOf(*step).made;
    const QString parent = changingParent(*step, job.fanKey);
    Result<bool> same = false;
    if (plan && !made.askedWith.isEmpty()) {
        plan->input = made.input;
        same = isAskedAs(*plan, made.askedWith, m_templates, files);
    }
    const bool isUnclear = !plan || made.askedWith.isEmpty() || !same;
    if (!isUnclear && !*same) {
        addStale(made, *step, {});
    } else if (!parent.isEmpty() && plan) {
        addStale(made, *step, parent);
    } else if (isUnclear) {
        ++m_impact.unclear;
        ++lineOf(*step).unclear;
    }
}

QString ImpactTally::changingParent(const Step &step, const QString &fanKey) const
{
    if (m_changing.isEmpty() || !m_users.contains(step.id))
        return {};
    for (const Changing &changing : m_changing)
        if (step.after.contains(changing.step) && isSameFan(changing.fanKey, fanKey))
            return changing.step;
    return {};
}

// In the recipe's order.
StepImpact &ImpactTally::lineOf(const Step &step)
{
    auto line = m_impact.steps.begin();
    for (const Step &known : m_steps) {
        if (line != m_impact.steps.end() && line->step == known.id) {
            if (known.id == step.id)
                return *line;
            ++line;
        } else if (known.id == step.id) {
            break;
        }
    }
    return *m_impact.steps.insert(line, {step.id, step.operation, 0, 0, 0, {}, 0});
}

void ImpactTally::addStale(const MadeJob &made, const Step &step, const QString &because)
{
    const Job &job = made.input.job;
    ++m_impact.stale;
    m_impact.most += job.reserve;
    m_impact.jobs.append(job.id);
    StepImpact &line = lineOf(step);
    ++line.stale;
    line.most += job.reserve;
    line.credits += step.credits;
    m_changing.append({job.step, job.fanKey});
    if (m_impact.first.size() < m_listed)
        m_impact.first.append({job.id, job.rowNumber, made.input.rowKey, job.step, job.fanKey, because, job.reserve});
}

void assessImpact(const Runtime &runtime, Seams seams, BatchId batch, int listed,
                  std::function<void(Result<Impact>)> done)
{
    const auto read = [batch](Store &store) { return store.recipeSnapshot(batch); };
    seams.store.call<QJsonObject>(read, [&runtime, seams, batch, listed, done](Result<QJsonObject> snapshot) {
        auto recipe = snapshot ? storedRecipe(*snapshot) : Result<Recipe>(snapshot.error());
        if (!recipe) {
            done(recipe.error());
            return;
        }
        const auto look = std::make_shared<Look>(batch, std::move(*recipe), listed);
        look->done = done;
        lookOn(runtime, seams, look);
    });
}

} // namespace fornada
