#pragma once

#include "notify/announcer.h"
#include "window/ui_context.h"

#include <QDate>
#include <QSet>

#include <functional>

namespace fornada {

// Decides what is worth telling: a batch that ended, something that needs the operator, work that a limit parks until
// another day. One a batch and cause until things have changed; each kind can be switched off. UI thread; owned by the
// composition root.
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
    void tell(Cause cause, const QString &key, const Announcement &announcement);
    bool isWanted(Cause cause) const;

    const UiContext m_context;
    Announcer &m_announcer;
    std::function<bool()> m_isWatched;
    Announcer *m_window = nullptr; // set together with m_isWatched
    QSet<QString> m_told;
    QSet<BatchId> m_working; // had something to send when last looked at
};

} // namespace fornada
