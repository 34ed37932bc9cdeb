#include "dialogs/account_dialog.h"
#include "dialogs/client_dialog.h"
#include "dialogs/edit_batch.h"
#include "dialogs/edit_step.h"
#include "dialogs/export_dialog.h"
#include "dialogs/failure_desk.h"
#include "dialogs/impact_dialog.h"
#include "dialogs/new_batch.h"
#include "dialogs/queue_dialog.h"
#include "dialogs/restore_offer.h"
#include "dialogs/write_back_dialog.h"
#include "notify/notification_desk.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "recipes/recipe_json.h"
#include "ui/shown_window.h"
#include "widgets/audio_player.h"
#include "widgets/banner.h"
#include "widgets/crash_card.h"
#include "window/actions.h"
#include "window/command_palette.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QChartView>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

const QStringList kPages = {u"dashboard"_s, u"batches"_s, u"jobs"_s,     u"results"_s,
                            u"reports"_s,   u"queues"_s,  u"activity"_s, u"settings"_s};

// A window over everything that can be shown, with queues and accounts of every standing.
struct Shown : ShownWindow {
    explicit Shown(std::shared_ptr<MadeUpData> data = sampleData({}, SystemClock().now().wall), Told told = Told::Setup)
        : ShownWindow(std::move(data), told)
    {}
    bool isReady()
    {
        if (!window->queuesPage().book().isLoaded()) // else only when its page is seen
            window->queuesPage().book().refresh();
        return QTest::qWaitFor([this] {
            return bench.batches.isLoaded() && bench.pulse.vitals().known && window->queuesPage().book().isLoaded();
        });
    }
};

// What somebody uses: with a click, a key or a screen reader.
bool isInteractive(const QWidget &widget)
{
    if (qobject_cast<const QHeaderView *>(&widget) || qobject_cast<const QScrollArea *>(&widget))
        return false;
    if (qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
        qobject_cast<const QAbstractSpinBox *>(&widget))
        return true;
    // Parts of a combo box and the like belong to it.
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget())
        if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent))
            return false;
    return qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QPlainTextEdit *>(&widget) ||
           qobject_cast<const QAbstractItemView *>(&widget) || qobject_cast<const QChartView *>(&widget) ||
           (qobject_cast<const QAbstractSlider *>(&widget) && widget.focusPolicy() != Qt::NoFocus);
}

// What a screen reader would say: an accessible name, a button's text, or the label that belongs to it.
bool hasName(QWidget &widget)
{
    const QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&widget);
    return heard && heard->text(QAccessible::Name).trimmed().size() > 1;
}

// Qt's own small parts, which nobody gets to with a key.
bool isInner(const QWidget &widget)
{
    const QByteArray name = widget.metaObject()->className();
    return widget.objectName().startsWith(u"qt_") || name == "QTableCornerButton" || name == "QLineEditIconButton";
}

QString describe(const QWidget &widget)
{
    QString text = QString::fromLatin1(widget.metaObject()->className());
    for (const QWidget *part = &widget; part; part = part->parentWidget())
        if (!part->objectName().isEmpty())
            text += u" in "_s + part->objectName();
    return text + u" ("_s + widget.toolTip() + u')';
}

// Those that are seen, or would be in another moment: a widget without a name is a hole in any state.
QStringList nameless(const QWidget &window)
{
    QStringList list;
    for (QWidget *widget : window.findChildren<QWidget *>())
        if (isInteractive(*widget) && !isInner(*widget) && !hasName(*widget))
            list.append(describe(*widget));
    for (const QPlainTextEdit *text : window.findChildren<QPlainTextEdit *>())
        if (!text->isReadOnly() && !text->tabChangesFocus())
            list.append(describe(*text) + u": the Tab key does not lead out of it"_s);
    list.removeDuplicates();
    return list;
}

// Texts that came from outside and would be read as markup.
QStringList takenForMarkup(const QWidget &window)
{
    QStringList list;
    for (const QLabel *label : window.findChildren<QLabel *>())
        if (label->text().contains(u"<u>"_s) && label->textFormat() != Qt::PlainText &&
            (label->textFormat() == Qt::RichText || Qt::mightBeRichText(label->text())))
            list.append(describe(*label) + u": "_s + label->text().left(60));
    for (const QWidget *widget : window.findChildren<QWidget *>())
        if (Qt::mightBeRichText(widget->toolTip()) && widget->toolTip().contains(u"<u>"_s))
            list.append(describe(*widget).left(60) + u": tool tip"_s);
    return list;
}

