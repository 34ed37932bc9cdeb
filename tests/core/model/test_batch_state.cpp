#include "model/batch.h"
#include "model/batch_state.h"

#include <QTest>

#include <array>

using namespace fornada;

namespace {

constexpr int kStates = int(EnumNames<BatchState>::names.size());
constexpr int kEvents = int(BatchEvent::Restored) + 1;

// A adding, D draft, R running, P paused, F finished, X cancelled; - does not apply. Written from the design.
struct Row {
    const char *states; // in the order A D R P F X
    BatchEvent event;
};
// clang-format off
constexpr std::array<Row, kEvents> kMatrix = {{
    // ADRPFX  from
    {"D-----", BatchEvent::RowsAdded},
    {"-R----", BatchEvent::Started},
    {"--P---", BatchEvent::Paused},
    {"---R--", BatchEvent::Resumed},
    {"--FF--", BatchEvent::AllSettled},
    {"----R-", BatchEvent::Reopened},
    {"XXXXX-", BatchEvent::Cancelled},
    {"-----P", BatchEvent::Restored},
}};
// clang-format on
constexpr char kLetters[] = "ADRPFX";

} // namespace

class TestBatchState final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEventInEveryState();
    void nothingRunsWithoutTheOperator();
    void countsSumUp();
};

void TestBatchState::everyEventInEveryState()
{
    std::array<bool, kEvents> seen{};
    for (const Row &row : kMatrix) {
        QVERIFY(!seen[size_t(row.event)]);
        seen[size_t(row.event)] = true;
        QCOMPARE(int(qstrlen(row.states)), kStates);
        for (int i = 0; i < kStates; ++i) {
            const auto to = after(BatchState(i), row.event);
            const char got = to ? kLetters[int(*to)] : '-';
            const QString what = QStringLiteral("event %1 in %2: expected %3, got %4")
                                     .arg(int(row.event))
                                     .arg(toName(BatchState(i)))
                                     .arg(QLatin1Char(row.states[i]))
                                     .arg(QLatin1Char(got));
            QVERIFY2(got == row.states[i], qPrintable(what));
        }
    }
}

void TestBatchState::nothingRunsWithoutTheOperator()
{
    for (const BatchEvent event : {BatchEvent::RowsAdded, BatchEvent::AllSettled, BatchEvent::Restored})
        for (int i = 0; i < kStates; ++i)
            QVERIFY(after(BatchState(i), event) != BatchState::Running);
}

void TestBatchState::countsSumUp()
{
    StateCounts counts;
    for (int i = 0; i < int(EnumNames<JobState>::names.size()); ++i)
        counts[JobState(i)] = 1LL << i;
    QCOMPARE(counts.total(), (1LL << 9) - 1);
    // completed, failed, skipped, cancelled
    QCOMPARE(counts.settled(), (1LL << 3) + (1LL << 4) + (1LL << 7) + (1LL << 8));
}

QTEST_GUILESS_MAIN(TestBatchState)
#include "test_batch_state.moc"
