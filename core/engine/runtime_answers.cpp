#include "engine/answer_digest.h"
#include "engine/answer_envelope.h"
#include "engine/runtime.h"
#include "limits/clock_skew.h"

#include <QDateTime>
#include <QLocale>

// From the wire to the settlement.
namespace fornada {

namespace {

// Larger answers go to a spool file, smaller ones into the database.
constexpr qsizetype kLargestInDatabase = 64 << 10;
// How long a disk that failed is left alone.
constexpr Micros kFilesRetryAfter = std::chrono::seconds(5);

NoAnswer reasonOf(WireFailure failure)
{
    switch (failure) {
    case WireFailure::NotSent:
    case WireFailure::Inside:
        return NoAnswer::NotSent;
    case WireFailure::Lost:
        return NoAnswer::Lost;
    case WireFailure::TimedOut:
        return NoAnswer::TimedOut;
    case WireFailure::TooLarge:
        return NoAnswer::TooLarge;
    case WireFailure::Cancelled:
        return NoAnswer::Cancelled;
    }
    return NoAnswer::Lost;
}

} // namespace

void Runtime::handleWire(WireEvent event)
{
    struct Visitor {
        Runtime &self;
        void operator()(const WireSent &e) const
        {
            const AttemptId id{e.id};
            if (const auto it = self.m_inFlight.find(id); it != self.m_inFlight.end()) {
                it->sent = e.at.wall;
                it->sentBoot = e.at.boot;
                it->request = {};
                it->ask.files.clear();
            }
            self.tell(SendHappened{id, e.at});
        }
        void operator()(const WireDeferred &e) const { self.tell(SendDeferred{AttemptId{e.id}}); }
        void operator()(const WireProgress &) const {}
        void operator()(WireAnswered &e) const { self.handleAnswer(AttemptId{e.id}, std::move(e)); }
        void operator()(const WireFailed &e) const { self.handleFailure(AttemptId{e.id}, e.failure, e.detail); }
    };
    const qint64 id = std::visit([](const auto &e) { return e.id; }, event);
    if (id >= 0) {
        std::visit(Visitor{*this}, event);
        return;
    }
    const bool ends = !std::holds_alternative<WireSent>(event) && !std::holds_alternative<WireProgress>(event);
    if (const auto done = ends ? m_probes.take(id) : nullptr) {
        done(event);
        setWake(); // it may be asked for again later
    }
}

void Runtime::handleAnswer(AttemptId attempt, WireAnswered answered)
{
    const auto it = m_inFlight.find(attempt);
    if (it == m_inFlight.end())
        return;
    it->received = answered.at.wall;
    noteSkew(*it, answered);
    it->answer = std::move(answered.answer);
    tell(AnswerArrived{attempt});
    saveAnswer(attempt);
}

void Runtime::handleFailure(AttemptId attempt, WireFailure failure, const QString &detail)
{
    const auto it = m_inFlight.find(attempt);
    if (it == m_inFlight.end())
        return;
    it->received = now().wall;
    finishDigest(attempt, {digestMissing(reasonOf(failure), detail, it->job.reserve), {}, {}});
}

// Nothing parses an answer before it is durable.
void Runtime::saveAnswer(AttemptId attempt)
{
    InFlight &flight = m_inFlight[attempt];
    const QByteArray bytes = packAnswer(*flight.answer, *flight.received);
    const auto saved = [this, attempt](Status status) {
        --m_openWrites;
        if (status) {
            digest(attempt);
        } else {
            keepForLater(attempt, status.error());
        }
    };
    ++m_openWrites;
    if (bytes.size() <= kLargestInDatabase) {
        m_seams.store.submit({[attempt, bytes](Store &store) { return store.saveRaw(attempt, bytes); }, saved});
        return;
    }
    flight.spooled = true;
    const auto status = std::make_shared<Status>();
    m_seams.workers.run([status, bytes, path = spoolPath(m_folders.spool, attempt),
                         files = &m_seams.files] { *status = files->writeDurably(path, bytes); },
                        [status, saved] { saved(*status); });
}

// What the answer means. On the pool, but for small ones: handing them over costs more than the work.
void Runtime::digest(AttemptId attempt)
{
    constexpr qsizetype kSmall = 16 << 10;
    const auto it = m_inFlight.find(attempt);
    if (it == m_inFlight.end() || !it->answer)
        return;
    const ProviderAnswer answer{it->answer->status, it->answer->headers, it->answer->body, *it->received};
    const Adapter &adapter = adapterFor(it->kind, it->ask.operation);
    if (answer.body.size() <= kSmall) {
        fetchResult(attempt, digestOf(adapter, it->ask, answer));
        return;
    }
    const auto out = std::make_shared<Digest>();
    m_seams.workers.run([out, answer, ask = it->ask, &adapter] { *out = digestOf(adapter, ask, answer); },
                        [this, attempt, out] { fetchResult(attempt, std::move(*out)); });
}

void Runtime::finishDigest(AttemptId attempt, Digesting digested)
{
    const auto it = m_inFlight.find(attempt);
    if (it == m_inFlight.end())
        return;
    Digest &digest = digested.digest;
    if (digested.fault) {
        keepForLater(attempt, *digested.fault); // the answer is safe; its files are written when the disk is well
        return;
    }
    const bool free = m_accounts.value(it->job.account).free;
    if (free)
        digest.charge = Charge::none();
    it->results = std::move(digested.results);
    it->usage = digest.usage;
    Digested event;
    event.attempt = attempt;
    event.outcome = digest.outcome;
    event.charge = digest.charge;
    event.scope = digest.scope;
    event.namesScope = digest.namesScope;
    event.tooMany = digest.tooMany;
    event.message = m_seams.redactor.clean(digest.message);
    event.httpStatus = it->answer ? it->answer->status : 0;
    event.retryAfter = digest.retryAfter;
    event.resetAt = digest.resetAt;
    event.tokens = digest.tokens;
    event.needsReview = digest.needsReview;
    event.mayRetry = digest.mayRetry;
    event.endedHere = it->aborted && !it->answer;
    it->answer.reset();
    tell(event);
    filesTook(attempt);
}

void Runtime::writeSettle(const Settle &settle)
{
    ++m_openWrites;
    m_seams.store.call<Settled>([settle](Store &store) { return store.settle(settle); },
                                [this, settle](Result<Settled> done) {
                                    --m_openWrites;
                                    if (done) {
                                        publish(settle, *done);
                                        return;
                                    }
                                    if (done.error().kind == ErrorKind::NotFound) {
                                        settled(settle, {}); // its batch was removed
                                        return;
                                    }
                                    m_unsettled.append(settle);
                                    m_scheduler.absorb(SettleFailed{settle.attempt}, now());
                                    handleStoreHealth(done.error());
                                });
}

void Runtime::settled(const Settle &settle, const Settled &done)
{
    const BatchId batch = m_inFlight.value(settle.attempt).job.batch;
    m_inFlight.remove(settle.attempt);
    note(batch, settle.job);
    if (done.batchFinished)
        loadFacts(batch);
    if (done.pilotDone)
        tellPilotDone(batch);
    if (!done.applied && gaveResult(settle.event))
        loadClients(); // its answer came too late to count: the credit was given back
    tell(SettleDone{settle.job, settle.attempt, done.applied, done.woken});
}

void Runtime::handleStoreHealth(const Status &health)
{
    m_storeFault = health ? std::nullopt : std::optional(health.error());
    if (health && m_filesFault)
        tryFiles(); // it may have been the same disk
    applyHealth();
}

// Kept in memory and saved again when the disk is well. The store tells when it is; files are tried.
void Runtime::keepForLater(AttemptId attempt, const Error &why)
{
    m_unsaved.prepend(attempt);
    filesFailed(why);
}

// What failed last is tried alone. Nothing new begins, and nothing else is tried, before the disk has taken that.
void Runtime::tryFiles()
{
    m_filesRetry = now() + kFilesRetryAfter;
    if (!m_unpublished.isEmpty()) {
        const Publishing files = m_unpublished.takeFirst();
        m_filesTrial = files.by;
        publishFiles(files);
    } else if (!m_unsaved.isEmpty()) {
        m_filesTrial = m_unsaved.takeFirst();
        saveAnswer(m_filesTrial);
    } else { // what failed was given up, or is asked for again
        m_filesTrial = {};
        const auto tried = std::make_shared<Status>();
        m_seams.workers.run([tried, files = &m_results] { *tried = files->tryDisk(); },
                            [this, tried] {
                                if (*tried)
                                    filesTook({});
                                else
                                    filesFailed(tried->error());
                            });
    }
}

void Runtime::filesTook(AttemptId attempt)
{
    if (!m_filesFault || attempt != m_filesTrial)
        return; // it may have needed no file
    m_filesFault.reset();
    applyHealth();
}

void Runtime::filesFailed(const Error &why)
{
    m_filesFault = why;
    m_filesRetry = now() + kFilesRetryAfter;
    applyHealth();
    setWake();
}

void Runtime::applyHealth()
{
    const std::optional<Error> fault = m_storeFault ? m_storeFault : m_filesFault;
    const bool ok = !fault, wasOk = !m_fault;
    const bool isNews = ok != wasOk || (fault && fault->kind != m_fault->kind);
    m_fault = fault;
    if (!isNews)
        return;
    Event event{0, now().wall, EventLevel::Info, QStringLiteral("storageRecovered"), {}, {}, {}};
    if (fault) {
        event.level = EventLevel::Problem;
        event.kind = QStringLiteral("storageFailed");
        event.subject = fault->subject;
        event.facts = {{QStringLiteral("reason"), toName(fault->kind)}};
    }
    m_seams.notifier.notify(event);
    if (ok == wasOk)
        return;
    m_scheduler.absorb(StoreHealth{ok}, now());
    if (ok) {
        const QList<Settle> settles = std::exchange(m_unsettled, {});
        for (const Settle &settle : settles)
            writeSettle(settle);
        publishRest();
        const QList<AttemptId> answers = std::exchange(m_unsaved, {});
        for (const AttemptId attempt : answers)
            saveAnswer(attempt);
        const QSet<BatchId> stale = std::exchange(m_staleFacts, {});
        for (const BatchId batch : stale)
            loadFacts(batch);
    }
    m_changes.setup = true;
    pump();
}

// Day caps turn at the provider's midnight, not ours: its Date header tells how far our clock is off.
void Runtime::noteSkew(const InFlight &flight, const WireAnswered &answered)
{
    for (const auto &[name, value] : answered.answer.headers) {
        if (name != "date")
            continue;
        QDateTime date =
            QLocale::c().toDateTime(QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        if (!date.isValid())
            return;
        date.setTimeSpec(Qt::UTC);
        const AccountId account = flight.job.account;
        const Micros before = m_skews.value(account);
        // Our clock may have been set since it was sent.
        const Wall sent = answered.headAt.wall - (answered.headAt.boot - flight.sentBoot);
        const Micros skew =
            skewWithin(before, Wall(std::chrono::milliseconds(date.toMSecsSinceEpoch())), sent, answered.headAt.wall);
        if (skew != before) {
            m_skews.insert(account, skew);
            tell(AccountSkew{account, skew});
        }
        return;
    }
}

} // namespace fornada
