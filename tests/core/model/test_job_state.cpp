#include "model/job_state.h"

#include <QTest>

#include <array>

using namespace fornada;

namespace {

constexpr int kStates = int(EnumNames<JobState>::names.size());
constexpr int kEvents = int(EnumNames<JobEvent>::names.size());

// One row an event, one column a state, written from the design and not from the table in the code.
// B blocked, Q queued, R running, C completed, F failed, V review, U unknown, S skipped, X cancelled; - does not apply.
struct Row {
    const char *states; // in the order B Q R C F V U S X
    JobEvent event;
};
// clang-format off
constexpr std::array<Row, kEvents> kMatrix = {{
    // BQRCFVUSX  from
    {"Q--------", JobEvent::ParentsDone},
    {"S--------", JobEvent::ParentFailed},
    {"-------B-", JobEvent::ParentRevived},
    {"S--------", JobEvent::NotNeeded},
    {"-R-------", JobEvent::Claimed},
    {"--Q------", JobEvent::Recalled},
    {"-CC------", JobEvent::Completed},
    {"-VV------", JobEvent::NeedsReview},
    {"--Q------", JobEvent::RetryScheduled},
    {"-FF------", JobEvent::Failed},
    {"--U------", JobEvent::OutcomeLost},
    {"XXX-XXXX-", JobEvent::Cancelled},
    {"----S----", JobEvent::Dismissed},
    {"--------Q", JobEvent::Restored},
    {"--------B", JobEvent::RestoredBlocked},
    {"----Q----", JobEvent::Retried},
    {"----B----", JobEvent::RetriedBlocked},
    {"------Q--", JobEvent::Resent},
    {"------B--", JobEvent::ResentBlocked},
    {"------F--", JobEvent::CountedCharged},
    {"------X--", JobEvent::GivenUp},
    {"-----C---", JobEvent::Approved},
    {"-----F---", JobEvent::Rejected},
    {"---Q-Q---", JobEvent::Rerolled},
    {"---B-B---", JobEvent::RerolledBlocked},
    {"FF-----FF", JobEvent::TakenBackToFailed},
    {"UU--U---U", JobEvent::TakenBackToUnknown},
    {"VV-VV---V", JobEvent::TakenBackToReview},
    {"CC-------", JobEvent::TakenBackToCompleted},
    {"-B-------", JobEvent::ParentTakenBack},
}};
// clang-format on
constexpr char kLetters[] = "BQRCFVUSX";

char letterOf(std::optional<JobState> state)
{
    return state ? kLetters[int(*state)] : '-';
}

} // namespace

class TestJobState final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEventInEveryState();
    void settledStates();
    void settledLeavesOnlyByTheOperator();
    void everyStateIsReachedAndLeft();
    void namesRoundTrip();
};

void TestJobState::everyEventInEveryState()
{
    std::array<bool, kEvents> seen{};
    for (const Row &row : kMatrix) {
        QVERIFY2(!seen[size_t(row.event)], qPrintable(toName(row.event)));
        seen[size_t(row.event)] = true;
        QCOMPARE(int(qstrlen(row.states)), kStates);
        for (int i = 0; i < kStates; ++i) {
            const char got = letterOf(after(JobState(i), row.event));
            const QString what = QStringLiteral("%1 in %2: expected %3, got %4")
                                     .arg(toName(row.event), toName(JobState(i)))
                                     .arg(QLatin1Char(row.states[i]))
                                     .arg(QLatin1Char(got));
            QVERIFY2(got == row.states[i], qPrintable(what));
        }
    }
}

void TestJobState::settledStates()
{
    for (int i = 0; i < kStates; ++i)
        QCOMPARE(isSettled(JobState(i)), QByteArray("CFSX").contains(kLetters[i]));
}

void TestJobState::settledLeavesOnlyByTheOperator()
{
    // What the engine does by itself must never move a settled job, or a late answer could overwrite it.
    const QList<JobEvent> automatic = {JobEvent::ParentsDone,    JobEvent::ParentFailed, JobEvent::Claimed,
                                       JobEvent::Recalled,       JobEvent::Completed,    JobEvent::NeedsReview,
                                       JobEvent::RetryScheduled, JobEvent::Failed,       JobEvent::OutcomeLost};
    for (int i = 0; i < kStates; ++i)
        for (const JobEvent event : automatic)
            if (isSettled(JobState(i)))
                QVERIFY(!after(JobState(i), event));
}

void TestJobState::everyStateIsReachedAndLeft()
{
    for (int i = 0; i < kStates; ++i) {
        bool reached = false, left = false;
        for (int from = 0; from < kStates; ++from)
            for (int event = 0; event < kEvents; ++event) {
                const auto to = after(JobState(from), JobEvent(event));
                reached = reached || (to && from != i && *to == JobState(i));
                left = left || (to && from == i && *to != JobState(i));
            }
        QVERIFY2(reached && left, qPrintable(toName(JobState(i))));
    }
}

void TestJobState::namesRoundTrip()
{
    for (int i = 0; i < kStates; ++i)
        QCOMPARE(fromName<JobState>(toName(JobState(i))), std::optional(JobState(i)));
    for (int i = 0; i < kEvents; ++i)
        QCOMPARE(fromName<JobEvent>(toName(JobEvent(i))), std::optional(JobEvent(i)));
    QCOMPARE(toName(JobState::Unknown), QStringLiteral("unknown"));
    QCOMPARE(toName(JobEvent::Rerolled), QStringLiteral("rerolled"));
    QVERIFY(!fromName<JobState>(u"Queued"));
    QVERIFY(!fromName<JobState>(u""));
}

QTEST_GUILESS_MAIN(TestJobState)
#include "test_job_state.moc"
