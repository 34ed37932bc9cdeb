#include "window/quit_offer.h"

#include "models/batch_model.h"
#include "text/format.h"

#include <QMessageBox>
#include <QPushButton>

namespace fornada {

QuitOffer::QuitOffer(const UiContext &context, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
{
    connect(&m_context.pulse, &Pulse::beat, this, &QuitOffer::look);
}

bool QuitOffer::isOpen() const
{
    return m_box && m_box->isVisible();
}

// Closed by its cross it is as if nothing had been asked.
void QuitOffer::open(const QString &text, const QString &more, bool offersWait)
{
    auto *box = new QMessageBox(m_window);
    m_box = box;
    box->setObjectName(QStringLiteral("quitOffer"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(text);
    box->setInformativeText(more);
    const QPushButton *now = box->addButton(tr("End now"), QMessageBox::DestructiveRole);
    QPushButton *stay = box->addButton(tr("Stay open"), QMessageBox::RejectRole);
    QPushButton *wait = offersWait ? box->addButton(tr("Wait"), QMessageBox::AcceptRole) : nullptr;
    box->setDefaultButton(wait ? wait : stay);
    box->setEscapeButton(stay);
    connect(box, &QMessageBox::finished, this, [this, box, now, wait] {
        const QAbstractButton *clicked = box->clickedButton();
        if (clicked == now)
            agree();
        else if (clicked && clicked == wait)
            this->wait();
        else
            goOn();
    });
    box->open();
}

void QuitOffer::ask()
{
    Money most;
    for (const Batch &batch : m_context.batches.batches())
        most += batch.totals.reserved;
    const int count = m_context.pulse.vitals().inFlight;
    const QString requests = countText(count), money = moneyText(most);
    QString text;
    if (most.isZero())
        text = count == 1 ? tr("One request is on its way. Wait for it, or end now?")
                          : tr("%1 requests are on their way. Wait for them, or end now?").arg(requests);
    else
        text = count == 1 ? tr("One request is on its way and may cost up to %1. Wait for it, or end now?").arg(money)
                          : tr("%1 requests are on their way and may cost up to %2. Wait for them, or end now?")
                                .arg(requests, money);
    open(text,
         tr("While Fornada waits nothing new is sent. What is cut off may be charged all the same, without a result."),
         true);
}

void QuitOffer::wait()
{
    m_waits = true;
    m_wasPaused = m_context.pulse.vitals().paused;
    m_context.commands.run(QStringLiteral("engine.pause"), {{QStringLiteral("forNow"), true}},
                           [this](const QJsonObject &) { m_context.pulse.refresh(); });
    open(waitingText(), tr("Nothing new is sent. Fornada ends by itself as soon as the answers are saved."), false);
}

QString QuitOffer::waitingText() const
{
    const int count = m_context.pulse.vitals().inFlight;
    return count == 1 ? tr("Waiting for one request") : tr("Waiting for %1 requests").arg(countText(count));
}

void QuitOffer::look()
{
    if (!m_waits)
        return;
    const Vitals &vitals = m_context.pulse.vitals();
    if (vitals.paused && vitals.inFlight == 0)
        agree();
    else if (m_box)
        m_box->setText(waitingText());
}

void QuitOffer::agree()
{
    m_waits = false;
    if (m_box)
        m_box->hide();
    Q_EMIT agreed();
}

void QuitOffer::goOn()
{
    if (!std::exchange(m_waits, false) || m_wasPaused)
        return;
    m_context.commands.run(QStringLiteral("engine.resume"), {{QStringLiteral("forNow"), true}},
                           [this](const QJsonObject &) { m_context.pulse.refresh(); });
}

} // namespace fornada
