#include "dialogs/failure_desk.h"

#include "models/batch_model.h"
#include "text/error_text.h"
#include "text/format.h"
#include "widgets/banner.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"
#include "widgets/size_memory.h"
#include "window/undo_offer.h"

#include <QApplication>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kLater(300);
constexpr qint64 kGiven = -1; // what the desk was opened for, where a batch's number stands

} // namespace

FailureDesk::FailureDesk(const UiContext &context, const QList<JobFilter> &among, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_given(among.isEmpty() ? QList{JobFilter()} : among)
    , m_among(m_given)
    , m_banner(new Banner(context.theme))
    , m_scopes(new ElidingBox)
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
    m_scopes->setObjectName(QStringLiteral("failureScope"));
    m_scopes->setMinimumWidth(220);
    m_scopes->setMaximumWidth(360);
    auto *head = new QFrame;
    head->setProperty("role", QStringLiteral("filterBar"));
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    headRow->addWidget(m_title);
    headRow->addStretch();
    headRow->addWidget(m_scopes);
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
    connect(&m_later, &QTimer::timeout, this, &FailureDesk::refresh);
    connect(m_scopes, &QComboBox::activated, this, [this] {
        const qint64 chosen = m_scopes->currentData().toLongLong();
        m_among = chosen == kGiven ? m_given : QList{JobFilter{.batch = BatchId{chosen}}};
        m_shown.clear(); // the same causes elsewhere have deeds of their own
        read();
    });
    connect(&context.batches, &BatchModel::refreshed, this, [this] {
        if (!m_later.isActive()) // a busy batch changes many times a second
            m_later.start();
    });
    connect(&context.theme, &Theme::changed, this, [this] {
        m_shown.clear(); // its pictures have the old colours
        refresh();
    });
    // The window's own banner may be behind this one.
    connect(&context.commands, &CommandDesk::refused, this,
            [this](const Error &error) { m_banner->tell(Banner::Kind::Bad, sentence(error)); });
    new UndoOffer(context.commands, *m_banner, this);
    keepTranslated(this, [this] {
        setWindowTitle(tr("Failures"));
        m_title->setText(tr("What went wrong"));
        m_nothing->setText(tr("Nothing failed and nothing is unknown."));
        m_scopes->setAccessibleName(tr("Show what went wrong among these jobs"));
        fillScopes();
        read();
    });
}

bool FailureDesk::areBatches(const QList<JobFilter> &among)
{
    return std::all_of(among.cbegin(), among.cend(),
                       [](const JobFilter &part) { return part == JobFilter{.batch = part.batch}; });
}

// What the list of batches has no entry for.
QString FailureDesk::givenText() const
{
    const JobFilter &first = m_given.constFirst();
    if (areBatches(m_given))
        return m_given.size() == 1 ? QString() : tr("%1 batches").arg(countText(m_given.size()));
    if (!first.ids.isEmpty())
        return first.ids.size() == 1 ? tr("The chosen job") : tr("%1 chosen jobs").arg(countText(first.ids.size()));
    return tr("Jobs as filtered in the list, of any time");
}

void FailureDesk::fillScopes()
{
    m_scopes->clear();
    if (const QString given = givenText(); !given.isEmpty())
        m_scopes->addItem(given, kGiven);
    m_scopes->addItem(tr("All batches"), 0);
    for (const Batch &batch : m_context.batches.batches())
        m_scopes->addItem(batch.name, batch.id.value);
    const bool isGiven = m_among == m_given && m_scopes->findData(kGiven) >= 0;
    m_scopes->setCurrentIndex(std::max(0, m_scopes->findData(isGiven ? kGiven : m_among.constFirst().batch.value)));
}

// Batches without anything to mend need not be looked into.
QList<JobFilter> FailureDesk::troubled() const
{
    QList<JobFilter> parts = m_among;
    parts.removeIf([this](const JobFilter &part) {
        const Batch *batch = part.batch.isValid() ? m_context.batches.batch(part.batch) : nullptr;
        return batch && batch->counts[JobState::Failed] + batch->counts[JobState::Unknown] == 0;
    });
    return parts;
}

