#include "limits/budget.h"

#include <QTest>

#include <rapidcheck.h>

using namespace fornada;

namespace {

const QDate kToday(2026, 11, 21);

BudgetScopes scopes(qint64 batch = 1, qint64 account = 1, const QString &client = QStringLiteral("Acme"),
                    QDate day = kToday)
{
    return {BatchId{batch}, AccountId{account}, client, day};
}

Money cents(qint64 n)
{
    return {n * 10'000};
}

WaitReason refusal(const BudgetBook &book, const BudgetScopes &where, Money amount)
{
    return book.mayReserve(where, amount).reason;
}

} // namespace

class TestBudget final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noCapNoLimit();
    void eachPotRefusesWithItsReason();
    void settleMovesTheMoney();
    void resolveMovesThePossibleCharge();
    void aFreeRequestAlwaysFits();
    void moneyStaysOnItsDay();
    void everyCapButTheBatchsOwnIsKnown();
    void loadedTotalsCount();
    void neverOverAndNeverLeaking();
};

void TestBudget::noCapNoLimit()
{
    BudgetBook book;
    QVERIFY(book.mayReserve(scopes(), cents(1'000'000)).isOpen());
}

void TestBudget::everyCapButTheBatchsOwnIsKnown()
{
    BudgetBook book;
    const AccountId account{1};
    QVERIFY(!book.isCapped(account, QStringLiteral("Acme")));
    book.setBatchCap(BatchId{1}, Money{5});
    QVERIFY(!book.isCapped(account, QStringLiteral("Acme")));
    book.setClientCap(QStringLiteral("Acme"), Money{5});
    QVERIFY(book.isCapped(account, QStringLiteral("Acme")));
    QVERIFY(!book.isCapped(account, QStringLiteral("Bolt")));
    QVERIFY(!book.isCapped(account, {}));
    book.setAccountDayCap(account, Money{5});
    QVERIFY(book.isCapped(account, {}) && !book.isCapped(AccountId{2}, {}));
    book.setDayCap(Money{5});
    QVERIFY(book.isCapped(AccountId{2}, {}));
}

void TestBudget::eachPotRefusesWithItsReason()
{
    const auto fresh = [] {
        BudgetBook book;
        book.reserve(scopes(), cents(60));
        return book;
    };
    BudgetBook book = fresh();
    book.setBatchCap(BatchId{1}, cents(100));
    QCOMPARE(refusal(book, scopes(), cents(40)), WaitReason::None); // exactly full
    QCOMPARE(refusal(book, scopes(), cents(41)), WaitReason::BatchBudget);
    QCOMPARE(refusal(book, scopes(2), cents(41)), WaitReason::None);

    book = fresh();
    book.setAccountDayCap(AccountId{1}, cents(100));
    QCOMPARE(refusal(book, scopes(2), cents(41)), WaitReason::AccountBudget);
    QCOMPARE(refusal(book, scopes(2, 2), cents(41)), WaitReason::None);
    QCOMPARE(refusal(book, scopes(2, 1, {}, kToday.addDays(1)), cents(41)), WaitReason::None);
    book.setAccountDayCap(AccountId{1}, {});
    QCOMPARE(refusal(book, scopes(2), cents(41)), WaitReason::None);

    book = fresh();
    book.setClientCap(QStringLiteral("Acme"), cents(100));
    QCOMPARE(refusal(book, scopes(2, 2), cents(41)), WaitReason::ClientBudget);
    QCOMPARE(refusal(book, scopes(2, 2, QStringLiteral("Ruum")), cents(41)), WaitReason::None);
    QCOMPARE(refusal(book, scopes(2, 2, QString()), cents(41)), WaitReason::None);

    book = fresh();
    book.setDayCap(cents(100));
    QCOMPARE(refusal(book, scopes(2, 2, QStringLiteral("Ruum")), cents(41)), WaitReason::DayBudget);
    QCOMPARE(refusal(book, scopes(2, 2, QStringLiteral("Ruum"), kToday.addDays(1)), cents(41)), WaitReason::None);

    // Nobody's cap of zero lets anything through that costs.
    book = BudgetBook();
    book.setBatchCap(BatchId{1}, Money());
    QCOMPARE(refusal(book, scopes(), Money{1}), WaitReason::BatchBudget);
}

