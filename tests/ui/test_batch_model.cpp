#include "models/batch_model.h"
#include "models/draft_preview.h"
#include "recipes/recipe_json.h"
#include "ui/fake_link.h"
#include "ui/made_up_data.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace fornada;

namespace {

Batch named(qint64 id, const QString &name)
{
    Batch batch;
    batch.id = BatchId{id};
    batch.name = name;
    batch.state = BatchState::Running;
    batch.counts[JobState::Queued] = 10;
    return batch;
}

Recipe portrait()
{
    const auto recipes = builtInRecipes();
    for (const Recipe &recipe : *recipes)
        if (recipe.name == QLatin1String("portrait"))
            return recipe;
    return {};
}

} // namespace

class TestBatchModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsKeepTheirPlaces()
    {
        auto data = std::make_shared<MadeUpData>();
        data->batches = {named(2, QStringLiteral("two")), named(1, QStringLiteral("one"))};
        FakeLink link;
        ReadDesk reads(
            [data]() -> Result<std::unique_ptr<ReadPort>> { return std::unique_ptr<ReadPort>(new MadeUpPort(data)); });
        BatchModel model(link, reads);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 2);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex one = model.index(1, 0);
        {
            const QMutexLocker lock(&data->mutex);
            data->batches.prepend(named(3, QStringLiteral("three")));
            data->batches[2].counts[JobState::Completed] = 4;
            data->batches[2].updated = wallFromMicros(5);
        }
        Changes changes;
        changes.batches = {BatchId{3}};
        Q_EMIT link.changed(changes);
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(one.row(), 2);
        QCOMPARE(one.data(CountsRole).value<StateCounts>()[JobState::Completed], 4);
        QCOMPARE(model.openCounts().total(), 34);
        {
            const QMutexLocker lock(&data->mutex);
            data->batches.removeAt(1);
        }
        Q_EMIT link.changed(changes);
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(one.row(), 1);
        QVERIFY(!model.batch(BatchId{2}));
        QCOMPARE(model.batch(BatchId{1})->name, QStringLiteral("one"));
    }

    void everyColumnSpeaks()
    {
        auto data = std::make_shared<MadeUpData>();
        data->batches = {named(1, QStringLiteral("one"))};
        FakeLink link;
        ReadDesk reads(
            [data]() -> Result<std::unique_ptr<ReadPort>> { return std::unique_ptr<ReadPort>(new MadeUpPort(data)); });
        BatchModel model(link, reads);
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 1);
        QSet<QString> ids;
        for (int column = 0; column < model.columnCount(); ++column) {
            const auto &shown = BatchModel::columns()[size_t(column)];
            ids.insert(QString::fromLatin1(shown.id));
            QVERIFY(!shown.header().isEmpty());
            QVERIFY2(model.index(0, column).data(RawRole).isValid(), shown.id);
        }
        QCOMPARE(ids.size(), model.columnCount());
    }

    void recipesAreCalledByTheirTitles()
    {
        auto data = std::make_shared<MadeUpData>();
        data->batches = {named(1, QStringLiteral("one")), named(2, QStringLiteral("two")),
                         named(3, QStringLiteral("three"))};
        data->batches[0].recipe = QStringLiteral("portrait");
        data->batches[1].recipe = QStringLiteral("rehearsal-of-menu");
        data->batches[2].recipe = QStringLiteral("gone");
        const auto called = [](const QString &title) {
            return StoredRecipe{{}, QStringLiteral("menu"), {{QStringLiteral("title"), title}}, {}};
        };
        data->recipes = {called(QStringLiteral("Menu cards"))};
        FakeLink link;
        ReadDesk reads(
            [data]() -> Result<std::unique_ptr<ReadPort>> { return std::unique_ptr<ReadPort>(new MadeUpPort(data)); });
        BatchModel model(link, reads);
        const auto shown = [&model](int row) {
            return model.index(row, BatchModel::columnOf("recipe")).data().toString();
        };
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(shown(0), QStringLiteral("Portraits of personas"));
        QCOMPARE(shown(1), QStringLiteral("Rehearsal: Menu cards"));
        QCOMPARE(shown(2), QStringLiteral("gone"));
        {
            const QMutexLocker lock(&data->mutex);
            data->recipes = {called(QStringLiteral("Menus"))};
        }
        model.forgetTitles();
        QTRY_COMPARE(shown(1), QStringLiteral("Rehearsal: Menus"));
    }

    void aReaderThatCannotOpenIsSaid()
    {
        FakeLink link;
        ReadDesk reads([]() -> Result<std::unique_ptr<ReadPort>> {
            return Error{ErrorKind::DatabaseLocked, QStringLiteral("db"), {}};
        });
        BatchModel model(link, reads);
        QSignalSpy failed(&model, &BatchModel::failed);
        model.refresh();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::DatabaseLocked);
        QVERIFY(model.isLoaded());
    }

    void aDraftShowsPromptsAndWhatIsLeftOut()
    {
        QTemporaryFile file(QStringLiteral("XXXXXX.csv"));
        QVERIFY(file.open());
        file.write("id,full_name,role\n1,Ana,Baker\n2,,Nurse\n3,Zoé 🎻,Violinist\n");
        file.close();
        const std::atomic_bool never = false;
        const DraftPreview preview = previewDraft({{file.fileName(), {}, {}}, portrait(), {}, {}, {}}, never);
        QVERIFY(!preview.error);
        QCOMPARE(preview.good, 2);
        QCOMPARE(preview.bad, 1);
        QCOMPARE(preview.jobs, 2);
        QCOMPARE(preview.rows->at(0).fields.value(QStringLiteral("role")).toString(), QStringLiteral("Baker"));
        QVERIFY(preview.rows->at(1).problem.has_value());
        QVERIFY(!preview.rows->at(2).problem.has_value());

        DraftModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDraft({{file.fileName(), {}, {}}, portrait(), {}, {}, {}});
        QTRY_COMPARE(model.rowCount(), 3);
        const auto prompt = [&model](int row) { return model.index(row, DraftModel::Prompt).data().toString(); };
        QVERIFY2(prompt(0).contains(QStringLiteral("Ana, Baker")), qPrintable(prompt(0)));
        QVERIFY2(prompt(2).contains(QStringLiteral("Zoé 🎻")), qPrintable(prompt(2)));
        QCOMPARE(model.look(2).place.row, 3); // its place in the file
        model.setOnlyProblems(true);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, DraftModel::Line).data().toInt(), 3);
        model.setOnlyProblems(false);
        QCOMPARE(model.rowCount(), 3);
        model.setDraft({{QStringLiteral("/nowhere.csv"), {}, {}}, portrait(), {}, {}, {}});
        QTRY_VERIFY(model.preview().error.has_value());
        model.setDraft({{}, portrait(), {}, {}, {}});
        QCOMPARE(model.rowCount(), 0);
    }

    void aDraftNeedsItsColumns()
    {
        QTemporaryFile file(QStringLiteral("XXXXXX.csv"));
        QVERIFY(file.open());
        file.write("Full name,Position\nAna,Baker\n");
        file.close();
        const std::atomic_bool never = false;
        Draft draft{{file.fileName(), {}, {}}, portrait(), {}, {}, {}};
        DraftPreview preview = previewDraft(draft, never);
        QCOMPARE(preview.mapping.value(QStringLiteral("full_name")), QStringLiteral("Full name"));
        QCOMPARE(preview.unmapped, QStringList{QStringLiteral("role")});
        QCOMPARE(preview.good, 0);
        draft.chosen = {{QStringLiteral("role"), QStringLiteral("Position")}};
        preview = previewDraft(draft, never);
        QVERIFY(preview.unmapped.isEmpty());
        QCOMPARE(preview.good, 1);
        QCOMPARE(preview.rows->at(0).fields.value(QStringLiteral("full_name")).toString(), QStringLiteral("Ana"));
        draft.chosen = {{QStringLiteral("role"), QStringLiteral("Salary")}}; // of another file
        QCOMPARE(previewDraft(draft, never).unmapped, QStringList{QStringLiteral("role")});
    }

    void anyRowOfALongDraftIsAtHand()
    {
        QTemporaryFile file(QStringLiteral("XXXXXX.csv"));
        QVERIFY(file.open());
        file.write("id,full_name,role\n");
        for (int i = 1; i <= 5'000; ++i)
            file.write(QByteArray::number(i) + ",Person " + QByteArray::number(i) + ",Baker\n");
        file.close();
        DraftModel model;
        model.setDraft({{file.fileName(), {}, {}}, portrait(), {}, {}, {}});
        QTRY_COMPARE(model.rowCount(), 5'000);
        QVERIFY(model.index(4'998, DraftModel::Prompt).data().toString().contains(QStringLiteral("Person 4999")));
        QVERIFY(model.index(0, DraftModel::Prompt).data().toString().contains(QStringLiteral("Person 1,")));
    }
};

QTEST_GUILESS_MAIN(TestBatchModel)
#include "test_batch_model.moc"
