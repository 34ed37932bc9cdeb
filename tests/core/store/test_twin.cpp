#include "base/random.h"
#include "support/store_dump.h"
#include "support/store_world.h"

#include <QElapsedTimer>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

template<class T, size_t N>
T oneOf(Random &random, const T (&choices)[N])
{
    return choices[random.below(N)];
}

QString show(const Status &status)
{
    return status ? QStringLiteral("ok") : toName(status.error().kind) + status.error().subject;
}

QString show(const QList<LaneKey> &lanes)
{
    QStringList parts;
    for (const LaneKey &lane : lanes)
        parts.append(QStringLiteral("%1:%2").arg(lane.queue.value).arg(lane.batch.value));
    return parts.join(u',');
}

QString show(const Result<Settled> &settled)
{
    if (!settled)
        return show(Status(settled.error()));
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(settled->applied)
        .arg(toName(settled->state), show(settled->woken), settled->resultPaths.join(u','))
        .arg(settled->batchFinished);
}

QString show(const Result<BulkResult> &bulk)
{
    if (!bulk)
        return show(Status(bulk.error()));
    QStringList parts{QString::number(bulk->changed), QString::number(bulk->more), QString::number(bulk->after.value),
                      show(bulk->woken)};
    for (const JobId job : bulk->jobs)
        parts.append(QString::number(job.value));
    for (const JobId job : bulk->waitAgain)
        parts.append(QStringLiteral("w%1").arg(job.value));
    parts.append(QStringLiteral("s%1 c%2").arg(bulk->sentSince).arg(bulk->changedSince));
    for (const BatchId batch : bulk->finished + bulk->reopened)
        parts.append(QStringLiteral("b%1").arg(batch.value));
    return parts.join(u' ');
}

QString show(const Result<HeadPage> &page)
{
    if (!page)
        return show(Status(page.error()));
    QStringList parts{QString::number(page->exhausted), fornada::test::show(page->nextDue)};
    for (const Job &job : page->jobs)
        parts.append(QString::number(job.id.value));
    return parts.join(u' ');
}

// What every batch has made, page by page.
QStringList made(Store &store)
{
    QStringList lines;
    for (qint64 batch = 1; batch <= 6; ++batch) {
        MadePage page;
        do {
            const auto next = store.madeJobs(BatchId{batch}, page.after, 3);
            if (!next) {
                lines.append(show(Status(next.error())));
                break;
            }
            page = *next;
            for (const MadeJob &job : std::as_const(page.jobs))
                lines.append(QStringLiteral("%1 %2 %3 %4 %5")
                                 .arg(job.input.job.id.value)
                                 .arg(job.isMade)
                                 .arg(job.input.variants)
                                 .arg(job.input.parentSteps.join(u','), QString::fromLatin1(job.askedWith.toHex())));
        } while (page.more);
    }
    return lines;
}

} // namespace

// The two stores, driven through the same random life, answer and hold the same; and what a store must keep true is
// true after every step.
class TestTwin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liveTheSameLife_data();
    void liveTheSameLife();
    void memoryIsQuick();

private:
    using Work = std::function<QString(Store &)>;
    Work anything(Random &random, World &world, qint64 now);
    Work addBatch(Random &random, World &world, qint64 now);
    Work claimOne(Random &random, World &world, qint64 now);
    Work settleOne(Random &random, World &world, qint64 now);
    Work bulk(Random &random, qint64 now);
    Work batchEvent(Random &random, qint64 now);
};

