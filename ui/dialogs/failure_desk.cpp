#include "dialogs/failure_desk.h"

#include "models/batch_model.h"
#include "text/error_text.h"
#include "widgets/banner.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"
#include "widgets/size_memory.h"
#include "window/undo_offer.h"

#include <QComboBox>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kLater(300);

} // namespace

FailureDesk::FailureDesk(const UiContext &context, BatchId batch, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch)
    , m_banner(new Banner(context.theme))
    , m_batches(new ElidingBox)
    , m_title(new QLabel)
    , m_nothing(new QLabel(this))
    , m_cards(new QVBoxLayout)
    , m_body(new QWidget)
{
    setObjectName(QStringLiteral("failureDesk"));
    rememberSize(this, {720, 560}, context.settings, QStringLiteral("failures"));
    m_title->setFont(context.theme.font(TextSize::Title));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_nothing->hide();
    m_batches->setMinimumWidth(220);
    m_batches->setMaximumWidth(360);
    auto *head = new QFrame;
    head->setProperty("role", QStringLiteral("filterBar"));
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    headRow->addWidget(m_title);
    headRow->addStretch();
    headRow->addWidget(m_batches);
    m_body->setProperty("role", QStringLiteral("page"));
    m_body->setLayout(m_cards);
    m_cards->setContentsMargins(space::wide, space::wide, space::wide, space::wide);
    m_cards->setSpacing(space::normal);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_body);
    scroll->setWidgetResizable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_banner);
    layout->addWidget(scroll, 1);
    m_later.setSingleShot(true);
    m_later.setInterval(kLater);
    connect(&m_later, &QTimer::timeout, this, &FailureDesk::read);
    connect(m_batches, &QComboBox::activated, this, [this] {
        m_batch = BatchId{m_batches->currentData().toLongLong()};
        read();
    });
    connect(&context.batches, &BatchModel::refreshed, this, &FailureDesk::read);
    // The window's own banner may be behind this one.
    connect(&context.commands, &CommandDesk::refused, this,
            [this](const Error &error) { m_banner->tell(Banner::Kind::Bad, sentence(error)); });
    new UndoOffer(context.commands, *m_banner, this);
    keepTranslated(this, [this] {
        setWindowTitle(tr("Failures"));
        m_title->setText(tr("What went wrong"));
        m_nothing->setText(tr("Nothing failed and nothing is unknown."));
        m_batches->setAccessibleName(tr("Show what went wrong in this batch"));
        fillBatches();
        read();
    });
}

void FailureDesk::fillBatches()
{
    m_batches->clear();
    m_batches->addItem(tr("All batches"), 0);
    for (const Batch &batch : m_context.batches.batches())
        m_batches->addItem(batch.name, batch.id.value);
    m_batches->setCurrentIndex(std::max(0, m_batches->findData(m_batch.value)));
}

void FailureDesk::read()
{
    m_reading.cancel();
    m_reading = m_context.reads.read<Findings>(
        this,
        [batch = m_batch](ReadPort &port, const ReadDesk::Cancelled &) -> Result<Findings> {
            auto groups = port.failures(batch);
            if (!groups)
                return groups.error();
            auto unknowns = port.unknowns(batch, int(kMostUnknown));
            if (!unknowns)
                return unknowns.error();
            Findings findings{std::move(*groups), std::move(*unknowns), {}, {}};
            if (const auto accounts = port.accounts())
                for (const Account &account : *accounts)
                    findings.accounts.append(account.name);
            if (const auto queues = port.queues())
                for (const Queue &queue : *queues)
                    findings.queues.append(queue.name);
            return findings;
        },
        [this](Result<Findings> findings) {
            if (findings)
                showFindings(*findings);
            else
                Q_EMIT m_context.commands.refused(findings.error());
        },
        ReadDesk::Lane::Scan);
}

QString FailureDesk::signature(const Findings &findings) const
{
    QStringList parts = {QLocale().name(), QString::number(unknownCount())}; // the batches may be read later
    for (const FailureGroup &group : findings.groups)
        parts.append(
            QStringLiteral("%1 %2 %3 %4").arg(int(group.outcome)).arg(group.count).arg(group.again).arg(group.message));
    for (const UnknownJob &unknown : findings.unknowns)
        parts.append(QString::number(unknown.job.id.value));
    parts += findings.accounts + findings.queues;
    return parts.join(QLatin1Char('\n'));
}

void FailureDesk::showFindings(const Findings &findings)
{
    const QString fresh = signature(findings);
    if (fresh == m_shown)
        return;
    if (QGuiApplication::mouseButtons() != Qt::NoButton) { // a button must not vanish under the click
        m_later.start();
        return;
    }
    m_shown = fresh;
    m_nothing->setParent(this); // out of the layout, and hidden
    while (QLayoutItem *item = m_cards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!findings.unknowns.isEmpty())
        m_cards->addWidget(makeUnknowns(findings.unknowns));
    for (const FailureGroup &group : findings.groups)
        m_cards->addWidget(makeGroup(group, findings));
    if (findings.unknowns.isEmpty() && findings.groups.isEmpty()) {
        m_cards->addStretch();
        m_cards->addWidget(m_nothing);
        m_nothing->show();
    }
    m_cards->addStretch();
}

} // namespace fornada
