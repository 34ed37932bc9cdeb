#include "ui/setup_data.h"

#include "dialogs/account_dialog.h"
#include "dialogs/client_dialog.h"
#include "dialogs/export_dialog.h"
#include "dialogs/queue_dialog.h"
#include "dialogs/restore_offer.h"
#include "pages/queues_page.h"
#include "ui/sample_data.h"
#include "ui/shots/photographer.h"

#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

// Queues, accounts and settings, and the dialogs that change them.
namespace fornada {

namespace {

void type(QLineEdit &line, const QString &text)
{
    line.setText(text);
    Q_EMIT line.textEdited(text);
}

void shootAccountDialog(Photographer &camera, UiBench &bench, MainWindow &window)
{
    bench.link.refusals.insert(QStringLiteral("account.key"), Error{ErrorKind::KeychainMissing, {}, {}});
    bench.link.answers.insert(QStringLiteral("account.test"),
                              {{QStringLiteral("ok"), true},
                               {QStringLiteral("result"), QStringLiteral("ok")},
                               {QStringLiteral("ms"), 412},
                               {QStringLiteral("models"), QJsonArray{QStringLiteral("gemini-2.5-flash"),
                                                                     QStringLiteral("gemini-2.5-flash-image")}}});
    AccountDialog account(bench.context(), window.queuesPage().book(), {}, &window);
    camera.takeDialog(account, QStringLiteral("account-dialog-new"));
    type(*account.findChild<QLineEdit *>(QStringLiteral("name")), QStringLiteral("gemini"));
    type(*account.findChild<QLineEdit *>(QStringLiteral("key")), QStringLiteral("not-a-real-key"));
    account.findChild<QPushButton *>(QStringLiteral("test"))->click();
    waitFor([&] { return bench.link.names().contains(QStringLiteral("account.test")); });
    camera.take(account, QStringLiteral("account-dialog-tested"));
    account.findChild<QPushButton *>(QStringLiteral("save"))->click();
    waitFor([&] { return bench.link.names().contains(QStringLiteral("account.key")); });
    camera.take(account, QStringLiteral("account-dialog"));
}

void shootDialogs(Photographer &camera, UiBench &bench, MainWindow &window)
{
    QueueDialog queue(bench.context(), window.queuesPage().book(), {}, &window);
    queue.usePreset(QStringLiteral("cloud-tasks"));
    camera.takeDialog(queue, QStringLiteral("queue-dialog"));
    if (auto *form = queue.findChild<QScrollArea *>()) {
        form->verticalScrollBar()->setValue(form->verticalScrollBar()->maximum());
        camera.take(queue, QStringLiteral("queue-dialog-below"));
    }
    shootAccountDialog(camera, bench, window);
    RestoreOffer offer({ErrorKind::DatabaseCorrupt, QStringLiteral("/home/ana/.local/share/fornada/fornada.db"), {}},
                       QStringLiteral(SOURCE_ROOT "/tests/data/schema-0001.db"), bench.pulse.now(), &window);
    camera.takeDialog(offer, QStringLiteral("restore-offer"));
    Batch batch;
    batch.name = QStringLiteral("Avatars - spring campaign");
    ExportDialog exporting(bench.context(), batch, &window);
    camera.takeDialog(exporting, QStringLiteral("export-dialog"));
}

// Results on their way to another disk, from one place with a long name to the next.
void shootMoving(Photographer &camera, UiBench &bench, MainWindow &window)
{
    const QString disk =
        QStringLiteral("/media/producao/Disco externo 4 TB/Agencia Moraes & Filhos/campanhas de 2026/");
    QFile::link(disk + QStringLiteral("resultados da primavera"), bench.link.dataFolder() + QStringLiteral("/results"));
    QJsonObject status = bench.link.answers.value(QStringLiteral("engine.status"));
    status.insert(QStringLiteral("moving"),
                  QJsonObject{{QStringLiteral("to"), disk + QStringLiteral("resultados do verao")},
                              {QStringLiteral("files"), 4'120},
                              {QStringLiteral("of"), 12'904}});
    bench.link.answers.insert(QStringLiteral("engine.status"), status);
    bench.pulse.refresh();
    waitFor([&] { return bench.pulse.vitals().moving.has_value(); });
    bench.language.setChoice(LanguageChoice::System);
    camera.dress(bench); // the place is read anew
    settle();
    camera.take(window, QStringLiteral("settings-moving"));
}

void shootSettings(Photographer &camera, UiBench &bench, MainWindow &window)
{
    window.showPage(QStringLiteral("settings"));
    settle();
    camera.take(window, QStringLiteral("settings"));
    shootMoving(camera, bench, window);
    auto *clients = window.findChild<QWidget *>(QStringLiteral("clients"));
    QScrollArea *scroll = nullptr;
    for (QWidget *above = clients->parentWidget(); above && !scroll; above = above->parentWidget())
        scroll = qobject_cast<QScrollArea *>(above);
    scroll->ensureWidgetVisible(clients->parentWidget(), 0, 0);
    settle();
    camera.take(window, QStringLiteral("settings-clients"));
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    camera.take(window, QStringLiteral("settings-below"));
    ClientDialog client(bench.context(), bench.data->clients.first().client, &window);
    camera.takeDialog(client, QStringLiteral("client-dialog"));
}

} // namespace

void shootSetup(Photographer &camera)
{
    const Wall now = SystemClock().now().wall;
    auto data = std::make_shared<MadeUpData>();
    UiBench bench(camera.app(), data);
    const auto window = camera.open(bench);
    SetupBook &book = window->queuesPage().book();
    window->showPage(QStringLiteral("queues"));
    waitFor([&] { return book.isLoaded(); });
    {
        const QMutexLocker lock(&data->mutex);
        addSampleSetup(*data, now);
    }
    bench.link.answers.insert(QStringLiteral("engine.status"), withSampleGates(sampleStatus(now), now));
    bench.pulse.refresh();
    book.refresh();
    waitFor([&] { return bench.pulse.vitals().known && window->queuesPage().selectQueue(QStringLiteral("staging")); });
    camera.take(*window, QStringLiteral("queues"));
    window->queuesPage().selectAccount(QStringLiteral("gemini-studio"));
    settle();
    camera.take(*window, QStringLiteral("accounts"));
    shootDialogs(camera, bench, *window);
    {
        const QMutexLocker lock(&data->mutex);
        addLongNames(*data);
    }
    book.refresh();
    waitFor([&] { return window->queuesPage().selectQueue(data->queues.at(0).name); });
    camera.take(*window, QStringLiteral("queues-long"));
    shootSettings(camera, bench, *window);
}

} // namespace fornada
