#include "dialogs/failure_desk.h"

#include "models/batch_model.h"
#include "text/format.h"
#include "text/state_text.h"
#include "widgets/ask_first.h"
#include "widgets/keep_translated.h"

#include <QComboBox>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace fornada {

namespace {

constexpr int kMostUnknown = 1'000;
constexpr int kChunk = 2'000;
constexpr std::chrono::milliseconds kLater(300);

// A retry of the same request would end the same way.
bool retryHelps(Outcome outcome)
{
    return outcome != Outcome::Refused && outcome != Outcome::BadRequest;
}

} // namespace

FailureDesk::FailureDesk(const UiContext &context, BatchId batch, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch)
    , m_batches(new QComboBox)
    , m_title(new QLabel)
    , m_nothing(new QLabel)
    , m_cards(new QVBoxLayout)
    , m_body(new QWidget)
{
    setObjectName(QStringLiteral("failureDesk"));
    resize(720, 560);
    m_title->setFont(context.theme.font(TextSize::Title));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_batches->setMinimumWidth(220);
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
    layout->addWidget(scroll, 1);
    m_later.setSingleShot(true);
    m_later.setInterval(kLater);
    connect(&m_later, &QTimer::timeout, this, &FailureDesk::read);
    connect(m_batches, &QComboBox::activated, this, [this] {
        m_batch = BatchId{m_batches->currentData().toLongLong()};
        read();
    });
    connect(&context.batches, &BatchModel::refreshed, this, &FailureDesk::read);
    keepTranslated(this, [this] {
        setWindowTitle(tr("Failures"));
        m_title->setText(tr("What went wrong"));
        m_nothing->setText(tr("Nothing failed and nothing is unknown."));
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
            auto unknowns = port.unknowns(batch, kMostUnknown);
            if (!unknowns)
                return unknowns.error();
            return Findings{std::move(*groups), std::move(*unknowns)};
        },
        [this](Result<Findings> findings) {
            if (findings)
                showFindings(*findings);
            else
                Q_EMIT m_context.commands.refused(findings.error());
        });
}

QString FailureDesk::signature(const Findings &findings)
{
    QStringList parts = {QLocale().name()};
    for (const FailureGroup &group : findings.groups)
        parts.append(QStringLiteral("%1 %2 %3").arg(int(group.outcome)).arg(group.count).arg(group.message));
    for (const UnknownJob &unknown : findings.unknowns)
        parts.append(QString::number(unknown.job.id.value));
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
    m_nothing->setParent(nullptr);
    while (QLayoutItem *item = m_cards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!findings.unknowns.isEmpty())
        m_cards->addWidget(makeUnknowns(findings.unknowns));
    for (const FailureGroup &group : findings.groups)
        m_cards->addWidget(makeGroup(group));
    if (findings.unknowns.isEmpty() && findings.groups.isEmpty()) {
        m_cards->addStretch();
        m_cards->addWidget(m_nothing);
        m_nothing->show();
    }
    m_cards->addStretch();
}

QWidget *FailureDesk::makeCard(const QString &icon, QColor Colours::*colour, const QString &title, const QString &text,
                               const QList<std::pair<QString, std::function<void()>>> &buttons)
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    auto *picture = new QLabel;
    picture->setPixmap(Theme::tinted(icon, QSize(20, 20), devicePixelRatioF(), m_context.theme.colours().*colour,
                                     m_context.theme.colours().base));
    auto *head = new QLabel(title);
    head->setWordWrap(true);
    QFont strong = head->font();
    strong.setWeight(QFont::DemiBold);
    head->setFont(strong);
    auto *body = new QLabel(text);
    body->setTextFormat(Qt::PlainText);
    body->setWordWrap(true);
    body->setProperty("role", QStringLiteral("muted"));
    body->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::tight);
    words->addWidget(head);
    words->addWidget(body);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addStretch();
    for (const auto &[name, deed] : buttons) {
        auto *button = new QPushButton(name);
        connect(button, &QPushButton::clicked, this, deed);
        row->addWidget(button);
    }
    if (!buttons.isEmpty())
        words->addLayout(row);
    auto *layout = new QHBoxLayout(card);
    layout->setContentsMargins(space::normal, space::normal, space::normal, space::normal);
    layout->setSpacing(space::normal);
    layout->addWidget(picture, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return card;
}

