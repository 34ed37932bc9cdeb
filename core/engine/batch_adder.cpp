#include "engine/batch_adder.h"

#include "engine/earlier_work.h"
#include "recipes/input_files.h"
#include "recipes/recipe_json.h"

#include <QFileInfo>
#include <QJsonArray>

namespace fornada {

namespace {

constexpr int kChunk = 5'000;
constexpr qint64 kMostJobs = 2'000'000;
constexpr int kMostListed = 100;

// Rows given in the order itself.
class GivenRows final : public RowSource {
public:
    explicit GivenRows(QList<QJsonObject> rows)
        : m_rows(std::move(rows))
    {}
    Result<std::optional<SourceRow>> next() override
    {
        if (m_next >= m_rows.size())
            return std::optional<SourceRow>();
        const qsizetype at = m_next++;
        return std::optional<SourceRow>(SourceRow{at + 1, m_rows.at(at)});
    }
    QStringList columns() const override { return m_rows.isEmpty() ? QStringList() : m_rows.first().keys(); }
    double progress() const override { return m_rows.isEmpty() ? 1 : double(m_next) / double(m_rows.size()); }

private:
    const QList<QJsonObject> m_rows;
    qsizetype m_next = 0;
};

Result<std::unique_ptr<RowSource>> sourceOf(const BatchOrder &order)
{
    if (order.rowsPath.isEmpty())
        return std::unique_ptr<RowSource>(std::make_unique<GivenRows>(order.rows));
    return openRows({order.rowsPath, order.sheet, order.query});
}

// Where a row's own files are looked for.
QDir folderOf(const QString &rowsPath)
{
    const QFileInfo rows(rowsPath);
    return rows.isDir() ? QDir(rows.absoluteFilePath()) : rows.absoluteDir();
}

// What the operator has set for all new batches; the batch's own usual values otherwise.
Status takeResendLimits(Store &store, Batch &batch)
{
    const auto perJob = store.setting(QStringLiteral("resendPerJob"));
    const auto part = store.setting(QStringLiteral("resendPart"));
    if (!perJob || !part)
        return perJob ? part.error() : perJob.error();
    batch.resendPerJob = moneyFromDecimal(*perJob).value_or(batch.resendPerJob);
    bool ok = false;
    const double value = part->toDouble(&ok);
    batch.resendPart = ok ? value : batch.resendPart;
    return {};
}

} // namespace

struct BatchAdder::Work {
    BatchOrder order;
    CommandReply reply;
    std::unique_ptr<RowSource> source;
    std::unique_ptr<Planner> planner;
    InputFiles files;
    BatchId id;
    QList<NewRow> chunk;
    qint64 rows = 0, jobs = 0, rejected = 0;
    Money worst;
    QJsonArray rejections;
    bool atEnd = false;
    std::optional<Error> error; // of reading
    // Engine thread.
    std::optional<Error> refused; // by the store
    bool storing = false, reading = false;

