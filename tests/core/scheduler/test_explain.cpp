#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Every waiting job says why and until when: one row for each reason there is.
class ExplainTest : public QObject {
    Q_OBJECT

    using Setup = std::function<void(SchedulerWorld &)>;
    struct Case {
        WaitReason reason;
        std::optional<Micros> until; // after the world began
        Setup setup;                 // leaves a2 waiting
    };

    // One account and one queue with these limits, and a batch of three.
    static Setup limited(const LimitSet &limits, const QString &rows = QStringLiteral("ok;ok;ok"))
    {
        return [limits, rows](SchedulerWorld &world) {
            world.account(1);
            world.queue(1, 1, limits);
            world.batch('a', 1, rows, 0, Money{100});
            world.run(5s);
        };
    }
    template<class Change>
    static LimitSet with(Change change)
    {
        LimitSet limits;
        change(limits);
        return limits;
    }
    static Setup then(Setup first, Setup second)
    {
        return [first, second](SchedulerWorld &world) {
            first(world);
            second(world);
        };
    }
    static Setup capped(std::function<void(SchedulerWorld &)> cap)
    {
        return [cap](SchedulerWorld &world) {
            world.account(1);
            world.queue(1, 1);
            Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok;ok"), 0, Money{100});
            batch.client = QStringLiteral("Acme");
            world.tell(BatchSet{batch});
            world.tell(DayTurned{QDate(2026, 11, 21), world.now().wall + 2h});
            cap(world);
            world.run(5s);
        };
    }

    static QList<Case> gateCases()
    {
        const LimitSet one = with([](LimitSet &l) { l.concurrency = 1; });
        return {
            {WaitReason::Pace, 60s + 10ms, limited(with([](LimitSet &l) {
                 l.pace = PaceConfig{1, 1min, 1, 0};
             }))},
            {WaitReason::Gap, 120s + 10ms, limited(with([](LimitSet &l) { l.minimumGap = 120s; }))},
            {WaitReason::Window, 60s + 10ms + 300ms, limited(with([](LimitSet &l) {
                 l.window = WindowConfig{1, 1min, {}};
             }))},
            {WaitReason::TokenWindow, 60s + 10ms + 300ms,
             [](SchedulerWorld &world) {
                 world.account(1);
                 world.queue(1, 1, with([](LimitSet &l) { l.tokenWindow = WindowConfig{100, 1min, {}}; }));
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 world.tokens = {{world.job('a', 1).id, 60}, {world.job('a', 2).id, 60}};
                 world.job('a', 1).tokens = world.job('a', 2).tokens = 60;
                 world.run(5s);
             }},
            {WaitReason::DailyCap, {}, limited(with([](LimitSet &l) {
                 l.dailyCap = DailyCapConfig{1, "UTC"};
             }))},
            {WaitReason::ClockUnsure,
             {},
             [](SchedulerWorld &world) {
                 world.account(1);
                 world.queue(1, 1, with([](LimitSet &l) { l.dailyCap = DailyCapConfig{1, "UTC"}; }));
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 world.run(15s);
                 world.stepWall(25h);
                 world.run(3s);
             }},
            {WaitReason::Concurrency, {}, limited(one)},
            {WaitReason::RowConcurrency,
             {},
             [](SchedulerWorld &world) {
                 world.account(1);
                 world.queue(1, 1, with([](LimitSet &l) { l.rowConcurrency = 1; }));
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 world.job('a', 2).row = world.job('a', 1).row;
                 world.run(5s);
             }},
            {WaitReason::OpenHours, {}, limited(with([](LimitSet &l) {
                 l.openHours =
                     OpenHoursConfig{{{{1, 2, 3, 4, 5, 6, 7}, std::chrono::hours(1), std::chrono::hours(2)}}, "UTC"};
             }))},
            {WaitReason::CircuitOpen, 31s + 10ms,
             [](SchedulerWorld &world) {
                 world.latency = 1s;
                 world.account(1, with([](LimitSet &l) {
                                   l.breakerThreshold = 1;
                                   l.concurrency = 1;
                               }));
                 world.queue(1, 1);
                 world.batch('a', 1, QStringLiteral("down;ok"));
                 world.run(5s);
             }},
        };
    }

    static QList<Case> answerCases()
    {
        const auto answered = [](const QString &word, const QString &model = {}) {
            return [word, model](SchedulerWorld &world) {
                world.latency = 1s;
                world.account(1, with([](LimitSet &l) { l.concurrency = 1; }));
                world.queue(1, 1);
                world.batch('a', 1, word + QStringLiteral(";ok"), 0, {}, model);
                world.run(5s);
            };
        };
        return {
            {WaitReason::ProviderWait, 31s + 10ms, answered(QStringLiteral("wait"))},
            {WaitReason::QuotaReset, 6h + 1s + 10ms, answered(QStringLiteral("quota"), QStringLiteral("image"))},
            {WaitReason::NeedsUser, {}, answered(QStringLiteral("key"))},
            {WaitReason::Backoff, 11s + 10ms,
             [](SchedulerWorld &world) {
                 world.latency = 1s;
                 world.account(1);
                 world.queue(1, 1);
                 world.batch('a', 1, QStringLiteral("ok;500|ok"));
                 world.run(5s);
             }},
        };
    }