// Every dialog there is, as it looks when it opens.
QList<QWidget *> everyDialog(Shown &shown)
{
    const UiContext context = shown.bench.context();
    QWidget *parent = shown.window.get();
    const SetupBook &book = shown.window->queuesPage().book();
    const Batch batch = shown.bench.batches.batches().first();
    const auto recipes = builtInRecipes();
    QList<QWidget *> dialogs = {
        new AccountDialog(context, book, {}, parent),
        new AccountDialog(context, book, book.accounts().last().name, parent),
        new QueueDialog(context, book, {}, parent),
        new QueueDialog(context, book, book.queues().last().name, parent),
        new FailureDesk(context, {}, parent),
        new ExportDialog(context, batch, parent),
        new WriteBackDialog(context, batch, parent),
        new EditBatch(context, batch, parent),
        new ClientDialog(context, shown.bench.data->clients.first().client, parent),
        new EditStep(context, recipes->first().steps, batch.name, {u"full_name"_s}, batch.id, EditStep::Then::Nothing,
                     parent),
        new ImpactDialog(context, batch.id, batch.name, parent),
        new RestoreOffer({ErrorKind::DatabaseCorrupt, u"/data/fornada.db"_s, {}}, u"/data/backups/daily.db"_s,
                         context.pulse.now(), parent),
        new CommandPalette(context.theme, *shown.window->findChild<Actions *>(), parent),
    };
    auto *fresh = new NewBatch(context, parent);
    fresh->setFile(QStringLiteral(SOURCE_ROOT "/resources/samples/personas.csv"));
    dialogs.append(fresh);
    return dialogs;
}

} // namespace

