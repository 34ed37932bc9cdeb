#include "ctl/session.h"
#include "engine/price_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

// What models cost: the table that comes with the program, or the operator's own in the data folder.
namespace fornada {

namespace {

Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.exists() ? ErrorKind::FileUnreadable : ErrorKind::FileMissing, path, file.errorString()};
    return file.readAll();
}

Status writeAll(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{ErrorKind::FileUnwritable, path, file.errorString()};
    return {};
}

QString ownTable(const Session &session)
{
    return ownPricesPath(session.dataFolder());
}

Result<QByteArray> tableInForce(const Session &session)
{
    const QString own = ownTable(session);
    return readAll(QFile::exists(own) ? own : QStringLiteral(":/fornada/prices.json"));
}

QString pricesOf(const QJsonObject &model)
{
    static const QStringList told{QStringLiteral("kind"), QStringLiteral("model"), QStringLiteral("asOf"),
                                  QStringLiteral("note")};
    QStringList parts;
    for (auto it = model.begin(); it != model.end(); ++it) {
        const QString value = it->isObject()
                                  ? QString::fromUtf8(QJsonDocument(it->toObject()).toJson(QJsonDocument::Compact))
                                  : it->toVariant().toString();
        if (!told.contains(it.key()))
            parts.append(it.key() + u' ' + value);
    }
    return parts.join(QStringLiteral(", "));
}

int priceList(Session &session)
{
    const auto bytes = tableInForce(session);
    if (!bytes)
        return session.fail(bytes.error());
    const QJsonObject table = QJsonDocument::fromJson(*bytes).object();
    if (session.json()) {
        session.printJson(table);
        return kOk;
    }
    const QJsonArray models = table.value(QLatin1String("models")).toArray();
    for (const QJsonValue &model : models)
        session.print(QStringLiteral("%1  %2  %3")
                          .arg(model[QLatin1String("kind")].toString(), -8)
                          .arg(model[QLatin1String("model")].toString(), -32)
                          .arg(pricesOf(model.toObject())));
    session.print(QFile::exists(ownTable(session)) ? QStringLiteral("from %1").arg(ownTable(session))
                                                   : QStringLiteral("the table that comes with the program"));
    return kOk;
}

int priceExport(Session &session)
{
    const QString path = session.args().word(2);
    const auto bytes = tableInForce(session);
    const Status written = bytes ? writeAll(path, *bytes) : Status(bytes.error());
    if (!written)
        return session.fail(written.error());
    session.print(QStringLiteral("prices written to %1").arg(path));
    return kOk;
}

// Read through first: a table that cannot be used never takes the place of one that can.
int priceImport(Session &session)
{
    const QString path = session.args().word(2);
    const auto bytes = readAll(path);
    const auto table = bytes ? PriceTable::fromJson(*bytes) : Result<PriceTable>(bytes.error());
    if (!table)
        return session.fail(table.error());
    if (const auto ready = session.reader(); !ready) // makes the folder where there is none
        return session.fail(ready.error());
    if (const Status written = writeAll(ownTable(session), *bytes); !written)
        return session.fail(written.error());
    if (const auto told = session.askHolder(QStringLiteral("price.reload"), {}); !told) // one that runs takes them
        return session.fail(told.error());
    session.print(QStringLiteral("prices imported"));
    return kOk;
}

} // namespace

QList<Verb> priceVerbs()
{
    return {{QStringLiteral("list"), QStringLiteral("price list"), {}, priceList},
            {QStringLiteral("export"), QStringLiteral("price export FILE"), {}, priceExport, kOneWord},
            {QStringLiteral("import"), QStringLiteral("price import FILE"), {}, priceImport, kOneWord}};
}

} // namespace fornada