    static QList<Case> operatorCases()
    {
        const Setup waiting = limited(with([](LimitSet &l) { l.concurrency = 1; }));
        return {
            {WaitReason::QueuePaused, {}, then(waiting, [](SchedulerWorld &world) { world.pauseQueue(1, true); })},
            {WaitReason::AccountPaused,
             {},
             then(waiting,
                  [](SchedulerWorld &world) {
                      world.pauseAccount(1, true);
                      world.run(1s);
                  })},
            {WaitReason::BatchPaused, {}, then(waiting, [](SchedulerWorld &world) { world.pauseBatch('a', true); })},
            {WaitReason::Draft,
             {},
             [](SchedulerWorld &world) {
                 world.account(1);
                 world.queue(1, 1);
                 Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok"));
                 batch.state = BatchState::Draft;
                 world.tell(BatchSet{batch});
                 world.run(5s);
             }},
            {WaitReason::AllPaused, {}, then(waiting, [](SchedulerWorld &world) { world.tell(AllPaused{true}); })},
            {WaitReason::DiskFull, {}, then(waiting, [](SchedulerWorld &world) { world.storeIsWell(false); })},
            {WaitReason::BatchBudget, {}, capped([](SchedulerWorld &world) {
                 world.batch('a').budget = Money{150};
                 world.tell(BatchSet{world.batch('a')});
             })},
            {WaitReason::DayBudget, 2h, capped([](SchedulerWorld &world) { world.tell(DayCapSet{Money{150}}); })},
            {WaitReason::AccountBudget, 2h, capped([](SchedulerWorld &world) { world.dayBudget(1, Money{150}); })},
            {WaitReason::ClientBudget, {}, capped([](SchedulerWorld &world) {
                 world.tell(ClientCapSet{QStringLiteral("Acme"), Money{150}});
             })},
            {WaitReason::ClientCredit, {}, capped([](SchedulerWorld &world) {
                 world.tell(BatchStepsSet{world.batch('a').id, {{QString(), {Operation::Image, 1}}}});
                 world.tell(ClientCreditsSet{QStringLiteral("Acme"), {{Operation::Image, 1}}});
             })},
            {WaitReason::Pilot,
             {},
             [](SchedulerWorld &world) {
                 world.holdPrepared = true;
                 world.account(1);
                 world.queue(1, 1);
                 Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok"));
                 batch.pilot = {1};
                 world.tell(BatchSet{batch});
                 world.run(5s);
             }},
            {WaitReason::SameAsOther,
             {},
             [](SchedulerWorld &world) {
                 world.account(1);
                 world.queue(1, 1);
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 for (const int row : {1, 2})
                     world.asks.insert(world.job('a', row).id, "the same");
                 world.run(5s);
             }},
            {WaitReason::Priority, 120s + 10ms,
             [](SchedulerWorld &world) {
                 world.account(1, with([](LimitSet &l) { l.minimumGap = 120s; }));
                 world.queue(1, 1);
                 world.batch('b', 1, QStringLiteral("ok;ok;ok"), 5);
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 world.run(5s);
             }},
            {WaitReason::Parent,
             {},
             [](SchedulerWorld &world) {
                 world.account(1);
                 world.queue(1, 1);
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 world.job('a', 2).state = JobState::Blocked;
             }},
            {WaitReason::Preparing,
             {},
             [](SchedulerWorld &world) {
                 world.holdPrepared = true;
                 world.account(1);
                 world.queue(1, 1);
                 world.batch('a', 1, QStringLiteral("ok;ok"));
                 world.run(5s);
             }},
        };
    }

    static QList<Case> cases() { return gateCases() + answerCases() + operatorCases(); }

private Q_SLOTS:
    void everyReasonIsCovered()
    {
        QSet<WaitReason> seen;
        for (const Case &one : cases())
            seen.insert(one.reason);
        seen += {WaitReason::None, WaitReason::EngineStopped}; // a stopped engine explains nothing
        for (size_t i = 0; i < EnumNames<WaitReason>::names.size(); ++i)
            QVERIFY2(seen.contains(WaitReason(i)), EnumNames<WaitReason>::names[i].data());
    }

    void itSaysWhyAndUntilWhen_data()
    {
        QTest::addColumn<int>("index");
        const QList<Case> all = cases();
        for (int i = 0; i < all.size(); ++i)
            QTest::addRow("%s", qPrintable(toName(all[i].reason))) << i;
    }
    void itSaysWhyAndUntilWhen()
    {
        QFETCH(const int, index);
        const Case one = cases().at(index);
        SchedulerWorld world;
        one.setup(world);
        const Opening why = world.why('a', 2);
        QCOMPARE(toName(why.reason), toName(one.reason));
        if (one.until) {
            QVERIFY(why.until);
            QCOMPARE((why.until->boot - world.began()).count(), one.until->count());
        }
        if (why.until)
            QVERIFY(why.until->boot > world.now().boot);
    }

    // Those of another model, or behind the first of a lane, are told their own reason and not the first one's.
    void aJobOfAnotherModelSaysItsOwnReason()
    {
        SchedulerWorld world;
        world.latency = 1s;
        world.account(1, with([](LimitSet &l) { l.concurrency = 1; }));
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("quota|ok;ok;ok"), 0, {}, QStringLiteral("image"));
        world.job('a', 2).model = world.job('a', 3).model = QStringLiteral("text");
        world.latency = 10s;
        world.run(15s);
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::QuotaReset));
        QCOMPARE(toName(world.why('a', 3).reason), toName(WaitReason::Concurrency));
    }

    void whatIsUnderWayWaitsForNothing()
    {
        SchedulerWorld world;
        limited({})(world);
        QVERIFY(world.why('a', 1).isOpen());
        world.run(60s);
        QVERIFY(world.why('a', 1).isOpen());
    }
};

QTEST_GUILESS_MAIN(ExplainTest)
#include "test_explain.moc"
