#include "dialogs/new_batch.h"
#include "text/format.h"
#include "ui/form_hands.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "widgets/eliding_box.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

struct Shown {
    Shown()
        : bench(app())
    {
        bench.language.setChoice(LanguageChoice::English);
        Account backup;
        backup.id = AccountId{2};
        backup.name = u"Backup"_s;
        bench.data->accounts = {backup};
        dialog = std::make_unique<NewBatch>(bench.context(), nullptr);
        dialog->show();
    }
    template<class W>
    W *find(const QString &name) const
    {
        return dialog->findChild<W *>(name);
    }
    int rows() const { return find<QTableView>(u"preview"_s)->model()->rowCount(); }
    // What "Start batch" sends.
    QJsonObject started()
    {
        auto *start = find<QPushButton>(u"start"_s);
        if (!QTest::qWaitFor([start] { return start->isEnabled(); }))
            return {};
        bench.link.answers.insert(u"batch.create"_s, {{u"batch"_s, 9}});
        QTest::mouseClick(start, Qt::LeftButton);
        return bench.link.last(u"batch.create"_s).args;
    }

    UiBench bench;
    std::unique_ptr<NewBatch> dialog;
};

QString writeDatabase(const QString &path)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"made"_s);
        database.setDatabaseName(path);
        if (!database.open())
            return {};
        QSqlQuery query(database);
        for (const char *text :
             {"CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('nothing')",
              "CREATE TABLE \"the people\" (id INTEGER, full_name TEXT, role TEXT)",
              "INSERT INTO \"the people\" VALUES (1, 'Ana', 'Baker'), (2, 'Bia', 'Nurse'), (3, 'Caio', 'Chef')"})
            query.exec(QString::fromLatin1(text));
    }
    QSqlDatabase::removeDatabase(u"made"_s);
    return path;
}

void choose(QComboBox *box, const QString &text)
{
    box->setFocus();
    QTest::keyClicks(box, text);
}

} // namespace

