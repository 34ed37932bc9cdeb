#pragma once

#include "host/engine_host.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace fornada::test {

// The engine as both programs have it, over a data folder of its own; nobody else gives it commands.
class HostWorld {
public:
    explicit HostWorld(HostOptions options = {})
    {
        options.dataFolder = path(QStringLiteral("data"));
        options.takeCommands = false;
        auto host = EngineHost::open(options);
        if (!host)
            qFatal("%s", qPrintable(host.error().detail));
        m_host = std::move(*host);
    }
    // It starts nothing by itself.
    static std::unique_ptr<HostWorld> paused()
    {
        HostOptions options;
        options.paused = true;
        return std::make_unique<HostWorld>(options);
    }

    EngineHost &host() { return *m_host; }
    Result<QJsonObject> call(const QString &name, const QJsonObject &args)
    {
        return m_host->call({name, args, QStringLiteral("test")});
    }
    void execute(const QString &name, const QJsonObject &args, CommandReply reply)
    {
        m_host->execute({name, args, QStringLiteral("test")}, std::move(reply));
    }

    // A file beside the data; its path.
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s", qPrintable(file.errorString()));
        return file.fileName();
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    const QTemporaryDir m_folder;
    std::unique_ptr<EngineHost> m_host;
};

} // namespace fornada::test
