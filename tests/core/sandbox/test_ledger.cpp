#include "sandbox/ledger.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;

namespace {

SandboxEntry entryOf(const QByteArray &job, qint64 billed)
{
    SandboxEntry entry;
    entry.job = job;
    entry.billedMicros = billed;
    return entry;
}

} // namespace

class TestLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsExactlyBeyondWhatItKeeps();
    void seesWhatIsPaidTwice();
    void aBillCanBeTakenBack();
    void pagesBySequence();
    void writesLinesThatCanBeReplayed();
};

void TestLedger::countsExactlyBeyondWhatItKeeps()
{
    SandboxLedger ledger;
    ledger.setKeep(10);
    for (int i = 0; i < 25; ++i) {
        SandboxEntry entry = entryOf(QByteArray::number(i), 100);
        entry.concurrency = i % 7;
        entry.violation = i % 5 == 0 ? "window" : "";
        const qint64 sequence = ledger.accept(entry);
        QCOMPARE(sequence, i + 1);
        ledger.close(sequence, {200, i % 2 == 0, 100});
    }
    const SandboxLedgerView view = ledger.view();
    QCOMPARE(view.entries.size(), 10);
    QCOMPARE(view.entries.first().sequence, 16);
    QCOMPARE(view.entries.last().sequence, 25);
    QCOMPARE(view.totals.requests, 25);
    QCOMPARE(view.totals.open, 0);
    QCOMPARE(view.totals.answered, 13);
    QCOMPARE(view.totals.billedMicros, 2500);
    QCOMPARE(view.totals.billedRequests, 25);
    QCOMPARE(view.totals.violationCount(), 5);
    QCOMPARE(view.totals.maxConcurrency, 6);
    QCOMPARE(view.totals.statuses.value(200), 25);
}

void TestLedger::seesWhatIsPaidTwice()
{
    SandboxLedger ledger;
    ledger.accept(entryOf("a", 100));
    ledger.accept(entryOf("b", 100));
    QCOMPARE(ledger.totals().paidTwice, 0);
    ledger.accept(entryOf("a", 0)); // a free retry
    QCOMPARE(ledger.totals().paidTwice, 0);
    ledger.accept(entryOf("a", 100));
    ledger.accept(entryOf("a", 100));
    QCOMPARE(ledger.totals().paidTwice, 2);
    ledger.accept(entryOf({}, 100)); // nameless requests are nobody's duplicate
    ledger.accept(entryOf({}, 100));
    QCOMPARE(ledger.totals().paidTwice, 2);
}

void TestLedger::aBillCanBeTakenBack()
{
    SandboxLedger ledger;
    const qint64 first = ledger.accept(entryOf("a", 100));
    const qint64 second = ledger.accept(entryOf("a", 100));
    QCOMPARE(ledger.totals().paidTwice, 1);
    ledger.close(second, {400, true, 0});
    QCOMPARE(ledger.totals().paidTwice, 0);
    QCOMPARE(ledger.totals().billedMicros, 100);
    QCOMPARE(ledger.totals().billedRequests, 1);
    ledger.close(first, {200, true, 100});
    QCOMPARE(ledger.totals().billedMicros, 100);
}

void TestLedger::pagesBySequence()
{
    SandboxLedger ledger;
    for (int i = 0; i < 5; ++i)
        ledger.accept(entryOf({}, 0));
    const auto page = ledger.view(2, 2).entries;
    QCOMPARE(page.size(), 2);
    QCOMPARE(page.first().sequence, 3);
    QVERIFY(ledger.view(5).entries.isEmpty());
    QVERIFY(ledger.view(99).entries.isEmpty());
    QCOMPARE(ledger.view(-7).entries.size(), 5);
}

void TestLedger::writesLinesThatCanBeReplayed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ledger.jsonl"));
    SandboxLedger ledger;
    QVERIFY(ledger.openFile(path));
    const qint64 sequence = ledger.accept(entryOf("a", 100));
    ledger.accept(entryOf("b", 100));
    ledger.close(sequence, {200, true, 100});
    QFile file(path); // read while the ledger still has it open: this is what a crash would leave
    QVERIFY(file.open(QIODevice::ReadOnly));
    QMap<qint64, QJsonObject> last;
    for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        last.insert(json.value(QStringLiteral("sequence")).toInteger(), json);
    }
    QCOMPARE(last.size(), 2);
    QCOMPARE(last.value(1).value(QStringLiteral("answered")), QJsonValue(true));
    QCOMPARE(last.value(2).value(QStringLiteral("open")), QJsonValue(true));
    QCOMPARE(last.value(2).value(QStringLiteral("billedMicros")), QJsonValue(100));
    QVERIFY(!ledger.openFile(QStringLiteral("/nonexistent/folder/x")));
}

QTEST_GUILESS_MAIN(TestLedger)
#include "test_ledger.moc"
