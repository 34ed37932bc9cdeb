#include "window/batch_deeds.h"

#include "dialogs/edit_batch.h"
#include "dialogs/edit_step.h"
#include "dialogs/export_dialog.h"
#include "dialogs/impact_dialog.h"
#include "dialogs/write_back_dialog.h"
#include "models/batch_model.h"
#include "recipes/recipe_json.h"
#include "results/results_folder.h"
#include "text/error_text.h"
#include "text/format.h"
#include "window/actions.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace fornada {

namespace {
constexpr int kLongestName = 190;
constexpr qsizetype kMostNamed = 5;
constexpr int kRowsLookedAt = 1'000; // for fields to name in a prompt
} // namespace

BatchDeeds::BatchDeeds(const UiContext &context, const Actions &actions, Banner &banner, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_banner(banner)
    , m_window(window)
    , m_files(context.reads.opener(), this)
{
    connect(&actions, &Actions::exportWanted, this, &BatchDeeds::askHow);
    connect(&actions, &Actions::writeBackWanted, this, &BatchDeeds::askWhere);
    connect(&actions, &Actions::duplicateWanted, this, &BatchDeeds::duplicate);
    connect(&actions, &Actions::editBatchWanted, this, &BatchDeeds::edit);
    connect(&actions, &Actions::editPromptWanted, this, &BatchDeeds::editPrompt);
    connect(&actions, &Actions::impactWanted, this, &BatchDeeds::showImpact);
    connect(&m_files, &BatchFiles::progressed, this, &BatchDeeds::tellProgress);
    connect(&m_files, &BatchFiles::finished, this, &BatchDeeds::tellMade);
    connect(&m_files, &BatchFiles::wroteBack, this, &BatchDeeds::tellWritten);
    connect(&m_files, &BatchFiles::failed, this, [this](const Error &error) {
        if (error.kind == ErrorKind::Cancelled)
            tellEnd(Banner::Kind::Info, tr("The export was cancelled; nothing of it was left behind."));
        else
            tellEnd(Banner::Kind::Bad, sentence(error));
    });
}

// One at a time: what would be a second one is told so.
const Batch *BatchDeeds::toWrite(BatchId batch)
{
    if (!m_files.isBusy())
        return m_context.batches.batch(batch);
    m_progress = tr("An export is under way. Wait for it, or cancel it.");
    m_banner.tell(Banner::Kind::Info, m_progress, tr("Cancel"), [this] { m_files.cancel(); });
    return nullptr;
}

void BatchDeeds::askHow(BatchId batch)
{
    const Batch *wanted = toWrite(batch);
    if (!wanted)
        return;
    auto *dialog = new ExportDialog(m_context, *wanted, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::wanted, this, [this, batch](ExportForm form, const QString &folder, bool sidecars) {
        exportTo(batch, form, folder, sidecars);
    });
    dialog->open();
}

void BatchDeeds::exportTo(BatchId batch, ExportForm form, const QString &folder, bool sidecars)
{
    const Batch *wanted = toWrite(batch);
    if (!wanted)
        return;
    ExportOrder order = exportOrder(*wanted, form, localFolder(folder));
    order.resultsFolder = resultsFolder(m_context.link.dataFolder());
    order.sidecars = sidecars;
    beginProgress(wanted->counts.total());
    m_files.exportTo(*wanted, order);
}

void BatchDeeds::tellMade(const Exported &made)
{
    const bool isFolder = QFileInfo(made.path).isDir();
    QStringList text{tr("The export is in %1.").arg(QDir::toNativeSeparators(made.path))};
    if (made.missing > 0)
        text += made.missing == 1
                    ? tr("One file was not there any more; the table says which.")
                    : tr("%1 files were not there any more; the table says which.").arg(countText(made.missing));
    if (made.cut > 0)
        text += (made.cut == 1 ? tr("One text did not fit into a cell and ends early; a CSV file has it whole.")
                               : tr("%Ln texts did not fit into a cell and end early; a CSV file has them whole.",
                                    nullptr, int(made.cut)));
    tellEnd(made.missing + made.cut > 0 ? Banner::Kind::Warning : Banner::Kind::Info, text.join(u' '),
            isFolder ? tr("Open folder") : tr("Open file"),
            [path = made.path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

void BatchDeeds::askWhere(BatchId batch)
{
    const Batch *wanted = toWrite(batch);
    if (!wanted)
        return;
    auto *dialog = new WriteBackDialog(m_context, *wanted, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &WriteBackDialog::wanted, this,
            [this, batch](const WriteBackOrder &order) { writeBackTo(batch, order); });
    dialog->open();
}

void BatchDeeds::writeBackTo(BatchId batch, const WriteBackOrder &order)
{
    const Batch *wanted = toWrite(batch);
    if (!wanted)
        return;
    WriteBackOrder complete = order;
    complete.resultsFolder = resultsFolder(m_context.link.dataFolder());
    beginProgress(wanted->counts.total());
    m_files.writeBackTo(*wanted, complete);
}

void BatchDeeds::tellWritten(const WrittenBack &back)
{
    QStringList text{back.written == 1 ? tr("One result was written to the table.")
                                       : tr("%1 results were written to the table.").arg(countText(back.written))};
    if (!back.missing.isEmpty())
        text += tr("The table has no row for: %1.").arg(back.missing.mid(0, kMostNamed).join(QStringLiteral(", ")));
    if (!back.doubles.isEmpty()) {
        QStringList rows;
        for (const WrittenBack::Double &one : back.doubles.mid(0, kMostNamed))
            rows += tr("%1 (as row %2)").arg(one.row).arg(one.of);
        text += tr("Rows with the key of an earlier one were not written: %1.").arg(rows.join(QStringLiteral(", ")));
    }
    if (back.gone > 0)
        text += back.gone == 1
                    ? tr("One file is not on the disk any more: it was not written.")
                    : tr("%1 files are not on the disk any more: they were not written.").arg(countText(back.gone));
    if (back.without > 0)
        text += tr("What has no result yet was left as it is there (%1).").arg(countText(back.without));
    const bool isWhole = back.missing.isEmpty() && back.doubled == 0 && back.gone == 0;
    tellEnd(isWhole ? Banner::Kind::Info : Banner::Kind::Warning, text.join(u' '));
}

void BatchDeeds::beginProgress(qint64 total)
{
    m_progress = tr("Exporting: %1 of %2").arg(countText(0), countText(total));
    m_banner.tell(Banner::Kind::Info, m_progress, tr("Cancel"), [this] { m_files.cancel(); });
}

// Whoever has dismissed it, or reads something else there, is left alone.
void BatchDeeds::tellProgress(qint64 jobs, qint64 total)
{
    if (!m_banner.isTelling(m_progress) || !m_files.isBusy())
        return;
    m_progress = tr("Exporting: %1 of %2").arg(countText(jobs), countText(total));
    m_banner.tell(Banner::Kind::Info, m_progress, tr("Cancel"), [this] { m_files.cancel(); });
}

void BatchDeeds::tellEnd(Banner::Kind kind, const QString &text, const QString &button, std::function<void()> deed)
{
    m_banner.withdraw(m_progress);
    m_banner.tellNews(kind, text, button, std::move(deed));
}

void BatchDeeds::duplicate(BatchId batch)
{
    const Batch *wanted = m_context.batches.batch(batch);
    if (!wanted)
        return;
    m_files.copyRows(batch, this, [this, original = *wanted](Result<BatchFiles::Copy> copy) {
        if (copy)
            addCopy(original, *copy);
        else
            Q_EMIT m_context.commands.refused(copy.error());
    });
}

void BatchDeeds::addCopy(const Batch &batch, const BatchFiles::Copy &copy)
{
    QJsonObject args{{QStringLiteral("rows"), copy.rowsPath},
                     {QStringLiteral("recipe"), batch.recipe},
                     {QStringLiteral("recipeJson"), copy.recipe},
                     {QStringLiteral("name"), tr("%1 (copy)").arg(batch.name.left(kLongestName))},
                     {QStringLiteral("client"), batch.client},
                     {QStringLiteral("owner"), batch.owner},
                     {QStringLiteral("parameters"), batch.parameters},
                     {QStringLiteral("priority"), batch.priority}};
    if (batch.budget)
        args.insert(QStringLiteral("budget"), toDecimal(*batch.budget));
    if (batch.account.isValid())
        args.insert(QStringLiteral("accountId"), batch.account.value);
    m_context.commands.ask(QStringLiteral("batch.create"), args, this,
                           [this, path = copy.rowsPath](Result<QJsonObject> added) {
                               QFile::remove(path);
                               if (added)
                                   Q_EMIT duplicated(BatchId{added->value(QLatin1String("batch")).toInteger()});
                               else
                                   Q_EMIT m_context.commands.refused(added.error());
                           });
}

void BatchDeeds::edit(BatchId batch)
{
    const Batch *wanted = m_context.batches.batch(batch);
    if (!wanted)
        return;
    auto *dialog = new EditBatch(m_context, *wanted, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void BatchDeeds::editPrompt(BatchId batch)
{
    struct Wording {
        QList<Step> steps;
        QStringList fields;
    };
    const auto read = [batch](ReadPort &port, const ReadDesk::Cancelled &) -> Result<Wording> {
        const auto snapshot = port.recipeSnapshot(batch);
        const auto recipe = snapshot ? storedRecipe(*snapshot) : Result<Recipe>(snapshot.error());
        const auto fields = port.fieldNames(batch, kRowsLookedAt);
        if (!recipe || !fields)
            return recipe ? fields.error() : recipe.error();
        Wording wording{{}, *fields};
        for (const Step &step : recipe->steps)
            if (!step.prompt.isEmpty())
                wording.steps.append(step);
        return wording;
    };
    m_context.reads.read<Wording>(this, read, [this, batch](Result<Wording> wording) {
        const Batch *wanted = m_context.batches.batch(batch);
        if (!wording)
            Q_EMIT m_context.commands.refused(wording.error());
        if (!wording || !wanted)
            return;
        if (wording->steps.isEmpty()) {
            m_banner.tell(Banner::Kind::Info, tr("No step of this batch has a prompt."));
            return;
        }
        auto *dialog = new EditStep(m_context, wording->steps, wanted->name, wording->fields, batch,
                                    EditStep::Then::Nothing, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void BatchDeeds::showImpact(BatchId batch)
{
    const Batch *wanted = m_context.batches.batch(batch);
    if (!wanted)
        return;
    auto *dialog = new ImpactDialog(m_context, batch, wanted->name, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->ask();
    dialog->open();
}

} // namespace fornada
