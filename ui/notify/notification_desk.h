#pragma once

#include "notify/announcer.h"
#include "window/ui_context.h"

#include <QDate>
#include <QSet>

#include <functional>

namespace fornada {

// Decides what is worth telling: a batch that ended, something that needs the operator, work that a limit parks until
// another day. One a batch and cause until things have changed; what the engine tells once an episode is told each
// time, but for what comes together. Each kind can be switched off. UI thread; owned by the composition root.
class NotificationDesk final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationDesk)
public:
    NotificationDesk(const UiContext &context, Announcer &announcer, QObject *parent = nullptr);

    // While it is true the window is looked at: then it tells.
    void setWatched(std::function<bool()> isWatched, Announcer &window)
    {
        m_isWatched = std::move(isWatched);
        m_window = &window;
    }

private:
    enum class Cause { Ended, NeedsYou, Parked };

    void handleEvent(const Event &event);
    void lookAtBatches();
    void lookAtLimits();
    void tellOnce(Cause cause, const QString &key, const Announcement &announcement);
    void tell(Cause cause, const Announcement &announcement);
    bool isEcho(const QString &key, Wall at);
    bool isWanted(Cause cause) const;

    const UiContext m_context;
    Announcer &m_announcer;
    std::function<bool()> m_isWatched;
    Announcer *m_window = nullptr; // set together with m_isWatched
    QSet<QString> m_told;
    QHash<QString, Wall> m_heard; // what needs the operator, and when it was last said
    QSet<BatchId> m_working;      // had something to send when last looked at
};

} // namespace fornada
