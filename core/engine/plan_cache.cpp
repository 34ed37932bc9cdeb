#include "engine/plan_cache.h"

#include "engine/request_builder.h"
#include "model/cache.h"

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
    std::optional<CacheEntry> kept;
};

struct Look {
    QHash<QString, RequestPlan> plans; // by step: those that may be served, and wait for nothing
    QSet<QString> parents;             // steps that others wait for
    QList<Named> named;
    qint64 looked = 0;
};

Look plansOf(const Runtime &runtime, const PlannedBatch &planned)
{
    Look look;
    for (const Step &step : planned.recipe.steps) {
        look.parents.unite(QSet<QString>(step.after.begin(), step.after.end()));
        const auto calls = planned.calls.constFind(step.id);
        if (calls == planned.calls.cend() || !step.after.isEmpty() || cacheTtlOf(step) <= Micros(0))
            continue;
        RequestPlan plan = runtime.planForStep(planned.recipe, step, calls->target.account);
        plan.input.recipe = planned.batch.recipe;
        plan.input.parameters = planned.batch.parameters;
        plan.input.batchName = planned.batch.name;
        plan.input.client = planned.batch.client;
        look.plans.insert(step.id, plan);
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

// On the pool: words and hashes the requests.
void nameRequests(const PlannedBatch &planned, Look &look, FileIo &files)
{
    const QStringList fileFields = InputFiles(planned.recipe, QDir()).fields();
    qint64 bytes = 0;
    for (qsizetype r = 0; r < planned.first.size(); ++r) {
        const NewRow &row = planned.first.at(r);
        if (look.plans.isEmpty() || look.looked >= kMostLookedAt ||
            (bytes += bytesOf(row.fields, fileFields)) > kMostFileBytes)
            return;
        for (qsizetype j = 0; j < row.jobs.size(); ++j) {
            const NewJob &job = row.jobs.at(j);
            ++look.looked;
            const auto plan = look.plans.find(job.step);
            if (plan == look.plans.end())
                continue;
            plan->input.rowKey = row.key;
            plan->input.fields = row.fields;
            plan->input.job.step = job.step;
            plan->input.job.fanKey = job.fanKey;
            plan->input.job.rowNumber = row.number;
            plan->input.job.model = job.model;
            if (auto hash = requestHash(*plan, files))
                look.named.append({r, j, *hash, {}});
        }
    }
}

QJsonObject factsOf(const CacheEntry &kept)
{
    return {{QStringLiteral("job"), kept.job.value}, {QStringLiteral("made"), toIso(kept.created)}};
}

// Marks what is free, and takes it out of the rows that are played through.
void takeIn(PlannedBatch &planned, const Look &look, Wall now)
{
    QHash<QByteArray, RowSpot> asked;
    QHash<qsizetype, QList<qsizetype>> gone; // jobs by row
    planned.free.looked = look.looked;
    for (const Named &named : look.named) {
        const NewJob &job = planned.first.at(named.row).jobs.at(named.job);
        const RowSpot spot = planned.spots.at(named.row);
        const Step &step = look.plans.constFind(job.step)->step;
        const bool kept = named.kept && mayServe(*named.kept, cacheTtlOf(step), step.review, now);
        const auto equal = asked.constFind(named.hash);
        if (!kept && equal == asked.cend()) {
            asked.insert(named.hash, spot);
            continue;
        }
        ++(kept ? planned.free.fromCache : planned.free.equal);
        planned.free.saves += job.reserve;
        planned.free.savesOf[job.step] += job.reserve;
        if (!look.parents.contains(job.step))
            gone[named.row].append(named.job);
        if (planned.marks.size() >= RowIntake::kMostMarks)
            continue;
        QJsonObject mark = kept ? factsOf(*named.kept) : QJsonObject{{QStringLiteral("of"), equal->line}};
        mark.insert(QStringLiteral("index"), spot.index);
        mark.insert(QStringLiteral("line"), spot.line);
        mark.insert(QStringLiteral("step"), job.step);
        mark.insert(QStringLiteral("fanKey"), job.fanKey);
        mark.insert(QStringLiteral("mark"), kept ? QStringLiteral("cache") : QStringLiteral("equal"));
        planned.marks.append(mark);
    }
    for (auto it = gone.cbegin(); it != gone.cend(); ++it)
        for (auto job = it->crbegin(); job != it->crend(); ++job)
            planned.first[it.key()].jobs.removeAt(*job);
    for (const auto &jobs : std::as_const(gone))
        planned.free.notForeseen += jobs.size();
}

} // namespace

void lookInCache(const Runtime &runtime, Seams seams, std::shared_ptr<PlannedBatch> planned,
                 std::function<void(Result<PlannedBatch>)> done)
{
    const auto look = std::make_shared<Look>(plansOf(runtime, *planned));
    const auto read = [look](Store &store) -> Status {
        for (Named &named : look->named) {
            const auto kept = store.cached(named.hash);
            if (!kept)
                return kept.error();
            named.kept = *kept;
        }
        return {};
    };
    const auto end = [look, planned, done, now = seams.clock.now().wall](Status) { // without the cache, nothing is free
        takeIn(*planned, *look, now);
        done(std::move(*planned));
    };
    seams.workers.run([look, planned, files = &seams.files] { nameRequests(*planned, *look, *files); },
                      [store = &seams.store, read, end] {
                          store->submit({read, end});
                      });
}

} // namespace fornada
