#include "dialogs/new_batch.h"
#include "pages/results_page.h"
#include "ui/sample_data.h"
#include "ui/shots/photographer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

// What a first-time operator sees: the empty pages, and the window that makes a batch.
namespace fornada {

namespace {

bool hasPrompts(const NewBatch &draft)
{
    return draft.findChild<QTableView *>(QStringLiteral("preview"))->model()->rowCount() > 0;
}

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

void choose(QComboBox &box, int index)
{
    box.setCurrentIndex(index);
    Q_EMIT box.activated(index);
}

// Rows that are left out and why: half of them the file's own fault, the rest what the engine knows.
void shootProblems(Photographer &camera, UiBench &bench, MainWindow &window)
{
    const QString path = bench.link.folder.filePath(QStringLiteral("personas-march.csv"));
    QByteArray rows("id,full_name,role,birth_date\n");
    for (int i = 1; i <= 24; ++i)
        rows += i % 7 == 3 ? QByteArray::number(i) + ",,Baker,\n"
                           : QByteArray::number(i % 9 == 0 ? i - 1 : i) + ",Ana Souza " + QByteArray::number(i) +
                                 ",Baker,1990-04-12\n";
    writeFile(path, rows);
    bench.link.answers.insert(QStringLiteral("batch.plan"), withRowsAlike(sampleSheet(SystemClock().now().wall)));
    NewBatch draft(bench.context(), &window);
    draft.setFile(path);
    draft.show();
    waitFor([&] { return hasPrompts(draft); });
    waitFor([&] { return draft.findChild<QLabel *>(QStringLiteral("foreseen"))->text().contains(u'·'); });
    camera.take(draft, QStringLiteral("new-batch-problems"));
    const QSize usual = draft.size();
    draft.resize(draft.minimumSizeHint());
    settle();
    camera.take(draft, QStringLiteral("new-batch-narrow"));
    draft.resize(usual);
    draft.setFile(bench.link.folder.filePath(QStringLiteral("gone.csv")));
    settle();
    letTimePass();
    camera.take(draft, QStringLiteral("new-batch-gone"));
}

} // namespace

void shootEmpty(Photographer &camera)
{
    UiBench bench(camera.app());
    const auto window = camera.open(bench);
    waitFor([&] { return bench.batches.isLoaded(); });
    camera.take(*window, QStringLiteral("first-start"));
    for (const char *page : {"dashboard", "jobs", "results", "reports", "queues", "activity"}) {
        window->showPage(QString::fromLatin1(page));
        letTimePass();
        camera.take(*window, QString::fromLatin1(page) + QStringLiteral("-empty"));
    }
}

void shootNewBatch(Photographer &camera)
{
    UiBench bench(camera.app());
    const auto window = camera.open(bench);
    bench.link.answers.insert(QStringLiteral("batch.plan"), sampleSheet(SystemClock().now().wall));
    bench.settings.setValue(QStringLiteral("newBatch/owner"), QStringLiteral("Bianca Moraes"));
    NewBatch draft(bench.context(), window.get());
    camera.takeDialog(draft, QStringLiteral("new-batch-empty"));
    draft.setFile(QStringLiteral(SOURCE_ROOT "/resources/samples/personas.csv"));
    waitFor([&] { return hasPrompts(draft); });
    draft.findChild<QCheckBox *>(QStringLiteral("onlyNew"))->setChecked(true);
    waitFor([&] { return draft.findChild<QLabel *>(QStringLiteral("foreseen"))->text().contains(u'·'); });
    camera.take(draft, QStringLiteral("new-batch"));
    draft.findChild<QCheckBox *>(QStringLiteral("onlyNew"))->setChecked(false);
    auto *form = draft.findChild<QScrollArea *>();
    form->verticalScrollBar()->setValue(form->verticalScrollBar()->maximum());
    camera.take(draft, QStringLiteral("new-batch-below"));
    form->verticalScrollBar()->setValue(0);
    const QString other = bench.link.folder.filePath(QStringLiteral("clients.csv"));
    writeFile(other, "Code,Full name,Position\n1,Ana,Baker\n");
    draft.setFile(other);
    waitFor([&] { return draft.findChild<QComboBox *>(QStringLiteral("column:role")); });
    camera.take(draft, QStringLiteral("new-batch-unmapped"));
    draft.setFile(QStringLiteral(SOURCE_ROOT "/tests/data/rows/two-sheets.xlsx"));
    waitFor([&] { return hasPrompts(draft); });
    camera.take(draft, QStringLiteral("new-batch-sheet"));
    auto *recipe = draft.findChild<QComboBox *>(QStringLiteral("recipe"));
    choose(*recipe, recipe->findData(QStringLiteral("scripts")));
    draft.setFile(QStringLiteral(SOURCE_ROOT "/tests/data/schema-0002.db"));
    auto *part = draft.findChild<QComboBox *>(QStringLiteral("part"));
    waitFor([&] { return part->count() > 3; });
    choose(*part, part->count() - 1);
    draft.findChild<QPlainTextEdit *>(QStringLiteral("query"))
        ->setPlainText(QStringLiteral("SELECT name AS title FROM queue"));
    waitFor([&] { return hasPrompts(draft); });
    camera.take(draft, QStringLiteral("new-batch-query"));
    draft.setFile(QStringLiteral(SOURCE_ROOT "/resources/samples/titles.csv"));
    auto *requests = draft.findChild<QTableView *>(QStringLiteral("requests"));
    waitFor([&] { // with what the engine says of them
        return requests->model()->rowCount() > 20 && !requests->model()->index(0, 3).data().toString().isEmpty();
    });
    requests->selectRow(2);
    camera.take(draft, QStringLiteral("new-batch-requests"));
    draft.hide();
    shootProblems(camera, bench, *window);
}

} // namespace fornada
