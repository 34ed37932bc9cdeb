#include "window/undo_offer.h"

#include "text/format.h"
#include "text/operation_text.h"

namespace fornada {

namespace {

constexpr qint64 kTogetherMs = 3'000;

// What is told about, and offered to be taken back; pauses and settings show on the spot what they did.
bool isOffered(const QString &command)
{
    return command == u"job.cancel" || command == u"batch.cancel" || command == u"queue.clear" ||
           command == u"batch.remove";
}

} // namespace

UndoOffer::UndoOffer(CommandDesk &commands, Banner &banner, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_banner(banner)
{
    connect(&commands, &CommandDesk::done, this, &UndoOffer::handleDone);
}

void UndoOffer::handleDone(const QString &command, const QJsonObject &reply)
{
    const qint64 operation = reply.value(QLatin1String("operation")).toInteger();
    if (!isOffered(command) || operation == 0 || reply.value(QLatin1String("forGood")).toBool())
        return;
    const bool together = command == m_command && m_since.isValid() && m_since.elapsed() < kTogetherMs;
    if (!together) {
        m_operations.clear();
        m_changed = 0;
    }
    m_command = command;
    m_operations.append(operation);
    m_changed += reply.value(QLatin1String("changed")).toInteger();
    m_since.start();
    const int count = int(m_changed);
    const int batches = int(m_operations.size());
    QString text;
    if (command == u"batch.remove")
        text = batches == 1 ? tr("Removed the batch. Its files stay.")
                            : tr("Removed %Ln batches. Their files stay.", nullptr, batches);
    else if (count == 0)
        text = tr("There was nothing left to cancel.");
    else
        text = count == 1 ? tr("Cancelled 1 job.") : tr("Cancelled %Ln jobs.", nullptr, count);
    if (command != u"batch.remove" && command != u"batch.cancel" && count == 0)
        m_banner.tell(Banner::Kind::Info, text);
    else
        m_banner.tell(Banner::Kind::Info, text, tr("Undo"), [this] { undoOffered(); });
}

void UndoOffer::undoOffered()
{
    const QList<qint64> operations = std::exchange(m_operations, {});
    m_command.clear();
    for (auto it = operations.crbegin(); it != operations.crend(); ++it)
        undo(*it);
}

void UndoOffer::undo(qint64 operation)
{
    QJsonObject args;
    if (operation > 0)
        args.insert(QStringLiteral("operation"), operation);
    m_commands.run(QStringLiteral("operation.undo"), args, [this](const QJsonObject &undone) { say(undone); });
}

void UndoOffer::say(const QJsonObject &undone)
{
    const QJsonValue changed = undone.value(QLatin1String("changed"));
    m_banner.tell(Banner::Kind::Info,
                  undoneText(undone.value(QLatin1String("command")).toString(),
                             undone.value(QLatin1String("subject")).toString(),
                             changed.isUndefined() ? std::nullopt : std::optional(changed.toInteger())));
}

} // namespace fornada