// Steps, some of them with fan-out: {recipe, [step, fan key, pending parents]}.
TestTwin::Work TestTwin::addBatch(Random &random, World &world, qint64 now)
{
    static const QStringList recipes{QStringLiteral("a"),
                                     QStringLiteral("a*2; b*0<a"),
                                     QStringLiteral("a; b; c<a,b; d<c,a"),
                                     QStringLiteral("s; v<s; j<v"),
                                     QStringLiteral("a; b<a; f?<a,b; g<f"),
                                     QStringLiteral("s; v<s; j+<v"),
                                     QStringLiteral("a; b; c+<a,b; d<c; f?<c")};
    const QString text = recipes.at(qsizetype(random.below(recipes.size())));
    QList<NewJob> jobs;
    if (text.startsWith(u's')) {
        jobs = {world.newJob(QStringLiteral("s")), world.newJob(QStringLiteral("v"), 1, QStringLiteral("en/1")),
                world.newJob(QStringLiteral("v"), 1, QStringLiteral("de/1")), world.newJob(QStringLiteral("j"), 2)};
    } else {
        const QStringList parts = text.split(u';');
        for (const QString &part : parts)
            jobs.append(world.newJob(part.section(u'<', 0, 0).section(u'*', 0, 0).remove(u'?').remove(u'+').trimmed(),
                                     int(part.section(u'<', 1).split(u',', Qt::SkipEmptyParts).size())));
    }
    for (NewJob &job : jobs)
        if (random.below(3) == 0)
            job.queue = world.otherQueue;
    for (NewJob &job : jobs)
        if (random.below(3) == 0)
            job.model = QStringLiteral("another");
    const int rows = 1 + int(random.below(random.below(8) == 0 ? 12 : 3)); // many get their jobs in one go
    const bool start = random.below(5) > 0;
    return [=](Store &store) {
        Batch batch;
        batch.name = text;
        batch.client = rows == 2 ? QString() : QStringLiteral("Acme");
        batch.created = at(now);
        QJsonObject json = recipe(text);
        if (rows != 1)
            json.insert(QStringLiteral("rowLimits"), QJsonObject{{QStringLiteral("hardMinutes"), 5}});
        const auto id = store.createBatch(batch, json);
        if (!id)
            return show(Status(id.error()));
        QList<NewRow> list;
        for (int n = 1; n <= rows; ++n)
            list.append({n, QStringLiteral("r%1").arg(n), {{QStringLiteral("n"), n}}, jobs});
        QString words = show(store.addRows(*id, list, at(now)));
        if (rows % 2 == 0)
            return words + toName(store.closeRows(*id, Money{rows * 1'000}, start, at(now))->state);
        if (!store.batchEvent(*id, BatchEvent::RowsAdded, at(now)) ||
            (start && !store.batchEvent(*id, BatchEvent::Started, at(now))))
            words += QStringLiteral(" refused");
        return words;
    };
}

TestTwin::Work TestTwin::claimOne(Random &random, World &world, qint64 now)
{
    const LaneKey lane{random.below(3) ? world.queue : world.otherQueue, BatchId{1 + qint64(random.below(6))}};
    const int limit = 1 + int(random.below(3));
    const qint64 blind = random.below(8) == 0 ? 1 + qint64(random.below(40)) : 0;
    return [=, &world](Store &store) {
        const auto page = store.heads(lane, limit, at(now));
        QString words = show(page);
        const JobId id = blind ? JobId{blind} : page && !page->jobs.isEmpty() ? page->jobs.constLast().id : JobId{};
        Claim claim = world.claimOf(id, at(now));
        if (const auto job = store.job(id))
            claim.model = job->model;
        claim.day = kDay.addDays(now / 200);
        claim.requestHash = QByteArray::number(now % 7);
        claim.cache = {std::chrono::seconds(now % 4 == 0 ? now % 60 : 0), now % 8 == 0, {}};
        claim.gates = {{QStringLiteral("queue:%1").arg(lane.queue.value), QJsonObject{{QStringLiteral("at"), now}}}};
        const auto claimed = store.claim(claim);
        return words + (claimed ? QStringLiteral(" attempt %1 %2").arg(claimed->attempt.value).arg(claimed->number)
                                : show(Status(claimed.error())));
    };
}

TestTwin::Work TestTwin::settleOne(Random &random, World &world, qint64 now)
{
    struct Ending {
        JobEvent event;
        Outcome outcome;
        bool used;
    };
    static constexpr Ending endings[] = {{JobEvent::Completed, Outcome::Done, true},
                                         {JobEvent::Completed, Outcome::Done, true},
                                         {JobEvent::NeedsReview, Outcome::Done, true},
                                         {JobEvent::RetryScheduled, Outcome::RetryBackoff, true},
                                         {JobEvent::RetryScheduled, Outcome::RetryAfter, false},
                                         {JobEvent::RetryScheduled, Outcome::NoOutput, true},
                                         {JobEvent::Failed, Outcome::Refused, true},
                                         {JobEvent::OutcomeLost, Outcome::Lost, true},
                                         {JobEvent::Recalled, Outcome::Recalled, false},
                                         {JobEvent::Approved, Outcome::Done, true}};
    static const QStringList paths{QString(), QStringLiteral("x/Name.png"), QStringLiteral("x/name.png"),
                                   QStringLiteral("x/name (2).png"), QStringLiteral("y/name.png")};
    const Ending ending = oneOf(random, endings);
    const Charge charges[] = {Charge::none(), Charge::actual(cents(2)), Charge::maybe(cents(4))};
    Settle settle;
    settle.charge = oneOf(random, charges);
    settle.event = ending.event;
    settle.outcome = ending.outcome;
    settle.attemptUsed = ending.used;
    settle.now = at(now);
    settle.message = random.below(2) ? QStringLiteral("words") : QString();
    settle.aged = Micros(random.below(1'000));
    settle.httpStatus = random.below(4) ? 200 : 429;
    settle.resendAccepted = random.below(6) ? Money{} : cents(1);
    if (random.below(2))
        settle.notBefore = at(now + qint64(random.below(40)));
    if (random.below(5) == 0)
        settle.elsewhere = JobTarget{AccountId{1}, QStringLiteral("m3"), cents(9), 5};
    if (random.below(2))
        settle.sent = at(now - 3);
    if (random.below(2))
        settle.received = at(now - 1);
    for (quint64 i = random.below(3); i > 0; --i) {
        ResultItem item;
        item.kind = OutputKind::Image;
        item.path = paths.at(qsizetype(random.below(5)));
        item.text = item.path.isEmpty() ? QStringLiteral("text") : QString();
        settle.results.append(item);
    }
    if (random.below(2))
        settle.cache = CacheNote{std::chrono::seconds(random.below(60)),
                                 QStringLiteral("place %1").arg(now % 3),
                                 {{QStringLiteral("prompt"), now}},
                                 CacheMiss{}};
    const quint64 pick = random.next();
    const bool wrong = random.below(12) == 0;
    Q_UNUSED(world)
    return [=](Store &store) mutable {
        const auto open = store.openAttempts();
        if (!open || open->isEmpty())
            return QStringLiteral("nothing is open");
        const OpenAttempt &chosen = open->at(qsizetype(pick % quint64(open->size())));
        settle.attempt = wrong ? AttemptId{1 + qint64(pick % 9)} : chosen.attempt.id;
        settle.job = chosen.job.id;
        QString words;
        if (pick % 3 == 0)
            words = show(store.saveRaw(chosen.attempt.id, QByteArray::number(now)));
        return words + show(store.settle(settle));
    };
}

TestTwin::Work TestTwin::bulk(Random &random, qint64 now)
{
    static constexpr JobEvent events[] = {
        JobEvent::Cancelled, JobEvent::Restored, JobEvent::RestoredBlocked, JobEvent::Retried,   JobEvent::Dismissed,
        JobEvent::Resent,    JobEvent::Approved, JobEvent::CountedCharged,  JobEvent::GivenUp,   JobEvent::Rejected,
        JobEvent::Rerolled,  JobEvent::Restored, JobEvent::RerolledBlocked, JobEvent::Completed,
    };
    static constexpr JobState states[] = {JobState::Queued,  JobState::Failed,    JobState::Blocked,
                                          JobState::Skipped, JobState::Completed, JobState::Running};
    const JobEvent event = oneOf(random, events);
    JobFilter filter;
    if (random.below(3))
        filter.batch = BatchId{1 + qint64(random.below(6))};
    if (random.below(4) == 0)
        filter.queue = QueueId{1 + qint64(random.below(2))};
    if (random.below(3) == 0)
        filter.states = {oneOf(random, states), oneOf(random, states)};
    if (random.below(3) == 0)
        for (int i = 0; i < 3; ++i)
            filter.ids.append(JobId{1 + qint64(random.below(40))});
    if (random.below(5) == 0)
        filter.text = random.below(2) ? QStringLiteral("R1") : QStringLiteral("ord");
    if (random.below(6) == 0)
        filter.message = random.below(2) ? QStringLiteral("words") : QString();
    if (random.below(6) == 0)
        filter.after = JobId{qint64(random.below(20))};
    const int limit = 1 + int(random.below(4));
    JobChange change;
    if (random.below(2))
        change.priority = int(random.below(3)) - 1;
    if (random.below(2))
        change.queue = QueueId{1 + qint64(random.below(3))};
    if (random.below(2))
        change.targets.insert(QStringLiteral("a"), {AccountId{1}, QStringLiteral("m2"), cents(7), 11});
    change.anew = random.below(2) == 0;
    const quint64 kind = random.below(8);
    const qint64 operation = random.below(3) ? 1 + qint64(random.below(12)) : 0;
    return [=](Store &store) {
        if (operation != 0 && !store.operation(operation)) { // the ones of a life come one after the other
            OperationRecord record;
            record.command = toName(event);
            record.batch = filter.batch;
            if (const auto id = store.addOperation(record); !id)
                return show(Status(id.error()));
        }
        const qint64 whose = store.operation(operation) ? operation : 0;
        if (kind == 0)
            return show(store.takeBack(operation, limit, at(now)));
        if (kind <= 2)
            return show(store.changeJobs(filter, change, limit, at(now), whose));
        return show(store.apply(filter, event, limit, at(now), whose));
    };
}

TestTwin::Work TestTwin::batchEvent(Random &random, qint64 now)
{
    static constexpr BatchEvent events[] = {BatchEvent::Paused,    BatchEvent::Resumed,   BatchEvent::Started,
                                            BatchEvent::Cancelled, BatchEvent::Restored,  BatchEvent::Resumed,
                                            BatchEvent::Resumed,   BatchEvent::AllSettled};
    const BatchEvent event = oneOf(random, events);
    const BatchId id{1 + qint64(random.below(6))};
    const quint64 what = random.below(8);
    return [=](Store &store) {
        if (what == 0)
            return show(store.removeBatch(id));
        if (what == 2)
            return show(store.hideBatch(id, at(now)));
        if (what == 3)
            return show(store.showBatch(id, at(now)));
        if (what == 4 && now % 3 == 0)
            return show(store.holdAgain(id, {1}, AttemptId{now / 5}, at(now)));
        if (what == 5 && now % 2 == 0) {
            const auto there = store.hasField(id, now % 3 == 0 ? QStringLiteral("n") : QStringLiteral("nobody"));
            return there ? QString::number(int(*there)) : show(Status(there.error()));
        }
        if (what == 1) {
            BatchChange change;
            change.account = AccountId{qint64(now % 3)};
            change.priority = int(now % 5);
            if (now % 3 != 2) { // now and then a pilot, and its end
                const QList<qint64> some{2, 4, 99};
                const auto rows = now % 4 == 0
                                      ? store.rowNumbers(id, now % 8 == 0 ? some : QList<qint64>())
                                      : store.waitingRows(id, int(now % 2), now % 3 == 0 ? some : QList<qint64>());
                if (!rows)
                    return show(Status(rows.error()));
                change.pilot = *rows;
            }
            return show(store.updateBatch(id, change, at(now)));
        }
        const auto state = store.batchEvent(id, event, at(now));
        return state ? toName(*state) : show(Status(state.error()));
    };
}

TestTwin::Work TestTwin::anything(Random &random, World &world, qint64 now)
{
    const quint64 dice = random.below(100);
    if (dice < 6)
        return addBatch(random, world, now);
    if (dice < 40)
        return claimOne(random, world, now);
    if (dice < 72)
        return settleOne(random, world, now);
    if (dice < 90)
        return bulk(random, now);
    if (dice < 97)
        return batchEvent(random, now);
    const qint64 job = 1 + qint64(random.below(40));
    const quint64 what = random.below(6);
    const std::optional<qint64> left = random.below(3) ? std::optional(qint64(random.below(4))) : std::nullopt;
    if (what == 0)
        return [=](Store &store) { return show(store.setCredit(QStringLiteral("Acme"), Operation::Image, left)); };
    if (what == 1)
        return [=](Store &store) {
            return show(
                store.setClientBudget(QStringLiteral("Acme"), left ? std::optional(cents(*left * 20)) : std::nullopt));
        };
    if (what == 2)
        return [=](Store &store) {
            const auto pruned = store.pruneCache(2, at(now));
            return pruned ? QString::number(pruned->removed) : show(Status(pruned.error()));
        };
    const JobEvent event = random.below(2) ? JobEvent::Failed : JobEvent::Completed;
    const QString message = messageOf({JobId{1 + job % 9}, at(now), job % 2 == 0});
    ResultItem item;
    item.kind = OutputKind::Image;
    item.path = QStringLiteral("x/name.png");
    const QList<ResultItem> results = event == JobEvent::Completed ? QList<ResultItem>{item} : QList<ResultItem>{};
    return [=](Store &store) {
        QString words = show(store.settleUnsent(JobId{job}, event, message, results, at(now)));
        if (const auto paths = store.resultPaths(takenBy(JobId{job})))
            words += paths->join(u',');
        return words;
    };
}

void TestTwin::liveTheSameLife_data()
{
    QTest::addColumn<quint64>("seed");
    const QByteArray given = qgetenv("FORNADA_SEED");
    if (!given.isEmpty()) {
        QTest::newRow("given") << given.toULongLong();
        return;
    }
    for (quint64 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void TestTwin::liveTheSameLife()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed * 7919);
    World sqlite(World::Kind::Sqlite), memory(World::Kind::Memory);
    QVERIFY(sqlite.sqlite().connection().execute(QStringLiteral("PRAGMA synchronous = OFF"))); // no power cuts here
    const auto begin = [&](qint64 now) {
        for (World *world : {&sqlite, &memory})
            if (!world->store().begin())
                qFatal("begin at %lld", now);
    };
    for (World *world : {&sqlite, &memory})
        world->write([](Store &store) {
            Account other;
            other.name = QStringLiteral("other");
            if (!store.saveAccount(other))
                qFatal("the other account");
        });
    for (qint64 now = 1; now <= 220; ++now) {
        begin(now);
        for (quint64 group = 1 + random.below(3); group > 0; --group) {
            const Work work = now <= 2 ? addBatch(random, sqlite, now) : anything(random, sqlite, now);
            const QString one = work(sqlite.store());
            const QString two = work(memory.store());
            QVERIFY2(one == two,
                     qPrintable(QStringLiteral("seed %1, step %2: %3 / %4").arg(seed).arg(now).arg(one, two)));
        }
        const bool crash = random.below(8) == 0;
        for (World *world : {&sqlite, &memory}) {
            if (crash)
                world->store().rollback();
            else
                QVERIFY(world->store().commit());
        }
        if (random.below(60) == 0)
            sqlite.reopen();
        const QStringList one = dump(sqlite.tables()), two = dump(memory.tables());
        if (one != two)
            for (qsizetype i = 0; i < std::min(one.size(), two.size()); ++i)
                QVERIFY2(one.at(i) == two.at(i),
                         qPrintable(
                             QStringLiteral("seed %1, step %2:\n%3\n%4").arg(seed).arg(now).arg(one.at(i), two.at(i))));
        QCOMPARE(one.size(), two.size());
        QCOMPARE(made(sqlite.store()), made(memory.store()));
        QCOMPARE(*sqlite.store().chargeShares(at(now / 2), 30), *memory.store().chargeShares(at(now / 2), 30));
        const QStringList wrong = faults(memory.tables());
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(QStringLiteral("seed %1, step %2: ").arg(seed).arg(now) + wrong.join(u'\n')));
    }
}

// A world of 200 jobs with its 600 transactions; printed, not asserted: machines differ.
void TestTwin::memoryIsQuick()
{
    QElapsedTimer timer;
    timer.start();
    World world(World::Kind::Memory);
    const BatchId batch = world.simpleBatch(200);
    int transactions = 0;
    for (;;) {
        const QList<Job> jobs = world.heads(batch, 4);
        ++transactions;
        if (jobs.isEmpty())
            break;
        for (const Job &job : jobs) {
            world.finish(job.id);
            transactions += 2;
        }
    }
    qInfo("200 jobs, %d transactions: %lld us", transactions, timer.nsecsElapsed() / 1'000);
    QCOMPARE(world.batchState(batch), BatchState::Finished);
}

QTEST_GUILESS_MAIN(TestTwin)
#include "test_twin.moc"
