#include "window/undo_offer.h"

#include "text/format.h"
#include "text/operation_text.h"

namespace fornada {

namespace {

constexpr qint64 kTogetherMs = 3'000;

} // namespace

UndoOffer::UndoOffer(CommandDesk &commands, Banner &banner, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_banner(banner)
{
    connect(&commands, &CommandDesk::done, this, &UndoOffer::handleDone);
}

// Pauses and settings show on the spot what they did; the rest is told, and offered to be taken back.
void UndoOffer::handleDone(const QString &command, const QJsonObject &reply)
{
    if (command == u"operation.undo")
        forget(reply.value(QLatin1String("undone")).toInteger());
    const qint64 operation = reply.value(QLatin1String("operation")).toInteger();
    const bool ofBatch = command == u"batch.remove" || command == u"batch.release";
    if (operation == 0 || reply.value(QLatin1String("forGood")).toBool() ||
        (!ofBatch && doneText(command, 0).isEmpty()))
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
    const int batches = int(m_operations.size());
    if (command == u"batch.remove")
        offer(batches == 1 ? tr("Removed the batch. Its files stay.")
                           : tr("Removed %Ln batches. Their files stay.", nullptr, batches));
    else if (command == u"batch.release")
        offer(tr("The rest goes now."));
    else if (m_changed > 0)
        offer(doneText(command, m_changed));
    else if (command == u"batch.cancel")
        offer(tr("There was nothing left to cancel."));
    else
        m_banner.tell(Banner::Kind::Info, tr("There was nothing left to do."));
}

// Undone from somewhere else: there is nothing to offer any more.
void UndoOffer::forget(qint64 operation)
{
    if (m_operations.removeAll(operation) > 0 && m_operations.isEmpty())
        m_banner.withdraw(m_offered);
}

void UndoOffer::offer(const QString &text)
{
    m_offered = text;
    m_banner.tell(Banner::Kind::Info, text, tr("Undo"), [this, operations = m_operations] { undoOffered(operations); });
}

void UndoOffer::undoOffered(const QList<qint64> &operations)
{
    m_operations.clear();
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
    m_banner.tell(Banner::Kind::Info, undoneText(undone));
}

} // namespace fornada