void TestBudget::settleMovesTheMoney()
{
    BudgetBook book;
    for (int i = 0; i < 4; ++i)
        book.reserve(scopes(), cents(10));
    book.settle(scopes(), cents(10), Charge::none(), false);
    book.settle(scopes(), cents(10), Charge::actual(cents(7)), false);
    book.settle(scopes(), cents(10), Charge::actual(cents(5)), true);
    book.settle(scopes(), cents(10), Charge::maybe(cents(9)), true);
    const Totals expected{{}, cents(12), cents(9), cents(5)};
    QVERIFY(book.batch(BatchId{1}) == expected);
    QVERIFY(book.day(kToday) == expected);
}

void TestBudget::resolveMovesThePossibleCharge()
{
    BudgetBook book;
    book.reserve(scopes(), cents(10));
    book.settle(scopes(), cents(10), Charge::maybe(cents(10)), true);
    book.setBatchCap(BatchId{1}, cents(15));
    QCOMPARE(refusal(book, scopes(), cents(6)), WaitReason::BatchBudget); // counted until someone says otherwise
    BudgetBook charged = book;
    book.resolve(scopes(), cents(10), false);
    QVERIFY(book.batch(BatchId{1}) == Totals());
    charged.resolve(scopes(), cents(10), true);
    QVERIFY(charged.batch(BatchId{1}) == (Totals{{}, cents(10), {}, cents(10)}));
    QCOMPARE(refusal(charged, scopes(), cents(6)), WaitReason::BatchBudget);
}

void TestBudget::aFreeRequestAlwaysFits()
{
    BudgetBook book;
    book.setBatchCap(BatchId{1}, cents(10));
    book.reserve(scopes(), cents(10));
    book.settle(scopes(), cents(10), Charge::actual(cents(12)), false); // dearer than reserved: booked all the same
    QCOMPARE(book.batch(BatchId{1}).spent.micros, cents(12).micros);
    QCOMPARE(refusal(book, scopes(), Money{1}), WaitReason::BatchBudget);
    QCOMPARE(refusal(book, scopes(), Money()), WaitReason::None);
}

void TestBudget::moneyStaysOnItsDay()
{
    BudgetBook book;
    book.setDayCap(cents(10));
    book.loadDay(kToday, {});
    book.reserve(scopes(), cents(10));
    const QDate tomorrow = kToday.addDays(1);
    book.loadDay(tomorrow, {});
    for (int i = 2; i < 9; ++i)
        book.loadDay(kToday.addDays(i), {}); // in flight over many midnights: still remembered
    QCOMPARE(refusal(book, scopes(1, 1, {}, tomorrow), cents(10)), WaitReason::None);
    book.settle(scopes(), cents(10), Charge::actual(cents(8)), false);
    QVERIFY(book.day(kToday) == (Totals{{}, cents(8), {}, {}}));
    QVERIFY(book.day(tomorrow) == Totals());
}

void TestBudget::loadedTotalsCount()
{
    BudgetBook book;
    book.setBatchCap(BatchId{1}, cents(100));
    book.load(BatchId{1}, {cents(10), cents(20), cents(30), cents(5)});
    QCOMPARE(refusal(book, scopes(), cents(40)), WaitReason::None);
    QCOMPARE(refusal(book, scopes(), cents(41)), WaitReason::BatchBudget);
    book.setAccountDayCap(AccountId{1}, cents(100));
    book.loadAccountDay(AccountId{1}, kToday, {{}, cents(99), {}, {}});
    QCOMPARE(refusal(book, scopes(9), cents(2)), WaitReason::AccountBudget);
    book.setClientCap(QStringLiteral("Acme"), cents(100));
    book.loadClient(QStringLiteral("Acme"), {{}, cents(99), {}, {}});
    QCOMPARE(refusal(book, scopes(9, 9), cents(2)), WaitReason::ClientBudget);
    book.forget(BatchId{1});
    QVERIFY(book.batch(BatchId{1}) == Totals());
}

