#include "dialogs/edit_batch.h"
#include "models/alerts.h"
#include "ui/form_hands.h"
#include "ui/shown_window.h"
#include "widgets/alert_list.h"
#include "widgets/banner.h"
#include "window/actions.h"

#include <QJsonArray>
#include <QTableView>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A batch with a budget of 5.00, opened to be changed.
struct Shown : ShownWindow {
    Shown()
        : ShownWindow(withBudget())
    {}
    static std::shared_ptr<MadeUpData> withBudget()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->batches[0].budget = Money{5'000'000};
        return data;
    }
    // By its action, as menu, palette and key do it.
    bool open()
    {
        auto *batches = find<QTableView>(u"batches"_s);
        if (!QTest::qWaitFor([batches] { return batches->model()->rowCount() == 7; }))
            return false;
        batches->selectRow(0);
        window->findChild<Actions *>()->of(Actions::EditBatch)->trigger();
        return dialog() != nullptr;
    }
    EditBatch *dialog() const { return window->findChild<EditBatch *>(); }
    template<class W>
    W *in(const QString &name) const
    {
        return dialog()->findChild<W *>(name);
    }
    QPushButton *save() const { return in<QPushButton>(u"saveBatch"_s); }
    QJsonObject sent() const { return bench.link.last(u"batch.set"_s).args; }
    const Batch &batch() const { return bench.batches.batches().first(); }
};

} // namespace

// What is changed of a batch that is there, from the window.
class TestEditBatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatWasChangedIsSent()
    {
        Shown shown;
        QVERIFY(shown.open());
        const qint64 id = shown.batch().id.value;
        typeInto(shown.in<QLineEdit>(u"batchBudget"_s), u"7.5"_s);
        QTest::mouseClick(shown.save(), Qt::LeftButton);
        QTRY_VERIFY(!shown.dialog());
        QCOMPARE(shown.sent(), (QJsonObject{{u"batch"_s, id}, {u"budget"_s, u"7.50"_s}}));
    }

    void everythingCanBeChanged()
    {
        Shown shown;
        QVERIFY(shown.open());
        typeInto(shown.in<QLineEdit>(u"batchName"_s), u"Spring"_s);
        typeInto(shown.in<QLineEdit>(u"batchBudget"_s), {});
        typeInto(shown.in<QLineEdit>(u"batchPriority"_s), u"-3"_s);
        typeInto(shown.in<QLineEdit>(u"batchResend"_s), u"0"_s);
        QTest::keyClick(shown.dialog(), Qt::Key_Return);
        QTRY_VERIFY(!shown.dialog());
        QCOMPARE(shown.sent().value(u"name"_s).toString(), u"Spring"_s);
        QCOMPARE(shown.sent().value(u"budget"_s).toString(), u"none"_s);
        QCOMPARE(shown.sent().value(u"priority"_s).toInt(), -3);
        QCOMPARE(moneyFromDecimal(shown.sent().value(u"resendPerJob"_s).toString()), std::optional(Money{}));
    }

    void whatMakesNoSenseIsNotSent()
    {
        Shown shown;
        QVERIFY(shown.open());
        auto *budget = shown.in<QLineEdit>(u"batchBudget"_s);
        const QString hint = budget->accessibleDescription();
        QVERIFY2(hint.contains(moneyText(shown.batch().totals.counted())), qPrintable(hint));
        for (const QString &wrong : {u"much"_s, u"0"_s, u"-2"_s}) {
            typeInto(budget, wrong);
            QVERIFY2(!noteOf(budget).isEmpty() && !shown.save()->isEnabled(), qPrintable(wrong));
        }
        typeInto(budget, u"5"_s);
        QVERIFY(noteOf(budget).isEmpty() && shown.save()->isEnabled());
        auto *resend = shown.in<QLineEdit>(u"batchResend"_s);
        typeInto(resend, {});
        QVERIFY(!noteOf(resend).isEmpty() && !shown.save()->isEnabled());
        typeInto(resend, editableMoney(shown.batch().resendPerJob));
        auto *priority = shown.in<QLineEdit>(u"batchPriority"_s);
        typeInto(priority, u"high"_s);
        QVERIFY(!noteOf(priority).isEmpty() && !shown.save()->isEnabled());
        typeInto(priority, u"0"_s);
        typeInto(shown.in<QLineEdit>(u"batchName"_s), u" "_s);
        QVERIFY(!shown.save()->isEnabled());
        typeInto(shown.in<QLineEdit>(u"batchName"_s), shown.batch().name);
        QTest::mouseClick(shown.save(), Qt::LeftButton);
        QTRY_VERIFY(!shown.dialog());
        QVERIFY2(!shown.bench.link.names().contains(u"batch.set"_s), "nothing was changed");
    }

    void aRefusalIsSaidInPlace()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.bench.link.refusals.insert(u"batch.set"_s, Error{ErrorKind::DiskFull, u"/data"_s, {}});
        typeInto(shown.in<QLineEdit>(u"batchBudget"_s), u"7"_s);
        QTest::mouseClick(shown.save(), Qt::LeftButton);
        QTRY_VERIFY(shown.dialog()->findChild<Banner *>()->isVisible());
        QVERIFY(shown.dialog()->findChild<Banner *>()->text().contains(u"disk is full"_s));
        QVERIFY(shown.dialog()->isVisible() && shown.save()->isEnabled());
    }

    void aBatchWithoutBudgetLeftOffersToRaiseIt()
    {
        Shown shown;
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        QJsonObject status = sampleStatus(shown.bench.pulse.now());
        status.insert(u"lanes"_s, QJsonArray{QJsonObject{{u"batch"_s, shown.batch().id.value},
                                                         {u"queue"_s, u"portraits"_s},
                                                         {u"reason"_s, toName(WaitReason::BatchBudget)}}});
        shown.bench.link.answers.insert(u"engine.status"_s, status);
        shown.window->showPage(u"dashboard"_s);
        shown.bench.pulse.refresh();
        const auto raise = [&shown]() -> QPushButton * {
            for (auto *button : shown.find<AlertList>(u"alerts"_s)->findChildren<QPushButton *>())
                if (button->text() == u"Raise it…"_s)
                    return button;
            return nullptr;
        };
        QTRY_VERIFY(raise());
        QTest::mouseClick(raise(), Qt::LeftButton);
        QVERIFY(shown.dialog());
        QCOMPARE(shown.in<QLineEdit>(u"batchName"_s)->text(), shown.batch().name);
    }
};

QTEST_MAIN(TestEditBatch)
#include "test_edit_batch.moc"
