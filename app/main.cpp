#include "base/descriptors.h"
#include "dialogs/restore_offer.h"
#include "gui/host_link.h"
#include "gui/raise_socket.h"
#include "host/engine_host.h"
#include "host/keychain.h"
#include "host/signals.h"
#include "models/batch_model.h"
#include "models/eta_book.h"
#include "notify/notification_desk.h"
#include "notify/tray.h"
#include "results/results_folder.h"
#include "store/data_folder.h"
#include "text/error_text.h"
#include "window/main_window.h"
#include "window/view_menu.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

using namespace fornada;

namespace {

constexpr std::chrono::seconds kGrace(5);
constexpr std::chrono::seconds kTurnPatience(10); // a command from a terminal is done by then

QString askedFolder(const QApplication &app)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("Data folder."), QStringLiteral("folder"),
                                  defaultDataFolder());
    parser.addOption(data);
    parser.process(app);
    return QDir::cleanPath(QDir::current().absoluteFilePath(parser.value(data)));
}

// Another program has the data: its window comes to the front; without a window it is said what holds it.
int yieldTo(const QString &folder, const Error &error)
{
    if (RaiseSocket::knock(folder))
        return 0;
    QMessageBox::information(nullptr, QStringLiteral("Fornada"), sentence(error));
    return 0;
}

bool putBack(const QString &folder, const QString &backup)
{
    const auto aside = restoreData(folder, backup);
    if (!aside)
        QMessageBox::critical(nullptr, QStringLiteral("Fornada"), sentence(aside.error()));
    else
        QMessageBox::information(nullptr, QStringLiteral("Fornada"),
                                 QCoreApplication::translate(
                                     "start", "The backup is in place, and everything is paused: what was done after "
                                              "it was made is not in it and would be made, and paid, again. Look "
                                              "through your batches, cancel what you have already, then resume."));
    return bool(aside);
}

// The results were moved to a disk that is not there now.
bool findResults(const QString &folder, const Error &error)
{
    QMessageBox box(QMessageBox::Warning, QStringLiteral("Fornada"), sentence(error));
    box.setTextFormat(Qt::PlainText);
    const QAbstractButton *again =
        box.addButton(QCoreApplication::translate("start", "Try again"), QMessageBox::AcceptRole);
    const QAbstractButton *without =
        box.addButton(QCoreApplication::translate("start", "Go on without them"), QMessageBox::DestructiveRole);
    box.addButton(QCoreApplication::translate("start", "Quit"), QMessageBox::RejectRole);
    box.setInformativeText(QCoreApplication::translate(
        "start", "Without them new results go into the data folder again; those that are away stay there, and are "
                 "shown as missing."));
    box.exec();
    return box.clickedButton() == again || (box.clickedButton() == without && leaveResultsBehind(folder));
}

// A damaged database is offered its latest good backup; anything else is said. True: try again.
bool mend(const QString &folder, const Error &error)
{
    if (error.kind == ErrorKind::FolderAway)
        return findResults(folder, error);
    const bool damaged = error.kind == ErrorKind::DatabaseCorrupt || error.kind == ErrorKind::DatabaseForeign;
    const QString backup = damaged ? latestGoodBackup(folder) : QString();
    if (backup.isEmpty()) {
        QMessageBox::critical(nullptr, QStringLiteral("Fornada"), sentence(error));
        return false;
    }
    RestoreOffer offer(error, backup, SystemClock().now().wall);
    if (offer.exec() != QDialog::Accepted)
        return false;
    return putBack(folder, backup);
}

// What the window's life ended with.
struct Ending {
    int code = 0;
    QString restore; // the backup to put in place before it begins again
};

// Where there is a tray it tells what happens while nobody looks, and keeps the work going when the window is closed.
struct TrayParts {
    explicit TrayParts(const UiContext &context)
        : tray(context)
        , desk(context, tray)
    {}
    Tray tray;
    NotificationDesk desk;
};

std::unique_ptr<TrayParts> makeTray(const UiContext &context, MainWindow &window)
{
    if (!Tray::isThere())
        return nullptr;
    auto parts = std::make_unique<TrayParts>(context);
    window.setHasTray(true);
    parts->desk.setWatched([&window] { return window.isVisible() && window.isActiveWindow(); }, window);
    QObject::connect(&parts->tray, &Tray::quitWanted, &window, &MainWindow::quit);
    QObject::connect(&parts->tray, &Tray::opened, &window, [&window](BatchId batch) {
        window.raiseToFront();
        if (batch.isValid())
            window.showBatch(batch);
    });
    QObject::connect(&window, &MainWindow::wentToTray, &parts->tray, &Tray::sayStillWorking);
    return parts;
}

// One life of engine and window: engine first, then what reads and shows it; they end in the reverse order.
Ending live(EngineHost &host, HostLink &link, Theme &theme, Language &language)
{
    const QString &folder = host.dataFolder();
    const SystemClock clock;
    QSettings settings(folder + QStringLiteral("/window.ini"), QSettings::IniFormat);
    ReadDesk reads([folder] { return StoreReadPort::open(folder); });
    CommandDesk commands(link);
    Pulse pulse(link, reads, clock);
    BatchModel batches(link, reads);
    EtaBook etas(reads, pulse, batches);
    const UiContext context{link, reads, commands, pulse, batches, theme, language, etas, settings};
    recallLook(context);
    Ending ending;
    MainWindow window(context);
    RaiseSocket socket;
    QObject::connect(&socket, &RaiseSocket::knocked, &window, &MainWindow::raiseToFront);
    QObject::connect(&window, &MainWindow::restoreWanted, &window, [&](const QString &backup) {
        ending.restore = backup;
        window.end();
    });
    QObject::connect(&window, &MainWindow::ended, qApp, [] { QCoreApplication::exit(); });
    SignalCatcher signals;
    QObject::connect(&signals, &SignalCatcher::caught, &window, &MainWindow::end);
    const auto tray = makeTray(context, window);
    const auto banner = tray ? nullptr : std::make_unique<NotificationDesk>(context, window);
    socket.listen(folder);
    batches.refresh();
    pulse.start();
    window.show();
    window.tellRecovery(link.recovery());
    ending.code = QApplication::exec();
    pulse.stop();
    return ending;
}

} // namespace

// The composition root of the window.
int main(int argc, char *argv[])
{
    makeRoomForDescriptors();
    // The default backend crashes on a bare Debian 12.
    if (!qEnvironmentVariableIsSet("QT_MEDIA_BACKEND"))
        qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("fornada"));
    QApplication::setApplicationDisplayName(QStringLiteral("Fornada"));
    QApplication::setApplicationVersion(QStringLiteral(FORNADA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("fornada"));
    QApplication::setQuitOnLastWindowClosed(false); // a window in the tray is not the end
    const QString folder = askedFolder(app);
    Theme theme(app);
    Language language(app);
    Keychain keychain;

    while (true) {
        HostLink link;
        HostOptions options;
        options.dataFolder = folder;
        options.notifier = &link;
        options.pausedAfterCrash = true;
        options.keyStore = &keychain;
        auto host = EngineHost::openInTurn(options, QDeadlineTimer(kTurnPatience));
        if (!host && host.error().kind == ErrorKind::AnotherInstance)
            return yieldTo(folder, host.error());
        if (!host && !mend(folder, host.error()))
            return 1;
        if (!host)
            continue;
        link.bind(**host);
        const Ending ending = live(**host, link, theme, language);
        (*host)->stop(kGrace);
        if (ending.restore.isEmpty())
            return ending.code;
        putBack(folder, ending.restore);
    }
}