QWidget *FailureDesk::makeGroup(const FailureGroup &group)
{
    const QString title = tr("%1 × %2").arg(countText(group.count), outcomeText(group.outcome));
    QString text = messageText(group.message);
    if (!retryHelps(group.outcome))
        text += QLatin1Char('\n') + tr("The same request would end the same way: change the row or the prompt first.");
    const QString button = retryHelps(group.outcome) ? tr("Retry these") : tr("Retry anyway");
    return makeCard(QStringLiteral("state-failed"), &Colours::failed, title, text,
                    {{button, [this, group] { retry(group); }}});
}

QWidget *FailureDesk::makeUnknowns(const QList<UnknownJob> &unknowns)
{
    Money possible;
    QList<JobId> jobs;
    for (const UnknownJob &unknown : unknowns) {
        possible += unknown.possible;
        jobs.append(unknown.job.id);
    }
    const QString title = tr("%1 × sent, but no answer came").arg(countText(jobs.size()));
    const QString text =
        tr("Nobody can say whether these were done. They may have cost %1 together. Sending them again may cost that "
           "a second time.")
            .arg(moneyText(possible));
    return makeCard(QStringLiteral("state-unknown"), &Colours::unknown, title, text,
                    {{tr("Send again"), [this, jobs] { resolve(QStringLiteral("resend"), jobs); }},
                     {tr("Count as charged"), [this, jobs] { resolve(QStringLiteral("charged"), jobs); }},
                     {tr("Give up"), [this, jobs] { resolve(QStringLiteral("giveUp"), jobs); }}});
}

// Exactly the jobs of this cause: found by their message, off the UI thread.
void FailureDesk::retry(const FailureGroup &group)
{
    JobQuery query;
    query.filter.batch = m_batch;
    query.filter.states = {JobState::Failed};
    query.text = group.message;
    m_context.reads.read<QList<JobId>>(
        this,
        [query, group](ReadPort &port, const ReadDesk::Cancelled &cancelled) -> Result<QList<JobId>> {
            const auto ids = port.jobIds(query, cancelled);
            if (!ids)
                return ids.error();
            QList<JobId> same;
            for (qsizetype at = 0; at < ids->size() && !cancelled; at += kChunk) {
                const auto rows = port.jobsByIds(ids->mid(at, kChunk));
                if (!rows)
                    return rows.error();
                for (const JobRow &row : *rows)
                    if (row.message == group.message && row.state == JobState::Failed)
                        same.append(row.id);
            }
            return same;
        },
        [this](Result<QList<JobId>> same) {
            if (same)
                m_context.commands.jobs(QStringLiteral("job.retry"), *same, {},
                                        [this](const QJsonObject &) { m_context.batches.refresh(); });
            else
                Q_EMIT m_context.commands.refused(same.error());
        },
        ReadDesk::Lane::Scan);
}

void FailureDesk::resolve(const QString &how, const QList<JobId> &jobs)
{
    const auto act = [this, how, jobs] {
        m_context.commands.jobs(QStringLiteral("job.resolve"), jobs, {{QStringLiteral("how"), how}},
                                [this](const QJsonObject &) { m_context.batches.refresh(); });
    };
    if (how == QLatin1String("resend"))
        askFirst(this, tr("Send %1 jobs again?").arg(countText(jobs.size())),
                 tr("What they may have cost already stays booked, and is paid a second time if they were done."),
                 tr("Send again"), act);
    else
        act();
}

} // namespace fornada