// Everything can be reached and read by whoever does not use a mouse or does not see the window; and what comes from
// outside is never taken for more than words.
class TestReachable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPageNamesWhatIsUsed()
    {
        Shown shown;
        for (const QString &page : kPages) {
            shown.window->showPage(page);
            QVERIFY(shown.isReady());
            QCoreApplication::processEvents();
        }
        shown.window->jobsPage().showBatch(BatchId{7});
        shown.window->showPage(u"jobs"_s);
        auto *jobs = shown.window->findChild<QTableView *>(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        const auto *raw = shown.window->findChild<QPushButton *>(u"showRaw"_s);
        QTRY_VERIFY((jobs->selectRow(0), raw->isVisible())); // the list may be read once more meanwhile
        RecoveryCard card;
        card.inFlight = 2;
        shown.window->tellRecovery(card);
        const QStringList found = nameless(*shown.window);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void everyDialogNamesWhatIsUsed()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QStringList found;
        for (QWidget *dialog : everyDialog(shown)) {
            dialog->show();
            QCoreApplication::processEvents();
            if (auto *desk = qobject_cast<FailureDesk *>(dialog))
                QTRY_VERIFY(desk->findChildren<QPushButton *>().size() > 3);
            if (auto *fresh = qobject_cast<NewBatch *>(dialog))
                QTRY_VERIFY(fresh->findChild<QPushButton *>(u"start"_s)->isEnabled());
            found += nameless(*dialog);
            dialog->hide();
        }
        AudioPlayer player(shown.bench.theme);
        found += nameless(player);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    // The lists as the views have them: filtered, sorted, and under change.
    void everyListKeepsTheRules()
    {
        Shown shown;
        std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
        QSet<const QAbstractItemModel *> models;
        for (const QAbstractItemView *view : shown.window->findChildren<QAbstractItemView *>()) {
            if (!view->model() || view->objectName().isEmpty() || models.contains(view->model()))
                continue;
            models.insert(view->model());
            testers.push_back(std::make_unique<QAbstractItemModelTester>(
                view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest));
        }
        QVERIFY(models.size() >= 6); // batches, jobs, results, queues, accounts, activity
        auto *batches = shown.window->findChild<QTableView *>(u"batches"_s);
        auto *search = shown.window->findChild<QLineEdit *>(u"search"_s);
        for (const QString &page : kPages) {
            shown.window->showPage(page);
            QVERIFY(shown.isReady());
            search->setText(u"a"_s);
            QCoreApplication::processEvents();
            search->clear();
            QCoreApplication::processEvents();
        }
        batches->sortByColumn(BatchModel::columnOf("cost"), Qt::DescendingOrder);
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->batches.removeAt(2);
            shown.bench.data->batches[0].totals.spent = {};
            shown.bench.data->batches[0].updated = shown.bench.pulse.now();
            shown.bench.data->jobs.removeLast();
        }
        Changes changes;
        changes.many = true;
        changes.batches = {BatchId{7}};
        Q_EMIT shown.bench.link.changed(changes);
        shown.bench.batches.refresh();
        QTRY_COMPARE(batches->model()->rowCount(), 6);
    }

    void namesAreNeverMarkup()
    {
        const Wall now = SystemClock().now().wall;
        auto data = sampleData({}, now);
        addSampleSetup(*data, now);
        const QString evil = u"<u>loud</u> <img src=\"x\"> & <b>sons</b>"_s;
        for (Batch &batch : data->batches) {
            batch.name = batch.client = batch.owner = evil;
        }
        for (JobRow &job : data->jobs) {
            job.rowKey = job.batchName = evil;
            job.message = job.message.isEmpty() ? QString() : evil;
        }
        for (JobDetail &detail : data->details) {
            detail.rowKey = detail.batchName = detail.queueName = detail.accountName = evil;
            detail.job.message = detail.job.message.isEmpty() ? QString() : evil;
            for (auto it = detail.fields.begin(); it != detail.fields.end(); ++it)
                *it = evil;
        }
        for (FailureGroup &group : data->failures)
            group.message = evil;
        for (UnknownJob &unknown : data->unknowns)
            unknown.job.rowKey = evil;
        for (ClientStanding &client : data->clients)
            client.client.name = evil;
        data->queues[0].name = evil;
        data->accounts[0].name = evil;
        Shown shown(data, Shown::Told::Standing);
        for (const QString &page : kPages) {
            shown.window->showPage(page);
            QVERIFY(shown.isReady());
            QCoreApplication::processEvents();
        }
        QVERIFY(shown.window->queuesPage().selectQueue(evil));
        shown.window->showPage(u"batches"_s);
        auto *batches = shown.window->findChild<QTableView *>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        batches->selectRow(0);
        QCoreApplication::processEvents();
        QStringList found = takenForMarkup(*shown.window);
        shown.window->jobsPage().showBatch(BatchId{7});
        shown.window->showPage(u"jobs"_s);
        auto *jobs = shown.window->findChild<QTableView *>(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        for (const int line : {0, 32, 35, 45}) { // done, failed, unknown, waiting
            const auto *raw = shown.window->findChild<QPushButton *>(u"showRaw"_s);
            QTRY_VERIFY((jobs->selectRow(line), raw->isVisible() || line == 45));
            QCoreApplication::processEvents();
            found += takenForMarkup(*shown.window);
        }
        for (const QModelIndex &index : {batches->model()->index(0, 0), jobs->model()->index(0, 1),
                                         jobs->model()->index(32, 3), jobs->model()->index(32, 11)})
            if (index.data(Qt::ToolTipRole).toString().contains(u"<u>"_s))
                found.append(u"tool tip of a list: "_s + index.data(Qt::ToolTipRole).toString());
        Event event;
        event.kind = u"batchFinished"_s;
        event.subject = evil;
        const NotificationDesk news(shown.bench.context(), *shown.window);
        Q_EMIT shown.bench.link.notified(event);
        QVERIFY(shown.window->findChild<Banner *>(u"banner"_s)->isVisible());
        found += takenForMarkup(*shown.window);
        Q_EMIT shown.bench.commands.refused({ErrorKind::NotFound, evil, evil});
        found += takenForMarkup(*shown.window);
        for (QWidget *dialog : everyDialog(shown)) {
            dialog->show();
            if (auto *desk = qobject_cast<FailureDesk *>(dialog))
                QTRY_VERIFY(desk->findChildren<QPushButton *>().size() > 3);
            QCoreApplication::processEvents();
            found += takenForMarkup(*dialog);
            dialog->hide();
        }
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
};

QTEST_MAIN(TestReachable)
#include "test_reachable.moc"
