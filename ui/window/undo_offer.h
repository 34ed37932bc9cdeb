#pragma once

#include "models/command_desk.h"
#include "widgets/banner.h"

#include <QElapsedTimer>

namespace fornada {

// Offers to undo what was just done ("Cancelled 48 jobs. Undo"), and undoes: the last action, or a named one. Several
// of one kind at once (a selection of batches) are one offer. UI thread; owned by the main window.
class UndoOffer final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UndoOffer)
public:
    UndoOffer(CommandDesk &commands, Banner &banner, QObject *parent);

    void undoLast() { undo(0); }
    void undo(qint64 operation); // 0: the last one that can be

private:
    void handleDone(const QString &command, const QJsonObject &reply);
    void forget(qint64 operation);
    void offer(const QString &text);
    void undoOffered(const QList<qint64> &operations);
    void say(const QJsonObject &undone);

    CommandDesk &m_commands;
    Banner &m_banner;
    QString m_command; // that is offered to be undone
    QString m_offered; // in these words
    QList<qint64> m_operations;
    qint64 m_changed = 0;
    QElapsedTimer m_since;
};

} // namespace fornada
