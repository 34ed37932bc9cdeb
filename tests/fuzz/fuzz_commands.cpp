#include "engine/control_command.h"

#include <QJsonDocument>

using namespace fornada;

// What arrives at the control socket.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (const auto command = commandFromJson(json)) {
        const auto again = commandFromJson(toJson(*command));
        if (!again || again->name != command->name || again->args != command->args)
            qFatal("a command changed on its way");
        Args args(command->args);
        (void)args.needText(QLatin1String("batch"));
        (void)args.number(QLatin1String("limit"), 1);
    }
    (void)errorFromJson(json);
    return 0;
}
