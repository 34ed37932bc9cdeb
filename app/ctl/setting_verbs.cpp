#include "ctl/session.h"
#include "store/reader.h"

#include <QJsonArray>

// What holds for everything: the day's budget over all accounts, re-sending, how long things are kept.
namespace fornada {

namespace {

struct Known {
    QString name, about;
};

QList<Known> known()
{
    return {{QStringLiteral("dayBudget"), QStringLiteral("what may be spent on one day, over all accounts")},
            {QStringLiteral("resendPerJob"), QStringLiteral("possible double charge up to which a job is sent again")},
            {QStringLiteral("resendPart"), QStringLiteral("the same of a batch, as a part of its estimate (0 to 1)")},
            {QStringLiteral("keepRawDays"), QStringLiteral("days that providers' raw answers are kept")},
            {QStringLiteral("keepEventsDays"), QStringLiteral("days that the journal is kept")},
            {QStringLiteral("keepBatchesDays"), QStringLiteral("days that finished and cancelled batches are kept")}};
}

int settingList(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    QJsonObject json;
    const QList<Known> all = known();
    for (const auto &[name, about] : all) {
        const auto value = (*reader)->setting(name);
        if (!value)
            return session.fail(value.error());
        json.insert(name, value->isEmpty() ? QJsonValue() : QJsonValue(*value));
        if (!session.json())
            session.print(QStringLiteral("%1  %2  %3")
                              .arg(name, -16)
                              .arg(value->isEmpty() ? QStringLiteral("as usual") : *value, -10)
                              .arg(about));
    }
    if (session.json())
        session.printJson(json);
    return kOk;
}

int settingSet(Session &session)
{
    const QString name = session.args().word(2), value = session.args().word(3);
    const QList<Known> all = known();
    const auto isIt = [&name](const Known &one) { return one.name == name; };
    if (std::none_of(all.begin(), all.end(), isIt))
        return session.usage(QStringLiteral("setting set NAME VALUE|none (see: fornadactl setting list)"));
    const auto result =
        session.act(QStringLiteral("setting.set"),
                    {{QStringLiteral("name"), name}, {QStringLiteral("value"), value == u"none" ? QString() : value}});
    if (!result)
        return session.fail(result.error());
    session.print(QStringLiteral("%1: %2").arg(name, value == u"none" ? QStringLiteral("as usual") : value));
    return kOk;
}

} // namespace

QList<Verb> settingVerbs()
{
    return {{QStringLiteral("list"), QStringLiteral("setting list"), {}, settingList},
            {QStringLiteral("set"), QStringLiteral("setting set NAME VALUE|none"), {}, settingSet, {2, 2}}};
}

} // namespace fornada
