#include "engine/row_intake.h"

#include "engine/alike_rows.h"
#include "engine/earlier_work.h"
#include "engine/file_kinds.h"
#include "engine/setup_rules.h"
#include "intake/given_rows.h"
#include "model/alike.h"
#include "recipes/input_files.h"
#include "results/write_back.h"

namespace fornada {

namespace {

constexpr qint64 kMostJobs = 2'000'000;

} // namespace

// What becomes of a row, by its recipe and the files it brings.
struct RowIntake::Plan {
    Plan(const BatchOrder &order, const QMap<QString, StepTarget> &targets, PictureHashes &pictures)
        : planner(order.recipe, targets, order.batch.parameters)
        , files(order.recipe, InputFiles::folderOf(order.rowsPath))
        , kinds(order.recipe, files.fields())
        , alike(order.recipe, files.fields(), order.comparePictures ? &pictures : nullptr)
    {
        for (const Step &step : order.recipe.steps) {
            costs.insert(step.id, {step.operation, step.credits});
            if (step.fallback)
                fallbacks.insert(step.id);
        }
    }

    const Planner planner;
    const InputFiles files;
    const FileKinds kinds;
    AlikeRows alike;
    QMap<QString, CreditCost> costs; // of a step's results
    QSet<QString> fallbacks;         // steps
};

RowIntake::RowIntake(BatchOrder given, const QMap<QString, StepTarget> &targets, PictureHashes &pictures)
    : order(std::move(given))
    , m_targets(targets)
    , m_pictures(pictures)
{}

RowIntake::~RowIntake() = default;

// What could never be written back is said before anything is paid.
Status RowIntake::checkWriteBack()
{
    if (order.batch.writeBack.isEmpty())
        return {};
    const auto back = writeBackOrder(order.batch.writeBack);
    if (!back)
        return back.error();
    m_keyField = back->field.isEmpty() ? back->key : back->field;
    const Status known = knowsStep(order.recipe.steps, back->step);
    return known ? canWriteBack(*back) : known;
}

void RowIntake::lookForKeyField()
{
    if (m_keyField.isEmpty() || chunk.isEmpty())
        return;
    const QString field = std::exchange(m_keyField, {});
    const auto has = [&field](const NewRow &row) { return row.fields.contains(field); };
    if (std::none_of(chunk.cbegin(), chunk.cend(), has))
        error =
            Error{ErrorKind::FieldMissing, field, QStringLiteral("results could not be written back: no row has it")};
}

bool RowIntake::takesField(const QString &field) const
{
    const QStringList names = m_plan->planner.neededFields() + m_plan->planner.optionalFields();
    const auto isIt = [&field](const QString &name) { return name == field || name.startsWith(field + u'.'); };
    const auto postsItsRow = [](const Step &step) {
        const bool isCall = step.operation == Operation::HttpCall || step.operation == Operation::Message;
        return isCall && !step.parameters.value(QLatin1String("body")).isObject();
    };
    return field == m_keyField || std::any_of(names.cbegin(), names.cend(), isIt) ||
           std::any_of(order.recipe.steps.cbegin(), order.recipe.steps.cend(), postsItsRow);
}

// A name that is mistyped on either side is told by itself: every row would lack its field.
Status RowIntake::checkMapping() const
{
    const QString comma = QStringLiteral(", ");
    for (auto it = order.mapping.cbegin(); it != order.mapping.cend(); ++it) {
        if (!takesField(it.key()))
            return Error{ErrorKind::BadArgument, it.key(),
                         QStringLiteral("the recipe has no such field; it has %1")
                             .arg((m_plan->planner.neededFields() + m_plan->planner.optionalFields()).join(comma))};
        if (m_source->knowsColumns() && !m_source->columns().contains(it.value()))
            return Error{
                ErrorKind::BadArgument, it.value(),
                QStringLiteral("the rows have no such column; they have %1").arg(m_source->columns().join(comma))};
    }
    return {};
}

Status RowIntake::open()
{
    m_plan = std::make_unique<Plan>(order, m_targets, m_pictures);
    if (const Status good = checkWriteBack(); !good)
        return good;
    if (order.rowsPath.isEmpty()) {
        m_source = std::make_unique<GivenRows>(order.rows);
        return {};
    }
    auto opened = openRows({order.rowsPath, order.sheet, order.query});
    if (!opened)
        return opened.error();
    m_source = std::move(*opened);
    if (const Status good = checkMapping(); !good)
        return good;
    takeAbout(m_source->about(), order.batch);
    return {};
}

void RowIntake::reject(RowSpot spot, const Error &why)
{
    leaveOut(spot, toName(why.kind),
             {{QStringLiteral("subject"), why.subject}, {QStringLiteral("detail"), why.detail}});
}

void RowIntake::leaveOut(RowSpot spot, const QString &reason, QJsonObject facts)
{
    ++rejected;
    facts.insert(QStringLiteral("line"), spot.line);
    if (spot.isRow)
        facts.insert(QStringLiteral("unit"), QStringLiteral("row"));
    facts.insert(QStringLiteral("reason"), reason);
    if (rejections.size() < order.listed)
        rejections.append(facts);
}

void RowIntake::mark(RowSpot spot, const QString &what, QJsonObject facts)
{
    if (m_marks.size() >= kMostMarks)
        return;
    facts.insert(QStringLiteral("index"), spot.index);
    facts.insert(QStringLiteral("line"), spot.line);
    if (spot.isRow)
        facts.insert(QStringLiteral("unit"), QStringLiteral("row"));
    facts.insert(QStringLiteral("mark"), what);
    m_marks.append(facts);
}

// The batch that has this row's results. A row may be on file under its file's whole path: so rows were named once.
BatchId RowIntake::answeredIn(const QString &key, const QString &wholeKey) const
{
    const auto known = m_known.answered.constFind(order.batch.client);
    if (known == m_known.answered.cend())
        return {};
    const BatchId answered = known->value(key);
    return answered.isValid() ? answered : known->value(wholeKey);
}

// Rows are the same when their recipe names them by their fields and their names are the same.
bool RowIntake::isLeftOut(RowSpot spot, const PlannedRow &row, const QJsonObject &found)
{
    if (!row.hasName)
        return false;
    const QString &key = row.key;
    const QString whole = m_plan->files.fields().isEmpty() ? key : rowName(order.recipe, found);
    const QJsonObject named{{QStringLiteral("subject"), key}};
    if (const auto first = m_lines.constFind(whole); first != m_lines.cend()) {
        QJsonObject facts = named;
        facts.insert(QStringLiteral("of"), *first);
        facts.insert(QStringLiteral("leftOut"), order.onlyNew);
        ++duplicates;
        mark(spot, QStringLiteral("duplicate"), facts);
        if (order.onlyNew)
            leaveOut(spot, QStringLiteral("duplicate"), facts);
        return order.onlyNew;
    }
    m_lines.insert(whole, spot.line);
    const BatchId answered = answeredIn(key, whole);
    if (!answered.isValid())
        return false;
    QJsonObject facts = named;
    facts.insert(QStringLiteral("batch"), answered.value);
    facts.insert(QStringLiteral("leftOut"), true);
    ++m_answered;
    mark(spot, QStringLiteral("answered"), facts);
    leaveOut(spot, QStringLiteral("answered"), facts);
    return true;
}

// One that looks like an earlier row is made as any other, takes that one's results, or is left out: as was ordered.
bool RowIntake::isAlike(RowSpot spot, const PlannedRow &row, QJsonObject &fields)
{
    const auto earlier = m_plan->alike.take({spot.number(), spot.line}, fields);
    if (!earlier)
        return false;
    ++m_alike;
    for (const PlannedJob &job : row.jobs)
        m_alikeWorst += job.target.worstCase;
    const bool leftOut = order.alike == Alike::LeaveOut;
    const QJsonObject facts{{QStringLiteral("subject"), row.key},
                            {QStringLiteral("of"), earlier->line},
                            {QStringLiteral("reused"), order.alike == Alike::Reuse},
                            {QStringLiteral("leftOut"), leftOut}};
    mark(spot, QStringLiteral("alike"), facts);
    if (leftOut)
        leaveOut(spot, QStringLiteral("alike"), facts);
    else if (order.alike == Alike::Reuse)
        fields.insert(kReusedRow, earlier->number);
    return leftOut;
}

// A row goes in only when the client may have all of its results.
bool RowIntake::hasCredit(RowSpot spot, const PlannedRow &row)
{
    const auto credits = m_known.credits.constFind(order.batch.client);
    if (credits == m_known.credits.cend())
        return true;
    CreditNeed need;
    for (const PlannedJob &job : row.jobs)
        need.add(m_plan->costs.value(job.step), m_plan->fallbacks.contains(job.step));
    for (auto it = credits->cbegin(); it != credits->cend(); ++it) {
        const qint64 left = it.value() - m_used.value(it.key());
        if (need.of(it.key()) <= left)
            continue;
        const QJsonObject facts{{QStringLiteral("subject"), row.key},
                                {QStringLiteral("client"), order.batch.client},
                                {QStringLiteral("operation"), toName(it.key())},
                                {QStringLiteral("credits"), left},
                                {QStringLiteral("needs"), need.of(it.key())},
                                {QStringLiteral("leftOut"), true}};
        mark(spot, QStringLiteral("credit"), facts);
        leaveOut(spot, QStringLiteral("credit"), facts);
        return false;
    }
    for (auto it = credits->cbegin(); it != credits->cend(); ++it)
        m_used[it.key()] += need.of(it.key());
    return true;
}

void RowIntake::take(const SourceRow &given)
{
    const RowSpot spot{rows + rejected, given.line, m_source->countsRows()};
    QJsonObject fields = mappedFields(given.fields, order.mapping);
    fields.remove(kReusedRow); // it is ours to say
    // By what its file says: where the folder lies is no part of its name.
    auto plan = m_plan->planner.plan(spot.number(), fields, order.batch.client);
    if (!plan) {
        reject(spot, plan.error());
        return;
    }
    Status found = m_plan->files.find(fields);
    if (found)
        found = m_plan->kinds.check(fields);
    if (!found) {
        reject(spot, found.error());
        mark(spot, toName(found.error().kind),
             {{QStringLiteral("subject"), found.error().subject},
              {QStringLiteral("detail"), found.error().detail},
              {QStringLiteral("leftOut"), true}});
        return;
    }
    const bool isDone = given.past && given.past->state == JobState::Completed; // elsewhere, before
    if (isLeftOut(spot, *plan, fields) || (!isDone && (isAlike(spot, *plan, fields) || !hasCredit(spot, *plan))))
        return;
    NewRow row;
    ++rows;
    row.number = spot.number();
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
    m_spots.append(spot);
}

void RowIntake::readOn()
{
    readChunk();
    if (!atEnd && !error)
        return;
    m_source.reset(); // a file is closed where it was read
    m_plan.reset();
}

void RowIntake::readChunk()
{
    m_spots.clear();
    while (chunk.size() < kChunk && !atEnd && !error) {
        auto next = m_source->next();
        if (!next && next.error().kind == ErrorKind::BadFormat)
            reject({rows + rejected, next.error().subject.toLongLong(), m_source->countsRows()}, next.error());
        else if (!next)
            error = next.error();
        else if (!*next)
            atEnd = true;
        else
            take(**next);
    }
    if (!error)
        lookForKeyField();
}

void RowIntake::readAll(PlannedBatch &planned)
{
    if (const Status opened = open(); !opened) {
        error = opened.error();
        return;
    }
    while (!atEnd && !error) {
        readChunk();
        const QList<NewRow> read = std::exchange(chunk, {});
        for (qsizetype i = 0; i < read.size(); ++i) {
            const NewRow &row = read.at(i);
            for (const NewJob &job : row.jobs) {
                if (job.given)
                    continue; // done before: no request
                auto &calls = planned.calls[job.step];
                calls.target = {job.queue, job.account, job.model, job.reserve, job.tokens};
                ++calls.count;
                calls.fallback = m_plan->fallbacks.contains(job.step);
            }
            planned.jobs += row.jobs.size();
            NewRow left = row;
            left.jobs.removeIf([](const NewJob &job) { return job.given.has_value(); });
            planned.asked += left.jobs.size();
            if (planned.asked > kMostForeseen || left.jobs.isEmpty())
                continue;
            planned.first.append(left);
            planned.spots.append(m_spots.at(i));
        }
    }
    planned.batch = order.batch;
    planned.recipe = order.recipe;
    planned.rows = rows;
    planned.rejected = rejected;
    planned.duplicates = duplicates;
    planned.answered = m_answered;
    planned.rejections = rejections;
    planned.alike = m_alike;
    planned.alikeWorst = m_alikeWorst;
    planned.picturesLeft = m_plan->alike.leavesPictures();
    planned.marks = m_marks;
    planned.worst = worst;
}

Error RowIntake::whyEmpty() const
{
    if (rejections.isEmpty())
        return {ErrorKind::EmptyInput, order.rowsPath, {}};
    const QJsonObject first = rejections.first().toObject();
    const QString reason = first.value(QLatin1String("reason")).toString();
    if (reason == u"answered" || reason == u"duplicate")
        return {ErrorKind::EmptyInput, order.rowsPath, QStringLiteral("every row has its result already")};
    if (reason == u"credit")
        return creditsShort(
            order.batch.client, fromName<Operation>(first.value(QLatin1String("operation")).toString()).value(),
            first.value(QLatin1String("needs")).toInteger(), first.value(QLatin1String("credits")).toInteger());
    const QString detail = first.value(QLatin1String("detail")).toString();
    const QString subject = first.value(QLatin1String("subject")).toString();
    const qint64 line = first.value(QLatin1String("line")).toInteger();
    if (reason == toName(ErrorKind::BadFormat) && subject == QString::number(line)) // the row itself; it names its line
        return {ErrorKind::BadFormat, order.rowsPath, detail};
    return {fromName<ErrorKind>(reason).value_or(ErrorKind::FieldMissing), subject,
            (first.contains(QLatin1String("unit")) ? QStringLiteral("row %1: %2") : QStringLiteral("line %1: %2"))
                .arg(line)
                .arg(detail)};
}

} // namespace fornada
