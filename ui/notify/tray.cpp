#include "notify/tray.h"

#include "models/batch_model.h"
#include "text/format.h"
#include "widgets/keep_translated.h"

namespace fornada {

Tray::Tray(const UiContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_icon(QIcon(QStringLiteral(":/fornada/icons/fornada.svg")))
    , m_open(m_menu.addAction(QString()))
    , m_pause(m_menu.addAction(QString()))
    , m_quit(m_menu.addAction(QString()))
{
    m_icon.setContextMenu(&m_menu);
    connect(m_open, &QAction::triggered, this, [this] { Q_EMIT opened({}); });
    connect(m_quit, &QAction::triggered, this, &Tray::quitWanted);
    connect(m_pause, &QAction::triggered, this, [this] {
        const bool paused = m_context.pulse.vitals().paused;
        m_context.commands.run(paused ? QStringLiteral("engine.resume") : QStringLiteral("engine.pause"), {},
                               [this](const QJsonObject &) { m_context.pulse.refresh(); });
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT opened(m_lastBatch); });
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT opened({});
    });
    connect(&context.pulse, &Pulse::beat, this, &Tray::update);
    keepTranslated(&m_menu, [this] { update(); });
    m_icon.show();
}

void Tray::update()
{
    m_open->setText(tr("Open Fornada"));
    m_pause->setText(m_context.pulse.vitals().paused ? tr("Resume") : tr("Pause all"));
    m_quit->setText(tr("Quit"));
    const StateCounts open = m_context.batches.openCounts();
    m_icon.setToolTip(open.total() > 0
                          ? tr("Fornada: %1 of %2 jobs").arg(countText(open.settled()), countText(open.total()))
                          : tr("Fornada: nothing is running"));
}

void Tray::sayStillWorking()
{
    if (std::exchange(m_saidSo, true))
        return;
    announce({QStringLiteral("Fornada"),
              tr("Work goes on. Open the window again from here; Quit ends it."),
              EventLevel::Info,
              {}});
}

void Tray::announce(const Announcement &announcement)
{
    m_lastBatch = announcement.batch;
    const auto icon = announcement.level == EventLevel::Info ? QSystemTrayIcon::Information : QSystemTrayIcon::Warning;
    const QString title = announcement.title.isEmpty() ? QStringLiteral("Fornada") : announcement.title;
    m_icon.showMessage(title, announcement.text, icon);
}

} // namespace fornada
