#pragma once

#include "engine_link.h"

#include <QTemporaryDir>

namespace fornada {

// An engine that only writes down what it is told and answers what the test says.
class FakeLink final : public EngineLink {
    Q_OBJECT
public:
    using EngineLink::EngineLink;

    void send(const Command &command, QObject *context, CommandReply reply) override;
    QString dataFolder() const override { return folder.path(); }
    RecoveryCard recovery() const override { return card; }

    QStringList names() const; // of the commands, without the status questions
    Command last(const QString &name) const;

    QList<Command> commands;
    QHash<QString, QJsonObject> answers;
    QHash<QString, Error> refusals;
    std::function<void(const Command &)> onCommand;
    RecoveryCard card;
    QTemporaryDir folder;
};

} // namespace fornada