// Every kind of source, and what a recipe lets a batch set.
class TestNewBatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSheetIsChosen()
    {
        Shown shown;
        auto *part = shown.find<QComboBox>(u"part"_s);
        QVERIFY(!part->isVisible());
        const QString file = QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx");
        shown.dialog->setFile(file);
        QTRY_COMPARE(shown.rows(), 2);
        QVERIFY(part->isVisible());
        QCOMPARE(part->currentText(), u"Spring"_s);
        choose(part, u"Summer"_s);
        QTRY_COMPARE(shown.rows(), 3);
        const QJsonObject args = shown.started();
        QCOMPARE(args.value(u"sheet"_s).toString(), u"Summer people"_s);
        QCOMPARE(args.value(u"rows"_s).toString(), file);
        QVERIFY(!args.contains(u"query"_s));
    }

    // What would happen is asked of the engine and shown; nothing is asked about rows that cannot be used.
    void theStartSheetIsShown()
    {
        Shown shown;
        auto *foreseen = shown.find<QLabel>(u"foreseen"_s);
        QVERIFY(!foreseen->isVisible());
        const QJsonObject held{{u"held"_s, toName(WaitReason::QueuePaused)}};
        shown.bench.link.answers.insert(u"batch.plan"_s, held);
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        QTRY_VERIFY(foreseen->text().startsWith(u"It would wait"_s));
        QCOMPARE(shown.bench.link.last(u"batch.plan"_s).args.value(u"recipe"_s).toString(), u"portrait"_s);
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/missing.csv"));
        QTRY_VERIFY(!foreseen->isVisible());
    }

    // What the engine knows of single rows stands beside them; those that are left out can be looked at alone.
    void rowsSayWhatIsFreeAndWhatIsLeftOut()
    {
        Shown shown;
        const QJsonArray marks{
            QJsonObject{
                {u"index"_s, 0}, {u"line"_s, 2}, {u"mark"_s, u"cache"_s}, {u"made"_s, u"2026-11-20T12:00:00.000Z"_s}},
            QJsonObject{{u"index"_s, 1},
                        {u"line"_s, 3},
                        {u"mark"_s, u"answered"_s},
                        {u"subject"_s, u"2"_s},
                        {u"batch"_s, 4},
                        {u"leftOut"_s, true}}};
        const QJsonObject free{{u"fromCache"_s, 1}, {u"saves"_s, u"0.002"_s}};
        shown.bench.link.answers.insert(u"batch.plan"_s, {{u"rows"_s, 1},
                                                          {u"jobs"_s, 1},
                                                          {u"rejected"_s, 1},
                                                          {u"most"_s, u"0.002"_s},
                                                          {u"marks"_s, marks},
                                                          {u"free"_s, free}});
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        QTRY_COMPARE(shown.rows(), 2);
        auto *table = shown.find<QTableView>(u"preview"_s);
        QTRY_VERIFY(!table->isColumnHidden(3));
        const auto note = [table](int row) { return table->model()->index(row, 3).data().toString(); };
        QVERIFY2(note(0).contains(u"costs nothing"_s), qPrintable(note(0)));
        QVERIFY2(note(1).contains(u"in batch 4"_s), qPrintable(note(1)));
        shown.dialog->resize(shown.dialog->minimumSizeHint()); // then the prompt has as much room as the note
        QTRY_VERIFY(std::abs(table->columnWidth(2) - table->columnWidth(3)) <= 1);
        const QString summary = shown.find<QLabel>(u"summary"_s)->text();
        QVERIFY2(summary.contains(u"1 row left out"_s) && summary.contains(u"1 from the cache"_s), qPrintable(summary));
        auto *only = shown.find<QCheckBox>(u"onlyProblems"_s);
        QTRY_VERIFY(only->isVisible());
        QTest::mouseClick(only, Qt::LeftButton, {}, QPoint(8, only->height() / 2));
        QTRY_COMPARE(shown.rows(), 1);
        QVERIFY(note(0).contains(u"in batch 4"_s));
    }

    // A row may be many requests: each with its words, its price, where it goes, and whether it is asked at all.
    void everyRequestOfARowIsShown()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"titles.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("title\nThe sea\nThe moon\n");
        file.close();
        const auto call = [](const QString &step, const QString &each) {
            return QJsonObject{{u"step"_s, step}, {u"account"_s, u"Gemini"_s}, {u"each"_s, each}};
        };
        const QJsonArray marks{QJsonObject{{u"index"_s, 0},
                                           {u"line"_s, 2},
                                           {u"mark"_s, u"cache"_s},
                                           {u"made"_s, u"2026-11-20T12:00:00.000Z"_s},
                                           {u"step"_s, u"master"_s},
                                           {u"fanKey"_s, QString()}}};
        const QJsonArray calls{call(u"master"_s, u"0.002"_s), call(u"variation"_s, u"0.002"_s),
                               call(u"adapt"_s, u"0.003"_s), call(u"speak"_s, u"0.01"_s)};
        shown.bench.link.answers.insert(u"batch.plan"_s, {{u"rows"_s, 2},
                                                          {u"jobs"_s, 44},
                                                          {u"calls"_s, calls},
                                                          {u"marks"_s, marks},
                                                          {u"free"_s, QJsonObject{{u"lookedRows"_s, 1}}}});
        auto *recipe = shown.find<QComboBox>(u"recipe"_s);
        choose(recipe, recipe->itemText(recipe->findData(u"scripts"_s)));
        shown.dialog->setFile(file.fileName());
        auto *requests = shown.find<QTableView>(u"requests"_s);
        QTRY_COMPARE(requests->model()->rowCount(), 1 + 3 + 9 + 9);
        QAbstractItemModelTester tester(requests->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto says = [requests](int row, int column) {
            return requests->model()->index(row, column).data().toString();
        };
        QTRY_VERIFY2(says(0, 4).contains(u"costs nothing"_s), qPrintable(says(0, 4)));
        QCOMPARE(says(0, 2), u"free"_s);
        QCOMPARE(says(1, 4), u"not in the cache: asked"_s); // its parent's result is kept
        QCOMPARE(says(4, 0), u"adapt"_s);
        QCOMPARE(says(4, 1), u"humour · pt-BR"_s);
        QCOMPARE(says(4, 2), u"$0.003"_s);
        QCOMPARE(says(4, 3), u"Gemini"_s);
        QCOMPARE(says(4, 4), u"looked up in the cache when “variation” is done"_s);
        auto *whole = shown.find<QPlainTextEdit>(u"wholePrompt"_s);
        QVERIFY2(whole->toPlainText().contains(u"titled “The sea”"_s), qPrintable(whole->toPlainText()));
        QTest::mouseClick(requests->viewport(), Qt::LeftButton, {},
                          requests->visualRect(requests->model()->index(1, 0)).center());
        QVERIFY2(whole->toPlainText().contains(u"emphasis on humour"_s) &&
                     whole->toPlainText().contains(u"‹result of “master”›"_s),
                 qPrintable(whole->toPlainText()));
        // By keys alone: down the requests, then to another row, whose same request is shown.
        requests->setFocus();
        QTest::keyClick(requests, Qt::Key_Down);
        QVERIFY(whole->toPlainText().contains(u"emphasis on drama"_s));
        QVERIFY(whole->toPlainText().contains(u"topK: 40"_s)); // what it is asked with besides
        auto *preview = shown.find<QTableView>(u"preview"_s);
        preview->setFocus();
        QTest::keyClick(preview, Qt::Key_Down);
        QVERIFY(whole->toPlainText().contains(u"emphasis on drama"_s));
        QCOMPARE(says(0, 4), u"looked up in the cache when its turn comes"_s);
        QTest::keyClick(preview, Qt::Key_Tab);
        QCOMPARE(shown.dialog->focusWidget()->objectName(), u"requests"_s);
        QTest::keyClick(requests, Qt::Key_Tab);
        QCOMPARE(shown.dialog->focusWidget()->objectName(), u"wholePrompt"_s);
        for (const QWidget *part : {static_cast<QWidget *>(requests), static_cast<QWidget *>(whole)})
            QVERIFY(!part->accessibleName().isEmpty());
        shown.bench.language.setChoice(LanguageChoice::Portuguese);
        QTRY_COMPARE(says(0, 4), u"consultado no cache quando chegar a sua vez"_s);
        shown.bench.language.setChoice(LanguageChoice::English);
    }

    void aFileThatIsMissingIsSaidInItsRow()
    {
        Shown shown;
        const QJsonArray marks{QJsonObject{{u"index"_s, 1},
                                           {u"line"_s, 3},
                                           {u"mark"_s, u"fileMissing"_s},
                                           {u"subject"_s, u"/photos/b.jpg"_s},
                                           {u"leftOut"_s, true}}};
        shown.bench.link.answers.insert(u"batch.plan"_s, {{u"rows"_s, 1}, {u"rejected"_s, 1}, {u"marks"_s, marks}});
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        auto *preview = shown.find<QTableView>(u"preview"_s);
        QTRY_VERIFY(!preview->isColumnHidden(3));
        QTest::mouseClick(preview->viewport(), Qt::LeftButton, {},
                          preview->visualRect(preview->model()->index(1, 0)).center());
        auto *whole = shown.find<QPlainTextEdit>(u"wholePrompt"_s);
        QVERIFY2(whole->toPlainText().contains(u"/photos/b.jpg"_s), qPrintable(whole->toPlainText()));
        QVERIFY(!shown.find<QTableView>(u"requests"_s)->isVisible()); // nothing of it is asked
    }

    void onlyRowsWithoutAResultAreWanted()
    {
        Shown shown;
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        QTRY_COMPARE(shown.rows(), 2);
        auto *onlyNew = shown.find<QCheckBox>(u"onlyNew"_s);
        QVERIFY(onlyNew->isVisible());
        onlyNew->setFocus();
        QTest::keyClick(onlyNew, Qt::Key_Space);
        QTRY_VERIFY(shown.bench.link.last(u"batch.plan"_s).args.value(u"onlyNew"_s).toBool());
        QVERIFY(shown.started().value(u"onlyNew"_s).toBool());
    }

    // Also beside a scroll bar, and in the longer language.
    void whatHoldsUnlessChosenIsReadWhole()
    {
        Shown shown;
        shown.dialog->resize(shown.dialog->width(), shown.dialog->minimumSizeHint().height());
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        QTRY_COMPARE(shown.rows(), 2);
        auto *fallback = shown.find<ElidingBox>(u"fallback"_s), *account = shown.find<ElidingBox>(u"account"_s);
        QTRY_VERIFY(fallback->count() > 1);
        for (const auto language : {LanguageChoice::English, LanguageChoice::Portuguese}) {
            shown.bench.language.setChoice(language);
            for (const ElidingBox *box : {fallback, account})
                QTRY_COMPARE(box->shownText(), box->currentText());
        }
        shown.bench.language.setChoice(LanguageChoice::English);
    }

    void anotherAccountForWhatFails()
    {
        Shown shown;
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        QTRY_COMPARE(shown.rows(), 2);
        auto *fallback = shown.find<QComboBox>(u"fallback"_s);
        QTRY_VERIFY(fallback->count() > 1);
        QVERIFY(!shown.bench.link.last(u"batch.plan"_s).args.contains(u"fallbackAccount"_s));
        fallback->setFocus();
        QTest::keyClick(fallback, Qt::Key_Down);
        const QString chosen = fallback->currentText();
        QTRY_COMPARE(shown.bench.link.last(u"batch.plan"_s).args.value(u"fallbackAccount"_s).toString(), chosen);
        QCOMPARE(shown.started().value(u"fallbackAccount"_s).toString(), chosen);
    }

    // Rows that look alike are said before anything is paid; pictures are compared behind the first answer.
    void rowsThatLookAlikeAreAChoice()
    {
        Shown shown;
        const QJsonObject alike{{u"rows"_s, 12}, {u"worst"_s, u"0.60"_s}, {u"picturesLeft"_s, true}};
        shown.bench.link.answers.insert(u"batch.plan"_s, {{u"rows"_s, 2}, {u"jobs"_s, 2}, {u"alike"_s, alike}});
        auto *box = shown.find<QComboBox>(u"alike"_s);
        QVERIFY(!box->isVisible());
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        QTRY_VERIFY(box->isVisible());
        const auto says = [&shown](const QString &words) {
            for (const QLabel *label : shown.dialog->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(words))
                    return true;
            return false;
        };
        QVERIFY(says(u"12 rows look like another row: making them as well costs up to $0.60"_s));
        QTRY_VERIFY(shown.bench.link.last(u"batch.plan"_s).args.value(u"comparePictures"_s).toBool());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(shown.started().value(u"alike"_s).toString(), u"reuse"_s);
    }

    void whatTheClientMayStillSpendIsSaid()
    {
        Shown shown;
        shown.bench.link.answers.insert(
            u"batch.plan"_s,
            {{u"rows"_s, 2},
             {u"jobs"_s, 2},
             {u"price"_s, QJsonObject{{u"low"_s, u"4.00"_s}, {u"likely"_s, u"4.20"_s}, {u"high"_s, u"8.00"_s}}},
             {u"client"_s, QJsonObject{{u"client"_s, u"Acme"_s}, {u"left"_s, u"3.00"_s}}}});
        shown.dialog->setFile(QStringLiteral(TEST_DATA "/rows/two-sheets.xlsx"));
        auto *foreseen = shown.find<QLabel>(u"foreseen"_s);
        QTRY_VERIFY2(foreseen->text().contains(u"“Acme” may still spend $3.00: not enough for the likely price"_s),
                     qPrintable(foreseen->text()));
    }

    void aTableOrAQueryIsChosen()
    {
        Shown shown;
        shown.dialog->setFile(writeDatabase(shown.bench.link.folder.filePath(u"crm.db"_s)));
        auto *part = shown.find<QComboBox>(u"part"_s);
        QTRY_VERIFY(part->isVisible());
        QCOMPARE(part->currentText(), u"notes"_s);
        auto *query = shown.find<QPlainTextEdit>(u"query"_s);
        QVERIFY(!query->isVisible());
        choose(part, u"the people"_s);
        QTRY_COMPARE(shown.rows(), 3);
        QTest::keyClick(part, Qt::Key_End);
        QVERIFY(query->isVisible());
        query->selectAll();
        QTest::keyClicks(query, u"SELECT * FROM nobody"_s);
        auto *summary = shown.find<QLabel>(u"summary"_s);
        QTRY_COMPARE(summary->text(), u"These rows cannot be used"_s);
        QTRY_VERIFY([&] {
            for (const QLabel *label : shown.dialog->findChildren<QLabel *>())
                if (label->text().startsWith(u"The database cannot answer this query: "_s))
                    return true;
            return false;
        }());
        QVERIFY2(query->isVisible(), "what is to be mended must stay");
        query->selectAll();
        QTest::keyClicks(query, u"SELECT full_name, role FROM 'the people' WHERE id > 1"_s);
        QTRY_COMPARE(shown.rows(), 2);
        QCOMPARE(shown.started().value(u"query"_s).toString(),
                 u"SELECT full_name, role FROM 'the people' WHERE id > 1"_s);
    }

    void aFolderIsASource()
    {
        Shown shown;
        const QString folder = shown.bench.link.folder.filePath(u"photos"_s);
        QVERIFY(QDir().mkpath(folder));
        for (const char *name : {"a.txt", "b.txt"}) {
            QFile file(folder + u'/' + QString::fromLatin1(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("text");
        }
        shown.dialog->setFile(folder + u'/');
        QCOMPARE(shown.find<QLineEdit>(u"name"_s)->text(), u"photos"_s);
        auto *column = shown.dialog->findChild<QComboBox *>(u"column:role"_s);
        QTRY_VERIFY((column = shown.find<QComboBox>(u"column:role"_s)));
        QVERIFY(column->count() > 2); // a file's name, path ...
        QTest::mouseClick(shown.find<QPushButton>(u"chooseFolder"_s), Qt::LeftButton);
        auto *chooser = shown.dialog->findChild<QFileDialog *>();
        QVERIFY(chooser);
        QCOMPARE(chooser->fileMode(), QFileDialog::Directory);
        chooser->close();
    }

    void theChooserOffersEveryKind()
    {
        Shown shown;
        QTest::mouseClick(shown.find<QPushButton>(u"choose"_s), Qt::LeftButton);
        auto *chooser = shown.dialog->findChild<QFileDialog *>();
        QVERIFY(chooser);
        const QString all = chooser->nameFilters().value(0);
        for (const char *kind : {"*.csv", "*.xlsx", "*.json", "*.jsonl", "*.sqlite", "*.db"})
            QVERIFY2(all.contains(QLatin1String(kind)), kind);
        chooser->close();
    }

    void anOldWorkbookSaysWhatToDo()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"clients.xls"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromHex("d0cf11e0a1b11ae1") + QByteArray(600, '\0'));
        file.close();
        const auto said = [&shown](const QString &words) {
            for (const QLabel *label : shown.dialog->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(words))
                    return true;
            return false;
        };
        shown.dialog->setFile(file.fileName());
        QTRY_VERIFY(said(u"save it as XLSX or CSV"_s));
        QVERIFY(!shown.find<QPushButton>(u"start"_s)->isEnabled());
        shown.bench.language.setChoice(LanguageChoice::Portuguese);
        QTRY_VERIFY(said(u"salve como XLSX ou CSV"_s));
        shown.bench.language.setChoice(LanguageChoice::English);
    }

    void theRowsStaySoundWhileTheirSourceChanges()
    {
        Shown shown;
        QAbstractItemModelTester tester(shown.find<QTableView>(u"preview"_s)->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto write = [&shown](const QString &name, const char *rows) {
            QFile file(shown.bench.link.folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(rows) < 0)
                qFatal("rows");
            return file.fileName();
        };
        shown.dialog->setFile(write(u"a.csv"_s, "id,full_name,role\n1,Ana,Baker\n2,,Nurse\n3,Caio,Chef\n"));
        QTRY_COMPARE(shown.rows(), 3);
        auto *only = shown.find<QCheckBox>(u"onlyProblems"_s);
        QTRY_VERIFY(only->isVisible());
        QTest::mouseClick(only, Qt::LeftButton, {}, QPoint(8, only->height() / 2));
        QTRY_COMPARE(shown.rows(), 1);
        shown.dialog->setFile(write(u"b.csv"_s, "id,full_name,role\n1,,Baker\n2,,Nurse\n"));
        QTRY_COMPARE(shown.rows(), 2);
        shown.dialog->setFile(write(u"c.csv"_s, "id,full_name,role\n"));
        QTRY_COMPARE(shown.rows(), 0);
    }

    void theBoxSaysWhatTheRowsShow()
    {
        Shown shown;
        auto *only = shown.find<QCheckBox>(u"onlyProblems"_s);
        const auto show = [&shown](const char *rows) {
            QFile file(shown.bench.link.folder.filePath(u"rows.csv"_s));
            if (!file.open(QIODevice::WriteOnly) || file.write(rows) < 0)
                qFatal("rows");
            file.close();
            shown.dialog->setFile(file.fileName());
        };
        show("id,full_name,role\n1,Ana,Baker\n2,,Nurse\n3,Caio,Chef\n");
        QTRY_COMPARE(shown.rows(), 3);
        QTRY_VERIFY(only->isVisible());
        only->click();
        QTRY_COMPARE(shown.rows(), 1);
        show("id,full_name,role\n1,Ana,Baker\n2,Bo,Nurse\n");
        QTRY_COMPARE(shown.rows(), 2);
        QTRY_VERIFY(!only->isVisible());
        show("id,full_name,role\n1,Ana,Baker\n2,,Nurse\n3,Caio,Chef\n");
        QTRY_COMPARE(shown.rows(), 3);
        QTRY_VERIFY(only->isVisible());
        QVERIFY(!only->isChecked());
        only->click(); // the first one counts
        QTRY_COMPARE(shown.rows(), 1);
    }

    void theOwnerIsWhoeverIsAtTheMachineUntilAnotherIsNamed()
    {
        qputenv("USER", "bia");
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"people.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,full_name,role\n1,Ana,Baker\n");
        file.close();
        const auto createdFor = [&shown, &file](const QString &typed) {
            shown.dialog = std::make_unique<NewBatch>(shown.bench.context(), nullptr);
            shown.dialog->show();
            auto *owner = shown.find<QLineEdit>(u"owner"_s);
            const QString offered = owner->text();
            if (typed != offered) {
                owner->setFocus();
                owner->selectAll();
                QTest::keyClick(owner, Qt::Key_Delete);
                QTest::keyClicks(owner, typed);
            }
            shown.dialog->setFile(file.fileName());
            return std::pair(offered, shown.started().value(u"owner"_s).toString());
        };
        QCOMPARE(createdFor(u"bia"_s), std::pair(u"bia"_s, u"bia"_s));
        QCOMPARE(createdFor(u"Rui"_s), std::pair(u"bia"_s, u"Rui"_s));
        QCOMPARE(createdFor({}), std::pair(u"Rui"_s, QString())); // nobody is an answer, too
        QCOMPARE(createdFor({}), std::pair(QString(), QString()));
    }

    // Also what a recipe only makes something of where it is there: a sheet in Portuguese means what it says.
    void optionalFieldsHaveColumnsToo()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"flats.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Foto,Código,Estilo,Cômodo,Obs\nhttps://a.example/1.jpg,AP-101,rústico,quarto,x\n");
        file.close();
        shown.dialog->setFile(file.fileName());
        auto *recipe = shown.find<QComboBox>(u"recipe"_s);
        pick(recipe, recipe->itemText(recipe->findData(u"staging"_s)));
        const auto box = [&shown](const QString &field) { return shown.find<QComboBox>(u"column:"_s + field); };
        QTRY_VERIFY(box(u"roomType"_s));
        QTRY_COMPARE(box(u"photo"_s)->currentText(), u"Foto"_s);
        QCOMPARE(box(u"propertyCode"_s)->currentText(), u"Código"_s);
        QCOMPARE(box(u"designStyle"_s)->currentText(), u"Estilo"_s);
        QCOMPARE(box(u"roomType"_s)->currentText(), u"Cômodo"_s);
        QTRY_COMPARE(shown.rows(), 1);
        const QAbstractItemModel *preview = shown.find<QTableView>(u"preview"_s)->model();
        const auto prompt = [preview] { return preview->index(0, 2).data().toString(); };
        QCOMPARE(preview->index(0, 1).data().toString(), u"AP-101"_s);
        QVERIFY2(prompt().contains(u"this quarto in rústico style"_s), qPrintable(prompt()));
        QStringList marked;
        for (const QLabel *label : shown.find<QWidget>(u"mapping"_s)->findChildren<QLabel *>())
            if (label->text().endsWith(u"(optional)"_s))
                marked.append(label->text().section(u' ', 0, 0));
        QCOMPARE(marked, (QStringList{u"propertyCode"_s, u"roomType"_s, u"designStyle"_s}));
        // From none: as if the sheet had no such column; remembered like any other choice.
        pick(box(u"designStyle"_s), box(u"designStyle"_s)->itemText(0));
        QTRY_VERIFY2(prompt().contains(u"in modern style"_s), qPrintable(prompt()));
        const QJsonObject mapping = shown.started().value(u"mapping"_s).toObject();
        QCOMPARE(mapping.value(u"roomType"_s).toString(), u"Cômodo"_s);
        QVERIFY(!mapping.contains(u"designStyle"_s));
        shown.dialog = std::make_unique<NewBatch>(shown.bench.context(), nullptr);
        shown.dialog->setFile(file.fileName());
        QTRY_VERIFY(box(u"designStyle"_s) && box(u"roomType"_s)->currentText() == u"Cômodo"_s);
        QCOMPARE(box(u"designStyle"_s)->currentIndex(), 0);
    }

    // A column of the field's own name is read without being asked, unless it is said that it is not to be.
    void anOptionalColumnCanBeLeftOut()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"flats.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("photo,roomType\nhttps://a.example/1.jpg,attic\n");
        file.close();
        shown.dialog->setFile(file.fileName());
        auto *recipe = shown.find<QComboBox>(u"recipe"_s);
        pick(recipe, recipe->itemText(recipe->findData(u"staging"_s)));
        QTRY_VERIFY(shown.find<QComboBox>(u"column:roomType"_s));
        QCOMPARE(shown.find<QComboBox>(u"column:roomType"_s)->currentText(), u"roomType"_s);
        const QAbstractItemModel *preview = shown.find<QTableView>(u"preview"_s)->model();
        QTRY_VERIFY(preview->index(0, 2).data().toString().contains(u"this attic"_s));
        QVERIFY(!shown.find<QWidget>(u"column:designStyle"_s)->accessibleName().isEmpty());
        pick(shown.find<QComboBox>(u"column:roomType"_s), shown.find<QComboBox>(u"column:roomType"_s)->itemText(0));
        QTRY_VERIFY(preview->index(0, 2).data().toString().contains(u"this living room"_s));
        const QJsonObject mapping = shown.started().value(u"mapping"_s).toObject();
        QCOMPARE(mapping.value(u"roomType"_s), QJsonValue(QString()));
    }

    // With rows chosen it asks; one keystroke loses nothing.
    void closingAsksWhenRowsAreChosen()
    {
        Shown shown;
        QTest::keyClick(shown.dialog.get(), Qt::Key_Escape);
        QVERIFY(!shown.dialog->isVisible());
        shown.dialog->show();
        shown.dialog->paste(u"id,full_name,role\n1,Ana,Baker\n"_s);
        QTRY_COMPARE(shown.rows(), 1);
        const auto question = [&shown] { return shown.dialog->findChild<QMessageBox *>(); };
        QTest::keyClick(shown.dialog.get(), Qt::Key_Escape);
        QVERIFY(shown.dialog->isVisible() && question() && question()->isVisible());
        QTest::keyClick(question(), Qt::Key_Escape); // that keeps it
        QTRY_VERIFY(!question());
        QVERIFY(shown.dialog->isVisible());
        QCOMPARE(shown.rows(), 1);
        shown.dialog->close(); // by its frame
        QVERIFY(shown.dialog->isVisible() && question());
        agreeIn(*shown.dialog);
        QTRY_VERIFY(!shown.dialog->isVisible());
    }

    // The answer is waited for: the pilot is started, and a refusal is seen.
    void closingWaitsWhileRowsAreAdded()
    {
        Shown shown;
        shown.dialog->paste(u"id,full_name,role\n1,Ana,Baker\n2,Bia,Nurse\n"_s);
        auto *pilot = shown.find<QPushButton>(u"pilot"_s);
        QTRY_VERIFY(pilot->isEnabled());
        auto *banner = shown.dialog->findChild<Banner *>();
        shown.bench.link.refusals.insert(u"batch.create"_s, Error{ErrorKind::DiskFull, u"/data"_s, {}});
        QTest::mouseClick(pilot, Qt::LeftButton);
        QTest::keyClick(shown.dialog.get(), Qt::Key_Escape);
        QVERIFY(shown.dialog->isVisible());
        QVERIFY2(banner->text().contains(u"being added"_s), qPrintable(banner->text()));
        QTRY_VERIFY2(banner->text().contains(u"disk is full"_s), qPrintable(banner->text()));
        shown.bench.link.refusals.clear();
        shown.bench.link.answers.insert(u"batch.create"_s, {{u"batch"_s, 9}});
        QTRY_VERIFY(pilot->isEnabled());
        QTest::mouseClick(pilot, Qt::LeftButton);
        QTest::keyClick(shown.dialog.get(), Qt::Key_Escape);
        QTRY_COMPARE(shown.bench.link.last(u"batch.pilot"_s).args.value(u"batch"_s).toInteger(), 9);
        QVERIFY(!shown.dialog->isVisible());
        QVERIFY(!shown.dialog->findChild<QMessageBox *>());
    }

    void aPilotIsADraftFirst()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"people.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,full_name,role\n1,Ana,Baker\n2,Bia,Nurse\n");
        file.close();
        shown.dialog->setFile(file.fileName());
        auto *pilot = shown.find<QPushButton>(u"pilot"_s);
        QTRY_VERIFY(pilot->isEnabled());
        shown.bench.link.answers.insert(u"batch.create"_s, {{u"batch"_s, 9}});
        QTest::mouseClick(pilot, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"batch.pilot"_s));
        QVERIFY(!shown.bench.link.last(u"batch.create"_s).args.value(u"start"_s).toBool());
        QCOMPARE(shown.bench.link.last(u"batch.pilot"_s).args.value(u"batch"_s).toInteger(), 9);
    }

    void aRehearsalGoesToTheSandbox()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"people.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,full_name,role\n1,Ana,Baker\n");
        file.close();
        shown.dialog->setFile(file.fileName());
        auto *rehearse = shown.find<QPushButton>(u"rehearse"_s);
        QTRY_VERIFY(rehearse->isEnabled());
        shown.bench.link.answers.insert(u"batch.create"_s, {{u"batch"_s, 9}});
        QTest::mouseClick(rehearse, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"batch.create"_s));
        QVERIFY(shown.bench.link.last(u"batch.create"_s).args.value(u"rehearse"_s).toBool());
    }

    void parametersAreAForm()
    {
        Shown shown;
        QFile file(shown.bench.link.folder.filePath(u"titles.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("title\nThe sea\n");
        file.close();
        QVERIFY(!shown.find<QLineEdit>(u"parameter:voice"_s));
        auto *recipe = shown.find<QComboBox>(u"recipe"_s);
        const int scripts = recipe->findData(u"scripts"_s);
        QVERIFY(scripts >= 0);
        choose(recipe, recipe->itemText(scripts));
        shown.dialog->setFile(file.fileName());
        auto *languages = shown.find<QLineEdit>(u"parameter:languages"_s);
        QTRY_VERIFY(languages && languages->isVisible());
        QCOMPARE(languages->text(), u"pt-BR, en, es"_s);
        auto *summary = shown.find<QLabel>(u"summary"_s);
        QTRY_VERIFY(summary->text().contains(u"1 row"_s));
        const QString before = summary->text();
        languages->selectAll();
        QTest::keyClicks(languages, u"pt-BR"_s);
        QTRY_VERIFY2(summary->text() != before, "fewer languages are fewer jobs");
        const QJsonObject args = shown.started();
        QCOMPARE(args.value(u"parameters"_s).toObject(), (QJsonObject{{u"languages"_s, u"pt-BR"_s}}));
    }

    void moneyIsTypedAsPeopleWriteIt()
    {
        Formats brazil, english;
        brazil.locale = QLocale(QLocale::Portuguese, QLocale::Brazil);
        english.locale = QLocale(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(typedMoney(u"5,50"_s, brazil), Money{5'500'000});
        QCOMPARE(typedMoney(u"1.000"_s, brazil), Money{1'000'000'000});
        QCOMPARE(typedMoney(u"1.234,5"_s, brazil), Money{1'234'500'000});
        QCOMPARE(typedMoney(u"0.002"_s, brazil), Money{2'000});
        QCOMPARE(typedMoney(u"5.00"_s, brazil), Money{5'000'000});
        QCOMPARE(typedMoney(u"1,234.50"_s, english), Money{1'234'500'000});
        QVERIFY(!typedMoney(u"five"_s, english));
        QVERIFY(!typedMoney(u"5,5,5"_s, brazil));
        QCOMPARE(editableMoney(Money{1'234'500'000}, brazil), u"1234,50"_s);
    }
};

QTEST_MAIN(TestNewBatch)
#include "test_new_batch.moc"
