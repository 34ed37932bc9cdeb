#include "pages/queues_detail.h"

#include "text/account_text.h"
#include "text/error_text.h"
#include "text/limit_text.h"
#include "text/operation_text.h"
#include "text/state_text.h"
#include "widgets/ask_first.h"
#include "widgets/fact_list.h"
#include "widgets/gate_list.h"
#include "widgets/set_role.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

namespace fornada {

namespace {

constexpr int kMostDrops = 8;

void emptyLayout(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

void QueuesDetail::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    showGates();
    m_seconds.start();
}

void QueuesDetail::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_seconds.stop();
}

void QueuesDetail::setTexts()
{
    m_nothing->setText(tr("Choose a queue or an account to see what it allows and why it waits."));
    m_gatesTitle->setText(tr("Now"));
    m_historyTitle->setText(tr("Limit history"));
    m_edit->setText(tr("Edit…"));
    m_test->setText(tr("Test"));
    refresh();
}

void QueuesDetail::choose(const QString &name, bool isQueue)
{
    if (name != m_name || isQueue != m_isQueue) {
        ++m_shown;
        m_result->clear();
    }
    m_name = name;
    m_isQueue = isQueue;
    refresh();
}

void QueuesDetail::showQueue(const QString &name)
{
    choose(name, true);
}

void QueuesDetail::showAccount(const QString &name)
{
    choose(name, false);
}

bool QueuesDetail::isPaused() const
{
    const Queue *queue = m_isQueue ? m_book.queue(m_name) : nullptr;
    const Account *account = m_isQueue ? nullptr : m_book.account(m_name);
    return (queue && queue->paused) || (account && account->paused);
}

void QueuesDetail::refresh()
{
    const Queue *queue = m_isQueue ? m_book.queue(m_name) : nullptr;
    const Account *account = m_isQueue ? nullptr : m_book.account(m_name);
    m_nothing->setVisible(!queue && !account);
    m_scroll->setVisible(queue || account);
    if (!queue && !account)
        return;
    m_title->setText(m_name);
    const bool paused = isPaused();
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(m_context.theme.icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_drop->setText(m_isQueue ? tr("Clear…") : tr("Remove…"));
    m_result->setVisible(!m_result->text().isEmpty());
    if (queue)
        showQueueFacts(*queue);
    else
        showAccountFacts(*account);
    showGates();
}

void QueuesDetail::showQueueFacts(const Queue &queue)
{
    const Account *account = m_book.account(queue.account);
    m_second->setText(tr("Queue · goes to the account %1").arg(account ? account->name : QStringLiteral("–")));
    m_factsTitle->setText(tr("Rules"));
    m_facts->setFacts(
        {{tr("Limits"), limitsText(queue.limits)},
         {tr("Retries"), retryText(queue.retry)},
         {tr("One request"), tr("at most %1").arg(durationText(queue.deadline))},
         {tr("Given up"), queue.retry.ageLimit ? tr("after %1").arg(durationText(*queue.retry.ageLimit)) : QString()},
         {tr("Alert"), queue.alertAt ? alertText(*queue.alertAt) : QString()}});
    m_test->setToolTip(tr("Sends one real request through every limit of this queue"));
    m_drop->setEnabled(m_book.counts(queue.id)[JobState::Queued] + m_book.counts(queue.id)[JobState::Blocked] > 0);
    showHistory(m_book.dropsOf(queue.id));
}

void QueuesDetail::showAccountFacts(const Account &account)
{
    m_second->setText(tr("Account · %1").arg(providerName(account.kind)));
    const QStringList queues = m_book.queuesOf(account.id);
    const QString key = !account.keyEnv.isEmpty()               ? tr("from the variable %1").arg(account.keyEnv)
                        : account.kind == ProviderKind::Sandbox ? tr("needs none")
                                                                : tr("in the keychain, or typed for this session");
    m_factsTitle->setText(tr("Facts"));
    m_facts->setFacts({{tr("Address"), account.url.isEmpty() ? tr("built in") : account.url.toString()},
                       {tr("Key"), key},
                       {tr("Limits"), limitsText(account.limits)},
                       {tr("Budget a day"), account.dayBudget ? moneyText(*account.dayBudget) : QString()},
                       {tr("Cost"), account.free ? tr("nothing costs money here") : QString()},
                       {tr("Queues"), queues.isEmpty() ? tr("none uses it") : queues.join(QStringLiteral(", "))}});
    m_test->setToolTip(tr("Asks for the list of models; costs nothing"));
    m_drop->setEnabled(true);
    showHistory(m_book.dropsOf(account.id));
}

void QueuesDetail::showHistory(const QList<PaceDrop> &drops)
{
    QStringList lines;
    for (const PaceDrop &drop : drops.mid(0, kMostDrops)) {
        const QString model =
            drop.scopeKey.startsWith(QLatin1String("model:")) ? drop.scopeKey.section(u':', 2) : QString();
        const QString text = tr("%1: slowed to %2%").arg(timeText(drop.at, m_context.pulse.now())).arg(drop.percent);
        lines.append(model.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, model));
    }
    m_historyTitle->setVisible(!drops.isEmpty());
    m_history->setVisible(!drops.isEmpty());
    if (drops.size() > kMostDrops)
        lines.append(tr("and %Ln more", nullptr, int(drops.size()) - kMostDrops));
    m_history->setText(lines.join(QLatin1Char('\n')));
}

void QueuesDetail::showGates()
{
    const Queue *queue = m_isQueue ? m_book.queue(m_name) : nullptr;
    const Account *account = m_isQueue ? nullptr : m_book.account(m_name);
    if (!queue && !account)
        return;
    const Vitals &vitals = m_context.pulse.vitals();
    const Wall now = m_context.pulse.now();
    const auto owner = m_isQueue ? GateFace::Owner::Queue : GateFace::Owner::Account;
    const QList<GateFace> gates = vitals.gatesOf(owner, m_name);
    m_gates->setGates(gates, queue ? queue->limits : account->limits, now);
    QMap<QString, QList<GateFace>> models;
    if (account)
        for (const GateFace &gate : vitals.gatesOf(GateFace::Owner::Model, m_name))
            models[gate.model].append(gate);
    m_gatesTitle->setVisible(!gates.isEmpty() || !models.isEmpty());
    emptyLayout(m_modelGates);
    for (auto it = models.cbegin(); it != models.cend(); ++it) {
        QLabel *title = sectionTitle();
        title->setTextFormat(Qt::PlainText);
        title->setText(tr("Model %1").arg(it.key()));
        title->setContentsMargins(0, space::small, 0, 0);
        auto *list = new GateList(m_context.theme);
        list->setGates(it.value(), account->modelLimits.value(it.key()), now);
        m_modelGates->addWidget(title);
        m_modelGates->addWidget(list);
    }
}

void QueuesDetail::popUpMenu(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QPushButton *button : {m_pause, m_edit, m_test, m_drop}) {
        QAction *action = menu->addAction(button->icon(), button->text());
        action->setEnabled(button->isEnabled());
        connect(action, &QAction::triggered, button, &QPushButton::click);
    }
    menu->popup(at);
}