// One reading after the other: each is delivered, however often something changes meanwhile.
void FailureDesk::refresh()
{
    m_again = m_reading.isOpen();
    if (!m_again)
        read();
}

void FailureDesk::read()
{
    m_again = false;
    m_reading.cancel();
    m_reading = m_context.reads.read<Findings>(
        this, [among = troubled()](ReadPort &port, const ReadDesk::Cancelled &) { return readAll(port, among); },
        [this](Result<Findings> findings) {
            if (findings)
                showFindings(*findings);
            else
                Q_EMIT m_context.commands.refused(findings.error());
            if (m_again)
                m_later.start();
        },
        ReadDesk::Lane::Scan);
}

// A reader thread. The same words in several parts are one cause.
Result<FailureDesk::Findings> FailureDesk::readAll(ReadPort &port, const QList<JobFilter> &among)
{
    Findings findings;
    for (const JobFilter &part : among) {
        const auto groups = port.failures(part);
        if (!groups)
            return groups.error();
        for (const FailureGroup &group : *groups) {
            JobFilter where = part;
            where.states = {JobState::Failed};
            where.message = group.message;
            const auto same =
                std::find_if(findings.causes.begin(), findings.causes.end(),
                             [&group](const Cause &known) { return known.group.message == group.message; });
            if (same == findings.causes.end()) {
                findings.causes.append({group, {where}});
                continue;
            }
            FailureGroup both = same->group.newest < group.newest ? group : same->group;
            both.count = same->group.count + group.count;
            both.again = same->group.again + group.again;
            same->group = both;
            same->where.append(where);
        }
        const auto unknowns = port.unknowns(part, int(kMostUnknown - findings.unknowns.size()));
        if (!unknowns)
            return unknowns.error();
        findings.unknowns += *unknowns;
    }
    std::stable_sort(findings.causes.begin(), findings.causes.end(),
                     [](const Cause &a, const Cause &b) { return a.group.newest > b.group.newest; });
    if (const auto accounts = port.accounts())
        for (const Account &account : *accounts)
            findings.accounts.append(account.name);
    if (const auto queues = port.queues())
        for (const Queue &queue : *queues)
            findings.queues.append(queue.name);
    return findings;
}

QString FailureDesk::signature(const Findings &findings) const
{
    QStringList parts = {QLocale().name(), QString::number(unknownCount())}; // the batches may be read later
    for (const Cause &cause : findings.causes)
        parts.append(QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(int(cause.group.outcome))
                         .arg(cause.group.count)
                         .arg(cause.group.again)
                         .arg(cause.where.size())
                         .arg(cause.group.message));
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
    // A button must not vanish under the click, nor its open menu under the eyes.
    if (QGuiApplication::mouseButtons() != Qt::NoButton || QApplication::activePopupWidget()) {
        m_later.start();
        return;
    }
    m_shown = fresh;
    const QWidget *inTurn = focusWidget();
    const QString focused = inTurn && m_body->isAncestorOf(inTurn) ? inTurn->objectName() : QString();
    makeCards(findings);
    if (QWidget *again = focused.isEmpty() ? nullptr : m_body->findChild<QWidget *>(focused))
        again->setFocus();
    else if (!focused.isEmpty())
        m_scopes->setFocus();
}

void FailureDesk::makeCards(const Findings &findings)
{
    m_nothing->setParent(this); // out of the layout, and hidden
    while (QLayoutItem *item = m_cards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!findings.unknowns.isEmpty())
        m_cards->addWidget(makeUnknowns(findings.unknowns));
    for (const Cause &cause : findings.causes)
        m_cards->addWidget(makeCause(cause, findings));
    if (findings.unknowns.isEmpty() && findings.causes.isEmpty()) {
        m_cards->addStretch();
        m_cards->addWidget(m_nothing);
        m_nothing->show();
    }
    m_cards->addStretch();
}

} // namespace fornada
