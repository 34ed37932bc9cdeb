#include "limits/retry.h"

#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

RetryPolicy exact(Micros least, Micros most, int doublings)
{
    RetryPolicy policy;
    policy.minBackoff = least;
    policy.maxBackoff = most;
    policy.maxDoublings = doublings;
    policy.jitter = 0;
    policy.maxAttempts = 100;
    return policy;
}

QList<qint64> waits(const RetryPolicy &policy, int count)
{
    QList<qint64> list;
    for (int attempt = 1; attempt <= count; ++attempt)
        list.append(backoff(policy, attempt).count() / 1'000'000);
    return list;
}

RetryVerdict verdict(const RetryPolicy &policy, const RetryQuestion &question)
{
    SeededRandom random(1);
    return decideRetry(policy, question, random).verdict;
}

RetryQuestion asked(Outcome outcome, int attempts = 1)
{
    RetryQuestion question;
    question.outcome = outcome;
    question.attemptsUsed = attempts;
    return question;
}

} // namespace

class TestRetry final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cloudTasksLaw();
    void twoFourEight();
    void edgesOfTheLaw();
    void jitterStaysInItsRange();
    void attemptsRunOut();
    void finalOutcomes();
    void gatesHoldWithoutAnAttempt();
    void possibleChargeWaitsForAPerson();
    void noOutputHasItsOwnLimit();
    void ageLimit();
};

void TestRetry::cloudTasksLaw()
{
    QCOMPARE(waits(exact(10s, 300s, 3), 9), (QList<qint64>{10, 20, 40, 80, 160, 240, 300, 300, 300}));
}

void TestRetry::twoFourEight()
{
    QCOMPARE(waits(exact(2s, 300s, 3), 3), (QList<qint64>{2, 4, 8}));
}

void TestRetry::edgesOfTheLaw()
{
    QCOMPARE(waits(exact(5s, 17s, 0), 5), (QList<qint64>{5, 10, 15, 17, 17}));
    QCOMPARE(waits(exact(5s, 5s, 9), 3), (QList<qint64>{5, 5, 5}));
    QCOMPARE(waits(exact(0s, 300s, 3), 4), (QList<qint64>{0, 0, 0, 0}));
    // Nothing overflows, however long it goes on.
    const RetryPolicy wide = exact(1s, 24h * 365, 1'000'000'000);
    QVERIFY(backoff(wide, 1'000'000'000) == Micros(24h * 365));
    QVERIFY(backoff(exact(1us, 24h * 365, 0), 2'000'000'000) == Micros(2'000'000'000));
    QVERIFY(backoff(exact(10s, 300s, 3), 0) == Micros(10s));
}

void TestRetry::jitterStaysInItsRange()
{
    RetryPolicy policy = exact(10s, 300s, 3);
    policy.jitter = 0.1;
    constexpr quint64 seed = 20261121;
    qInfo("seed %llu", seed);
    SeededRandom random(seed);
    Micros least = Micros::max(), most{0};
    for (int i = 0; i < 10'000; ++i) {
        const RetryAnswer answer = decideRetry(policy, asked(Outcome::RetryBackoff, 3), random);
        QCOMPARE(int(answer.verdict), int(RetryVerdict::Again));
        least = std::min(least, answer.wait);
        most = std::max(most, answer.wait);
    }
    QVERIFY(least >= Micros(36s) && least < Micros(36s + 50ms));
    QVERIFY(most <= Micros(44s) && most > Micros(44s - 50ms));
}

void TestRetry::attemptsRunOut()
{
    RetryPolicy policy = exact(10s, 300s, 3);
    policy.maxAttempts = 3;
    for (const Outcome outcome : {Outcome::RetryBackoff, Outcome::NotSent, Outcome::Lost}) {
        QCOMPARE(int(verdict(policy, asked(outcome, 2))), int(RetryVerdict::Again));
        QCOMPARE(int(verdict(policy, asked(outcome, 3))), int(RetryVerdict::Fail));
        QCOMPARE(int(verdict(policy, asked(outcome, 4))), int(RetryVerdict::Fail));
    }
}

void TestRetry::finalOutcomes()
{
    const RetryPolicy policy = exact(10s, 300s, 3);
    QCOMPARE(int(verdict(policy, asked(Outcome::Refused))), int(RetryVerdict::Fail));
    QCOMPARE(int(verdict(policy, asked(Outcome::BadRequest))), int(RetryVerdict::Fail));
}

void TestRetry::gatesHoldWithoutAnAttempt()
{
    RetryPolicy policy;
    policy.maxAttempts = 1;
    SeededRandom random(1);
    for (const Outcome outcome : {Outcome::RetryAfter, Outcome::QuotaUntil, Outcome::NeedsUser, Outcome::Recalled}) {
        const RetryAnswer answer = decideRetry(policy, asked(outcome, 50), random);
        QCOMPARE(int(answer.verdict), int(RetryVerdict::Again));
        QVERIFY(answer.wait == Micros(0));
    }
}

void TestRetry::possibleChargeWaitsForAPerson()
{
    const RetryPolicy policy = exact(10s, 300s, 3);
    for (const Outcome outcome : {Outcome::RetryBackoff, Outcome::Lost}) {
        RetryQuestion question = asked(outcome);
        question.charge = Charge::maybe(Money{40'000});
        QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Unknown));
        question.resendAllowed = true;
        QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Again));
        question.attemptsUsed = policy.maxAttempts; // accepted double charges still count as attempts
        QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Fail));
    }
}

void TestRetry::noOutputHasItsOwnLimit()
{
    RetryPolicy policy = exact(10s, 300s, 3);
    RetryQuestion question = asked(Outcome::NoOutput, 5);
    question.charge = Charge::actual(Money{40'000});
    question.noOutputAttempts = 1;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Again));
    question.noOutputAttempts = 2;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Fail));
    policy.maxNoOutput = 3;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Again));
    policy.maxAttempts = 5;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Fail));
}

void TestRetry::ageLimit()
{
    RetryPolicy policy = exact(10s, 300s, 3);
    policy.ageLimit = 60s;
    RetryQuestion question = asked(Outcome::RetryBackoff);
    question.age = 50s;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Again)); // starts exactly at the limit
    question.age = 50s + 1us;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Fail));
    question.age = 24h;
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Fail));
    policy.ageLimit.reset();
    QCOMPARE(int(verdict(policy, question)), int(RetryVerdict::Again));
}

QTEST_GUILESS_MAIN(TestRetry)
#include "test_retry.moc"
