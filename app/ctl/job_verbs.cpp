#include "ctl/printing.h"
#include "ctl/session.h"
#include "model/wait_reason.h"
#include "results/results_folder.h"
#include "text/cache_text.h"
#include "text/result_text.h"
#include "text/state_text.h"

#include <QJsonArray>

namespace fornada {

namespace {

QStringList statesGiven(const Session &session)
{
    return session.args().value(QStringLiteral("state")).split(QLatin1Char(','), Qt::SkipEmptyParts);
}

Result<JobQuery> queryOf(const Session &session)
{
    JobQuery query;
    const Arguments &args = session.args();
    query.filter.text = args.value(QStringLiteral("text"));
    query.client = args.value(QStringLiteral("client"));
    query.owner = args.value(QStringLiteral("owner"));
    const QStringList names = statesGiven(session);
    for (const QString &name : names) {
        const auto state = fromName<JobState>(name);
        if (!state)
            return Error{ErrorKind::BadArgument, QStringLiteral("--state"), name};
        query.filter.states.append(*state);
    }
    return query;
}

// The queue is given by its name.
Status findPlaces(const Session &session, Reader &reader, JobFilter &filter)
{
    if (const QString given = session.args().value(QStringLiteral("batch")); !given.isEmpty()) {
        const auto batch = findBatch(reader, given);
        if (!batch)
            return batch.error();
        filter.batch = batch->id;
    }
    if (const QString queue = session.args().value(QStringLiteral("queue")); !queue.isEmpty()) {
        const auto queues = reader.queues();
        for (const Queue &known : queues ? *queues : QList<Queue>())
            if (known.name == queue)
                filter.queue = known.id;
        if (!filter.queue.isValid())
            return Error{ErrorKind::NotFound, queue, {}};
    }
    return {};
}

// The jobs that are named, each by its number.
Result<QList<JobId>> jobsNamed(const Session &session)
{
    QList<JobId> ids;
    const QStringList given = session.args().words().mid(2);
    for (const QString &word : given) {
        bool isNumber = false;
        const JobId id{word.toLongLong(&isNumber)};
        if (!isNumber || id.value < 1)
            return Error{ErrorKind::BadArgument, word, QStringLiteral("is not the number of a job")};
        ids.append(id);
    }
    return ids;
}

// As far as it can be told without the engine: why its turn has not come.
Opening waitOf(const JobRow &job, BatchState batch)
{
    if (job.state == JobState::Blocked)
        return Opening::closed(WaitReason::Parent);
    return job.state == JobState::Queued ? openingOf(batch) : Opening::open();
}

int list(Session &session)
{
    auto query = queryOf(session);
    if (!query)
        return session.fail(query.error());
    bool isNumber = false, isId = false;
    const int limit = session.args().value(QStringLiteral("limit"), QStringLiteral("100")).toInt(&isNumber);
    const JobId after{session.args().value(QStringLiteral("after"), QStringLiteral("0")).toLongLong(&isId)};
    if (!isNumber || limit < 1 || !isId)
        return session.usage(QStringLiteral("job list [--limit N] [--after ID]: N from 1 on, and the number of a job"));
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    if (const Status found = findPlaces(session, **reader, query->filter); !found)
        return session.fail(found.error());
    QHash<BatchId, BatchState> states;
    const auto batches = (*reader)->batches();
    for (const Batch &batch : batches ? *batches : QList<Batch>())
        states.insert(batch.id, batch.state);
    const auto jobs = (*reader)->jobs(*query, after, limit);
    if (!jobs)
        return session.fail(jobs.error());
    QJsonArray json;
    for (const JobRow &job : *jobs) {
        const Opening opening = waitOf(job, states.value(job.batch, BatchState::Running));
        json.append(jobRowJson(job, opening));
        if (!session.json())
            session.print(jobLine(job, opening));
    }
    if (session.json())
        session.printJson(
            {{QStringLiteral("jobs"), json},
             {QStringLiteral("next"), jobs->size() == limit ? QJsonValue(jobs->last().id.value) : QJsonValue()}});
    return kOk;
}

std::optional<QJsonObject> explain(Session &session, const JobDetail &detail)
{
    if (detail.job.state != JobState::Queued && detail.job.state != JobState::Blocked)
        return std::nullopt;
    const auto answer =
        session.askEngine(QStringLiteral("job.explain"), {{QStringLiteral("job"), detail.job.id.value}});
    if (answer)
        return answer;
    QJsonObject stopped{{QStringLiteral("reason"), toName(WaitReason::EngineStopped)}};
    if (detail.job.notBefore)
        stopped.insert(QStringLiteral("until"), toIso(*detail.job.notBefore));
    return stopped;
}

// What was written, as it is: it is looked at here.
void printTexts(Session &session, const JobDetail &detail)
{
    for (const ResultItem &item : detail.results) {
        const bool isText = item.picked && item.path.isEmpty() && !item.text.isEmpty();
        const QStringList lines = isText ? item.text.split(u'\n') : QStringList();
        for (const QString &line : lines)
            session.print(QStringLiteral("%1  %2").arg(QStringLiteral("text"), -10).arg(line));
    }
}

int show(Session &session)
{
    const auto named = jobsNamed(session);
    if (!named)
        return session.fail(named.error());
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto detail = (*reader)->job(named->first());
    if (!detail)
        return session.fail(detail.error());
    const QJsonObject json = jobJson(*detail, explain(session, *detail), resultsFolder(session.dataFolder()));
    if (session.json()) {
        session.printJson(json);
        return kOk;
    }
    const QString sameAs = json.contains(QLatin1String("sameAs"))
                               ? QStringLiteral("job %1").arg(json.value(QLatin1String("sameAs")).toInteger())
                               : QString();
    for (const QString &key :
         {QStringLiteral("id"), QStringLiteral("batchName"), QStringLiteral("row"), QStringLiteral("key"),
          QStringLiteral("step"), QStringLiteral("queue"), QStringLiteral("account"), QStringLiteral("state"),
          QStringLiteral("reason"), QStringLiteral("earliest"), QStringLiteral("message"), QStringLiteral("cost"),
          QStringLiteral("result")}) {
        const bool isReason = key == QLatin1String("reason") && !json.value(key).isNull() && json.contains(key);
        const QString value = isReason ? reasonText(json.value(key), json.value(QLatin1String("earliest")), sameAs)
                              : key == QLatin1String("message") ? messageText(json.value(key).toString())
                                                                : json.value(key).toVariant().toString();
        if (!value.isEmpty())
            session.print(QStringLiteral("%1  %2").arg(key, -10).arg(value));
    }
    printTexts(session, *detail);
    if (detail->cached)
        session.print(QStringLiteral("%1  %2")
                          .arg(QStringLiteral("cache"), -10)
                          .arg(cacheText(*detail->cached, SystemClock().now().wall)));
    if (detail->job.state == JobState::Review)
        session.print(reviewText(detail->job.message,
                                 moneyFromDecimal(json.value(QLatin1String("cost")).toString()).value_or(Money{}),
                                 detail->job.reserve));
    const QJsonArray attempts = json.value(QLatin1String("attempts")).toArray();
    for (const QJsonValue &attempt : attempts)
        session.print(QStringLiteral("attempt %1 to %2: %3 http %4 $%5 %6")
                          .arg(attempt[QLatin1String("number")].toInt())
                          .arg(attempt[QLatin1String("account")].toString(),
                               attempt[QLatin1String("outcome")].toString(QStringLiteral("open")))
                          .arg(attempt[QLatin1String("httpStatus")].toInt())
                          .arg(attempt[QLatin1String("cost")].toString(),
                               messageText(attempt[QLatin1String("message")].toString())));
    return kOk;
}

// By number, or by what they have in common; as the command table takes it.
Result<QJsonObject> jobsMeant(const Session &session)
{
    const auto named = jobsNamed(session);
    if (!named)
        return named.error();
    QJsonObject args;
    for (const QString &name : {QStringLiteral("batch"), QStringLiteral("queue"), QStringLiteral("text")})
        if (session.args().has(name))
            args.insert(name, session.args().value(name));
    if (session.args().has(QStringLiteral("state")))
        args.insert(QStringLiteral("states"), QJsonArray::fromStringList(statesGiven(session)));
    QJsonArray ids;
    for (const JobId id : *named)
        ids.append(id.value);
    if (!ids.isEmpty())
        args.insert(QStringLiteral("jobs"), ids);
    return args;
}

int change(Session &session, const QString &command, QJsonObject args)
{
    const auto meant = jobsMeant(session);
    if (!meant)
        return session.fail(meant.error());
    if (meant->isEmpty())
        return session.usage(
            QStringLiteral("job %1 ID ...|--batch B|--queue Q|--state S|--text T").arg(session.args().word(1)));
    for (auto it = meant->begin(); it != meant->end(); ++it)
        args.insert(it.key(), it.value());
    const auto result = session.act(command, args);
    if (!result)
        return session.fail(result.error());
    const qint64 changed = result->value(QLatin1String("changed")).toInteger();
    if (session.json())
        session.printJson(*result);
    else
        session.print(counted(changed, "job", "jobs") + QStringLiteral(" changed"));
    return kOk;
}

int retry(Session &session)
{
    return change(session, QStringLiteral("job.retry"), {});
}

int cancel(Session &session)
{
    return change(session, QStringLiteral("job.cancel"),
                  {{QStringLiteral("stopNow"), session.args().has(QStringLiteral("stop-now"))}});
}

int priority(Session &session)
{
    bool isNumber = false;
    const int wanted = session.args().value(QStringLiteral("priority")).toInt(&isNumber);
    if (!isNumber)
        return session.usage(QStringLiteral("job priority ID ...|[--batch B] [--queue Q] [--state S,...] [--text T] "
                                            "--priority P"));
    return change(session, QStringLiteral("job.priority"), {{QStringLiteral("priority"), wanted}});
}

int move(Session &session)
{
    const Arguments &args = session.args();
    QJsonObject where;
    if (args.has(QStringLiteral("to-queue")))
        where.insert(QStringLiteral("toQueue"), args.value(QStringLiteral("to-queue")));
    if (args.has(QStringLiteral("to-account")))
        where.insert(QStringLiteral("toAccount"), args.value(QStringLiteral("to-account")));
    if (where.isEmpty())
        return session.usage(QStringLiteral("job move ID ...|[--batch B] [--queue Q] [--state S,...] [--text T] "
                                            "--to-account A|--to-queue Q [--retry]"));
    where.insert(QStringLiteral("retry"), args.has(QStringLiteral("retry")));
    return change(session, QStringLiteral("job.move"), where);
}

int skip(Session &session)
{
    return change(session, QStringLiteral("job.skip"), {});
}

int approve(Session &session)
{
    return change(session, QStringLiteral("job.approve"), {});
}

int reject(Session &session)
{
    return change(session, QStringLiteral("job.reject"), {});
}

// Says what it may cost: by the same jobs that the engine is about to take.
Result<Redo> whatRerollMeans(Session &session)
{
    auto query = queryOf(session);
    if (!query)
        return query.error();
    const auto reader = session.reader();
    if (!reader)
        return reader.error();
    JobFilter &filter = query->filter;
    if (const Status found = findPlaces(session, **reader, filter); !found)
        return found.error();
    const auto named = jobsNamed(session);
    if (!named)
        return named.error();
    filter.ids = *named;
    QList<JobState> states{JobState::Review};
    if (!named->isEmpty() || !filter.states.isEmpty())
        states.append(JobState::Completed);
    if (!filter.states.isEmpty())
        states.removeIf([&filter](JobState state) { return !filter.states.contains(state); });
    filter.states = states;
    return states.isEmpty() ? Result<Redo>(Redo{}) : (*reader)->redo(filter);
}

int reroll(Session &session)
{
    if (const auto meant = jobsMeant(session); !meant || meant->isEmpty())
        return change(session, QStringLiteral("job.reroll"), {}); // which says what is wrong, before any price
    const auto redo = whatRerollMeans(session);
    if (!redo)
        return session.fail(redo.error());
    if (!session.json())
        session.print(redo->cost.isZero()
                          ? QStringLiteral("making results again costs nothing here")
                          : QStringLiteral("making results again may cost up to $%1 more").arg(toDecimal(redo->cost)));
    return change(session, QStringLiteral("job.reroll"), {});
}

int resolve(Session &session)
{
    const Arguments &args = session.args();
    QStringList chosen;
    if (args.has(QStringLiteral("resend")))
        chosen.append(QStringLiteral("resend"));
    if (args.has(QStringLiteral("charged")))
        chosen.append(QStringLiteral("charged"));
    if (args.has(QStringLiteral("give-up")))
        chosen.append(QStringLiteral("giveUp"));
    if (chosen.size() != 1)
        return session.usage(QStringLiteral("job resolve ID ...|--batch B --resend|--charged|--give-up"));
    return change(session, QStringLiteral("job.resolve"), {{QStringLiteral("how"), chosen.first()}});
}

} // namespace

QList<Verb> jobVerbs()
{
    const QStringList which = {QStringLiteral("batch"), QStringLiteral("queue"), QStringLiteral("state"),
                               QStringLiteral("text")};
    const QString usage = QStringLiteral("ID ...|[--batch B] [--queue Q] [--state S,...] [--text T]");
    return {
        {QStringLiteral("list"),
         QStringLiteral("job list [--batch B] [--queue Q] [--state S,...] [--text T] [--client C] [--owner O] "
                        "[--limit N] [--after ID]"),
         which + QStringList{QStringLiteral("client"), QStringLiteral("owner"), QStringLiteral("limit"),
                             QStringLiteral("after")},
         list},
        {QStringLiteral("show"), QStringLiteral("job show ID"), {}, show, kOneWord},
        {QStringLiteral("retry"), QStringLiteral("job retry ") + usage, which, retry, {0, kManyWords}},
        {QStringLiteral("priority"),
         QStringLiteral("job priority ") + usage + QStringLiteral(" --priority P"),
         which + QStringList{QStringLiteral("priority")},
         priority,
         {0, kManyWords}},
        {QStringLiteral("move"),
         QStringLiteral("job move ") + usage + QStringLiteral(" --to-account A|--to-queue Q [--retry]"),
         which + QStringList{QStringLiteral("to-account"), QStringLiteral("to-queue"), QStringLiteral("retry")},
         move,
         {0, kManyWords}},
        {QStringLiteral("skip"), QStringLiteral("job skip ") + usage, which, skip, {0, kManyWords}},
        {QStringLiteral("approve"), QStringLiteral("job approve ") + usage, which, approve, {0, kManyWords}},
        {QStringLiteral("reject"), QStringLiteral("job reject ") + usage, which, reject, {0, kManyWords}},
        {QStringLiteral("reroll"), QStringLiteral("job reroll ") + usage, which, reroll, {0, kManyWords}},
        {QStringLiteral("cancel"),
         QStringLiteral("job cancel ") + usage + QStringLiteral(" [--stop-now]"),
         which + QStringList{QStringLiteral("stop-now")},
         cancel,
         {0, kManyWords}},
        {QStringLiteral("resolve"),
         QStringLiteral("job resolve ") + usage + QStringLiteral(" --resend|--charged|--give-up"),
         which + QStringList{QStringLiteral("resend"), QStringLiteral("charged"), QStringLiteral("give-up")},
         resolve,
         {0, kManyWords}},
    };
}

} // namespace fornada
