#include "engine/plan_cache.h"

#include "engine/request_builder.h"
#include "model/alike.h"
#include "model/cache.h"
#include "model/fan_key.h"
#include "recipes/input_files.h"

#include <QDir>
#include <QFileInfo>

namespace fornada {

namespace {

constexpr qint64 kMostLookedAt = 10'000;
constexpr qint64 kMostFileBytes = 512 << 20; // input files are read to know whether they are the same

// A planned request, by its place in the batch.
struct Named {
    qsizetype row = 0, job = 0;
    QByteArray hash;
    std::optional<CacheEntry> kept; // that may be served
};

struct Look {
    QHash<QString, RequestPlan> plans; // by step: those that may be served
    QHash<QString, int> depths;        // by step: 0 waits for nothing, 1 for such a one
    QSet<QString> parents;             // steps that others wait for
    QList<Named> named;
    qsizetype lookedUp = 0;                                   // of those
    QHash<std::pair<qsizetype, qsizetype>, qsizetype> served; // in named, by row and job
    QHash<qint64, qsizetype> rowOf;                           // by its number
    qsizetype rows = 0;                                       // that are looked at
    qint64 looked = 0;
    int depth = 0;
};

Look plansOf(const Runtime &runtime, const PlannedBatch &planned)
{
    Look look;
    for (const Step &step : planned.recipe.steps) {
        look.parents.unite(QSet<QString>(step.after.begin(), step.after.end()));
        const auto calls = planned.calls.constFind(step.id);
        if (calls == planned.calls.cend() || step.fallback || cacheTtlOf(step) <= Micros(0))
            continue;
        RequestPlan plan = runtime.planForStep(planned.recipe, step, calls->target.account);
        plan.input.recipe = planned.batch.recipe;
        plan.input.parameters = planned.batch.parameters;
        plan.input.batchName = planned.batch.name;
        plan.input.client = planned.batch.client;
        look.plans.insert(step.id, plan);
    }
    bool isDone = false;
    while (!std::exchange(isDone, true)) // steps may stand in any order
        for (const Step &step : planned.recipe.steps) {
            int depth = 0;
            for (const QString &parent : step.after)
                depth = std::max(depth, look.depths.value(parent) + 1);
            if (look.depths.value(step.id) != depth)
                isDone = false;
            look.depths.insert(step.id, depth);
        }
    return look;
}

qint64 bytesOf(const QJsonObject &fields, const QStringList &names)
{
    qint64 bytes = 0;
    for (const QString &name : names)
        bytes += QFileInfo(fields.value(name).toString()).size();
    return bytes;
}

// How many of the first rows: their files are read.
void chooseRows(const PlannedBatch &planned, Look &look)
{
    const QStringList fileFields = InputFiles(planned.recipe, QDir()).fields();
    qint64 bytes = 0;
    for (const NewRow &row : planned.first) {
        if (look.plans.isEmpty() || look.looked >= kMostLookedAt ||
            (bytes += bytesOf(row.fields, fileFields)) > kMostFileBytes)
            return;
        look.looked += row.jobs.size();
        look.rowOf.insert(row.number, look.rows++);
    }
}

// What a job's parents will give, when all of it is there already.
bool takeParents(const PlannedBatch &planned, const Look &look, qsizetype r, const NewJob &job, RequestPlan &plan)
{
    plan.input.parentResults.clear();
    plan.input.parentSteps.clear();
    plan.input.parentFans.clear();
    const QList<NewJob> &jobs = planned.first.at(r).jobs;
    for (qsizetype j = 0; j < jobs.size(); ++j) {
        const NewJob &parent = jobs.at(j);
        if (!plan.step.after.contains(parent.step) || !isSameFan(parent.fanKey, job.fanKey))
            continue;
        const auto served = look.served.constFind({r, j});
        if (served == look.served.cend())
            return false;
        for (const ResultItem &result : look.named.at(*served).kept->results) {
            plan.input.parentResults.append(result);
            plan.input.parentSteps.append(parent.step);
            plan.input.parentFans.append(parent.fanKey);
        }
    }
    return true;
}

// On the pool: words and hashes the requests of the steps at this depth.
void nameRequests(const PlannedBatch &planned, Look &look, FileIo &files)
{
    for (qsizetype r = 0; r < look.rows; ++r) {
        const NewRow &row = planned.first.at(r);
        const auto reused = look.rowOf.constFind(row.fields.value(kReusedRow).toInteger());
        for (qsizetype j = 0; j < row.jobs.size(); ++j) {
            const NewJob &job = row.jobs.at(j);
            const auto plan = look.plans.find(job.step);
            if (plan == look.plans.end() || look.depths.value(job.step) != look.depth ||
                !takeParents(planned, look, r, job, *plan))
                continue;
            plan->input.rowKey = row.key;
            plan->input.fields = reused == look.rowOf.cend() ? row.fields : planned.first.at(*reused).fields;
            plan->input.job.step = job.step;
            plan->input.job.fanKey = job.fanKey;
            plan->input.job.rowNumber = row.number;
            plan->input.job.model = job.model;
            if (auto hash = requestHash(*plan, files))
                look.named.append({r, j, *hash, {}});
        }
    }
}

// Store thread. False: nothing deeper can be known.
Result<bool> lookUp(Store &store, const PlannedBatch &planned, Look &look, Wall now)
{
    bool any = false;
    for (; look.lookedUp < look.named.size(); ++look.lookedUp) {
        Named &named = look.named[look.lookedUp];
        const auto kept = store.cached(named.hash);
        if (!kept)
            return kept.error();
        const Step &step = look.plans.constFind(planned.first.at(named.row).jobs.at(named.job).step)->step;
        if (!*kept || !mayServe(**kept, cacheTtlOf(step), step.review, now))
            continue;
        named.kept = *kept;
        look.served.insert({named.row, named.job}, look.lookedUp);
        any = true;
    }
    ++look.depth;
    return any;
}

QJsonObject factsOf(const CacheEntry &kept)
{
    return {{QStringLiteral("job"), kept.job.value}, {QStringLiteral("made"), toIso(kept.created)}};
}

// Takes jobs that cost nothing out of a row, but for those that one which is made waits for.
qsizetype leaveOut(QList<NewJob> &jobs, const QSet<qsizetype> &spared, const Look &look)
{
    const qsizetype before = jobs.size();
    QSet<qsizetype> kept;
    for (qsizetype j = jobs.size() - 1; j >= 0; --j) {
        bool isWaitedFor = false;
        for (const qsizetype other : std::as_const(kept)) {
            const auto plan = look.plans.constFind(jobs.at(other).step);
            isWaitedFor =
                isWaitedFor || plan == look.plans.cend() ||
                (plan->step.after.contains(jobs.at(j).step) && isSameFan(jobs.at(j).fanKey, jobs.at(other).fanKey));
        }
        if (!spared.contains(j) || (look.parents.contains(jobs.at(j).step) && isWaitedFor))
            kept.insert(j);
    }
    for (qsizetype j = jobs.size() - 1; j >= 0; --j)
        if (!kept.contains(j))
            jobs.removeAt(j);
    return before - jobs.size();
}

// Marks what is free, and takes it out of the rows that are played through.
void takeIn(PlannedBatch &planned, const Look &look)
{
    QHash<QByteArray, RowSpot> asked;
    QHash<qsizetype, QSet<qsizetype>> spared; // jobs by row
    planned.free.looked = look.looked;
    planned.free.lookedRows = look.rows;
    for (const Named &named : look.named) {
        const NewJob &job = planned.first.at(named.row).jobs.at(named.job);
        const RowSpot spot = planned.spots.at(named.row);
        const bool kept = named.kept.has_value();
        const auto equal = asked.constFind(named.hash);
        if (!kept && equal == asked.cend()) {
            asked.insert(named.hash, spot);
            continue;
        }
        ++(kept ? planned.free.fromCache : planned.free.equal);
        planned.free.saves += job.reserve;
        planned.free.savesOf[job.step] += job.reserve;
        if (kept || !look.parents.contains(job.step))
            spared[named.row].insert(named.job);
        QJsonObject mark = kept ? factsOf(*named.kept) : QJsonObject{{QStringLiteral("of"), equal->line}};
        mark.insert(QStringLiteral("index"), spot.index);
        mark.insert(QStringLiteral("line"), spot.line);
        if (spot.isRow)
            mark.insert(QStringLiteral("unit"), QStringLiteral("row"));
        mark.insert(QStringLiteral("step"), job.step);
        mark.insert(QStringLiteral("fanKey"), job.fanKey);
        mark.insert(QStringLiteral("mark"), kept ? QStringLiteral("cache") : QStringLiteral("equal"));
        planned.marks.append(mark);
    }
    for (auto it = spared.cbegin(); it != spared.cend(); ++it)
        planned.free.notForeseen += leaveOut(planned.first[it.key()].jobs, *it, look);
}

} // namespace

void lookInCache(const Runtime &runtime, Seams seams, std::shared_ptr<PlannedBatch> planned,
                 std::function<void(Result<PlannedBatch>)> done)
{
    const auto look = std::make_shared<Look>(plansOf(runtime, *planned));
    const auto next = std::make_shared<std::function<void()>>();
    const auto end = [look, planned, done, next](Result<bool> deeper) { // without the cache, nothing is free
        if (deeper && *deeper) {
            (*next)();
            return;
        }
        takeIn(*planned, *look);
        *next = {};
        done(std::move(*planned));
    };
    const auto read = [look, planned, now = seams.clock.now().wall](Store &store) {
        return lookUp(store, *planned, *look, now);
    };
    *next = [seams, look, planned, read, end] {
        const auto name = [look, planned, files = &seams.files] {
            if (look->depth == 0)
                chooseRows(*planned, *look);
            nameRequests(*planned, *look, *files);
        };
        seams.workers.run(name, [store = &seams.store, read, end] { store->call<bool>(read, end); });
    };
    (*next)();
}

} // namespace fornada
