#include "pages/dashboard_cards.h"

#include "models/batch_model.h"
#include "models/eta_book.h"
#include "text/eta_text.h"
#include "text/name_text.h"
#include "widgets/eliding_label.h"
#include "widgets/explain_button.h"
#include "widgets/limit_gauge.h"
#include "widgets/segment_bar.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

namespace {

constexpr qsizetype kMostGauges = 8;
constexpr qsizetype kMostBatches = 8;
constexpr int kNumberWidth = 78;

// What a number of the queues card counts.
const QList<QList<JobState>> &columnsOfQueues()
{
    using enum JobState;
    static const QList<QList<JobState>> columns = {{Queued, Blocked}, {Running}, {Completed}, {Failed}};
    return columns;
}

void clear(QGridLayout *grid)
{
    while (QLayoutItem *item = grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

DashboardCard::DashboardCard(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_title(new QLabel)
    , m_nothing(new QLabel)
    , m_explain(new ExplainButton)
{
    setProperty("role", QStringLiteral("card"));
    m_title->setProperty("role", QStringLiteral("section"));
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_nothing->setWordWrap(true);
    m_layout->setContentsMargins(space::normal, space::small, space::normal, space::normal);
    m_layout->setSpacing(space::small);
    auto *head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(m_title, 1);
    head->addWidget(m_explain);
    m_layout->addLayout(head);
    m_layout->addWidget(m_nothing);
    m_layout->addStretch(1);
}

void DashboardCard::setTexts(const QString &title, const QString &nothing, const QString &explanation)
{
    m_explain->explain(title, explanation);
    m_title->setText(title);
    m_nothing->setText(nothing);
    setAccessibleName(title);
}

void DashboardCard::showNothing(bool nothing)
{
    m_nothing->setVisible(nothing);
}

void DashboardCard::showRest(qsizetype rest)
{
    if (!m_rest && rest > 0)
        makeRest();
    if (!m_rest)
        return;
    m_rest->setVisible(rest > 0);
    m_rest->setText(tr("and %1 more").arg(countText(rest)));
}

void DashboardCard::makeRest()
{
    m_rest = new QPushButton;
    m_rest->setObjectName(QStringLiteral("rest"));
    m_rest->setProperty("role", QStringLiteral("link"));
    m_rest->setCursor(Qt::PointingHandCursor);
    connect(m_rest, &QPushButton::clicked, this, &DashboardCard::allWanted);
    m_layout->insertWidget(m_layout->count() - 1, m_rest, 0, Qt::AlignLeft); // above the stretch
}

QLabel *DashboardCard::makeLabel(const char *role)
{
    auto *label = new QLabel;
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

QPushButton *DashboardCard::makeNumber()
{
    auto *number = new QPushButton;
    number->setProperty("role", QStringLiteral("number"));
    number->setFont(m_theme.numbers(TextSize::Normal));
    number->setCursor(Qt::PointingHandCursor);
    number->setFixedWidth(kNumberWidth);
    return number;
}

QueuesCard::QueuesCard(const Theme &theme, QWidget *parent)
    : DashboardCard(theme, parent)
    , m_grid(new QGridLayout)
{
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 1);
    m_layout->insertLayout(2, m_grid);
    auto *corner = new QWidget;
    m_grid->addWidget(corner, 0, 0);
    for (int column = 1; column <= columnsOfQueues().size(); ++column) {
        auto *head = makeLabel("muted");
        head->setAlignment(Qt::AlignRight);
        head->setFont(theme.font(TextSize::Small));
        head->setContentsMargins(0, 0, 4, 0);
        m_heads.append(head);
        m_grid->addWidget(head, 0, column);
    }
}

void QueuesCard::setHeads(const QStringList &heads)
{
    for (qsizetype i = 0; i < m_heads.size(); ++i)
        m_heads.at(i)->setText(heads.value(i));
}

void QueuesCard::build(const QList<Queue> &queues)
{
    for (const Row &row : std::as_const(m_rows)) {
        delete row.name;
        qDeleteAll(row.numbers);
    }
    m_rows.clear();
    for (const Queue &queue : queues) {
        Row row{queue, new ElidingLabel, {}};
        const int line = int(m_rows.size()) + 1;
        row.name->setAlignment(Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute); // also when it reads leftward
        row.name->setToolTip(tipText(queue.name));
        m_grid->addWidget(row.name, line, 0);
        for (qsizetype column = 0; column < columnsOfQueues().size(); ++column) {
            QPushButton *number = makeNumber();
            JobQuery jobs;
            jobs.filter.queue = queue.id;
            jobs.filter.states = columnsOfQueues().at(column);
            connect(number, &QPushButton::clicked, this, [this, jobs] { Q_EMIT jobsWanted(jobs); });
            m_grid->addWidget(number, line, int(column) + 1, Qt::AlignRight);
            row.numbers.append(number);
        }
        m_rows.append(row);
    }
}

void QueuesCard::setQueues(const QList<Queue> &queues, const QHash<QueueId, StateCounts> &counts)
{
    QList<Queue> used;
    for (const Queue &queue : queues)
        if (counts.value(queue.id).total() > 0)
            used.append(queue);
    bool same = used.size() == m_rows.size();
    for (qsizetype i = 0; same && i < used.size(); ++i)
        same = used.at(i).id == m_rows.at(i).queue.id && used.at(i).name == m_rows.at(i).queue.name;
    if (!same)
        build(used);
    for (const Row &row : std::as_const(m_rows)) {
        row.name->setText(row.queue.name.simplified());
        const StateCounts ofQueue = counts.value(row.queue.id);
        for (qsizetype column = 0; column < columnsOfQueues().size(); ++column) {
            qint64 sum = 0;
            for (const JobState state : columnsOfQueues().at(column))
                sum += ofQueue[state];
            QPushButton *number = row.numbers.at(column);
            number->setText(sum == 0 ? QStringLiteral("–") : countText(sum));
            number->setEnabled(sum > 0);
            number->setToolTip(sum > 0 ? tr("Show these jobs") : QString());
            number->setAccessibleName(
                QStringLiteral("%1, %2: %3").arg(row.queue.name, m_heads.at(column)->text(), countText(sum)));
        }
    }
    showNothing(used.isEmpty());
}

void LimitsCard::setGates(const QList<GateFace> &gates, Wall now)
{
    QList<GateFace> shown;
    for (const GateFace &gate : gates)
        if (gate.allowed > 0 && !gateName(gate.kind).isEmpty() && (gate.used > 0 || gate.kind == WaitReason::DailyCap))
            shown.append(gate);
    const auto part = [](const GateFace &gate) { return gate.used / gate.allowed; };
    // Days first: they do not jump about as the seconds pass.
    std::stable_sort(shown.begin(), shown.end(), [&part](const GateFace &a, const GateFace &b) {
        const bool dayA = a.kind == WaitReason::DailyCap, dayB = b.kind == WaitReason::DailyCap;
        return dayA != dayB ? dayA : dayA && part(a) > part(b);
    });
    showRest(shown.size() - kMostGauges);
    shown.resize(std::min(shown.size(), kMostGauges));
    while (m_gauges.size() < shown.size()) {
        auto *gauge = new LimitGauge(m_theme);
        m_layout->insertWidget(2 + int(m_gauges.size()), gauge);
        m_gauges.append(gauge);
    }
    while (m_gauges.size() > shown.size())
        delete m_gauges.takeLast();
    for (qsizetype i = 0; i < shown.size(); ++i)
        m_gauges.at(i)->setGate(shown.at(i), now);
    showNothing(shown.isEmpty());
}

BatchesCard::BatchesCard(const UiContext &context, QWidget *parent)
    : DashboardCard(context.theme, parent)
    , m_context(context)
    , m_grid(new QGridLayout)
{
    m_grid->setHorizontalSpacing(space::wide);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnStretch(0, 3);
    m_grid->setColumnStretch(1, 2);
    m_layout->insertLayout(2, m_grid);
}

void BatchesCard::build(const QList<Batch> &batches)
{
    clear(m_grid);
    m_rows.clear();
    for (const Batch &batch : batches) {
        const Row row{batch.id,           new QPushButton,    new SegmentBar(m_theme),
                      makeLabel("muted"), makeLabel("muted"), makeLabel("muted")};
        row.name->setProperty("role", QStringLiteral("link"));
        row.name->setCursor(Qt::PointingHandCursor);
        row.name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(row.name, &QPushButton::clicked, this, [this, id = batch.id] { Q_EMIT batchWanted(id); });
        for (QLabel *label : {row.done, row.eta, row.money})
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int line = int(m_rows.size());
        m_grid->addWidget(row.name, line, 0);
        m_grid->addWidget(row.bar, line, 1, Qt::AlignVCenter);
        m_grid->addWidget(row.done, line, 2);
        m_grid->addWidget(row.eta, line, 3);
        m_grid->addWidget(row.money, line, 4);
        m_rows.append(row);
    }
}

void BatchesCard::refresh()
{
    QList<Batch> open;
    for (const Batch &batch : m_context.batches.batches())
        if (batch.state == BatchState::Running || batch.state == BatchState::Paused)
            open.append(batch);
    showRest(open.size() - kMostBatches);
    open.resize(std::min(open.size(), kMostBatches));
    bool same = open.size() == m_rows.size();
    for (qsizetype i = 0; same && i < open.size(); ++i)
        same = open.at(i).id == m_rows.at(i).batch;
    if (!same)
        build(open);
    for (qsizetype i = 0; i < open.size(); ++i) {
        const Batch &batch = open.at(i);
        const Row &row = m_rows.at(i);
        const Eta eta = m_context.etas.of(batch.id);
        const QString when = etaText(eta, m_context.pulse.now());
        const Money spent = batch.totals.spent + batch.totals.maybe;
        row.name->setText(buttonText(row.name->fontMetrics().elidedText(
            batch.name.simplified(), Qt::ElideRight, std::max(140, row.name->width() - space::normal))));
        row.name->setToolTip(tipText(batch.name));
        row.bar->setCounts(batch.counts);
        row.done->setToolTip(tr("Ended jobs (completed, failed, skipped or cancelled) of all jobs of this batch"));
        row.done->setText(tr("%1 of %2").arg(countText(batch.counts.settled()), countText(batch.counts.total())));
        row.eta->setText(eta.kind == EtaKind::Known ? tr("done by %1").arg(when) : when);
        row.eta->setToolTip(tipText(etaExplanation(eta)));
        row.money->setText(batch.budget ? tr("%1 of %2").arg(moneyText(spent), moneyText(*batch.budget))
                                        : moneyText(spent));
        row.money->setToolTip(tr("Spent and possibly charged so far, against the batch's budget"));
    }
    showNothing(open.isEmpty());
}

} // namespace fornada
