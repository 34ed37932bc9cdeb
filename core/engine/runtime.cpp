#include "engine/runtime.h"

namespace fornada {

namespace {

constexpr qsizetype kMostChangedJobs = 2'000;

} // namespace

Runtime::Runtime(Seams seams, Folders folders, AtHand atHand)
    : m_seams(seams)
    , m_folders(std::move(folders))
    , m_atHand(atHand)
    , m_scheduler(seams.random, seams.clock.bootId(), true, atHand.heads)
    , m_results(seams.files, m_folders.results)
    , m_links(seams.clock, [this](WireRequest request, auto done) { sendAside(std::move(request), std::move(done)); })
{}

Runtime::~Runtime() = default;

void Runtime::tell(const SchedulerEvent &event)
{
    m_scheduler.absorb(event, now());
    pump();
}

void Runtime::tick()
{
    if (m_filesFault && now().boot >= m_filesRetry.boot)
        tryFiles();
    m_links.tick();
    pump();
}

void Runtime::endBurst()
{
    if (--m_bursts == 0 && std::exchange(m_pumpDue, false))
        pumpNow();
}

void Runtime::pump()
{
    if (m_bursts > 0)
        m_pumpDue = true;
    else
        pumpNow();
}

void Runtime::pumpNow()
{
    if (m_pumping || !m_started)
        return; // whoever is pumping goes on until nothing new is decided
    m_pumping = true;
    turnDay();
    for (;;) {
        const QList<SchedulerDecision> decisions = m_scheduler.pump(now());
        if (decisions.isEmpty())
            break;
        for (const SchedulerDecision &decision : decisions)
            carryOut(decision);
    }
    m_pumping = false;
    checkStopped();
    setWake();
}

// One timer for everything that waits for time.
void Runtime::setWake()
{
    std::optional<Moment> wake = m_scheduler.nextWake();
    const auto atLatest = [&](Moment when) {
        if (!wake || when.boot < wake->boot)
            wake = when;
    };
    if (m_filesFault)
        atLatest(m_filesRetry);
    if (const auto link = m_links.nextWake())
        atLatest(*link);
    if (m_stopped)
        atLatest(m_stopAt);
    if (wake)
        m_seams.timer.wakeAt(*wake);
}

void Runtime::carryOut(const SchedulerDecision &decision)
{
    std::visit([this](const auto &d) { on(d); }, decision);
}

void Runtime::on(const LoadHeads &d)
{
    m_seams.store.call<HeadPage>([d](Store &store) { return store.heads(d.lane, d.limit, d.now); },
                                 [this, d](Result<HeadPage> page) {
                                     if (page)
                                         tell(HeadsLoaded{d.lane, *page});
                                     else
                                         m_scheduler.absorb(HeadsFailed{d.lane}, now()); // asked again at the next pump
                                 });
}

void Runtime::on(const OpenAttemptNow &d)
{
    Claim claim;
    claim.job = d.job.id;
    claim.account = d.job.account;
    claim.model = d.job.model;
    claim.requestHash = d.hash;
    claim.reserved = d.job.reserve;
    claim.day = m_day;
    claim.accountDayCap = m_accounts.value(d.job.account).dayBudget;
    claim.sendAt = d.sendAt.boot;
    claim.now = now().wall;
    claim.gates = d.gates;
    // Taken now: a request that is built once more meanwhile must not touch it.
    const BuiltJob built = m_built.value(d.job.id);
    claim.idempotencyKey = built.ask.taskName;
    if (built.cache.ttl > Micros(0))
        claim.cache = {built.cache.ttl, m_steps.value(d.job.batch).value(d.job.step).review, built.cache.miss};
    dropBuilt(d.job.id);
    ++m_openWrites;
    m_seams.store.call<Claimed>([claim](Store &store) { return store.claim(claim); },
                                [this, job = d.job, built](Result<Claimed> claimed) {
                                    --m_openWrites;
                                    if (!claimed) {
                                        const bool gone = claimed.error().kind == ErrorKind::NotAllowed ||
                                                          claimed.error().kind == ErrorKind::NotFound;
                                        if (claimed.error().kind == ErrorKind::BudgetTooSmall)
                                            loadClients(); // the store knows better what is left
                                        tell(ClaimFailed{job.id, gone});
                                        return;
                                    }
                                    InFlight flight;
                                    flight.job = job;
                                    flight.job.currentAttempt = claimed->attempt;
                                    flight.ask = built.ask;
                                    flight.request = built.request;
                                    flight.resultPath = built.resultPath;
                                    flight.cache = built.cache;
                                    flight.kind = m_accounts.value(job.account).kind;
                                    m_inFlight[claimed->attempt] = std::move(flight);
                                    note(job.batch, job.id);
                                    tell(ClaimDone{job.id, claimed->attempt, claimed->number});
                                });
}

void Runtime::on(const SendNow &d)
{
    InFlight &flight = m_inFlight[d.attempt];
    const Queue queue = m_queues.value(flight.job.queue);
    WireRequest request;
    request.id = d.attempt.value;
    request.method = flight.request.method;
    request.url = flight.request.url;
    request.headers = flight.request.headers;
    request.body = flight.request.body; // shared, not copied; kept in case the lane gives it back
    request.sendAt = d.at.boot;
    const Step step = m_steps.value(flight.job.batch).value(flight.job.step);
    request.deadline = step.timeLimit.value_or(queue.deadline);
    request.idleTimeout = request.deadline;
    m_seams.transport.send(std::move(request));
}

void Runtime::on(const AbortSend &d)
{
    if (const auto flight = m_inFlight.find(d.attempt); flight != m_inFlight.end())
        flight->aborted = true;
    m_seams.transport.cancel(d.attempt.value);
}

void Runtime::on(const SettleNow &d)
{
    Settle settle;
    settle.attempt = d.attempt;
    settle.job = d.job;
    settle.outcome = d.outcome;
    settle.charge = d.charge;
    settle.httpStatus = d.httpStatus;
    settle.message = d.message;
    settle.now = now().wall;
    settle.event = d.event;
    settle.notBefore = d.notBefore;
    settle.elsewhere = d.elsewhere;
    settle.attemptUsed = d.attemptUsed;
    settle.aged = d.aged;
    settle.resendAccepted = d.resendAccepted;
    settle.gates = d.gates;
    if (const auto flight = m_inFlight.constFind(d.attempt); flight != m_inFlight.cend()) {
        settle.sent = flight->sent;
        settle.received = flight->received;
        settle.results = flight->results;
        settle.usage = flight->usage;
        settle.cache = flight->cache;
    }
    writeSettle(settle);
}

// Whatever the store says of it, the lane is loaded again behind this.
void Runtime::on(const TurnElsewhere &d)
{
    JobFilter filter;
    filter.ids = d.jobs;
    filter.states = {JobState::Queued};
    JobChange change;
    change.targets = d.targets;
    change.anew = true;
    const auto turn = [filter, change, wall = now().wall](Store &store) -> Status {
        const auto turned = store.changeJobs(filter, change, int(filter.ids.size()), wall);
        return turned ? Status() : Status(turned.error());
    };
    ++m_openWrites;
    m_seams.store.submit({turn, [this, d](Status) {
                              --m_openWrites;
                              for (const JobId job : d.jobs)
                                  note(d.lane.batch, job);
                              tell(LaneWoken{d.lane});
                          }});
}

void Runtime::on(const PauseBatch &d)
{
    const Wall wall = now().wall;
    m_seams.store.submit({[d, wall](Store &store) -> Status {
                              const auto state = store.batchEvent(d.batch, BatchEvent::Paused, wall);
                              return state ? store.addEvent(d.why) : Status();
                          },
                          [this, d](Status) {
                              loadFacts(d.batch);
                              m_seams.notifier.notify(d.why);
                          }});
    // At once in the scheduler: nothing more of this batch is sent, whatever the store's queue.
    if (auto it = m_batches.find(d.batch); it != m_batches.end() && it->state == BatchState::Running) {
        it->state = BatchState::Paused;
        m_scheduler.absorb(BatchSet{*it}, now());
    }
}

void Runtime::on(const Notify &d)
{
    tellPeople(d.event);
}

void Runtime::tellPeople(const Event &event)
{
    m_seams.store.submit({[event](Store &store) { return store.addEvent(event); }, [](Status) {}});
    m_seams.notifier.notify(event);
    m_changes.setup = true;
    tellChanged();
}

void Runtime::note(BatchId batch, JobId job)
{
    if (batch.isValid())
        m_changes.batches.insert(batch);
    if (m_changes.jobs.size() < kMostChangedJobs)
        m_changes.jobs.insert(job);
    else
        m_changes.many = true;
    tellChanged();
}

void Runtime::tellChanged()
{
    if (m_changed)
        m_changed();
}

void Runtime::setPrices(PriceTable prices, std::optional<Error> fault)
{
    m_prices = std::move(prices);
    m_priceFault = std::move(fault);
    m_changes.setup = true;
    tellChanged();
}

void Runtime::setQueue(const Queue &queue)
{
    m_queues.insert(queue.id, queue);
    m_changes.setup = true;
    tellChanged();
    tell(QueueSet{queue});
}

void Runtime::setAccount(const Account &account)
{
    m_accounts.insert(account.id, account);
    m_changes.setup = true;
    tellChanged();
    tellElsewhere();
    m_scheduler.absorb(AccountEdited{account.id}, now());
    tell(AccountSet{account});
}

void Runtime::goOnWithKey(AccountId account)
{
    m_scheduler.absorb(AccountEdited{account}, now());
    tell(ScopeUnparked{{}, account});
}

void Runtime::setClient(const Client &client)
{
    m_scheduler.absorb(ClientCapSet{client.name, client.budget}, now());
    m_scheduler.absorb(ClientCreditsSet{client.name, client.credits}, now());
    m_changes.setup = true;
    tellChanged();
    pump();
}

void Runtime::loadClients()
{
    m_seams.store.call<QList<Client>>([](Store &store) { return store.clients(); },
                                      [this](Result<QList<Client>> clients) {
                                          for (const Client &client : clients ? *clients : QList<Client>())
                                              setClient(client);
                                      });
}

void Runtime::removeAccount(AccountId account)
{
    m_accounts.remove(account);
    tellElsewhere();
    m_changes.setup = true;
    tellChanged();
}

void Runtime::probe(WireRequest request, std::function<void(WireEvent)> done)
{
    request.lateLimit = std::chrono::minutes(1);
    request.deadline = request.idleTimeout = std::chrono::seconds(15);
    sendAside(request, [this, request, done = std::move(done)](const WireEvent &event) {
        if (std::holds_alternative<WireDeferred>(event)) // recalled by a pause, which it is not about
            probe(request, done);
        else
            done(event);
    });
}

void Runtime::sendAside(WireRequest request, std::function<void(WireEvent)> done)
{
    request.id = --m_lastProbe;
    request.sendAt = now().boot;
    m_probes[request.id] = std::move(done);
    m_seams.transport.send(std::move(request));
}

Changes Runtime::takeChanges()
{
    return std::exchange(m_changes, {});
}

} // namespace fornada
