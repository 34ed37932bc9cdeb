#include "engine/runtime.h"

// Results: judged, made durable, and given their final names.
namespace fornada {

namespace {

// A result that is not good: its recipe says what becomes of it. Either way it is paid for.
void judgeOutput(Digest &digest, const Step &step, const QString &fault, bool damaged)
{
    digest.message = fault;
    switch (step.onBadOutput.value_or(damaged ? BadOutput::Retry : BadOutput::Review)) {
    case BadOutput::Review:
        digest.needsReview = true;
        return;
    case BadOutput::Fail:
        digest.mayRetry = false;
        [[fallthrough]];
    case BadOutput::Retry:
        digest.outcome = Outcome::NoOutput;
        return;
    }
}

// Why it is not what was asked for, or nothing: a part of it is not, however well it reads.
std::optional<QString> unmetBy(const Digest &digest, const Artifact &artifact, const OutputChecks &checks,
                               const QJsonObject &parameters)
{
    if (const auto cut = digest.cutAt ? cutFault(artifact.kind, *digest.cutAt) : std::nullopt)
        return cut;
    return checkFault(checks, parameters, artifact.kind, artifact.bytes, artifact.text);
}

// Is its result good? It is not kept yet.
void judgeResults(Digesting &out, const QJsonObject &parameters, const Step &step, const ResultItem &blank)
{
    out.digest.needsReview = out.digest.needsReview || step.review;
    bool isJudged = false;
    for (const Artifact &artifact : std::as_const(out.digest.artifacts)) {
        ResultItem item = blank;
        item.kind = artifact.kind;
        item.mime = artifact.mime;
        item.text = artifact.text;
        out.results.append(item);
        if (item.mime == kLinkMime)
            continue; // it could not be fetched: a person looks at it
        const auto damage = outputFault(item.kind, artifact.bytes, artifact.text);
        const auto fault = damage ? damage : unmetBy(out.digest, artifact, step.checks, parameters);
        if (fault && !std::exchange(isJudged, true))
            judgeOutput(out.digest, step, *fault, damage.has_value());
    }
}

// Little to look at.
bool isLight(const Digest &digest)
{
    constexpr qsizetype kLight = 16 << 10;
    qsizetype size = 0;
    for (const Artifact &artifact : digest.artifacts)
        size += artifact.bytes.size() + artifact.text.size();
    return size <= kLight;
}

bool hasFiles(const Digesting &digested)
{
    for (qsizetype i = 0; i < digested.results.size(); ++i)
        if (!ResultFiles::staysInDatabase(digested.results.at(i), digested.digest.artifacts.at(i).bytes))
            return true;
    return false;
}

// Media are made durable.
void keepResults(Digesting &digested, ResultFiles &files)
{
    const QList<Artifact> artifacts = std::exchange(digested.digest.artifacts, {});
    for (qsizetype i = 0; i < artifacts.size() && !digested.fault; ++i)
        if (const Status stored = files.store(digested.results[i], int(i), artifacts.at(i).bytes); !stored)
            digested.fault = stored.error();
}

} // namespace

// Judges the results and makes them durable: on the pool, but for small ones without files.
void Runtime::keep(AttemptId attempt, Digest digest)
{
    const auto it = m_inFlight.constFind(attempt);
    if (it == m_inFlight.cend())
        return;
    ResultItem blank;
    blank.job = it->job.id;
    blank.attempt = attempt;
    blank.path = it->resultPath;
    blank.created = it->received.value_or(now().wall);
    const Step step = m_steps.value(it->job.batch).value(it->job.step);
    const bool isSmall = isLight(digest);
    const auto out = std::make_shared<Digesting>();
    out->digest = std::move(digest);
    if (isSmall)
        judgeResults(*out, it->ask.parameters, step, blank);
    if (isSmall && !hasFiles(*out)) {
        keepResults(*out, m_results);
        finishDigest(attempt, std::move(*out));
        return;
    }
    m_seams.workers.run(
        [out, isSmall, parameters = it->ask.parameters, step, blank, files = &m_results] {
            if (!isSmall)
                judgeResults(*out, parameters, step, blank);
            keepResults(*out, *files);
        },
        [this, attempt, out] { finishDigest(attempt, std::move(*out)); });
}

// Media get their final names only now that the store has reserved them.
void Runtime::publish(const Settle &settle, const Settled &done)
{
    Publishing files{settle.attempt, {}, {}, [this, settle, done] { settled(settle, done); }};
    for (qsizetype i = 0; i < settle.results.size(); ++i)
        if (!settle.results.at(i).path.isEmpty() && i < done.resultPaths.size())
            files.moves.append(
                {int(i), settle.results.at(i).path.section(QLatin1Char('.'), -1), done.resultPaths.at(i)});
    const auto flight = m_inFlight.constFind(settle.attempt);
    if (flight != m_inFlight.cend() && flight->spooled)
        files.spool = spoolPath(m_folders.spool, settle.attempt);
    publishFiles(std::move(files));
}

// To their final names. What the disk does not let be moved is moved when it is well; at the latest at the next start.
void Runtime::publishFiles(Publishing files)
{
    if (files.moves.isEmpty() && files.spool.isEmpty()) {
        files.then();
        return;
    }
    ++m_openWrites;
    const auto shared = std::make_shared<const Publishing>(std::move(files));
    const auto status = std::make_shared<Status>();
    m_seams.workers.run(
        [shared, status, results = &m_results, files = &m_seams.files] {
            for (const Publishing::Move &move : shared->moves)
                if (const Status moved = results->publish(shared->by, move.index, move.extension, move.path); !moved)
                    *status = moved;
            if (!shared->spool.isEmpty() && files->exists(shared->spool))
                (void)files->remove(shared->spool);
        },
        [this, shared, status] {
            --m_openWrites;
            if (*status || m_stopped || !isDisksFault(status->error().kind)) {
                shared->then();
                if (*status)
                    filesTook(shared->by);
                return;
            }
            m_unpublished.prepend(*shared);
            filesFailed(status->error());
        });
}

void Runtime::publishRest()
{
    const QList<Publishing> rest = std::exchange(m_unpublished, {});
    for (const Publishing &files : rest)
        publishFiles(files);
}

} // namespace fornada
