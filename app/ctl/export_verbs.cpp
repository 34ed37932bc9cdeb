#include "ctl/printing.h"
#include "ctl/session.h"
#include "ctl/write_back_args.h"
#include "recipes/result_names.h"
#include "recipes/template.h"
#include "results/results_folder.h"
#include "store/reader.h"
#include "text/state_text.h"

#include <QDate>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace fornada {

namespace {

// "{{client}} {{batch}} {{date}}"
Result<QString> nameOf(const Batch &batch, const QString &wish)
{
    if (wish.isEmpty())
        return batch.name;
    return render(wish, {{QStringLiteral("batch"), batch.name},
                         {QStringLiteral("client"), batch.client},
                         {QStringLiteral("recipe"), batch.recipe},
                         {QStringLiteral("id"), batch.id.value},
                         {QStringLiteral("date"), QDate::currentDate().toString(Qt::ISODate)}});
}

Result<ExportForm> formOf(const Arguments &args)
{
    if (!args.has(QStringLiteral("as")))
        return ExportForm::Zip;
    const QString wanted = args.value(QStringLiteral("as"));
    if (const auto form = fromName<ExportForm>(wanted))
        return *form;
    return Error{ErrorKind::BadArgument, QStringLiteral("as"),
                 QStringLiteral("zip, folder, csv, xlsx or avatar-queue; not %1").arg(wanted)};
}

Result<Exported> makeExport(Session &session, Reader &reader, const Batch &batch)
{
    const Arguments &args = session.args();
    const auto form = formOf(args);
    if (!form)
        return form.error();
    const auto name = nameOf(batch, args.value(QStringLiteral("name")));
    if (!name)
        return name.error();
    const auto fields = reader.fieldNames(batch.id);
    if (!fields)
        return fields.error();
    const QString folder = QDir::current().absoluteFilePath(args.value(QStringLiteral("to"), QStringLiteral(".")));
    if (!QFileInfo(folder).isDir())
        return Error{ErrorKind::BadArgument, QStringLiteral("to"), QStringLiteral("there is no folder %1").arg(folder)};
    ExportOrder order = exportOrder(batch, *form, localFolder(folder));
    order.name = *name;
    order.resultsFolder = resultsFolder(session.dataFolder());
    order.sidecars = order.sidecars || args.has(QStringLiteral("sidecars"));
    order.fields = *fields;
    const auto recipe = reader.recipeSnapshot(batch.id);
    if (!recipe)
        return recipe.error();
    order.nameOf = ResultNames(*recipe, batch);
    order.wordsOf = messageText;
    return exportAll(
        order, [&](qint64 after, int limit) { return reader.deliveries(batch.id, after, limit); },
        [](qint64) { return true; });
}

int verify(Session &session)
{
    const auto check = verifyExport(QDir::current().absoluteFilePath(session.args().word(2)));
    if (!check)
        return session.fail(check.error());
    if (session.json()) {
        session.printJson({{QStringLiteral("ok"), check->isGood()},
                           {QStringLiteral("files"), check->files},
                           {QStringLiteral("missing"), QJsonArray::fromStringList(check->missing)},
                           {QStringLiteral("damaged"), QJsonArray::fromStringList(check->damaged)},
                           {QStringLiteral("unknown"), QJsonArray::fromStringList(check->unknown)}});
        return check->isGood() ? kOk : kError;
    }
    for (const QString &name : check->missing)
        session.print(QStringLiteral("missing: ") + name);
    for (const QString &name : check->damaged)
        session.print(QStringLiteral("damaged: ") + name);
    for (const QString &name : check->unknown)
        session.print(QStringLiteral("not in the manifest: ") + name);
    const qint64 bad = check->missing.size() + check->damaged.size();
    session.print(QStringLiteral("%1 of %2 files are as they were exported").arg(check->files - bad).arg(check->files));
    return check->isGood() ? kOk : kError;
}

void printWrittenBack(Session &session, const WrittenBack &back)
{
    QJsonArray doubles;
    for (const WrittenBack::Double &one : back.doubles)
        doubles.append(QJsonObject{
            {QStringLiteral("row"), one.row}, {QStringLiteral("of"), one.of}, {QStringLiteral("key"), one.key}});
    session.printJson({{QStringLiteral("written"), back.written},
                       {QStringLiteral("missing"), QJsonArray::fromStringList(back.missing)},
                       {QStringLiteral("without"), back.without},
                       {QStringLiteral("gone"), back.gone},
                       {QStringLiteral("doubled"), back.doubled},
                       {QStringLiteral("doubles"), doubles}});
}

void tellWrittenBack(Session &session, const WrittenBack &back, const QString &into)
{
    if (session.json()) {
        printWrittenBack(session, back);
        return;
    }
    session.print(QStringLiteral("%1 written to %2").arg(counted(back.written, "result", "results"), into));
    if (!back.missing.isEmpty())
        session.print(QStringLiteral("no row there for: ") + back.missing.join(QStringLiteral(", ")));
    for (const WrittenBack::Double &one : back.doubles)
        session.print(QStringLiteral("row %1 is not written: it has the key of row %2, %3")
                          .arg(QString::number(one.row), QString::number(one.of), one.key));
    if (back.doubled > back.doubles.size())
        session.print(
            QStringLiteral("and %1 more of the kind").arg(counted(back.doubled - back.doubles.size(), "row", "rows")));
    if (back.gone > 0)
        session.print(QStringLiteral("not on the disk any more: %1; what stands there stays")
                          .arg(counted(back.gone, "file", "files")));
    if (back.without > 0)
        session.print(QStringLiteral("without a result yet: %1; what stands there stays")
                          .arg(counted(back.without, "job", "jobs")));
}

} // namespace

int exportBatch(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto batch = findBatch(**reader, session.args().word(2));
    if (!batch)
        return session.fail(batch.error());
    const auto made = makeExport(session, **reader, *batch);
    if (!made)
        return session.fail(made.error());
    if (session.json()) {
        session.printJson({{QStringLiteral("path"), made->path},
                           {QStringLiteral("jobs"), made->jobs},
                           {QStringLiteral("missing"), made->missing},
                           {QStringLiteral("cut"), made->cut}});
        return kOk;
    }
    session.print(made->path);
    if (made->missing > 0)
        session.print(QStringLiteral("not on the disk any more: %1; the table says which")
                          .arg(counted(made->missing, "file", "files")));
    if (made->cut > 0)
        session.print(QStringLiteral("too long for a cell of a workbook, and cut there: %1; whole in the CSV file")
                          .arg(counted(made->cut, "text", "texts")));
    return kOk;
}

int writeBackBatch(Session &session)
{
    const Arguments &args = session.args();
    if (!args.has(QStringLiteral("into")))
        return session.usage(
            QStringLiteral("batch write-back ID --into FILE.db:TABLE.KEY=COLUMN [--field F] [--step S]"));
    auto order = writeBackOf(args, QStringLiteral("into"));
    if (!order)
        return session.fail(order.error());
    order->resultsFolder = resultsFolder(session.dataFolder());
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto batch = findBatch(**reader, args.word(2));
    if (!batch)
        return session.fail(batch.error());
    const auto back = writeBack(
        *order, [&](qint64 after, int limit) { return (*reader)->deliveries(batch->id, after, limit); },
        [](qint64) { return true; });
    if (!back)
        return session.fail(back.error());
    tellWrittenBack(session, *back, args.value(QStringLiteral("into")));
    return kOk;
}

QList<Verb> exportVerbs()
{
    return {{QStringLiteral("verify"), QStringLiteral("export verify FILE.zip"), {}, verify, kOneWord}};
}

} // namespace fornada
