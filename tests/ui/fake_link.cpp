#include "ui/fake_link.h"

#include <QPointer>

namespace fornada {

void FakeLink::send(const Command &command, QObject *context, CommandReply reply)
{
    commands.append(command);
    if (onCommand)
        onCommand(command);
    const auto refusal = refusals.constFind(command.name);
    const Result<QJsonObject> answer =
        refusal != refusals.cend() ? Result<QJsonObject>(*refusal) : Result<QJsonObject>(answers.value(command.name));
    QMetaObject::invokeMethod(
        this,
        [alive = QPointer<QObject>(context), reply = std::move(reply), answer] {
            if (alive)
                reply(answer);
        },
        Qt::QueuedConnection);
}

QStringList FakeLink::names() const
{
    QStringList names;
    for (const Command &command : commands)
        if (command.name != QLatin1String("engine.status"))
            names.append(command.name);
    return names;
}

Command FakeLink::last(const QString &name) const
{
    for (auto it = commands.crbegin(); it != commands.crend(); ++it)
        if (it->name == name)
            return *it;
    return {};
}

} // namespace fornada