void QueuesDetail::tell(const QString &text, const char *role)
{
    setRole(m_result, role);
    m_result->setText(text);
    m_result->setVisible(!text.isEmpty());
}

// What comes back is said here, beside what was asked, unless something else is shown by then.
void QueuesDetail::run(const QString &command, const QJsonObject &args, std::function<void(const QJsonObject &)> done)
{
    m_context.commands.ask(command, args, this,
                           [this, command, shown = m_shown, done = std::move(done)](Result<QJsonObject> reply) {
                               Q_EMIT changed();
                               m_context.pulse.refresh();
                               if (reply) // the window offers to undo it
                                   Q_EMIT m_context.commands.done(command, *reply);
                               if (shown != m_shown)
                                   return;
                               if (!reply)
                                   tell(sentence(reply.error()), "bad");
                               else if (done)
                                   done(*reply);
                               else
                                   tell({}, "muted");
                           });
}

void QueuesDetail::pauseOrResume()
{
    const bool pause = !isPaused();
    if (m_isQueue)
        run(pause ? QStringLiteral("queue.pause") : QStringLiteral("queue.resume"),
            {{QStringLiteral("queue"), m_name}});
    else
        run(QStringLiteral("account.set"), {{QStringLiteral("account"), m_name}, {QStringLiteral("paused"), pause}});
}

void QueuesDetail::test()
{
    tell(tr("Asking…"), "muted");
    if (m_isQueue) {
        const QString name = tr("Test of queue %1").arg(m_name);
        run(QStringLiteral("queue.test"), {{QStringLiteral("queue"), m_name}, {QStringLiteral("name"), name}},
            [this, name](const QJsonObject &) {
                tell(tr("A test request is on its way: see “%1” among the batches.").arg(name), "good");
            });
        return;
    }
    run(QStringLiteral("account.test"), {{QStringLiteral("account"), m_name}}, [this](const QJsonObject &result) {
        const QString models = modelsText(result);
        tell(models.isEmpty() ? testText(result) : testText(result) + u'\n' + models,
             result.value(QLatin1String("ok")).toBool() ? "good" : "bad");
    });
}

void QueuesDetail::clearOrRemove()
{
    if (m_isQueue)
        clearQueue();
    else
        removeAccount();
}

void QueuesDetail::clearQueue()
{
    const Queue *queue = m_book.queue(m_name);
    if (!queue)
        return;
    const StateCounts counts = m_book.counts(queue->id);
    const int waiting = int(counts[JobState::Queued] + counts[JobState::Blocked]);
    const QString jobs = waiting == 1 ? tr("1 waiting job will not be sent.")
                                      : tr("%Ln waiting jobs will not be sent.", nullptr, waiting);
    askFirst(
        this, tr("Clear the queue %1?").arg(m_name),
        tr("%1 What is on its way comes home, and results stay.").arg(jobs), tr("Clear"), [this, name = m_name] {
            run(QStringLiteral("queue.clear"), {{QStringLiteral("queue"), name}}, [this](const QJsonObject &reply) {
                tell(doneText(QStringLiteral("queue.clear"), reply.value(QLatin1String("changed")).toInteger()),
                     "muted");
            });
        });
}

void QueuesDetail::removeAccount()
{
    const Account *account = m_book.account(m_name);
    if (!account)
        return;
    const QStringList queues = m_book.queuesOf(account->id);
    if (!queues.isEmpty()) {
        tell(tr("It cannot be removed while these queues use it: %1. Give them another account first.")
                 .arg(queues.join(QStringLiteral(", "))),
             "bad");
        return;
    }
    askFirst(this, tr("Remove the account %1?").arg(m_name),
             tr("Its key is forgotten too. What it has cost stays in the books."), tr("Remove"), [this, name = m_name] {
                 run(QStringLiteral("account.remove"), {{QStringLiteral("account"), name}});
             });
}

} // namespace fornada
