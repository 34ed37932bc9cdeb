#include "models/batch_model.h"
#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "widgets/explain_button.h"
#include "widgets/figure_tile.h"
#include "window/main_window.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

struct Shown {
    Shown()
        : bench(*qobject_cast<QApplication *>(QCoreApplication::instance()), sampleData({}, SystemClock().now().wall))
    {
        bench.language.setChoice(LanguageChoice::English);
        bench.link.answers.insert(u"engine.status"_s, sampleStatus(bench.pulse.now()));
        window = std::make_unique<MainWindow>(bench.context());
        window->resize(1280, 800);
        window->show();
        window->showPage(u"dashboard"_s);
        bench.batches.refresh();
        bench.pulse.refresh();
    }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace

// Every figure of the dashboard says what it counts, and nothing is counted for nobody.
class TestExplained final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachFigureSaysWhatItCounts()
    {
        Shown shown;
        QTRY_VERIFY(shown.bench.batches.isLoaded() && shown.bench.pulse.vitals().known);
        auto *body = shown.window->findChild<QScrollArea *>(u"dashboardBody"_s);
        // Every card has one: five figures, two charts, queues, limits and batches.
        const auto buttons = body->findChildren<ExplainButton *>();
        QCOMPARE(buttons.size(), 10);
        QSet<QString> explanations;
        for (ExplainButton *button : buttons) {
            body->ensureWidgetVisible(button);
            QVERIFY2(button->toolTip().size() > 40, qPrintable(button->accessibleName()));
            QVERIFY(!button->accessibleName().contains(u"“”"_s));
            QVERIFY(button->toolTip().contains(button->accessibleDescription().toHtmlEscaped()));
            explanations.insert(button->toolTip());
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            QTRY_COMPARE(QToolTip::text(), button->toolTip());
        }
        QCOMPARE(explanations.size(), buttons.size());
    }

    // Who has no mouse gets to every figure and every explanation with the Tab key, in view, and leaves again.
    void everythingIsReachedByKeyboard()
    {
        Shown shown;
        shown.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get()));
        QTRY_VERIFY(shown.bench.batches.isLoaded() && shown.bench.pulse.vitals().known);
        auto *body = shown.window->findChild<QScrollArea *>(u"dashboardBody"_s);
        QTRY_VERIFY(!body->findChildren<QPushButton *>(u"figure"_s).isEmpty());
        QTRY_VERIFY(body->findChildren<QPushButton *>(u"figure"_s).first()->text() != u"0"_s);
        const auto buttons = [body] {
            QSet<QWidget *> found;
            for (auto *button : body->findChildren<QPushButton *>())
                if (button->isVisible() && button->isEnabled())
                    found.insert(button);
            return found;
        };
        // Explanations, figures that lead somewhere, the queue's numbers, the alerts.
        QTRY_VERIFY(buttons().size() > 14);
        QSet<QWidget *> wanted = buttons();
        QTest::keyClick(shown.window.get(), Qt::Key_0, Qt::ControlModifier);
        bool isOutside = false;
        constexpr int kPatience = 200;
        for (int i = 0; i < kPatience && !(wanted.isEmpty() && isOutside); ++i) {
            QWidget *focused = QApplication::focusWidget();
            QVERIFY(focused);
            isOutside = !body->isAncestorOf(focused);
            if (wanted.remove(focused)) {
                const QRect seen(focused->mapTo(body->viewport(), QPoint()), focused->size());
                QVERIFY2(body->viewport()->rect().intersects(seen), qPrintable(focused->accessibleName()));
                if (auto *explain = qobject_cast<ExplainButton *>(focused)) {
                    QTest::keyClick(explain, Qt::Key_Space);
                    QTRY_COMPARE(QToolTip::text(), explain->toolTip());
                }
            }
            QTest::keyClick(focused, Qt::Key_Tab);
        }
        for (const QWidget *missed : std::as_const(wanted))
            qWarning("not reached: %s", qPrintable(missed->accessibleName() + missed->objectName()));
        QVERIFY(wanted.isEmpty());
        QVERIFY(isOutside);
    }

    void aFigureIsOpenedByKeyboard()
    {
        Shown shown;
        auto *figure = shown.window->findChildren<FigureTile *>().at(1)->findChild<QPushButton *>(u"figure"_s);
        QTRY_VERIFY(figure->isEnabled() && figure->text() != u"0"_s);
        figure->setFocus();
        QTest::keyClick(figure, Qt::Key_Space);
        QTRY_VERIFY(shown.window->jobsPage().isVisible());
        QCOMPARE(shown.window->jobsPage().model().query().filter.states, QList<JobState>{JobState::Failed});
    }

    void aMinimizedWindowReadsNothing()
    {
        Shown shown;
        const FigureTile *done = shown.window->findChildren<FigureTile *>().first();
        QTRY_VERIFY(done->figure().size() > 1);
        const QString before = done->figure();
        shown.window->showMinimized();
        QTRY_VERIFY(shown.window->isMinimized());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->metrics.clear();
        }
        QSignalSpy beats(&shown.bench.pulse, &Pulse::beat);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(beats.size() >= 2);
        QCOMPARE(done->figure(), before);
        shown.window->showNormal();
        QTRY_COMPARE((shown.bench.pulse.refresh(), done->figure()), u"0"_s);
    }
};

QTEST_MAIN(TestExplained)
#include "test_explained.moc"