    void reject(qint64 line, const Error &why)
    {
        ++rejected;
        if (rejections.size() < kMostListed)
            rejections.append(QJsonObject{{QStringLiteral("line"), line},
                                          {QStringLiteral("reason"), errorName(why.kind)},
                                          {QStringLiteral("subject"), why.subject},
                                          {QStringLiteral("detail"), why.detail}});
    }
    void take(const SourceRow &row);
    void readOn();
    void readAll(PlannedBatch &planned);
};

void BatchAdder::Work::take(const SourceRow &given)
{
    QJsonObject fields = mappedFields(given.fields, order.mapping);
    if (const Status found = files.find(fields); !found) {
        reject(given.line, found.error());
        return;
    }
    auto plan = planner->plan(rows + 1, fields);
    if (!plan) {
        reject(given.line, plan.error());
        return;
    }
    NewRow row;
    row.number = ++rows;
    row.key = plan->key;
    row.fields = fields;
    for (const PlannedJob &job : std::as_const(plan->jobs))
        row.jobs.append({job.step, job.fanKey, job.target.queue, job.target.account, job.target.model,
                         job.pendingParents, job.target.worstCase, job.target.tokens});
    if (given.past)
        takeEarlierWork(*given.past, row);
    for (const NewJob &job : std::as_const(row.jobs))
        if (!job.given)
            worst += job.reserve;
    jobs += row.jobs.size();
    if (jobs > kMostJobs)
        error = Error{ErrorKind::TooMany, order.rowsPath, QStringLiteral("a batch may have 2,000,000 jobs")};
    chunk.append(std::move(row));
}

void BatchAdder::Work::readOn()
{
    while (chunk.size() < kChunk && !atEnd && !error) {
        auto next = source->next();
        if (!next && next.error().kind == ErrorKind::BadFormat)
            reject(next.error().subject.toLongLong(), next.error());
        else if (!next)
            error = next.error();
        else if (!*next)
            atEnd = true;
        else
            take(**next);
    }
}

void BatchAdder::Work::readAll(PlannedBatch &planned)
{
    auto from = sourceOf(order);
    if (!from) {
        error = from.error();
        return;
    }
    source = std::move(*from);
    while (!atEnd && !error) {
        readOn();
        const QList<NewRow> read = std::exchange(chunk, {});
        qint64 kept = planned.jobs;
        for (const NewRow &row : read) {
            for (const NewJob &job : row.jobs) {
                if (job.given)
                    continue; // done before: no request
                auto &calls = planned.calls[job.step];
                calls.target = {job.queue, job.account, job.model, job.reserve, job.tokens};
                ++calls.count;
            }
            planned.jobs += row.jobs.size();
            NewRow left = row;
            left.jobs.removeIf([](const NewJob &job) { return job.given.has_value(); });
            if ((kept += left.jobs.size()) <= kMostForeseen && !left.jobs.isEmpty())
                planned.first.append(left);
        }
    }
    planned.batch = order.batch;
    planned.recipe = order.recipe;
    planned.rows = rows;
    planned.rejected = rejected;
    planned.rejections = rejections;
    planned.worst = worst;
}

BatchAdder::BatchAdder(Runtime &runtime, Seams seams)
    : m_runtime(runtime)
    , m_seams(seams)
{}

Result<QHash<QString, StepTarget>> BatchAdder::targetsFor(const BatchOrder &order) const
{
    QHash<QString, StepTarget> targets;
    for (const Step &step : order.recipe.steps) {
        const Queue *queue = nullptr;
        for (const Queue &candidate : m_runtime.queues())
            if (candidate.name == step.queue)
                queue = &candidate;
        if (!queue)
            return Error{ErrorKind::NotFound, step.queue, QStringLiteral("queue of step %1").arg(step.id)};
        StepTarget target;
        target.queue = queue->id;
        target.account = order.batch.account.isValid() ? order.batch.account : queue->account;
        const auto account = m_runtime.accounts().constFind(target.account);
        if (account == m_runtime.accounts().cend())
            return Error{ErrorKind::NotFound, QStringLiteral("account"), QStringLiteral("of queue %1").arg(step.queue)};
        if (order.start)
            if (const auto key = m_seams.keys.key(*account); !key)
                return key.error();
        if (account->kind == ProviderKind::Worker && step.operation != Operation::HttpCall &&
            step.operation != Operation::Message)
            return Error{ErrorKind::NotAllowed, account->name,
                         QStringLiteral("a worker cannot do step %1").arg(step.id)};
        target.model =
            step.model.isEmpty() ? m_runtime.prices().defaultModel(account->kind, step.operation) : step.model;
        const auto worst = worstCaseOf(step, *account, target.model, order.batch);
        if (!worst)
            return worst.error();
        target.worstCase = *worst;
        targets.insert(step.id, target);
    }
    return targets;
}

// The step's own price wins; then the table's. Without either, money that is capped may not be risked.
Result<Money> BatchAdder::worstCaseOf(const Step &step, const Account &account, const QString &model,
                                      const Batch &batch) const
{
    if (account.free)
        return Money{};
    if (!step.price.isZero())
        return step.price;
    Ask ask;
    ask.operation = step.operation;
    ask.output = step.output;
    ask.model = model;
    ask.prompt = step.prompt;
    ask.parameters = step.parameters;
    if (const auto worst = m_runtime.prices().worstCase(account.kind, ask, m_seams.clock.now().wall))
        return *worst;
    const bool own = account.kind == ProviderKind::Worker || account.kind == ProviderKind::Sandbox;
    if (!own && (batch.budget || account.dayBudget))
        return Error{ErrorKind::PriceUnknown, model, QStringLiteral("step %1").arg(step.id)};
    return Money{};
}

Result<std::shared_ptr<BatchAdder::Work>> BatchAdder::begin(BatchOrder order) const
{
    const QJsonObject &defaults = order.recipe.parameters;
    for (auto it = defaults.begin(); it != defaults.end(); ++it)
        if (!order.batch.parameters.contains(it.key()))
            order.batch.parameters.insert(it.key(), it.value());
    auto targets = targetsFor(order);
    if (!targets)
        return targets.error();
    auto work = std::make_shared<Work>();
    work->planner = std::make_unique<Planner>(order.recipe, *targets, order.batch.parameters);
    work->files = InputFiles(order.recipe, folderOf(order.rowsPath));
    work->order = std::move(order);
    return work;
}

void BatchAdder::plan(BatchOrder order, std::function<void(Result<PlannedBatch>)> done)
{
    const auto begun = begin(std::move(order));
    if (!begun) {
        done(begun.error());
        return;
    }
    const auto planned = std::make_shared<PlannedBatch>();
    m_seams.workers.run([work = *begun, planned] { work->readAll(*planned); },
                        [work = *begun, planned, done = std::move(done)] {
                            if (work->error)
                                done(*work->error);
                            else
                                done(std::move(*planned));
                        });
}

void BatchAdder::add(BatchOrder order, CommandReply reply)
{
    const auto begun = begin(std::move(order));
    if (!begun) {
        reply(begun.error());
        return;
    }
    const std::shared_ptr<Work> work = *begun;
    work->reply = std::move(reply);
    // The file is opened and its first chunk read before anything is stored: a bad file leaves no trace.
    m_seams.workers.run(
        [work] {
            auto rows = sourceOf(work->order);
            if (!rows) {
                work->error = rows.error();
                return;
            }
            work->source = std::move(*rows);
            takeAbout(work->source->about(), work->order.batch);
            work->readOn();
        },
        [this, work] {
            if (!work->error && work->chunk.isEmpty()) {
                const QJsonObject first =
                    work->rejections.isEmpty() ? QJsonObject() : work->rejections.first().toObject();
                work->error = first.isEmpty()
                                  ? Error{ErrorKind::EmptyInput, work->order.rowsPath, {}}
                                  : Error{ErrorKind::FieldMissing, first.value(QLatin1String("subject")).toString(),
                                          first.value(QLatin1String("detail")).toString()};
            }
            if (work->error) {
                work->reply(*work->error);
                return;
            }
            Batch batch = work->order.batch;
            batch.state = BatchState::Adding;
            batch.created = batch.updated = m_seams.clock.now().wall;
            const QJsonObject snapshot = toJson(work->order.recipe);
            m_seams.store.call<BatchId>(
                [batch, snapshot](Store &store) mutable -> Result<BatchId> {
                    if (const Status limits = takeResendLimits(store, batch); !limits)
                        return limits.error();
                    return store.createBatch(batch, snapshot);
                },
                [this, work, batch](Result<BatchId> id) {
                    if (!id) {
                        work->reply(id.error());
                        return;
                    }
                    work->id = *id;
                    Batch adding = batch;
                    adding.id = *id;
                    m_runtime.setBatch(adding); // people see it, and may take it out
                    storeChunk(work);
                });
        });
}

// The next rows are read while these are stored.
void BatchAdder::storeChunk(std::shared_ptr<Work> work)
{
    const Wall now = m_seams.clock.now().wall;
    const auto rows = std::make_shared<const QList<NewRow>>(std::exchange(work->chunk, {}));
    work->storing = true;
    work->reading = !work->atEnd;
    m_seams.store.submit({[id = work->id, rows, now](Store &store) { return store.addRows(id, *rows, now); },
                          [this, work](Status added) {
                              work->storing = false;
                              if (!added)
                                  work->refused = added.error();
                              goOn(work);
                          }});
    if (!work->reading)
        return;
    m_seams.workers.run([work] { work->readOn(); },
                        [this, work] {
                            work->reading = false;
                            goOn(work);
                        });
}

void BatchAdder::goOn(std::shared_ptr<Work> work)
{
    if (work->storing || work->reading)
        return;
    if (work->refused || work->error)
        giveUp(work, work->refused ? *work->refused : *work->error);
    else if (!work->chunk.isEmpty())
        storeChunk(work);
    else
        finish(work);
}

void BatchAdder::finish(std::shared_ptr<Work> work)
{
    const Wall now = m_seams.clock.now().wall;
    const auto end = [work, now](Store &store) -> Result<Batch> {
        BatchChange change;
        change.estimate = work->worst;
        if (const Status updated = store.updateBatch(work->id, change, now); !updated)
            return updated.error();
        if (const auto state = store.batchEvent(work->id, BatchEvent::RowsAdded, now); !state)
            return state.error();
        if (work->order.start)
            if (const auto state = store.batchEvent(work->id, BatchEvent::Started, now); !state)
                return state.error();
        return store.batch(work->id);
    };
    m_seams.store.call<Batch>(end, [this, work](Result<Batch> batch) {
        if (!batch) {
            giveUp(work, batch.error());
            return;
        }
        m_runtime.setBatch(*batch);
        for (const Step &step : work->order.recipe.steps)
            for (const Queue &queue : m_runtime.queues())
                if (queue.name == step.queue)
                    m_runtime.tell(LaneWoken{{queue.id, work->id}});
        work->reply(QJsonObject{{QStringLiteral("batch"), work->id.value},
                                {QStringLiteral("name"), batch->name},
                                {QStringLiteral("state"), toName(batch->state)},
                                {QStringLiteral("rows"), work->rows},
                                {QStringLiteral("jobs"), work->jobs},
                                {QStringLiteral("estimate"), toDecimal(work->worst)},
                                {QStringLiteral("rejected"), work->rejected},
                                {QStringLiteral("rejections"), work->rejections}});
    });
}

// A half-added batch never runs: it is taken out again.
void BatchAdder::giveUp(std::shared_ptr<Work> work, const Error &error)
{
    m_seams.store.submit({[id = work->id](Store &store) { return store.removeBatch(id); },
                          [this, work, error](Status removed) {
                              if (removed)
                                  m_runtime.forgetBatch(work->id);
                              work->reply(error);
                          }});
}

} // namespace fornada
