#include "ctl/session.h"
#include "host/signals.h"
#include "sandbox/sandbox_server.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>

namespace fornada {

// The built-in provider as a server of its own, until a signal.
int runSandbox(Session &session)
{
    SandboxConfig config;
    const Arguments &args = session.args();
    if (args.has(QStringLiteral("config"))) {
        QFile file(args.value(QStringLiteral("config")));
        if (!file.open(QIODevice::ReadOnly))
            return session.fail(
                {file.exists() ? ErrorKind::FileUnreadable : ErrorKind::FileMissing, file.fileName(), {}});
        QJsonParseError fault;
        const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &fault);
        if (!json.isObject())
            return session.fail({ErrorKind::BadFormat, file.fileName(), fault.errorString()});
        auto read = sandboxConfigFromJson(json.object());
        if (!read)
            return session.fail(read.error());
        config = *read;
    }
    if (args.has(QStringLiteral("port"))) {
        bool ok = false;
        config.port = args.value(QStringLiteral("port")).toUShort(&ok);
        if (!ok)
            return session.usage(QStringLiteral("sandbox --port 0..65535"));
    }
    if (args.has(QStringLiteral("ledger")))
        config.ledgerFile = args.value(QStringLiteral("ledger"));
    const SystemClock clock;
    SandboxServer server(clock);
    const auto port = server.start(config);
    if (!port)
        return session.fail(port.error());
    session.print(
        QStringLiteral("sandbox on http://127.0.0.1:%1 (Ctrl+C ends it; GET /ledger shows what it billed)").arg(*port));
    SignalCatcher signals;
    QEventLoop loop;
    QObject::connect(&signals, &SignalCatcher::caught, &loop, &QEventLoop::quit);
    loop.exec();
    server.stop();
    return kOk;
}

} // namespace fornada
