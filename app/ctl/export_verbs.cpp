#include "ctl/session.h"
#include "recipes/template.h"
#include "results/export.h"
#include "store/reader.h"

#include <QDate>
#include <QDir>
#include <QJsonArray>

namespace fornada {

namespace {

constexpr int kPage = 500;

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

struct Made {
    QString path;
    qint64 jobs = 0, missing = 0;
};

Result<Made> makeExport(Session &session, Reader &reader, const Batch &batch)
{
    const Arguments &args = session.args();
    const auto name = nameOf(batch, args.value(QStringLiteral("name")));
    if (!name)
        return name.error();
    const auto fields = reader.fieldNames(batch.id);
    if (!fields)
        return fields.error();
    ExportOrder order;
    order.form = args.has(QStringLiteral("folder")) ? ExportForm::Folder : ExportForm::Zip;
    order.parent = QDir::current().absoluteFilePath(args.value(QStringLiteral("to"), QStringLiteral(".")));
    order.name = *name;
    order.resultsFolder = session.dataFolder() + QStringLiteral("/results");
    order.fields = *fields;
    order.about = {{QStringLiteral("id"), batch.id.value},
                   {QStringLiteral("name"), batch.name},
                   {QStringLiteral("client"), batch.client},
                   {QStringLiteral("recipe"), batch.recipe}};
    const auto making = Export::begin(order);
    if (!making)
        return making.error();
    Made made;
    for (qint64 after = 0;;) {
        const auto page = reader.deliveries(batch.id, after, kPage);
        if (!page)
            return page.error();
        if (page->isEmpty())
            break;
        for (const Delivery &delivery : *page)
            if (const Status added = (*making)->add(delivery); !added)
                return added.error();
        made.jobs += page->size();
        after = page->constLast().position;
    }
    const auto path = (*making)->finish();
    if (!path)
        return path.error();
    made.path = *path;
    made.missing = (*making)->filesMissing();
    return made;
}

int verify(Session &session)
{
    if (session.args().word(2).isEmpty())
        return session.usage(QStringLiteral("export verify FILE"));
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

} // namespace

int exportBatch(Session &session)
{
    if (session.args().word(2).isEmpty())
        return session.usage(QStringLiteral("batch export ID [--to FOLDER] [--name TEMPLATE] [--folder]"));
    if (const Status ready = session.ensureData(); !ready)
        return session.fail(ready.error());
    const auto reader = Reader::open(session.dataFolder());
    if (!reader)
        return session.fail(reader.error());
    const auto batch = (*reader)->batch(BatchId{session.args().word(2).toLongLong()});
    if (!batch)
        return session.fail(batch.error());
    const auto made = makeExport(session, **reader, *batch);
    if (!made)
        return session.fail(made.error());
    if (session.json()) {
        session.printJson({{QStringLiteral("path"), made->path},
                           {QStringLiteral("jobs"), made->jobs},
                           {QStringLiteral("missing"), made->missing}});
        return kOk;
    }
    session.print(made->path);
    if (made->missing > 0)
        session.print(QStringLiteral("%1 files are not on the disk any more; table.csv says which").arg(made->missing));
    return kOk;
}

QList<Verb> exportVerbs()
{
    return {{QStringLiteral("verify"), QStringLiteral("export verify FILE.zip"), {}, verify}};
}

} // namespace fornada
