#include "ctl/printing.h"
#include "ctl/session.h"
#include "results/results_folder.h"
#include "store/data_lock.h"

#include <QDir>

// Where results lie.
namespace fornada {

namespace {

int show(Session &session)
{
    const QString place = resultsPlace(session.dataFolder());
    const bool isThere = QDir(place).exists();
    if (session.json())
        session.printJson({{QStringLiteral("place"), place}, {QStringLiteral("there"), isThere}});
    else
        session.print(isThere ? place : QStringLiteral("%1 (not there now)").arg(place));
    return kOk;
}

int move(Session &session)
{
    const QString to = session.args().word(2);
    const auto moved =
        session.act(QStringLiteral("results.move"),
                    {{QStringLiteral("to"), QDir::cleanPath(QDir::current().absoluteFilePath(to))}}, kLongPatience);
    if (!moved)
        return session.fail(moved.error());
    if (session.json())
        session.printJson(*moved);
    else
        session.print(QStringLiteral("%1 now in %2")
                          .arg(counted(moved->value(QLatin1String("files")).toInteger(), "file", "files"),
                               moved->value(QLatin1String("place")).toString()));
    return kOk;
}

int leave(Session &session)
{
    const QString folder = session.dataFolder();
    const auto lock = DataLock::take(folder);
    if (!lock)
        return session.fail(lock.error());
    const QString behind = resultsPlace(folder);
    if (const Status left = leaveResultsBehind(folder); !left)
        return session.fail(left.error());
    session.print(QStringLiteral("new results go to %1; earlier ones stay in %2").arg(resultsFolder(folder), behind));
    return kOk;
}

} // namespace

QList<Verb> resultsVerbs()
{
    return {{QStringLiteral("show"), QStringLiteral("results show"), {}, show},
            {QStringLiteral("move"), QStringLiteral("results move FOLDER"), {}, move, kOneWord},
            {QStringLiteral("leave"), QStringLiteral("results leave"), {}, leave}};
}

} // namespace fornada
