#include "models/batch_model.h"
#include "pages/jobs_page.h"
#include "ui/shown_window.h"
#include "widgets/alert_list.h"
#include "widgets/attempt_list.h"
#include "widgets/banner.h"
#include "widgets/inspector.h"
#include "widgets/time_strip.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

constexpr int kAir = 2 * space::small; // of a cell

// A day with a batch of a million, and names as they come.
std::shared_ptr<MadeUpData> crowdedDay()
{
    auto data = sampleData({}, SystemClock().now().wall);
    data->batches[0].name = u"A name that somebody pasted from a brief "_s.repeated(5).left(200);
    data->batches[1].name = u"حملة الربيع للعملاء الجدد مع كل التواريخ والأسماء"_s;
    data->batches[2].name = u"🎻🎺 Müsik für Kinder 👩‍👩‍👧‍👦 und ihre Freunde"_s;
    StateCounts &counts = data->batches[0].counts;
    counts[JobState::Completed] = 731'204;
    counts[JobState::Failed] = 12'977;
    counts[JobState::Queued] = 255'803;
    data->batches[0].totals.spent = Money{qint64(1'462'408) * 1'000'000};
    data->batches[1].totals.spent = Money{qint64(62'408) * 1'000'000};
    return data;
}

} // namespace

// What is drawn has room where it is drawn.
class TestLooks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyNamesAreCutInANarrowList_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("English") << int(LanguageChoice::English);
        QTest::newRow("Portuguese") << int(LanguageChoice::Portuguese);
    }
    void onlyNamesAreCutInANarrowList()
    {
        QFETCH(int, language);
        ShownWindow shown(crowdedDay(), ShownWindow::Told::Standing);
        shown.bench.language.setChoice(LanguageChoice(language));
        auto *batches = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        batches->selectRow(0);
        QCoreApplication::processEvents();
        QCOMPARE(shown.window->width(), 1280);
        QVERIFY(shown.window->findChild<Inspector *>()->isVisible());
        QVERIFY2(batches->columnWidth(0) >= 170, qPrintable(QString::number(batches->columnWidth(0))));
        QVERIFY(batches->horizontalScrollBar()->maximum() == 0);
        for (int column = 0; column < batches->model()->columnCount(); ++column) {
            const QString head = batches->model()->headerData(column, Qt::Horizontal).toString();
            if (!batches->isColumnHidden(column))
                QVERIFY2(batches->fontMetrics().horizontalAdvance(head) <= batches->columnWidth(column) - kAir,
                         qPrintable(head));
        }
        QFont bold = batches->font();
        bold.setWeight(QFont::DemiBold); // of alarming numbers
        for (int row = 0; row < batches->model()->rowCount(); ++row)
            for (int column = 1; column < batches->model()->columnCount(); ++column) {
                const QString text = batches->model()->index(row, column).data().toString();
                const int room = batches->columnWidth(column) - kAir -
                                 (column == BatchModel::columnOf("state") ? space::shape + 6 : 0);
                const QFont &font = column == BatchModel::columnOf("failed") ? bold : batches->font();
                if (!batches->isColumnHidden(column))
                    QVERIFY2(QFontMetrics(font).horizontalAdvance(text) <= room, qPrintable(text));
            }
        for (int row = 0; row < 3; ++row)
            QVERIFY(batches->model()
                        ->index(row, 0)
                        .data(Qt::ToolTipRole)
                        .toString()
                        .contains(shown.bench.data->batches[row].name.toHtmlEscaped()));
        const auto tip = [&](const char *column) {
            return batches->model()->index(0, BatchModel::columnOf(column)).data(Qt::ToolTipRole).toString();
        };
        QVERIFY(tip("done").contains(QLocale().toString(731'204)));
        QVERIFY(tip("cost").contains(QLocale().toString(1'462'408)));
    }

    void theInspectorHasNothingBesideItsEdge()
    {
        for (const LanguageChoice language : {LanguageChoice::English, LanguageChoice::Portuguese}) {
            ShownWindow shown;
            shown.bench.language.setChoice(language);
            shown.window->showPage(u"jobs"_s);
            auto *jobs = shown.find<QTableView>(u"jobs"_s);
            QTRY_COMPARE(jobs->model()->rowCount(), 60);
            jobs->selectRow(31); // failed three times
            auto *inspector = shown.window->findChild<Inspector *>();
            auto *attempts = inspector->findChild<AttemptList *>();
            QTRY_VERIFY(attempts->isVisible());
            QTRY_VERIFY(inspector->verticalScrollBar()->isVisible());
            QTRY_COMPARE(inspector->widget()->width(), inspector->viewport()->width());
            QTRY_VERIFY(attempts->height() >= attempts->heightForWidth(attempts->width()));
        }
    }

    // Those that stand while the theme is switched.
    void picturesFollowTheTheme()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        bench.theme.setChoice(ThemeChoice::Light);
        Banner banner(bench.theme);
        banner.tell(Banner::Kind::Warning, u"Something happened."_s);
        const TimeStrip strip(bench.theme);
        AlertList alerts(bench.theme);
        alerts.setAlerts({Alert{EventLevel::Problem, u"The disk is full."_s, {}, Alert::Deed::None, {}, {}}});
        const QList<const QWidget *> places{&banner, &strip, &alerts};
        const auto pictures = [&places] {
            QList<QImage> images;
            for (const QWidget *place : places)
                for (const QLabel *label : place->findChildren<QLabel *>())
                    if (!label->pixmap().isNull())
                        images.append(label->pixmap().toImage());
            return images;
        };
        const QList<QImage> light = pictures();
        QCOMPARE(light.size(), places.size());
        bench.theme.setChoice(ThemeChoice::Dark);
        for (qsizetype i = 0; i < light.size(); ++i)
            QVERIFY2(pictures().at(i) != light.at(i), places.at(i)->metaObject()->className());
    }

    void anIconKeepsItsShape()
    {
        const auto inked = [](const QPixmap &pixmap) {
            const QImage image = pixmap.toImage();
            QRect ink;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) > 60)
                        ink |= QRect(x, y, 1, 1);
            return ink.size();
        };
        const auto drawn = [](QSize size) { return Theme::tinted(u"check"_s, size, 1, Qt::red, Qt::white); };
        const QPixmap flat = drawn({32, 16}), square = drawn({32, 32}), small = drawn({16, 16});
        QCOMPARE(flat.size(), QSize(32, 16));
        QCOMPARE(square.size(), QSize(32, 32)); // not the one that is as wide
        QCOMPARE(inked(flat), inked(small));
    }
};

QTEST_MAIN(TestLooks)
#include "test_looks.moc"
