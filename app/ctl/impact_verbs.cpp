#include "ctl/printing.h"
#include "ctl/session.h"

#include <QFile>
#include <QJsonArray>

// A step worded anew, which results are of the old wording, and making just these again.
namespace fornada {

namespace {

QString wordOf(const QJsonValue &job)
{
    const QString because = job[QLatin1String("because")].toString();
    return because.isEmpty() ? QStringLiteral("asked for in other words now")
                             : QStringLiteral("because step %1 changes").arg(because);
}

QString placeOf(const QJsonValue &job)
{
    const QString fan = job[QLatin1String("fanKey")].toString();
    return QStringLiteral("row %1 (%2), step %3%4")
        .arg(job[QLatin1String("row")].toInteger())
        .arg(job[QLatin1String("key")].toString(), job[QLatin1String("step")].toString(),
             fan.isEmpty() ? QString() : u' ' + fan);
}

// One line a step, as a table.
void printSteps(Session &session, const QJsonArray &steps)
{
    if (steps.isEmpty())
        return;
    const auto line = [&session](const QStringList &cells) {
        session.print(QStringLiteral("  %1%2%3%4  %5")
                          .arg(cells.at(0), -20)
                          .arg(cells.at(1), 8)
                          .arg(cells.at(2), 8)
                          .arg(cells.at(3), 12)
                          .arg(cells.at(4)));
    };
    line({QStringLiteral("step"), QStringLiteral("made"), QStringLiteral("stale"), QStringLiteral("unchanged"),
          QStringLiteral("at most")});
    for (const QJsonValue &step : steps) {
        const qint64 made = step[QLatin1String("made")].toInteger(), stale = step[QLatin1String("stale")].toInteger();
        const qint64 unclear = step[QLatin1String("unclear")].toInteger();
        line({step[QLatin1String("step")].toString(), QString::number(made), QString::number(stale),
              QString::number(made - stale - unclear), u'$' + step[QLatin1String("most")].toString()});
    }
}

void printImpact(Session &session, const QJsonObject &impact)
{
    const auto count = [&impact](const char *key) { return impact.value(QLatin1String(key)).toInteger(); };
    session.print(QStringLiteral("batch %1: %2 of %3 results would be others now; making these again costs at most $%4")
                      .arg(count("batch"))
                      .arg(count("stale"))
                      .arg(count("made"))
                      .arg(impact.value(QLatin1String("most")).toString()));
    printSteps(session, impact.value(QLatin1String("steps")).toArray());
    if (count("unclear") > 0)
        session.print(QStringLiteral("  of %1 it is not known what they were asked with; they stay as they are")
                          .arg(count("unclear")));
    if (count("notMade") > 0)
        session.print(QStringLiteral("  %1 more are not made yet").arg(count("notMade")));
    const QJsonArray jobs = impact.value(QLatin1String("jobs")).toArray();
    for (const QJsonValue &job : jobs)
        session.print(QStringLiteral("  job %1, %2: %3")
                          .arg(job[QLatin1String("job")].toInteger())
                          .arg(placeOf(job), wordOf(job)));
    if (count("stale") > jobs.size())
        session.print(QStringLiteral("  and %1 more (--limit N lists more)").arg(count("stale") - jobs.size()));
}

} // namespace

int editStep(Session &session)
{
    const Arguments &args = session.args();
    QString prompt = args.value(QStringLiteral("prompt"));
    if (const QString path = args.value(QStringLiteral("prompt-file")); !path.isEmpty()) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return session.fail({ErrorKind::FileUnreadable, path, {}});
        prompt = QString::fromUtf8(file.readAll());
    }
    if (prompt.isEmpty())
        return session.usage(QStringLiteral("batch edit-step ID STEP --prompt TEXT | --prompt-file FILE"));
    const auto edited = session.act(QStringLiteral("batch.editStep"), {{QStringLiteral("batch"), args.word(2)},
                                                                       {QStringLiteral("step"), args.word(3)},
                                                                       {QStringLiteral("prompt"), prompt}});
    if (!edited)
        return session.fail(edited.error());
    if (session.json())
        session.printJson(*edited);
    else
        session.print(QStringLiteral("batch %1: step %2 is worded anew; what is made already: batch impact %1")
                          .arg(args.word(2), args.word(3)));
    return kOk;
}

int showImpact(Session &session)
{
    QJsonObject args{{QStringLiteral("batch"), session.args().word(2)}};
    if (session.args().has(QStringLiteral("limit")))
        args.insert(QStringLiteral("limit"), session.args().value(QStringLiteral("limit")));
    const auto impact = session.act(QStringLiteral("batch.impact"), args, kLongPatience);
    if (!impact)
        return session.fail(impact.error());
    if (session.json())
        session.printJson(*impact);
    else
        printImpact(session, *impact);
    return kOk;
}

int remakeBatch(Session &session)
{
    QJsonObject args{{QStringLiteral("batch"), session.args().word(2)},
                     {QStringLiteral("stale"), session.args().has(QStringLiteral("stale"))}};
    if (session.args().has(QStringLiteral("at-most")))
        args.insert(QStringLiteral("atMost"), session.args().value(QStringLiteral("at-most")));
    if (!session.args().has(QStringLiteral("stale")))
        return session.usage(QStringLiteral("batch remake ID --stale [--at-most M]"));
    const auto begun = session.act(QStringLiteral("batch.remake"), args, kLongPatience);
    if (!begun)
        return session.fail(begun.error());
    const qint64 changed = begun->value(QLatin1String("changed")).toInteger();
    if (session.json())
        session.printJson(*begun);
    else if (changed == 0)
        session.print(QStringLiteral("nothing to do: every result is what would be asked for now"));
    else
        session.print(QStringLiteral("made again: %1, for at most $%2; the old ones stay as variants")
                          .arg(counted(changed, "result", "results"), begun->value(QLatin1String("most")).toString()));
    return kOk;
}

} // namespace fornada
