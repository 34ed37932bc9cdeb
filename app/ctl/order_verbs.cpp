#include "ctl/key_values.h"
#include "ctl/printing.h"
#include "ctl/prompt_list.h"
#include "ctl/session.h"
#include "ctl/write_back_args.h"
#include "results/result_table.h"
#include "text/sheet_text.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QLocale>
#include <QSaveFile>

// Batches before they are: ordered, planned, foreseen.
namespace fornada {

namespace {

constexpr qsizetype kMostPrinted = 100; // rows that were left out
constexpr int kAllRows = 1'000'000;

// What create and plan are told alike; nothing when the person was told what is wrong with it.
std::optional<QJsonObject> orderOf(Session &session, int &code)
{
    const Arguments &args = session.args();
    if (!args.has(QStringLiteral("recipe")) || !args.has(QStringLiteral("rows"))) {
        code = session.usage(
            QStringLiteral("batch %1 --recipe R --rows FILE [...]: --recipe and --rows are needed").arg(args.word(1)));
        return std::nullopt;
    }
    const auto parameters = plainPairs(args.values(QStringLiteral("set")));
    if (!parameters) {
        code = session.fail(parameters.error());
        return std::nullopt;
    }
    QJsonObject mapping;
    for (const QString &pair : args.values(QStringLiteral("map"))) {
        if (!pair.contains(u'=')) {
            code = session.fail({ErrorKind::BadArgument, pair, QStringLiteral("is not field=column")});
            return std::nullopt;
        }
        mapping.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    }
    QJsonObject order{{QStringLiteral("recipe"), args.value(QStringLiteral("recipe"))},
                      {QStringLiteral("rows"), QDir::current().absoluteFilePath(args.value(QStringLiteral("rows")))},
                      {QStringLiteral("parameters"), *parameters},
                      {QStringLiteral("mapping"), mapping},
                      {QStringLiteral("rehearse"), args.word(1) == QStringLiteral("rehearse")},
                      {QStringLiteral("start"), args.has(QStringLiteral("start"))},
                      {QStringLiteral("onlyNew"), args.has(QStringLiteral("only-new"))}};
    for (const QString &name :
         {QStringLiteral("name"), QStringLiteral("client"), QStringLiteral("account"), QStringLiteral("priority"),
          QStringLiteral("budget"), QStringLiteral("owner"), QStringLiteral("sheet"), QStringLiteral("query")})
        if (args.has(name))
            order.insert(name, args.value(name));
    order.insert(QStringLiteral("comparePictures"), args.has(QStringLiteral("compare-pictures")));
    if (args.has(QStringLiteral("alike")))
        order.insert(QStringLiteral("alike"), args.value(QStringLiteral("alike")) == u"leave-out"
                                                  ? QStringLiteral("leaveOut")
                                                  : args.value(QStringLiteral("alike")));
    if (args.has(QStringLiteral("fallback-account")))
        order.insert(QStringLiteral("fallbackAccount"), args.value(QStringLiteral("fallback-account")));
    if (args.has(QStringLiteral("fallback-model")))
        order.insert(QStringLiteral("fallbackModel"), args.value(QStringLiteral("fallback-model")));
    if (args.has(QStringLiteral("left-out")) || args.has(QStringLiteral("prompts")))
        order.insert(QStringLiteral("listed"), kAllRows);
    if (args.has(QStringLiteral("write-back"))) {
        const auto into = writeBackKept(args);
        if (!into) {
            code = session.fail(into.error());
            return std::nullopt;
        }
        order.insert(QStringLiteral("writeBack"), *into);
    }
    return order;
}

// All of them, to be mended and given again.
Status writeLeftOut(const QString &path, const QJsonArray &rejections)
{
    QSaveFile file(path);
    const auto write = [&file](const QStringList &cells) {
        QStringList line;
        for (const QString &cell : cells)
            line.append(csvCell(cell));
        const QByteArray bytes = line.join(u',').toUtf8() + "\r\n";
        return file.write(bytes) == bytes.size();
    };
    bool good = file.open(QIODevice::WriteOnly) && write({QStringLiteral("line"), QStringLiteral("reason"),
                                                          QStringLiteral("subject"), QStringLiteral("text")});
    for (const QJsonValue &row : rejections)
        good =
            good && write({row[QLatin1String("line")].toVariant().toString(), row[QLatin1String("reason")].toString(),
                           row[QLatin1String("subject")].toString(), leftOutText(row.toObject())});
    return good && file.commit() ? Status() : Status(Error{ErrorKind::FileUnwritable, path, file.errorString()});
}

Status tellLeftOut(Session &session, const QJsonObject &reply)
{
    const QJsonArray rejections = reply.value(QLatin1String("rejections")).toArray();
    const QString path = session.args().value(QStringLiteral("left-out"));
    if (!path.isEmpty())
        if (const Status written = writeLeftOut(path, rejections); !written)
            return written;
    if (session.json())
        return {};
    for (qsizetype i = 0; i < std::min(rejections.size(), kMostPrinted); ++i)
        session.print(QStringLiteral("  left out: %1: %2")
                          .arg(rowPlace(rejections.at(i).toObject()), leftOutText(rejections.at(i).toObject())));
    const qint64 more = reply.value(QLatin1String("rejected")).toInteger() - std::min(rejections.size(), kMostPrinted);
    if (!path.isEmpty())
        session.print(QStringLiteral("  all rows that were left out: %1").arg(path));
    else if (more > 0)
        session.print(QStringLiteral("  and %1 more: --left-out FILE.csv lists them all").arg(more));
    return {};
}

// Those that are left out are told with all that are.
void printDuplicates(Session &session, const QJsonObject &reply)
{
    const qint64 rows = reply.value(QLatin1String("duplicates")).toInteger();
    if (rows > 0 && !session.args().has(QStringLiteral("only-new")))
        session.print(
            QStringLiteral("  %1 the key of an earlier row, and will be made as well (--only-new leaves %2 out)")
                .arg(counted(rows, "row has", "rows have"), rows == 1 ? QStringLiteral("it") : QStringLiteral("them")));
}

void printAlike(Session &session, const QJsonObject &sheet)
{
    if (const QString text = alikeText(sheet); !text.isEmpty())
        session.print(QStringLiteral("  %1 (--alike reuse|leave-out)").arg(text));
    const QJsonArray marks = sheet.value(QLatin1String("marks")).toArray();
    for (const QJsonValue &mark : marks)
        if (mark[QLatin1String("mark")].toString() == u"alike" && !mark[QLatin1String("leftOut")].toBool())
            session.print(QStringLiteral("    %1: %2")
                              .arg(rowPlace(mark.toObject()), markText(mark.toObject(), SystemClock().now().wall)));
    if (sheet.value(QLatin1String("alike"))[QLatin1String("picturesLeft")].toBool())
        session.print(QStringLiteral("  pictures were not compared (--compare-pictures)"));
}

// The start sheet: what it would do, cost and take. Nothing is stored, nothing is sent. Nothing when the person was
// told what is wrong.
std::optional<QJsonObject> sheetOf(Session &session, const QJsonObject &order, int &code)
{
    auto sheet = session.act(QStringLiteral("batch.plan"), order, kLongPatience);
    if (sheet)
        return std::move(*sheet);
    code = session.fail(sheet.error());
    return std::nullopt;
}

void printCalls(Session &session, const QJsonArray &calls)
{
    for (const QJsonValue &step : calls) {
        session.print(QStringLiteral("  %1: %2 to %3 (queue %4), at most $%5 each")
                          .arg(step[QLatin1String("step")].toString())
                          .arg(counted(step[QLatin1String("requests")].toInteger(), "request", "requests"))
                          .arg(step[QLatin1String("account")].toString(), step[QLatin1String("queue")].toString(),
                               step[QLatin1String("each")].toString()));
        for (const QString &about : {settingsText(step), voicesText(step)})
            if (!about.isEmpty())
                session.print(QStringLiteral("    ") + about);
        if (const QJsonValue other = step[QLatin1String("otherwise")]; other.isObject())
            session.print(
                QStringLiteral("    what fails there goes to %1 at $%2 each")
                    .arg(other[QLatin1String("account")].toString(), other[QLatin1String("each")].toString()));
        if (const QString voices = voicesText(step[QLatin1String("otherwise")]); !voices.isEmpty())
            session.print(QStringLiteral("    ") + voices);
    }
}

QString localTime(const QJsonValue &iso)
{
    return QLocale().toString(QDateTime::fromString(iso.toString(), Qt::ISODateWithMs).toLocalTime(),
                              QStringLiteral("ddd yyyy-MM-dd HH:mm"));
}

void printTimes(Session &session, const QJsonObject &sheet)
{
    const auto at = [&sheet](const char *key) { return sheet.value(QLatin1String(key)); };
    if (sheet.contains(QLatin1String("rows")) && at("rows").toInteger() == 0) {
        session.print(QStringLiteral("nothing would be made: every row is left out"));
        return;
    }
    const QJsonArray days = at("days").toArray();
    for (const QJsonValue &day : days)
        session.print(QStringLiteral("  %1: %2, $%3")
                          .arg(day[QLatin1String("day")].toString())
                          .arg(counted(day[QLatin1String("requests")].toInteger(), "request", "requests"))
                          .arg(day[QLatin1String("cost")].toString()));
    if (at("earlyEnd").isString() && localTime(at("earlyEnd")) != localTime(at("lateEnd")))
        session.print(QStringLiteral("done between %1 and %2, most likely %3")
                          .arg(localTime(at("earlyEnd")), localTime(at("lateEnd")), localTime(at("end"))));
    else if (at("end").isString())
        session.print(QStringLiteral("done %1").arg(localTime(at("end"))));
    else if (const QString held = heldText(sheet, SystemClock().now().wall); !held.isEmpty())
        session.print(held);
}

} // namespace

int createBatch(Session &session)
{
    int code = kOk;
    const auto order = orderOf(session, code);
    if (!order)
        return code;
    const auto added = session.act(QStringLiteral("batch.create"), *order, kLongPatience);
    if (!added)
        return session.fail(added.error());
    if (session.json()) {
        session.printJson(*added);
        const Status told = tellLeftOut(session, *added);
        return told ? int(kOk) : session.fail(told.error());
    }
    session.print(
        QStringLiteral("batch %1 \"%2\": %3, %4, at most $%5 (%6)")
            .arg(added->value(QLatin1String("batch")).toInteger())
            .arg(added->value(QLatin1String("name")).toString())
            .arg(counted(added->value(QLatin1String("rows")).toInteger(), "row", "rows"),
                 counted(added->value(QLatin1String("jobs")).toInteger(), "job", "jobs"))
            .arg(added->value(QLatin1String("estimate")).toString(), added->value(QLatin1String("state")).toString()));
    printDuplicates(session, *added);
    const Status told = tellLeftOut(session, *added);
    return told ? int(kOk) : session.fail(told.error());
}

int planBatch(Session &session)
{
    int code = kOk;
    const auto order = orderOf(session, code);
    const auto sheet = order ? sheetOf(session, *order, code) : std::nullopt;
    if (!sheet)
        return code;
    const bool everyPrompt = session.args().has(QStringLiteral("prompts"));
    if (session.json()) {
        const Status told = tellLeftOut(session, *sheet);
        if (!everyPrompt)
            session.printJson(*sheet);
        const Status listed = told && everyPrompt ? listPrompts(session, *order, *sheet) : told;
        return listed ? int(kOk) : session.fail(listed.error());
    }
    const auto at = [&sheet](const char *key) { return sheet->value(QLatin1String(key)); };
    session.print(QStringLiteral("%1, %2; %3 left out")
                      .arg(counted(at("rows").toInteger(), "row", "rows"),
                           counted(at("requests").toInteger(), "request", "requests"),
                           counted(at("rejected").toInteger(), "row", "rows")));
    const QStringList prices = priceTip(*sheet).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &price : prices)
        session.print(QStringLiteral("  ") + price);
    if (const QString client = clientTermsText(*sheet); !client.isEmpty())
        session.print(QStringLiteral("  ") + client);
    if (const QString free = freeText(*sheet); !free.isEmpty())
        session.print(QStringLiteral("  ") + free);
    printDuplicates(session, *sheet);
    printAlike(session, *sheet);
    if (const Status told = tellLeftOut(session, *sheet); !told)
        return session.fail(told.error());
    printCalls(session, at("calls").toArray());
    printTimes(session, *sheet);
    const Status listed = everyPrompt ? listPrompts(session, *order, *sheet) : Status();
    return listed ? int(kOk) : session.fail(listed.error());
}

// Of the start sheet only when it would be done.
int forecastBatch(Session &session)
{
    int code = kOk;
    const auto order = orderOf(session, code);
    const auto sheet = order ? sheetOf(session, *order, code) : std::nullopt;
    if (!sheet)
        return code;
    if (!session.json()) {
        printTimes(session, *sheet);
        return kOk;
    }
    QJsonObject times;
    for (const QString &key :
         {QStringLiteral("jobs"), QStringLiteral("requests"), QStringLiteral("foreseen"), QStringLiteral("days"),
          QStringLiteral("end"), QStringLiteral("earlyEnd"), QStringLiteral("lateEnd"), QStringLiteral("held")})
        if (sheet->contains(key))
            times.insert(key, sheet->value(key));
    session.printJson(times);
    return kOk;
}

} // namespace fornada