// Any order of reserving, settling and resolving, over several batches, accounts, clients and days.
void TestBudget::neverOverAndNeverLeaking()
{
    struct Flight {
        BudgetScopes where;
        Money amount;
    };
    const bool held = rc::check("budgets hold and do not leak", [] {
        BudgetBook book;
        const Money batchCap = cents(*rc::gen::inRange(0, 200)), dayCap = cents(*rc::gen::inRange(0, 300));
        const Money accountCap = cents(*rc::gen::inRange(0, 300)), clientCap = cents(*rc::gen::inRange(0, 300));
        QHash<qint64, Money> batchSum, accountSum;
        QHash<QString, Money> clientSum;
        Money daySum;
        for (int i = 1; i <= 3; ++i) {
            book.setBatchCap(BatchId{i}, batchCap);
            book.setAccountDayCap(AccountId{i}, accountCap);
        }
        book.setDayCap(dayCap);
        book.setClientCap(QStringLiteral("Acme"), clientCap);
        QList<Flight> flying, doubtful;
        const auto count = [&](const Flight &flight, Money change) {
            batchSum[flight.where.batch.value] += change;
            accountSum[flight.where.account.value] += change;
            clientSum[flight.where.client] += change;
            daySum += change;
        };
        const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int, int>>>(rc::gen::tuple(
            rc::gen::inRange(0, 4), rc::gen::inRange(1, 4), rc::gen::inRange(0, 60), rc::gen::inRange(0, 1000)));
        const auto settleOne = [&](int what, int pick) {
            const Flight flight = flying.takeAt(pick % flying.size());
            const Money actual{flight.amount.micros * (pick % 101) / 100};
            const Charge charge = what % 3 == 0   ? Charge::none()
                                  : what % 3 == 1 ? Charge::actual(actual)
                                                  : Charge::maybe(actual);
            book.settle(flight.where, flight.amount, charge, pick % 2 == 0);
            count(flight, charge.kind == ChargeKind::None ? Money() - flight.amount : actual - flight.amount);
            if (charge.kind == ChargeKind::Maybe)
                doubtful.append({flight.where, actual});
        };
        for (const auto &[what, id, size, pick] : steps) {
            const Flight wish{scopes(id, 1 + pick % 3, pick % 2 ? QStringLiteral("Acme") : QString()), cents(size)};
            if (what <= 1 && book.mayReserve(wish.where, wish.amount).isOpen()) {
                book.reserve(wish.where, wish.amount);
                flying.append(wish);
                count(wish, wish.amount);
            } else if (what == 2 && !flying.isEmpty()) {
                settleOne(id, pick);
            } else if (what == 3 && !doubtful.isEmpty()) {
                const Flight flight = doubtful.takeAt(pick % doubtful.size());
                book.resolve(flight.where, flight.amount, pick % 2 == 0);
                if (pick % 2 != 0)
                    count(flight, Money() - flight.amount);
            }
            for (qint64 i = 1; i <= 3; ++i) {
                RC_ASSERT(batchSum.value(i) <= batchCap);
                RC_ASSERT(accountSum.value(i) <= accountCap);
                RC_ASSERT(book.batch(BatchId{i}).counted().micros == batchSum.value(i).micros);
            }
            RC_ASSERT(clientSum.value(QStringLiteral("Acme")) <= clientCap);
            RC_ASSERT(daySum <= dayCap);
            RC_ASSERT(book.day(kToday).counted().micros == daySum.micros);
        }
        while (!flying.isEmpty())
            settleOne(int(flying.size()), int(flying.size()));
        RC_ASSERT(book.day(kToday).reserved.isZero());
        for (qint64 i = 1; i <= 3; ++i)
            RC_ASSERT(book.batch(BatchId{i}).reserved.isZero());
    });
    QVERIFY(held);
}

QTEST_GUILESS_MAIN(TestBudget)
#include "test_budget.moc"
