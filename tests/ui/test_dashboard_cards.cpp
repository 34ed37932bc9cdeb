#include "pages/batches_page.h"
#include "pages/dashboard_cards.h"
#include "ui/shown_window.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<MadeUpData> runningBatches(int count)
{
    auto data = std::make_shared<MadeUpData>();
    for (int i = count; i > 0; --i) {
        Batch batch;
        batch.id = BatchId{i};
        batch.name = u"Acme & Sons %1"_s.arg(i);
        batch.state = BatchState::Running;
        batch.counts[JobState::Queued] = 10;
        data->batches.append(batch);
    }
    return data;
}

QList<GateFace> dailyCaps(int count)
{
    GateFace gate;
    gate.kind = WaitReason::DailyCap;
    gate.used = 1;
    gate.allowed = 15;
    return QList<GateFace>(count, gate);
}

} // namespace

// The dashboard's cards: what has no room on them is a click away.
class TestDashboardCards final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRestOfTheBatchesIsReached()
    {
        ShownWindow shown(runningBatches(11));
        shown.window->showPage(u"dashboard"_s);
        auto *card = shown.window->findChild<BatchesCard *>();
        QTRY_VERIFY(card->findChild<QPushButton *>(u"rest"_s));
        auto *rest = card->findChild<QPushButton *>(u"rest"_s);
        QVERIFY(rest->isVisible());
        QCOMPARE(rest->text(), u"and 3 more"_s);
        QTest::mouseClick(rest, Qt::LeftButton);
        QVERIFY(shown.window->batchesPage().isVisible());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->batches.resize(8);
        }
        shown.window->showPage(u"dashboard"_s);
        shown.bench.batches.refresh();
        QTRY_VERIFY(!rest->isVisible());
    }

    void theRestOfTheLimitsIsReached()
    {
        ShownWindow shown;
        LimitsCard card(shown.bench.theme);
        card.show();
        card.setGates(dailyCaps(8), shown.bench.pulse.now());
        QVERIFY(!card.findChild<QPushButton *>(u"rest"_s));
        card.setGates(dailyCaps(10), shown.bench.pulse.now());
        auto *rest = card.findChild<QPushButton *>(u"rest"_s);
        QVERIFY(rest && rest->isVisible());
        QCOMPARE(rest->text(), u"and 2 more"_s);
        QSignalSpy wanted(&card, &DashboardCard::allWanted);
        QTest::mouseClick(rest, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        card.setGates(dailyCaps(8), shown.bench.pulse.now());
        QVERIFY(!rest->isVisible());
    }

    void anAmpersandIsNoShortcut()
    {
        ShownWindow shown(runningBatches(1));
        shown.window->showPage(u"dashboard"_s);
        auto *card = shown.window->findChild<BatchesCard *>();
        const auto names = [card] {
            QStringList texts;
            for (const QPushButton *button : card->findChildren<QPushButton *>())
                texts.append(button->text());
            return texts;
        };
        QTRY_VERIFY2(names().contains(u"Acme && Sons 1"_s), qPrintable(names().join(u'\n')));
    }
};

QTEST_MAIN(TestDashboardCards)
#include "test_dashboard_cards.moc"
