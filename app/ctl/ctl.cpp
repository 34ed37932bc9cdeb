#include "base/descriptors.h"
#include "ctl/session.h"

#include <QCoreApplication>
#include <QLocale>

using namespace fornada;

namespace {

struct Group {
    QString name;
    QList<Verb> verbs;
};

QList<Group> groups()
{
    return {{QStringLiteral("recipe"), recipeVerbs()},   {QStringLiteral("sample"), sampleVerbs()},
            {QStringLiteral("price"), priceVerbs()},     {QStringLiteral("queue"), queueVerbs()},
            {QStringLiteral("account"), accountVerbs()}, {QStringLiteral("batch"), batchVerbs()},
            {QStringLiteral("credit"), creditVerbs()},   {QStringLiteral("job"), jobVerbs()},
            {QStringLiteral("export"), exportVerbs()},   {QStringLiteral("setting"), settingVerbs()},
            {QStringLiteral("results"), resultsVerbs()}, {QStringLiteral("report"), reportVerbs()}};
}

int help(Session &session)
{
    session.print(QStringLiteral("fornadactl " FORNADA_VERSION " - run batches of AI generation requests\n\n"
                                 "usage: fornadactl [--data DIR] [--json] COMMAND ...\n"));
    for (const Group &group : groups())
        for (const Verb &verb : group.verbs)
            session.print(QStringLiteral("  ") + verb.usage);
    for (const Verb &verb : journalVerbs() + engineVerbs())
        session.print(QStringLiteral("  ") + verb.usage);
    session.print(
        QStringLiteral("\nexit codes: 0 ok, 1 error, 2 usage, 3 ended with failures, 4 another instance holds the "
                       "data and does not answer"));
    return kOk;
}

// own: how many words name the command itself.
int runVerb(Session &session, const Verb &verb, qsizetype own)
{
    static const QStringList everywhere = {QStringLiteral("data"), QStringLiteral("json")};
    if (session.args().has(QStringLiteral("help"))) {
        session.print(QStringLiteral("usage: fornadactl ") + verb.usage);
        return kOk;
    }
    if (!session.args().missingValue().isEmpty())
        return session.usage(verb.usage + QStringLiteral("\n  --") + session.args().missingValue() +
                             QStringLiteral(" needs a value"));
    for (const QString &option : session.args().optionNames())
        if (!verb.options.contains(option) && !everywhere.contains(option))
            return session.usage(verb.usage + QStringLiteral("\n  unknown option --") + option);
    if (!session.args().needlessValue().isEmpty())
        return session.usage(verb.usage + QStringLiteral("\n  --") + session.args().needlessValue() +
                             QStringLiteral(" takes no value"));
    const QStringList words = session.args().words().mid(own);
    if (words.size() > verb.words.most)
        return session.usage(verb.usage + QStringLiteral("\n  one word too many: ") + words.at(verb.words.most));
    if (words.size() < verb.words.least || words.first(verb.words.least).contains(QString()))
        return session.usage(verb.usage);
    return verb.run(session);
}

int dispatch(Session &session)
{
    const QString first = session.args().word(0);
    if (session.args().has(QStringLiteral("version"))) {
        session.print(QStringLiteral("fornadactl " FORNADA_VERSION));
        return kOk;
    }
    if (first.isEmpty() || first == QLatin1String("help"))
        return help(session);
    for (const Group &group : groups()) {
        if (group.name != first)
            continue;
        QStringList usages;
        for (const Verb &verb : group.verbs) {
            if (verb.name == session.args().word(1))
                return runVerb(session, verb, 2);
            usages.append(verb.usage);
        }
        return session.usage(usages.join(QStringLiteral("\n       fornadactl ")));
    }
    for (const Verb &verb : journalVerbs() + engineVerbs())
        if (verb.name == first)
            return runVerb(session, verb, 1);
    return session.usage(QStringLiteral("COMMAND ... (there is no command \"%1\"; see fornadactl help)").arg(first));
}

} // namespace

int main(int argc, char *argv[])
{
    makeRoomForDescriptors();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fornada"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FORNADA_VERSION));
    if (QLocale().language() == QLocale::C) // it knows no way to write money
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Session session(Arguments::parse(QCoreApplication::arguments().mid(1)));
    return dispatch(session);
}
